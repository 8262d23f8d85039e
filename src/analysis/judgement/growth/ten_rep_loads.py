"""The load that a lifter can lift ten times: from sets of many reps, at matched effort, by a rule that set count cannot move."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import median
from typing import Final, NamedTuple

import dataframely as dy
import polars as pl

from analysis.judgement.thresholds import Thresholds
from analysis.metrics import effort, lift_facts, session_values
from analysis.metrics.formulas import K_DEFAULT
from analysis.tables import GradedSets, LiftSessions

MORE_THAN_ONE: Final = 9.0
"""Reps of ten beyond the first."""

NEIGHBOURS: Final = 5
"""Sessions of a lift whose middle `curve_share` stands for its rep range at the time. Where a set ends by effort and not by
count, its reps rise on a good day at the same load: that is the day, or a gain, and no change of rep range. Let the
model's rep term see it and it takes readiness and gains for the curve: intervals of simulated lifters hold the truth in 83%
instead of 93% of cases, and what they gain is read a sixth too low (our simulations, docs/growth.md)."""

_VALUE: Final = ("e1rm_kg", "log_e1rm", "log_e1rm_var", "tested", "curve_share", "effort_sd")


class TenRepLoads(NamedTuple):
    """A phase's sessions with the log of the 10-rep load in place of the e1RM, and the sets that are in the rep range."""

    sessions: pl.DataFrame
    """Columns of `LiftSessions`, one row a lift and session; `log_e1rm` is the natural log of the 10-rep load in kg, `log_e1rm_var` its variance."""
    sets: pl.DataFrame
    """Columns of `GradedSets`, the whole log; `log_e1rm` is null for sets outside the rep range, whatever their effort."""
    steepnesses: dict[str, float]
    """k of each lift that has a value."""

    def steepness(self, lifts: Sequence[str]) -> float:
        """Return the middle k of some lifts."""
        return median(self.steepnesses[lift] for lift in lifts)


def of(
    lift_sessions: dy.DataFrame[LiftSessions],
    graded: dy.DataFrame[GradedSets],
    *,
    starts_on: date,
    as_of: date,
    thresholds: Thresholds,
) -> TenRepLoads:
    """Return the 10-rep loads of the sessions from one day to another, both included.

    With n = reps + RIR, effective load L and the lift's steepness k:

        y = log L + log(1 + k (n - 1)) - log(1 + 9 k),   d = k / (1 + k (n - 1))
        variance = 0.010^2 + d^2 (s_rep^2 + s_rir^2),   times `growth.long_variance` above `growth.most_reps`
        s_rep = 0.7 + 0.05 max(0, n - 4)               Mitter 2022, doi 10.1371/journal.pone.0268074
        s_rir = 0.3 at RIR 0, else 0.6 + 0.25 RIR; 1.5 where effort was not logged

    Work sets count, drop sets do not, where n lies between `growth.least_reps` and `growth.most_reps` (isolation lifts
    `growth.most_reps_isolation`) and the RIR, where logged, within `growth.matched_rir` of the lift's median in these
    days. Of those the first three of a lift and session make its value, as `session_values` does for the e1RM.
    """
    valued = _valued(graded, thresholds)
    within = pl.col("performed_on").is_between(starts_on, as_of)
    inside = valued.filter(within)
    matched = inside.filter(_matched(thresholds["growth.matched_rir"]))
    steepnesses = (
        matched.drop_nulls(["k", "log_e1rm"]).group_by("lift").agg(pl.col("k").median()).sort("lift")
    )
    values = session_values.of(matched).join(steepnesses, on="lift", how="left")
    of_ten = (1 + MORE_THAN_ONE * pl.col("k")).log()
    ten = values.with_columns(pl.col("log_e1rm") - of_ten).with_columns(e1rm_kg=pl.col("log_e1rm").exp())
    rows = lift_sessions.filter(within).drop(_VALUE).join(
        ten.select("lift", "session", *_VALUE), on=["lift", "session"], how="left"
    )  # fmt: skip
    rows = rows.with_columns(pl.col("tested").fill_null(value=False)).sort("lift", "performed_at", "session")
    rows = rows.with_columns(curve_share=_rep_range())
    return TenRepLoads(
        rows.select(lift_sessions.columns),
        valued.select(graded.columns),
        dict(steepnesses.iter_rows()),
    )


def with_steepness(sets: pl.DataFrame) -> pl.DataFrame:
    """Return the sets with `k` and `mechanic`: the k they carry, learned or not, else the catalogue's, else the usual one."""
    known = lift_facts.frame().select("exercise", "mechanic", k0="k")
    joined = sets.join(known, on="exercise", how="left", maintain_order="left")
    own = pl.col("k") if "k" in sets.columns else pl.lit(None, pl.Float64)
    unmatched = pl.when(pl.col("mechanic").is_null()).then(K_DEFAULT)
    return joined.with_columns(k=pl.coalesce(own, "k0", unmatched)).drop("k0")


def _valued(graded: pl.DataFrame, thresholds: Thresholds) -> pl.DataFrame:
    """The sets with the maximum that each implies where its reps are in range; null where not."""
    n = pl.col("reps_to_failure")
    kind = pl.col("kind").cast(pl.String)
    most = pl.when(pl.col("mechanic") == "isolation").then(thresholds["growth.most_reps_isolation"])
    in_range = (
        pl.col("is_work")
        & (kind != "drop")
        & pl.col("quarantine").is_null()
        & (pl.col("load_eff_kg") > 0)
        & (n >= thresholds["growth.least_reps"])
        & (n <= most.otherwise(thresholds["growth.most_reps"]))
    )
    rir = pl.col("rir").fill_null(pl.when(kind.is_in(["failure", "amrap"])).then(0.0))
    variance = effort.log_variance(rir, known=rir.is_not_null())
    long = pl.when(n > thresholds["growth.most_reps"]).then(thresholds["growth.long_variance"]).otherwise(1.0)
    return (
        with_steepness(graded)
        .with_columns(
            log_e1rm=pl.when(in_range).then(effort.log_maximum()),
            log_e1rm_var=pl.when(in_range).then(variance * long),
        )
        .with_columns(e1rm_kg=pl.col("log_e1rm").exp())
    )


def _rep_range() -> pl.Expr:
    """The rep range around each session that has a value, as the curve's share."""
    share = pl.col("curve_share")
    around = share.rolling_median(NEIGHBOURS, center=True, min_samples=1).over("lift")
    return pl.when(share.is_not_null()).then(around)


def _matched(within_rir: float) -> pl.Expr:
    """Whether a set's effort was logged as near the lift's median as it must be; sets without effort pass."""
    usual = pl.col("rir").filter(pl.col("log_e1rm").is_not_null()).median().over("lift")
    return ((pl.col("rir") - usual).abs() <= within_rir).fill_null(value=True)
