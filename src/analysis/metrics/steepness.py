"""The steepness k of each lift's reps-per-load curve, as this lifter's own sets show it."""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.metrics import session_values
from analysis.stats import curve

LOG_SD: Final = 0.28
"""Lifters differ by 28% in k (Nuzzo 2024, doi 10.1007/s40279-023-01937-7)."""

LEAST_SETS: Final = 6
LEAST_RANGE: Final = 3.0
"""Reps to failure between the shortest and the longest set; within less, sets say nothing of k."""


def with_learned(sets: pl.DataFrame) -> pl.DataFrame:
    """Return the sets with `k` as learned from the lift's sets, and `k_log_sd`, the SD of its logarithm.

    Counted are the first three sets of a session, as for its value (`session_values.first_sets`); six of them, three reps or more apart, are
    needed, else k stays what lifters at large have, with their SD of 0.28. What is learned is held against that by
    `stats.curve.learned`. Null where the lift has no k.

    Args:
        sets: with what `effort.with_e1rm` adds, from the k of lifters at large.
    """
    lifts = [_learned(lift, rows) for (lift,), rows in _counted(sets).group_by(["lift"], maintain_order=True)]
    schema = {"lift": pl.String, "learned": pl.Float64, "k_log_sd": pl.Float64}
    curves = pl.DataFrame(lifts, schema=schema, orient="row")
    known = pl.col("k").is_not_null()
    return (
        sets.join(curves, on="lift", how="left", maintain_order="left")
        .with_columns(
            k=pl.coalesce("learned", "k"), k_log_sd=pl.when(known).then(pl.col("k_log_sd").fill_null(LOG_SD))
        )
        .drop("learned")
    )


def _counted(sets: pl.DataFrame) -> pl.DataFrame:
    """The sets that a curve is learned from, of the lifts that have enough of them."""
    enough = (pl.len() >= LEAST_SETS) & (
        pl.col("reps_to_failure").max() - pl.col("reps_to_failure").min() >= LEAST_RANGE
    )
    valued = sets.filter(pl.col("log_e1rm").is_not_null(), pl.col("k").is_not_null())
    return session_values.first_sets(valued, ["lift", "performed_at", "session"]).filter(enough.over("lift"))


def _learned(lift: object, rows: pl.DataFrame) -> tuple[str, float, float]:
    found = curve.learned(
        rows["performed_on"].to_physical().to_numpy(),
        rows["load_eff_kg"].log().to_numpy(),
        rows["reps_to_failure"].to_numpy(),
        k0=float(rows["k"][0]),
        log_sd=LOG_SD,
    )
    return str(lift), found.k, found.log_sd
