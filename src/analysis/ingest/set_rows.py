"""From an importer's sets to the rows of `Sets`: kilograms, lifts, help, and what breaks the bounds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

import dataframely as dy
import polars as pl

from analysis.exercises import catalogue
from analysis.importers.distinct import Runs
from analysis.ingest import bounds, comments
from analysis.ingest.shape import shaped
from analysis.sources import workers
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
    frame, far_days = workers.both(
        partial(_rows, told, keys, matches, weight_unit=weight_unit, distance_unit=distance_unit),
        partial(_far_days, told),
    )
    out = bounds.broken(frame, bounds.of_sets(far_days))
    good, contract = _contracted(shaped(_without(frame, out), Sets))
    refused = pl.concat([out, contract])
    helped = frame.lazy().filter((pl.col("load") < 0) & pl.col("exercise").is_null())
    remarks = (
        helped.select(
            pl.col("source_line").alias("line"),
            pl.lit("a weight below zero is taken as help; the lift is not in the catalogue").alias("remark"),
        )
        .unique("line")
        .collect()
    )
    kept = good if contract.is_empty() else Sets.validate(_without(good, contract))
    return SetRows(kept, refused, remarks)


def _contracted(rows: pl.DataFrame) -> tuple[dy.DataFrame[Sets], pl.DataFrame]:
    """The rows that keep the contract of `Sets`, and (line, broken, said) of those that do not."""
    kept = Sets.kept_by(rows)
    if kept is not None:
        return kept, bounds.of_contract(pl.DataFrame(), [])
    good, bad = Sets.filter(rows)
    return good, bounds.of_contract(bad.details(), Sets.column_names())


def _without(frame: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """The sets of the records that are not refused."""
    if refused.is_empty():
        return frame
    return frame.join(refused, left_on="source_line", right_on="line", how="anti", maintain_order="left")


def _far_days(raw: pl.DataFrame) -> list[date]:
    """The days that cannot be right; a record counts once, however many sets it holds."""
    shown = raw.select("performed_at", source_line="line", source_part="part")
    return bounds.far_days(bounds.once_a_record(shown)["performed_at"])


def _rows(
    raw: pl.DataFrame,
    keys: Mapping[str, str],
    matches: pl.DataFrame,
    *,
    weight_unit: str | None,
    distance_unit: str,
) -> pl.DataFrame:
    """The sets under the names of `Sets`, with `negative`: a load below zero that is no help."""
    load = kg_from(pl.col("load").abs(), pl.coalesce("load_unit", pl.lit(weight_unit, pl.String)))
    below = (pl.col("load") < 0).fill_null(value=False)
    helped = pl.col("assisted") | below
    rows = raw.hstack(_lifts(raw, matches))
    return rows.with_columns(
        pl.lit(keys["client"]).alias("client"),
        pl.lit(keys["source"]).alias("source"),
        pl.col("line").alias("source_line"),
        pl.col("part").alias("source_part"),
        pl.when(~helped).then(load).alias("load_kg"),
        pl.when(helped).then(load).alias("assistance_kg"),
        (below & pl.col("exercise").is_not_null() & ~pl.col("moves_body")).alias("negative"),
        metres_from(pl.col("distance"), pl.coalesce("distance_unit", pl.lit(distance_unit))).alias(
            "distance_m"
        ),
        (pl.int_range(1, pl.len() + 1) + pl.col("before")).alias("set_number"),
    )


def _lifts(raw: pl.DataFrame, matches: pl.DataFrame) -> pl.DataFrame:
    """Each set's lift, what the catalogue says of it, and `before`: what its place in the file has above its number.

    Told by runs of one exercise in one session, which are few.
    """
    model = pl.col("load_model")
    assisted, bodily = model == "assisted", model.is_in(["assisted", "bodyweight"]) | (pl.col("bw_share") > 0)
    lifts = catalogue.frame().select(
        pl.col("id").alias("exercise"), assisted.alias("assisted"), bodily.alias("moves_body")
    )
    names = matches.select("exercise_logged", "exercise").join(lifts, on="exercise", how="left")
    runs = Runs(raw.select("session", "exercise_logged"))
    few = runs.few.join(names, on="exercise_logged", how="left", maintain_order="left").with_columns(
        pl.coalesce("exercise", "exercise_logged").alias("lift"),
        pl.col("assisted", "moves_body").fill_null(value=False),
    )
    before = _before(few, runs)
    return runs.spread_all(few.select("exercise", "lift", "assisted", "moves_body", before))


def _before(few: pl.DataFrame, runs: Runs) -> pl.Series:
    """What to add to the place of a set, so that the sets of each lift in its session count from 1."""
    first = pl.Series("before", -runs.starts)
    again = few.select("session", "lift").is_duplicated()
    if again.any():
        # Supersets, and lifts taken up again: their sets go on from those before.
        sets = pl.Series("sets", runs.lengths)
        before = pl.col("sets").cum_sum().over("session", "lift") - pl.col("sets")
        first += few.with_columns(sets).select(pl.when(again).then(before).otherwise(0)).to_series()
    return first
