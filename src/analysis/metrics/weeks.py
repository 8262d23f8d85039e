"""Weeks without a hole: a week off is a week of zeros, not a missing row."""

from __future__ import annotations

from datetime import date

import polars as pl


def of(graded: pl.DataFrame, *, until: date | None = None) -> pl.DataFrame:
    """Return every Monday from the first trained week on: one column, `week`.

    The last is the week of `until`, the day that the report speaks of, so that weeks off at the end count; without
    it, or where it lies before, the last trained week.
    """
    if graded.is_empty():
        return pl.DataFrame(schema={"week": pl.Date})
    last = pl.max_horizontal(pl.col("week").max(), pl.lit(until, pl.Date).dt.truncate("1w"))
    return graded.select(week=pl.date_range(pl.col("week").min(), last, "1w"))
