"""What the coach, or a piece of evidence in the log, claims of the weights of a lift."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import polars as pl

from analysis.ingest.weight_log import ROW, TOLERANCE_KG

CLAIMS: Final = pl.Schema(
    {
        "lift": pl.String(),
        "app": pl.String(),
        "exercise_logged": pl.String(),
        "at_kg": pl.Float64(),
        "from_on": pl.Date(),
        "meaning": pl.String(),
        "known_by": pl.String(),
        "evidence": pl.String(),
    }
)
"""One claim: the weights of `lift` mean `meaning`. Null `app`, `exercise_logged`, `at_kg`, `from_on`: of any app,
name, weight, day. Where several fit a set, the first counts. `known_by` default: the evidence does not decide, and
is told."""


def claims(rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """Return the claims as a frame; a column that a row leaves out is null."""
    return pl.DataFrame([dict.fromkeys(CLAIMS) | row for row in rows], schema=CLAIMS, orient="row")


def fitting(weighed: pl.DataFrame, claimed: pl.DataFrame) -> pl.DataFrame:
    """Return (set, meaning, known_by, evidence): the first claim that fits, one row a set that one fits."""
    theirs = claimed.rename(
        {name: f"{name}_claimed" for name in CLAIMS if name in weighed.columns and name != "lift"}
    )
    anyone = [
        pl.col(f"{name}_claimed").is_null() | (pl.col(f"{name}_claimed") == pl.col(name))
        for name in ("app", "exercise_logged")
    ]
    at, since = pl.col("at_kg"), pl.col("from_on")
    return (
        weighed.select(ROW, "lift", "app", "exercise_logged", "performed_on", "raw_kg")
        .join(theirs.with_row_index("#rank"), on="lift")
        .filter(
            *anyone,
            at.is_null() | ((at - pl.col("raw_kg")).abs() < TOLERANCE_KG),
            since.is_null() | (pl.col("performed_on") >= since),
        )
        .filter(pl.col("#rank") == pl.col("#rank").min().over(ROW))
        .select(ROW, "meaning", "known_by", "evidence")
    )


def kilos(value: float) -> str:
    """Return a weight in words, without digits that nobody loads.

    >>> kilos(82.50001), kilos(80.0)
    ('82.5', '80')
    """
    return f"{round(value, 1):g}"
