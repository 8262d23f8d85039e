"""The e1RM of a lift in a session, by a rule that the number of sets cannot move."""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.metrics.loads import one_side

FIRST_SETS: Final = 3
LED_UP_SHARE: Final = 0.9
"""Of the session's heaviest load: lighter sets before the first that reaches it led up to it."""

VARIANCE_FLOOR: Final = 0.010**2
SET_SD: Final = 0.025
EXPECTED_MAX: Final = {1: 0.0, 2: 0.5642, 3: 0.8463}
"""Expected maximum of that many standard normals."""

TEST_RIR: Final = 0.5
REPORTED_EFFORT_SD: Final = 1.0
"""Lifters say 0.95 reps too few are left, some more, some less (Halperin 2022, doi 10.1007/s40279-021-01559-x)."""

ASSUMED_EFFORT_SD: Final = 1.5
FAILURE_EFFORT_SD: Final = 0.3
STEEPNESS_AT_ONE: Final = 0.036
"""k where one rep leaves it out of the formula."""

_KEYS: Final = ["lift", "session"]


def of(sets: pl.DataFrame) -> pl.DataFrame:
    """Return one row per lift and session with a value: log_e1rm, log_e1rm_var and whether it was tested.

    The first three eligible work sets count, or fewer, without those that led up to them (`first_sets`). With RIR
    logged on any of them: their precision-weighted mean, variance 1 / sum(1 / v), not below 0.010^2. With none: their highest, less what the highest of so many
    exceeds the mean by (0.025 x 0, 0.564, 0.846), with the variance of that set alone, because what is not known
    of the effort is common to the sets. Where left and right are logged apart, the weaker side is the value.
    A single with RIR 0.5 or less, to failure, or marked as a test, overrides all, with variance 0.010^2.

    curve_share and effort_sd are precision-weighted means over the same sets. They measure what is common to all
    of a lifter's sessions, so that more sessions do not average it away: z = k(n-1)/(1+k(n-1)) is how much of the
    value the reps-per-load curve adds, and effort_sd is the doubt of a rep of effort (1 rep where RIR is reported,
    0.3 at failure, 1.5 where it is assumed) times the curve's steepness there.
    """
    eligible = sets.filter(pl.col("log_e1rm").is_not_null()).with_columns(
        one_side=pl.when(one_side()).then(pl.col("side").cast(pl.String)), effort_known=_effort_known()
    )
    estimated = _estimated(eligible.filter("is_work"))
    singles = _singles(eligible)
    is_test = pl.col("tested_log").is_not_null()
    return (
        estimated.join(singles, on=_KEYS, how="full", coalesce=True)
        .select(
            *_KEYS,
            log_e1rm=pl.coalesce("tested_log", "log_e1rm"),
            log_e1rm_var=pl.when(pl.col("tested_log").is_null())
            .then("log_e1rm_var")
            .otherwise(pl.lit(VARIANCE_FLOOR)),
            tested=is_test,
            curve_share=pl.when(is_test).then(0.0).otherwise("curve_share"),
            effort_sd=pl.when(is_test).then(0.0).otherwise("effort_sd"),
        )
        .sort(_KEYS)
    )


def _estimated(work_sets: pl.DataFrame) -> pl.DataFrame:
    per_side = [*_KEYS, "one_side"]
    first = (
        first_sets(work_sets, per_side)
        .with_columns(_curve_share().alias("curve_share"))
        .with_columns(_effort_sd().alias("effort_sd"))
    )
    y, precision = pl.col("log_e1rm"), 1.0 / pl.col("log_e1rm_var")
    by_side = first.group_by(per_side).agg(
        effort_known=pl.col("effort_known").any(),
        mean=(y * precision).sum() / precision.sum(),
        mean_var=(1.0 / precision.sum()).clip(lower_bound=VARIANCE_FLOOR),
        highest=y.max() - SET_SD * pl.len().replace_strict(EXPECTED_MAX, return_dtype=pl.Float64),
        highest_var=pl.col("log_e1rm_var").sort_by(y, pl.col("log_e1rm_var")).last(),
        curve_share=(pl.col("curve_share") * precision).sum() / precision.sum(),
        effort_sd=(pl.col("effort_sd") * precision).sum() / precision.sum(),
    )
    return (
        by_side.select(
            *_KEYS,
            log_e1rm=pl.when("effort_known").then("mean").otherwise("highest"),
            log_e1rm_var=pl.when("effort_known").then("mean_var").otherwise("highest_var"),
            curve_share="curve_share",
            effort_sd="effort_sd",
        )
        .sort(*_KEYS, "log_e1rm", "log_e1rm_var")
        .unique(_KEYS, keep="first", maintain_order=True)
    )


def first_sets(work_sets: pl.DataFrame, of: list[str]) -> pl.DataFrame:
    """Return the first three sets of each lift and session, of those that did not lead up to its heaviest.

    Many lifters work up to their sets and flag no warm-ups. Where effort is not logged, a set before the first with nine
    tenths of the heaviest load was far from its limit, whatever was assumed of it; three such would hide the work.

    Args:
        work_sets: those that give an e1RM.
        of: the columns whose values name one lift in one session.
    """
    load = pl.col("load_eff_kg")
    reached = (load >= LED_UP_SHARE * load.max()).cast(pl.Int8).cum_max().cast(pl.Boolean)
    return (
        work_sets.sort(*of, "set_number", "source_line")
        .filter((reached | _effort_known()).over(of))
        .filter(pl.int_range(pl.len()).over(of) < FIRST_SETS)
    )


def _effort_known() -> pl.Expr:
    return pl.col("rir").is_not_null() | pl.col("kind").cast(pl.String).is_in(["failure", "amrap"])


def _curve_share() -> pl.Expr:
    """1 - load / e1RM, which is k(n-1)/(1+k(n-1))."""
    return (1.0 - pl.col("load_eff_kg") / pl.col("e1rm_kg")).clip(0.0, 1.0)


def _effort_sd() -> pl.Expr:
    """Reps of doubt in the effort times d log e1RM / d n = k/(1+k(n-1))."""
    more_reps = pl.col("reps_to_failure") - 1.0
    per_rep = pl.when(more_reps > 0).then(pl.col("curve_share") / more_reps).otherwise(STEEPNESS_AT_ONE)
    at_failure = (pl.col("rir") == 0) | pl.col("kind").cast(pl.String).is_in(["failure", "amrap"])
    reps = (
        pl.when(at_failure.fill_null(value=False))
        .then(FAILURE_EFFORT_SD)
        .when(pl.col("rir").is_null())
        .then(ASSUMED_EFFORT_SD)
        .otherwise(REPORTED_EFFORT_SD)
    )
    return per_rep * reps


def _singles(eligible: pl.DataFrame) -> pl.DataFrame:
    """The best tested single of each session."""
    spent = pl.col("kind").cast(pl.String).is_in(["test", "failure", "amrap"])
    at_limit = spent | (pl.col("rir") <= TEST_RIR).fill_null(value=False)
    is_test = (pl.col("reps") == 1) & at_limit
    return eligible.filter(is_test).group_by(_KEYS).agg(tested_log=pl.col("log_e1rm").max())
