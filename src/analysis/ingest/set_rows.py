"""From an importer's sets to the rows of `Sets`: kilograms, lifts, help, and what breaks the bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import dataframely as dy
import polars as pl

from analysis.exercises import catalogue
from analysis.ingest import bounds
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
) -> SetRows:
    """Check the sets of a file (`RAW_SETS`); the units are those of rows that state none."""
    frame = _rows(raw, keys, matches, weight_unit=weight_unit, distance_unit=distance_unit)
    far_days = bounds.far_days(frame.unique("source_line")["performed_at"])
    out = bounds.broken(frame, bounds.of_sets(far_days))
    within = frame.join(out, left_on="source_line", right_on="line", how="anti", maintain_order="left")
    good, bad = Sets.filter(shaped(within, Sets), cast=True)
    contract = bounds.of_contract(bad.details() if len(bad) else pl.DataFrame(), Sets.create_empty().columns)
    refused = pl.concat([out, contract])
    kept = good.join(contract, left_on="source_line", right_on="line", how="anti", maintain_order="left")
    helped = frame.filter((pl.col("load") < 0) & pl.col("exercise").is_null())
    remarks = helped.select(
        pl.col("source_line").alias("line"),
        pl.lit("a weight below zero is taken as help; the lift is not in the catalogue").alias("remark"),
    ).unique("line")
    return SetRows(Sets.validate(kept, cast=True), refused, remarks)


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
    return (
        raw.join(
            matches.select("exercise_logged", "exercise"),
            on="exercise_logged",
            how="left",
            maintain_order="left",
        )
        .join(lifts, on="exercise", how="left", maintain_order="left")
        .with_columns(
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
        .with_columns(pl.int_range(1, pl.len() + 1).over("session", "lift").alias("set_number"))
    )
