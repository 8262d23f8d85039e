"""From an importer's measurements to the rows of `Body`: each in the unit its measure's name ends with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import dataframely as dy
import polars as pl

from analysis.errors import UnknownUnitError, UnreadableFileError
from analysis.ingest import bounds
from analysis.ingest.shape import shaped
from analysis.tables import Body
from analysis.units import CM_PER_INCH, KG_PER_LB

TO_OWN_UNIT: Final[dict[str, dict[str, float]]] = {
    "kg": {"kg": 1.0, "lb": KG_PER_LB},
    "cm": {"cm": 1.0, "in": CM_PER_INCH, "mm": 0.1},
    "mm": {"mm": 1.0, "cm": 10.0},
    "pct": {"%": 1.0},
}
"""The unit that a measure's name ends with, and what one of each unit is in it."""


class BodyRows(NamedTuple):
    """The measurements of a file; `refused` is (line, broken, said), one row a record."""

    body: dy.DataFrame[Body]
    refused: pl.DataFrame


def checked(raw: pl.DataFrame, keys: Mapping[str, str], *, weight_unit: str | None, toml: str) -> BodyRows:
    """Check the measurements of a file (`RAW_BODY`); `weight_unit` is what `client.toml` says.

    Raises:
        UnknownUnitError: a bodyweight without a unit, and `client.toml` states none.
        UnreadableFileError: a tape measure without a unit.
    """
    _units_are_known(raw, keys, weight_unit, toml)
    scale = pl.col("measure") == "bodyweight_kg"
    own = pl.col("measure").str.extract(r"([a-z]+)$")
    unit = pl.coalesce(
        "unit",
        pl.when(scale).then(pl.lit(weight_unit, pl.String)),
        pl.when(own == "pct").then(pl.lit("%")),
    )
    pairs = {f"{o} {u}": factor for o, units in TO_OWN_UNIT.items() for u, factor in units.items()}
    factor = pl.concat_str(own, unit, separator=" ").replace_strict(
        pairs, default=None, return_dtype=pl.Float64
    )
    frame = raw.with_columns(
        pl.lit(keys["client"]).alias("client"),
        pl.lit(keys["source"]).alias("source"),
        pl.col("line").alias("source_line"),
        (pl.col("value") * factor).alias("value"),
        factor.is_null().alias("foreign"),
    )
    days = frame.unique("source_line")["measured_at"]
    out = bounds.broken(frame, bounds.of_body(bounds.far_days(days, one_a_day=True)))
    good = frame.join(out, left_on="source_line", right_on="line", how="anti", maintain_order="left")
    return BodyRows(Body.validate(shaped(good, Body), cast=True), out)


def _units_are_known(raw: pl.DataFrame, keys: Mapping[str, str], weight_unit: str | None, toml: str) -> None:
    silent = raw.filter(pl.col("unit").is_null())
    scale = pl.col("measure") == "bodyweight_kg"
    if weight_unit is None and silent.filter(scale).height:
        raise UnknownUnitError(
            keys["file"], evidence="the bodyweight column states no unit", client_toml=toml
        )
    if (tape := silent.filter(~scale & ~pl.col("measure").str.ends_with("pct"))).height:
        seen = f"the column for {tape['measure'][0].removesuffix('_cm')} states no unit"
        raise UnreadableFileError(keys["file"], seen, "Name it with its unit, such as waist_cm or waist_in")
