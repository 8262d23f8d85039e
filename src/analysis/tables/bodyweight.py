"""The bodyweight of a day, from the weigh-ins of `Body`: what loads are reckoned with, on import and after."""

from __future__ import annotations

from datetime import date
from typing import Final

import dataframely as dy
import polars as pl

from analysis.tables.body import Body

HALF_LIFE: Final = "7d"
"""So that a day's water on the scale does not become a day's strength."""

_EVER: Final = date(1900, 1, 1)
_SCHEMA: Final = {"on": pl.Date, "bodyweight_kg": pl.Float64}


def smoothed_bodyweight(body: dy.DataFrame[Body], *, fallback_kg: float | None = None) -> pl.DataFrame:
    """Return the smoothed bodyweight: one row per day with a weigh-in; columns `on` and `bodyweight_kg`.

    An exponentially weighted mean with a half-life of seven days over the daily means. Where no weigh-in is on
    file, one row holds `fallback_kg` (the client's own statement); without that, no row.
    """
    days = (
        body.filter(pl.col("measure") == "bodyweight_kg")
        .group_by(on=pl.col("measured_at").dt.date())
        .agg(bodyweight_kg=pl.col("value").mean())
        .sort("on")
        .with_columns(pl.col("bodyweight_kg").ewm_mean_by("on", half_life=HALF_LIFE))
    )
    if days.is_empty() and fallback_kg is not None:
        return pl.DataFrame({"on": [_EVER], "bodyweight_kg": [fallback_kg]}, schema=_SCHEMA)
    return days


def with_bodyweight(sets: pl.DataFrame, bodyweight: pl.DataFrame | None) -> pl.DataFrame:
    """Return rows in order of `performed_on` with the last smoothed weigh-in up to it; before the first, the first."""
    if bodyweight is None or bodyweight.is_empty():
        return sets.with_columns(bodyweight_kg=pl.lit(None, pl.Float64))
    days = bodyweight.select(pl.col("on").cast(pl.Date), pl.col("bodyweight_kg").cast(pl.Float64)).sort("on")
    first_kg = days["bodyweight_kg"][0]
    return (
        sets.join_asof(days, left_on="performed_on", right_on="on", strategy="backward")
        .drop("on", strict=False)
        .with_columns(pl.col("bodyweight_kg").fill_null(first_kg))
    )
