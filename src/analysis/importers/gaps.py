"""Sessions told by the pauses between sets, for apps that stamp each exercise or each set."""

from __future__ import annotations

import dataclasses
from typing import Final

import polars as pl

from analysis.importers.reading import RAW_SETS, Reading

SAME_SESSION_S: Final = 2 * 3600.0
"""Stamps of one workout lie minutes apart, of two workouts of a day many hours; between the two, in the files
seen, lies almost nothing (of 932 stamps of one log 377 follow within two hours, and 6 within two to twelve)."""


def joined(reading: Reading, *, gap_s: float = SAME_SESSION_S) -> Reading:
    """Give sets of one workout whose stamps follow within `gap_s` one session, and put them in order of time.

    The session is named by its first stamp. Sets keep their own stamps; those of one stamp keep the file's order.
    """
    sets = reading.sets.sort("performed_at", maintain_order=True)
    if sets.is_empty() or not sets["time_known"].all():
        return reading
    since = (pl.col("performed_at") - pl.col("performed_at").shift().over("workout")).dt.total_seconds()
    numbered = sets.with_columns(
        (since > gap_s).fill_null(value=False).cum_sum().over("workout").alias("#run")
    )
    start = pl.col("performed_at").first().over("workout", "#run").dt.strftime("%Y-%m-%d %H:%M")
    named = numbered.with_columns(
        pl.concat_str(start, "workout", separator=" · ", ignore_nulls=True).alias("session")
    )
    return dataclasses.replace(reading, sets=named.select(*RAW_SETS).cast(RAW_SETS))
