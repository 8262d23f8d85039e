"""Loads and reps that cannot be right: kept in the log, listed for the coach, left out of the numbers."""

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
"""From so many on a session is held against those around it, before against all others of the lift."""

JUMP_UNCONFIRMED: Final = 0.50
"""Where no session lies on one side, nothing yet says whether the jump lasts."""

FIRST_PLATES_KG: Final = 20.0
"""In a lift's first sessions the empty bar may double with the first plates."""

MOST_SESSIONS: Final = 2

DIGIT_MISSING: Final = 0.25
"""Under so much of what is usual no light day lies, but 10 kg for 100 do, and plates without their bar."""

UNIT_TOLERANCE: Final = 0.06
MANY_REPS: Final = 40.0
TIMES_USUAL_REPS: Final = 5.0
NOT_LIGHT: Final = 0.6
"""A finisher of very many reps is done with less of the usual load."""

MOST_REPS_ALONE: Final = 100.0
"""For the only loaded set of a lift, which nothing can be held against."""

TO_CONFIRM: Final = "to confirm: "
_SD_PER_MAD: Final = 1.4826


def with_doubt(sets: pl.DataFrame) -> pl.DataFrame:
    """Return the sets with `quarantine`: why the set is in doubt; null: it is not.

    Each set's implied maximum is held against the median of the lift's best in the three sessions before and in
    the three after. It is in doubt if it exceeds both by more than 20% (50% for three reps or fewer), by more
    than four robust SDs of the lift (floor 2.5%) and by more than one step of 2.5 kg, or if a whole session lies
    below both by the factor between kilograms and pounds, or if a set lies under a quarter of both, as where a digit
    or the bar is missing. The first and the last session have one side only:
    there the jump must be above 50%, and the reason begins with "to confirm". A jump that the following sessions
    repeat is progress; a light day is a light day; a factor under 2 that comes back in more than two sessions is
    another machine. None of these is in doubt.

    In a lift with fewer than four sessions a set is in doubt, to confirm, if it implies more than twice what any
    other session of the lift does and its load is 20 kg more than that (the median of two would doubt the two usual
    sessions beside a light one). Tests are not judged.

    More than 40 reps are in doubt where they are over five times the lift's usual number at 60% of its usual load
    or more; more than 100 with a load where the lift has no other set.

    A doubtful set gives no e1RM and no record. From twice the usual on, and with too many reps, it has no effective
    load and no tonnage.
    """
    implied = pl.when("is_work").then(log_maximum(most_reps=MOST_REPS))
    measured = sets.with_columns(implied=implied)
    judged = measured.join(_surroundings(measured), on=["lift", "session"], how="left", maintain_order="left")
    above = pl.min_horizontal(pl.col("implied") - pl.col("before"), pl.col("implied") - pl.col("after"))
    top_above = pl.max_horizontal(pl.col("top") - pl.col("before"), pl.col("top") - pl.col("after"))
    least_above = pl.max_horizontal(pl.col("implied") - pl.col("before"), pl.col("implied") - pl.col("after"))
    judged = judged.with_columns(
        times=above.exp(),
        set_times=least_above.exp(),
        top_times=top_above.exp(),
        one_sided=pl.col("before").is_null() | pl.col("after").is_null(),
    )
    reasoned = judged.with_columns(quarantine=_reason(), low=_far_too_low(), many=_reps_reason())
    absurd = (pl.col("times") >= ABSURD).fill_null(value=False)
    reasoned = reasoned.with_columns(
        quarantine=pl.coalesce("many", _if_rare("quarantine", always=absurd), _if_rare("low"))
    )
    gone = pl.col("many").is_not_null() | (absurd & pl.col("quarantine").is_not_null())
    return reasoned.with_columns(
        pl.when(~gone).then(name).alias(name) for name in ("load_eff_kg", "tonnage_kg")
    )


def _reason() -> pl.Expr:
    """Why a set's load is in doubt, in words for the coach; null: it is not."""
    jump = (
        pl.when(pl.col("few")).then(ABSURD)
        .when(pl.col("one_sided")).then(1 + JUMP_UNCONFIRMED)
        .when(pl.col("reps") <= HEAVY_REPS).then(1 + JUMP_OF_A_HEAVY_SET)
        .otherwise(1 + JUMP)
    )  # fmt: skip
    step_kg = pl.when(pl.col("few")).then(FIRST_PLATES_KG).otherwise(ONE_STEP_KG)
    more_than_a_step = pl.col("load_eff_kg") * (1 - 1 / pl.col("times")) > step_kg
    too_high = more_than_a_step & (
        pl.col("times") > pl.max_horizontal(jump, (ROBUST_SDS * pl.col("robust_sd")).exp())
    )
    too_low = _is_factor(pl.col("top_times"), KG_PER_LB) & ~pl.col("few")
    unsure, words = _unsure(), _words()
    return (
        pl.when(too_high & _is_factor(pl.col("times"), 1 / KG_PER_LB))
        .then(words + pl.lit(": perhaps pounds entered as kilograms"))
        .when(too_high)
        .then(words)
        .when(too_low & pl.col("implied").is_not_null())
        .then(
            unsure
            + pl.lit("under half of what the sessions around it imply: perhaps kilograms entered as pounds")
        )
    )


