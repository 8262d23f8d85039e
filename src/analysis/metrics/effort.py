"""From load, reps and effort: how near to failure a set was, what maximum it implies, whether it was hard.

RIR is not corrected for people's underestimate of 0.95 reps (Halperin 2022, doi 10.1007/s40279-021-01559-x):
it is the same on both ends of a lifter's own trend.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.metrics.loads import share_of_a_set

RIR_UNKNOWN: Final = 2.0
"""Assumed where a lifter never logged effort for the lift; the variance says how little is known."""

FULL_WEIGHT_REPS: Final = 10.0
MOST_REPS: Final = 12.0
MOST_RIR: Final = 4.0
LOAD_SD: Final = 0.010
"""What remains with perfect effort: bar, plates, depth, the day."""

HARD_REPS: Final = (5.0, 30.0)
HARD_PCT: Final = 75.0


def with_effort(sets: pl.DataFrame) -> pl.DataFrame:
    """Return the sets with `is_work`, `rir_known`, `rir_used` and `reps_to_failure`.

    Work is neither warm-up, cool-down, test nor conditioning. A set to failure, an AMRAP and a test leave no rep
    in reserve; any other without RIR gets the lifter's own median for the lift, else 2.
    """
    kind = pl.col("kind").cast(pl.String)
    moving = (pl.col("pattern") == "conditioning").fill_null(
        pl.col("distance_m").is_not_null() & pl.col("reps").is_null() & pl.col("load_kg").is_null()
    )
    to_failure = kind.is_in(["failure", "amrap", "test"])
    rir = pl.col("rir").fill_null(pl.when(to_failure).then(0.0))
    with_work = sets.with_columns(
        is_work=~kind.is_in(["warm_up", "cool_down", "test"]) & ~moving, rir_used=rir
    )
    own_median = pl.col("rir").filter("is_work").median().over("lift")
    return with_work.with_columns(
        rir_known=pl.col("rir_used").is_not_null(),
        rir_used=pl.coalesce("rir_used", own_median, pl.lit(RIR_UNKNOWN)),
    ).with_columns(reps_to_failure=pl.col("reps") + pl.col("rir_used"))


def with_e1rm(sets: pl.DataFrame) -> pl.DataFrame:
    """Return the sets with `log_e1rm`, `log_e1rm_var` and `e1rm_kg`; null where a set is not eligible.

    With n = reps + RIR, load L and the lift's steepness k (modified Epley):

        y = log L + log(1 + k (n - 1)),   d = k / (1 + k (n - 1))
        variance = 0.010^2 + d^2 (s_rep^2 + s_rir^2),  four times that above 10 reps
        s_rep = 0.7 + 0.05 max(0, n - 4)               Mitter 2022, doi 10.1371/journal.pone.0268074
        s_rir = 0.3 at RIR 0, else 0.6 + 0.25 RIR; 1.5 where effort was not logged

    Eligible: a work set or a test, n up to 12, RIR up to 4, a load above zero. Drop sets are not: what precedes
    them leaves no rest, so their reps say nothing of a fresh maximum. Nor is a set lighter than one of the same
    session that went beyond 12: it led up to that one and was far from its limit, whatever was assumed of it.
    """
    n, kind = pl.col("reps_to_failure"), pl.col("kind").cast(pl.String)
    long_sets = pl.col("load_eff_kg").filter(pl.col("is_work") & (kind != "drop") & (n > MOST_REPS))
    led_up = (pl.col("load_eff_kg") < long_sets.max().over("lift", "session")).fill_null(value=False)
    eligible = ~led_up & (
        ((pl.col("is_work") & (kind != "drop")) | (kind == "test"))
        & n.is_between(1, MOST_REPS)
        & (pl.col("rir_used") <= MOST_RIR)
        & (pl.col("load_eff_kg") > 0)
        & pl.col("quarantine").is_null()
    )
    variance = log_variance(pl.col("rir_used"), known=pl.col("rir_known"))
    stretched = pl.when(n > FULL_WEIGHT_REPS).then(4.0 * variance).otherwise(variance)
    return sets.with_columns(
        log_e1rm=pl.when(eligible).then(log_maximum()),
        log_e1rm_var=pl.when(eligible).then(stretched),
    ).with_columns(e1rm_kg=pl.col("log_e1rm").exp())


def log_variance(rir: pl.Expr, *, known: pl.Expr) -> pl.Expr:
    """Variance of the log of a set's e1RM, as in `with_e1rm`, before what few or many reps add; from `reps_to_failure` and `k`."""
    n, k = pl.col("reps_to_failure"), pl.col("k")
    steepness = k / (1 + k * (n - 1))
    s_rep = 0.7 + 0.05 * (n - 4).clip(lower_bound=0)
    s_known = pl.when(rir == 0).then(0.3).otherwise(0.6 + 0.25 * rir)
    s_rir = pl.when(known).then(s_known).otherwise(1.5)
    return LOAD_SD**2 + steepness**2 * (s_rep**2 + s_rir**2)


def log_maximum(most_reps: float | None = None) -> pl.Expr:
    """Log of the e1RM by the modified Epley, eligible or not; reps are cut at `most_reps`."""
    n = pl.col("reps_to_failure")
    n = n if most_reps is None else n.clip(upper_bound=most_reps)
    return pl.col("load_eff_kg").log() + (1 + pl.col("k") * (n - 1).clip(lower_bound=0)).log()


def with_hard(sets: pl.DataFrame) -> pl.DataFrame:
    """Return the sets with `hard`: 1 for a hard set, 0.75 at RIR 4, 0.5 at RIR 5, else 0.

    A hard set is a work set with RIR 3 or less, or effort not logged, that would end in failure at 5 to 30 reps,
    or at fewer with 75% of the maximum or more. One side of a pair counts half. Timed sets count 0.
    Size grows nearer failure (Robinson 2024, doi 10.1007/s40279-024-02069-2); the steps are a convention.
    """
    n, pct, rir = pl.col("reps_to_failure"), pl.col("pct_1rm"), pl.col("rir")
    heavy = (n < HARD_REPS[0]) & (pct.is_null() | (pct >= HARD_PCT))
    counts = (pl.col("is_work") & (n.is_between(*HARD_REPS) | heavy)).fill_null(value=False)
    near = (
        pl.when(rir.is_null() | (rir <= 3))  # noqa: PLR2004 - the rule of docs/metrics.md
        .then(1.0)
        .when(rir <= 4)  # noqa: PLR2004 - the rule of docs/metrics.md
        .then(0.75)
        .when(rir <= 5)  # noqa: PLR2004 - the rule of docs/metrics.md
        .then(0.5)
        .otherwise(0.0)
    )
    return sets.with_columns(hard=pl.when(counts).then(near * share_of_a_set()).otherwise(0.0))
