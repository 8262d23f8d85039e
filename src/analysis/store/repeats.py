"""Repeats between a client's files: the tables without them, and every file's account with them."""

from __future__ import annotations

from typing import NamedTuple

import dataframely as dy
import polars as pl

from analysis.importers.distinct import Runs
from analysis.ingest.accounts import fates
from analysis.ingest.pipeline import Ingested
from analysis.store import overlap
from analysis.store.ordered import ordered
from analysis.tables import STATUSES, Body, Ledger, Sets, Sources


class Settled(NamedTuple):
    """The tables of a client once repeats between files are settled; weights as logged."""

    sets: dy.DataFrame[Sets]
    body: dy.DataFrame[Body]
    ledger: dy.DataFrame[Ledger]
    sources: dy.DataFrame[Sources]


def settled(
    sets: pl.DataFrame,
    body: pl.DataFrame,
    ledger: pl.DataFrame,
    sources: pl.DataFrame,
    *,
    alone: Ingested | None = None,
) -> Settled:
    """Drop what files hold again, move its records to the repeated, and count each file anew.

    `alone` is what the client's only file gave, if there is but one: its tables were checked when it was read,
    and if they stay as they are, they are not checked and counted again.
    """
    order = overlap.ages(sources)
    again = overlap.repeated_sessions(sets, order)
    lines = (
        (sets if again.height else sets.clear())
        .join(again, on=["source", "session"])
        .select("source", pl.col("source_line").alias("line"), "rule")
    )
    kept = sets.join(again, on=["source", "session"], how="anti") if again.height else sets
    told = overlap.repeated_measurements(body, order)
    kept_body = body.join(told, on=["source", "source_line", "measure"], how="anti")
    measured = told.select(
        "source", pl.col("source_line").alias("line"), pl.lit(overlap.RULE_MEASUREMENT).alias("rule")
    )
    gone = _without_lines_of(_without_lines_of(pl.concat([lines, measured]), kept), kept_body)
    marked = overlap.mark(ledger, gone)
    marked = ordered(_mark_copies(marked, sources), "file", "line")
    performed = ordered(kept, "performed_at", "source", "source_line", "source_part")
    measured = Body.validate(ordered(kept_body, "measured_at", "source", "source_line", "measure"))
    if alone is None or marked is not alone.ledger:
        return Settled(
            Sets.validate(performed),
            measured,
            Ledger.validate(marked, cast=True),
            _counted(sources, marked, kept),
        )
    as_read = performed is alone.sets
    return Settled(
        alone.sets if as_read else Sets.validate(performed),
        measured,
        alone.ledger,
        Sources.validate(sources.sort("file")),
    )


def _without_lines_of(lines: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The lines, but those that still give one of these rows: a record may hold a set and a weigh-in."""
    if lines.is_empty():
        return lines
    return lines.join(rows, left_on=["source", "line"], right_on=["source", "source_line"], how="anti")


def _mark_copies(ledger: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """A second file with the same bytes adds nothing: its used records are repeats."""
    read = sources.filter(pl.col("app").is_not_null())
    copies = read.filter(~pl.col("file").is_first_distinct() | ~pl.struct("source").is_first_distinct())[
        "file"
    ]
    if copies.is_empty():
        return ledger
    hit = pl.col("file").is_in(copies.to_list()) & (pl.col("status").cast(pl.String) == "used")
    return ledger.with_columns(
        pl.when(hit).then(pl.lit("repeated")).otherwise(pl.col("status").cast(pl.String)).alias("status"),
        pl.when(hit).then(pl.lit(overlap.RULE_FILE)).otherwise("rule").alias("rule"),
    )


def _counted(sources: pl.DataFrame, ledger: pl.DataFrame, sets: pl.DataFrame) -> dy.DataFrame[Sources]:
    """The files with their final counts, after overlaps."""
    sessions = Runs(sets.select("source", "session"))
    kept = (
        sessions.few.with_columns(pl.Series("sets", sessions.lengths))
        .group_by("source")
        .agg(pl.col("sets").sum(), pl.col("session").n_unique().cast(pl.Int64).alias("sessions"))
    )
    final = (
        sources.drop(*STATUSES, "sets", "sessions")
        .join(fates(ledger), on="file", how="left", maintain_order="left")
        .join(kept, on="source", how="left", maintain_order="left")
        .with_columns(pl.col(*STATUSES, "sets", "sessions").fill_null(0))
        .with_columns(
            pl.when(pl.col("used") > 0).then(pl.col("sets")).otherwise(0).alias("sets"),
            pl.when(pl.col("used") > 0).then(pl.col("sessions")).otherwise(0).alias("sessions"),
        )
        .select(sources.columns)
        .sort("file")
    )
    return Sources.validate(final, cast=True)