def _far_too_low() -> pl.Expr:
    """Why a set's load is far too low, in words; null: it is not."""
    too_low = (pl.col("set_times") < DIGIT_MISSING) & ~pl.col("few")
    says = "under a quarter of what the sessions around it imply: perhaps a digit, or the bar, is missing"
    return pl.when(too_low).then(_unsure() + pl.lit(says))


def _if_rare(reason: str, *, always: pl.Expr | None = None) -> pl.Expr:
    """A reason where it comes back in two sessions of the lift at most: in more it is another machine."""
    sessions = pl.col("session").filter(pl.col(reason).is_not_null()).n_unique().over("lift")
    rare = sessions <= MOST_SESSIONS
    return pl.when(rare if always is None else rare | always).then(reason)


def _unsure() -> pl.Expr:
    """What the reason begins with where not all the sessions are there that could bear it out."""
    return pl.when(pl.col("few") | pl.col("one_sided")).then(pl.lit(TO_CONFIRM)).otherwise(pl.lit(""))


def _words() -> pl.Expr:
    """By how much, and of what, a load is too high."""
    around = (
        pl.when(pl.col("few")).then(pl.lit("lift's other sessions imply"))
        .otherwise(pl.lit("sessions around it imply"))
    )  # fmt: skip
    return pl.concat_str(
        _unsure(), pl.col("times").round(1).cast(pl.String), pl.lit(" times what the "), around
    )


def _reps_reason() -> pl.Expr:
    """Why a set's reps are in doubt; null: they are not. Quantiles are of sets done, so one slip moves none."""
    reps, load = pl.col("reps"), pl.col("load_eff_kg")
    done = pl.col("is_work") & reps.is_not_null()
    usual = reps.filter(done).quantile(0.5, "lower").over("lift")
    usual_kg = load.filter(done).quantile(0.5, "lower").over("lift")
    alone = reps.filter(done).len().over("lift") == 1
    not_light = (load >= NOT_LIGHT * usual_kg).fill_null(value=True)
    too_many = (reps > MANY_REPS) & (reps > TIMES_USUAL_REPS * usual) & not_light
    too_many_alone = alone & (reps > MOST_REPS_ALONE) & (pl.col("load_kg") > 0)
    words = pl.concat_str(
        reps.round(0).cast(pl.Int64).cast(pl.String),
        pl.lit(" reps, where the lift's usual number is "),
        usual.round(0).cast(pl.Int64).cast(pl.String),
    )
    return (
        pl.when(done & too_many)
        .then(words)
        .when(done & too_many_alone)
        .then(pl.lit(TO_CONFIRM + "more than 100 reps with a load"))
    )


def _is_factor(ratio: pl.Expr, factor: float) -> pl.Expr:
    """Whether the ratio is the factor, give or take six per cent."""
    return (ratio / factor).is_between(1 - UNIT_TOLERANCE, 1 + UNIT_TOLERANCE)


def _surroundings(sets: pl.DataFrame) -> pl.DataFrame:
    """One row per lift and session: its best implied maximum, the medians around it, the lift's robust SD.

    `few` marks lifts with fewer than four sessions; there the best of all others stands on either side.
    """
    tops = (
        sets.filter(pl.col("implied").is_not_null())
        .group_by("lift", "session")
        .agg(top=pl.col("implied").max(), at=pl.col("performed_at").min())
        .sort("lift", "at", "session")
        .with_columns(few=pl.len().over("lift") < FEWEST_SESSIONS)
        .with_columns(before=_median_of(range(1, NEIGHBOURS + 1)), after=_median_of(range(-NEIGHBOURS, 0)))
    )
    others = pl.max_horizontal(
        pl.col("top").shift(i).over("lift") for i in range(1 - FEWEST_SESSIONS, FEWEST_SESSIONS) if i
    )
    tops = tops.with_columns(
        pl.when("few").then(others).otherwise(pl.col(side)).alias(side) for side in ("before", "after")
    )
    residual = pl.col("top") - pl.mean_horizontal("before", "after")
    deviation = (residual - residual.median().over("lift")).abs()
    spread = (_SD_PER_MAD * deviation.median().over("lift")).clip(lower_bound=NOISE_SD)
    # The spread of two or three sessions is that of the slip itself.
    return tops.with_columns(robust_sd=pl.when("few").then(NOISE_SD).otherwise(spread)).drop("at")


def _median_of(shifts: range) -> pl.Expr:
    """Median of the lift's neighbouring sessions; null where there is none on that side."""
    return pl.concat_list(pl.col("top").shift(i).over("lift") for i in shifts).list.drop_nulls().list.median()
