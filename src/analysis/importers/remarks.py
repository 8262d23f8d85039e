"""What an importer adds to the account once the engine has judged its records: remarks, and rejections of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import polars as pl

from analysis.importers.reading import Reading


def told(reading: Reading, remarks: Mapping[int, str]) -> Reading:
    """Say of used records, by line, what was taken in a way that must be told; the engine's own remark stands."""
    if not remarks:
        return reading
    said = pl.col("line").replace_strict(dict(remarks), default=None, return_dtype=pl.String)
    problem = pl.when(pl.col("status") == "used").then(pl.coalesce("problem", said)).otherwise("problem")
    return replace(reading, ledger=reading.ledger.with_columns(problem.alias("problem")))


def of_all(reading: Reading, lines: Iterable[int], said: str) -> Reading:
    """Say one thing of several used records."""
    return told(reading, dict.fromkeys(lines, said))


def rejected(
    reading: Reading, rule: str, problem: str, *, record: Callable[[int], str] | None = None
) -> Reading:
    """Reject the records that the engine set aside under a rule: they may be sets, so they are listed.

    `record` gives the text of a line, where the reading does not hold the texts already.
    """
    broken = (pl.col("rule") == rule).fill_null(value=False)
    lines = reading.ledger.filter(broken)["line"].to_list() if record is not None else []
    texts = {line: record(line) for line in lines} if record is not None else {}
    shown = (
        pl.col("line").replace_strict(texts, default=None, return_dtype=pl.String) if texts else pl.lit(None)
    )
    return replace(
        reading,
        ledger=reading.ledger.with_columns(
            pl.when(broken).then(pl.lit("rejected")).otherwise("status").alias("status"),
            pl.when(broken).then(pl.lit(problem)).otherwise("problem").alias("problem"),
            pl.coalesce("text", shown).alias("text"),
        ),
    )
