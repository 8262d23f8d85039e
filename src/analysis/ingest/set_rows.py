"""From an importer's sets to the rows of `Sets`: kilograms, lifts, help, and what breaks the bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import dataframely as dy
import polars as pl

from analysis.exercises import catalogue
from analysis.importers.distinct import Runs
from analysis.ingest import bounds, comments
from analysis.ingest.shape import shaped
from analysis.tables import Sets
from analysis.units import kg_from, metres_from


class SetRows(NamedTuple):
    """The sets of a file.

    Attributes:
        sets: Those that keep the contract. A record that breaks it with one of its sets gives none.
        refused: (line, broken, said): one row a record that broke it.
        remarks: (line, remark): one row a used record whose value was taken in a way that must be told.
    """

    sets: dy.DataFrame[Sets]
    refused: pl.DataFrame
    remarks: pl.DataFrame


def checked(
    raw: pl.DataFrame,
    keys: Mapping[str, str],
    matches: pl.DataFrame,
    *,
    weight_unit: str | None,
    distance_unit: str,
    note_of: comments.NoteOf = "exercise",
) -> SetRows:
    """Check the sets of a file (`RAW_SETS`); the units are those of rows that state none.

    `note_of` is what a note speaks of; what it says is taken where the file's own columns say nothing.
    """
    told = comments.applied(raw, note_of=note_of)
    frame = _rows(told, keys, matches, weight_unit=weight_unit, distance_unit=distance_unit)
    far_days = bounds.far_days(bounds.once_a_record(frame)["performed_at"])
    out = bounds.broken(frame, bounds.of_sets(far_days))
    good, bad = Sets.filter(shaped(_without(frame, out), Sets))
    contract = bounds.of_contract(bad.details() if len(bad) else pl.DataFrame(), Sets.create_empty().columns)
    refused = pl.concat([out, contract])
    helped = frame.filter((pl.col("load") < 0) & pl.col("exercise").is_null())
    remarks = helped.select(
        pl.col("source_line").alias("line"),
        pl.lit("a weight below zero is taken as help; the lift is not in the catalogue").alias("remark"),
    ).unique("line")
    kept = good if contract.is_empty() else Sets.validate(_without(good, contract))
    return SetRows(kept, refused, remarks)


def _without(frame: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """The sets of the records that are not refused."""
    if refused.is_empty():
        return frame
    return frame.join(refused, left_on="source_line", right_on="line", how="anti", maintain_order="left")


def _rows(
    raw: pl.DataFrame,
    keys: Mapping[str, str],
    matches: pl.DataFrame,
    *,
    weight_unit: str | None,
    distance_unit: str,
) -> pl.DataFrame:
    lifts = catalogue.frame().select(pl.col("id").alias("exercise"), "load_model", "bw_share")
    load = kg_from(pl.col("load").abs(), pl.coalesce("load_unit", pl.lit(weight_unit, pl.String)))
    below = (pl.col("load") < 0).fill_null(value=False)
    helped = (pl.col("load_model") == "assisted").fill_null(value=False) | below
    moves_body = pl.col("load_model").is_in(["assisted", "bodyweight"]) | (pl.col("bw_share") > 0)
    names = matches.select("exercise_logged", "exercise").join(lifts, on="exercise", how="left")
    rows = raw.join(names, on="exercise_logged", how="left", maintain_order="left").with_columns(
        pl.lit(keys["client"]).alias("client"),
        pl.lit(keys["source"]).alias("source"),
        pl.col("line").alias("source_line"),
        pl.col("part").alias("source_part"),
        pl.coalesce("exercise", "exercise_logged").alias("lift"),
        pl.when(~helped).then(load).alias("load_kg"),
        pl.when(helped).then(load).alias("assistance_kg"),
        (below & pl.col("exercise").is_not_null() & ~moves_body.fill_null(value=False)).alias("negative"),
        metres_from(pl.col("distance"), pl.coalesce("distance_unit", pl.lit(distance_unit))).alias(
            "distance_m"
        ),
    )
    return rows.with_columns(_set_number(rows))


def _set_number(rows: pl.DataFrame) -> pl.Series:
    """Place of each set among those of its lift in its session, from 1: counted by runs, which are few."""
    runs = Runs(rows.select("session", "lift"))
    first = pl.Series("before", -runs.starts)
    again = runs.few.is_duplicated()
    if again.any():
        # Supersets, and lifts taken up again: their sets go on from those before.
        sets = pl.Series("sets", runs.lengths)
        before = pl.col("sets").cum_sum().over("session", "lift") - pl.col("sets")
        first += runs.few.with_columns(sets).select(pl.when(again).then(before).otherwise(0)).to_series()
    offset = runs.spread(first)
    return (pl.int_range(1, rows.height + 1, eager=True) + offset).alias("set_number")
