"""Weeks without a hole: a week off is a week of zeros, not a missing row."""

from __future__ import annotations

import polars as pl


def of(graded: pl.DataFrame) -> pl.DataFrame:
    """Return every Monday from the first to the last trained week: one column, `week`."""
    if graded.is_empty():
        return pl.DataFrame(schema={"week": pl.Date})
    return graded.select(week=pl.date_range(pl.col("week").min(), pl.col("week").max(), "1w"))
