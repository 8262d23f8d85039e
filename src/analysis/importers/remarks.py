"""What an importer adds to the account once the engine has judged its records: remarks, and rejections of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from analysis.importers.reading import Reading


def told(reading: Reading, remarks: Mapping[int, str]) -> Reading:
    """Say of used records, by line, what was taken in a way that must be told; the engine's own remark stands."""
    said = pl.col("line").replace_strict(remarks, default=None, return_dtype=pl.String)
    problem = pl.when(pl.col("status") == "used").then(pl.coalesce("problem", said)).otherwise("problem")
    return (
        replace(reading, ledger=reading.ledger.with_columns(problem.alias("problem"))) if remarks else reading
    )


def rejected(reading: Reading, rule: str, problem: str) -> Reading:
    """Reject the records that the engine set aside under a rule: they may be sets, so they are listed."""
    broken = (pl.col("rule") == rule).fill_null(value=False)
    return replace(
        reading,
        ledger=reading.ledger.with_columns(
            pl.when(broken).then(pl.lit("rejected")).otherwise("status").alias("status"),
            pl.when(broken).then(pl.lit(problem)).otherwise("problem").alias("problem"),
        ),
    )
