"""Loads that cannot be right: kept in the log, listed for the coach, left out of the numbers."""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.metrics.effort import MOST_REPS, log_maximum
from analysis.units import KG_PER_LB

JUMP: Final = 0.20
JUMP_OF_A_HEAVY_SET: Final = 0.50
"""For sets of three reps or fewer: a maximum after months of sets with reps in reserve looks like a jump."""

HEAVY_REPS: Final = 3.0
ROBUST_SDS: Final = 4.0
NOISE_SD: Final = 0.025
"""Floor of the robust SD: the repeatability of one set, so that a steady lifter may still have a good day."""

ONE_STEP_KG: Final = 2.5
"""The next dumbbell or plate may be a third of a small load more: that is a step, not a slip of the pen."""

ABSURD: Final = 2.0
"""From twice what is usual on, the load is not believed for tonnage either."""

NEIGHBOURS: Final = 3
FEWEST_SESSIONS: Final = 4
MOST_SESSIONS: Final = 2
UNIT_TOLERANCE: Final = 0.06
_SD_PER_MAD: Final = 1.4826


def with_doubt(sets: pl.DataFrame) -> pl.DataFrame:
    """Return the sets with `quarantine`: why the load is in doubt; null: it is not.

    Each set's implied maximum is held against the median of the lift's best in the three sessions before and in
    the three after. It is in doubt if it exceeds both by more than 20% (50% for three reps or fewer), by more
    than four robust SDs of the lift (floor 2.5%) and by more than one step of 2.5 kg, or if a whole session lies below both by the factor between
    kilograms and pounds. A jump that the following sessions repeat is progress; a light day is a light day; a
    factor under 2 that comes back in more than two sessions is another machine. None of these is in doubt, and
    lifts with fewer than four sessions, and tests, are not judged.

    A doubtful set gives no e1RM and no record. From twice the usual on it has no effective load and no tonnage.
    """
    implied = pl.when("is_work").then(log_maximum(most_reps=MOST_REPS))
    measured = sets.with_columns(implied=implied)
    judged = measured.join(_surroundings(measured), on=["lift", "session"], how="left", maintain_order="left")
    above = pl.min_horizontal(pl.col("implied") - pl.col("before"), pl.col("implied") - pl.col("after"))
    top_above = pl.max_horizontal(pl.col("top") - pl.col("before"), pl.col("top") - pl.col("after"))
    judged = judged.with_columns(times=above.exp(), top_times=top_above.exp())
    reasoned = judged.with_columns(quarantine=_reason())
    sessions_in_doubt = pl.col("session").filter(pl.col("quarantine").is_not_null()).n_unique().over("lift")
    absurd = (pl.col("times") >= ABSURD).fill_null(value=False)
    reasoned = reasoned.with_columns(
        quarantine=pl.when(absurd | (sessions_in_doubt <= MOST_SESSIONS)).then("quarantine")
    )
    gone = absurd & pl.col("quarantine").is_not_null()
    return reasoned.with_columns(
        pl.when(~gone).then(name).alias(name) for name in ("load_eff_kg", "tonnage_kg")
    )


def _reason() -> pl.Expr:
    """Why a set is in doubt, in words for the coach; null: it is not."""
    jump = pl.when(pl.col("reps") <= HEAVY_REPS).then(1 + JUMP_OF_A_HEAVY_SET).otherwise(1 + JUMP)
    more_than_a_step = pl.col("load_eff_kg") * (1 - 1 / pl.col("times")) > ONE_STEP_KG
    too_high = more_than_a_step & (
        pl.col("times") > pl.max_horizontal(jump, (ROBUST_SDS * pl.col("robust_sd")).exp())
    )
    too_low = _is_factor(pl.col("top_times"), KG_PER_LB)
    words = pl.concat_str(
        pl.col("times").round(1).cast(pl.String), pl.lit(" times what the sessions around it imply")
    )
    return (
        pl.when(too_high & _is_factor(pl.col("times"), 1 / KG_PER_LB))
        .then(words + pl.lit(": perhaps pounds entered as kilograms"))
        .when(too_high)
        .then(words)
        .when(too_low & pl.col("implied").is_not_null())
        .then(pl.lit("under half of what the sessions around it imply: perhaps kilograms entered as pounds"))
    )


def _is_factor(ratio: pl.Expr, factor: float) -> pl.Expr:
    """Whether the ratio is the factor, give or take six per cent."""
    return (ratio / factor).is_between(1 - UNIT_TOLERANCE, 1 + UNIT_TOLERANCE)


def _surroundings(sets: pl.DataFrame) -> pl.DataFrame:
    """One row per lift and session: its best implied maximum, the medians around it, the lift's robust SD."""
    tops = (
        sets.filter(pl.col("implied").is_not_null())
        .group_by("lift", "session")
        .agg(top=pl.col("implied").max(), at=pl.col("performed_at").min())
        .sort("lift", "at", "session")
        .filter(pl.len().over("lift") >= FEWEST_SESSIONS)
        .with_columns(before=_median_of(range(1, NEIGHBOURS + 1)), after=_median_of(range(-NEIGHBOURS, 0)))
    )
    residual = pl.col("top") - pl.mean_horizontal("before", "after")
    deviation = (residual - residual.median().over("lift")).abs()
    return tops.with_columns(
        robust_sd=(_SD_PER_MAD * deviation.median().over("lift")).clip(lower_bound=NOISE_SD)
    ).drop("at")


def _median_of(shifts: range) -> pl.Expr:
    """Median of the lift's neighbouring sessions; null where there is none on that side."""
    return pl.concat_list(pl.col("top").shift(i).over("lift") for i in shifts).list.drop_nulls().list.median()
