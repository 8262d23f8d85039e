"""The rates at which lifts go up over some weeks: which sessions count, and what the model makes of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis.judgement.rate import priors
from analysis.judgement.thresholds import Thresholds
from analysis.stats import grid_posterior
from analysis.stats.design import Design
from analysis.stats.grid_posterior import Posterior
from analysis.stats.mixture import Mixture
from analysis.units import WEEKS_PER_MONTH

PCT_PER_MONTH: Final = 100.0 * WEEKS_PER_MONTH
"""From a slope of log e1RM per week."""


@dataclass(frozen=True, kw_only=True)
class LiftRate:
    """The rate of one lift in the phase, shrunk towards that of all."""

    lift: str
    sessions: int
    """Sessions with an e1RM that count."""
    rate_pct_per_month: float
    rate_low: float
    rate_high: float
    """90% interval."""
    p_improving: float
    p_worthwhile: float
    weeks: float = 0.0
    """From the first of these sessions to the last."""
    judged: bool = True
    """Whether the verdict stands on it; of another lift the rate is told, and no more."""

    @property
    def half_width(self) -> float:
        """Half the width of the interval."""
        return (self.rate_high - self.rate_low) / 2


class Counted(NamedTuple):
    """The sessions from which rates are judged, and what was left out."""

    sessions: pl.DataFrame
    """Columns of `LiftSessions`."""
    unread: tuple[str, ...]
    """Lifts too many of whose sets give no e1RM; those that do are not like the others."""
    after_a_break: int
    in_deloads: int

    def trained(self, *, sessions: float, days: float) -> list[str]:
        """Return the lifts with so many sessions over so many days, those with the most first."""
        span = (pl.col("performed_on").max() - pl.col("performed_on").min()).dt.total_days()
        lifts = self.sessions.group_by("lift").agg(sessions=pl.len(), days=span)
        enough = lifts.filter(pl.col("sessions") >= sessions, pl.col("days") >= days)
        return enough.sort("sessions", "lift", descending=[True, False])["lift"].to_list()


class Fit(NamedTuple):
    """The model fitted to the sessions of some lifts."""

    lifts: tuple[str, ...]
    """In the order of the model's series."""
    sessions: pl.DataFrame
    design: Design
    posterior: Posterior

    @property
    def rate(self) -> Mixture:
        """What is known of the mean rate of its lifts, in % a month."""
        return self.posterior.slope().scaled(PCT_PER_MONTH)

    @property
    def rep_shift_pct(self) -> float:
        """By how much e1RMs would seem to change from the first day to the last if the lifter's curve were one SD off, in %.

        That is what a change of rep range over the phase can fake; nothing where reps stay, whatever they are.
        """
        away = self.design.day - self.design.day.mean()
        square = float(away @ away)
        if not square:
            return 0.0
        per_day = float(away @ self.design.rep_term) / square
        return 100.0 * priors.CURVE_SD * abs(per_day) * float(np.ptp(self.design.day))

    def may_be_final(self, thresholds: Thresholds) -> bool:
        """Whether the rule of a phase that has ended may be used: not where the rep range changed (`rate.rep_shift_pct`).

        What is claimed then hangs on the lifter's curve, so that the stricter rule of a running phase holds.
        """
        return self.rep_shift_pct < thresholds["rate.rep_shift_pct"]

    def rate_of(self, lift: str) -> Mixture:
        """What is known of one lift's rate, in % a month."""
        return self.posterior.slope([self.lifts.index(lift)]).scaled(PCT_PER_MONTH)


def counted(
    lift_sessions: pl.DataFrame,
    graded: pl.DataFrame,
    *,
    starts_on: date,
    as_of: date,
    deload_weeks: Sequence[date] = (),
    thresholds: Thresholds,
) -> Counted:
    """Return the sessions with an e1RM in a span that show what the lifter can do.

    Not the first day after a break of `rate.break_days` without any session, unless a maximum was tested then. And
    not those of deload weeks (`deload_weeks`: their Mondays), where light work looks like weakness, unless a
    maximum was tested or sets were logged to end within `rate.deload_rir` of failure (their median): effort further off
    is misjudged, and many apps' scales stop at 4. `graded` is the whole log, so that breaks before the span are seen. Both have
    the columns of `LiftSessions` and `GradedSets`, whatever the value is that stands in `log_e1rm`.
    """
    done = lift_sessions.filter(pl.col("performed_on").is_between(starts_on, as_of))
    sets = graded.filter(pl.col("performed_on").is_between(starts_on, as_of))
    unread = _unread(sets, least_share=thresholds["rate.gate_valued_share"])
    within = done.filter(pl.col("log_e1rm").is_not_null(), ~pl.col("lift").is_in(unread))
    days = graded["performed_on"].unique().to_list()
    back = first_days_back(days, away_days=thresholds.whole("rate.break_days"))
    monday = pl.col("performed_on").dt.truncate("1w")
    hard = _near_failure(graded, most_rir=thresholds["rate.deload_rir"])
    marked = within.join(hard, on=["lift", "session"], how="left").with_columns(
        back=pl.col("performed_on").is_in(back) & ~pl.col("tested"),
        light=monday.is_in(list(deload_weeks))
        & ~pl.col("tested")
        & ~pl.col("near_failure").fill_null(value=False),
    )
    return Counted(
        marked.filter(~pl.col("back") & ~pl.col("light")).select(within.columns),
        tuple(unread),
        marked.filter("back")["performed_on"].n_unique(),
        marked.filter("light", ~pl.col("back"))["performed_on"].n_unique(),
    )


def _near_failure(graded: pl.DataFrame, *, most_rir: float) -> pl.DataFrame:
    """Whether the sets of each lift and session were logged to end near failure; no row where none was logged."""
    logged = graded.filter(pl.col("is_work"), pl.col("rir").is_not_null())
    return logged.group_by("lift", "session").agg(near_failure=pl.col("rir").median() <= most_rir)


def _unread(graded: pl.DataFrame, *, least_share: float) -> list[str]:
    """Lifts of which less than this share of the work sets, but some, give an e1RM; those with the most sets first.

    A set gives one up to twelve reps to failure only: of a lift done for ten to twenty reps it is the sets of bad days
    that do, and their values stay where they are however much the lifter gains.
    """
    counts = (
        graded.filter(
            pl.col("is_work"),
            pl.col("reps").is_not_null(),
            pl.col("load_eff_kg") > 0,
            pl.col("quarantine").is_null(),
        )
        .group_by("lift")
        .agg(sets=pl.len(), share=pl.col("log_e1rm").is_not_null().mean())
    )
    few = counts.filter(pl.col("share").is_between(0, least_share, closed="none"))
    return few.sort("sets", "lift", descending=[True, False])["lift"].to_list()


def first_days_back(training_days: Collection[date], *, away_days: int) -> list[date]:
    """Return the days before which so many days or more were without a session.

    >>> first_days_back([date(2026, 1, 1), date(2026, 1, 8), date(2026, 1, 19)], away_days=10)
    [datetime.date(2026, 1, 19)]
    """
    days = sorted(set(training_days))
    return [day for before, day in pairwise(days) if day - before > timedelta(away_days)]


def fitted(sessions: pl.DataFrame, lifts: Sequence[str]) -> Fit:
    """Fit the model to the sessions of some lifts, each of which has at least one.

    Time runs in days, the rep term is `curve_share` less its mean over the lift's sessions, scaled down as far as the
    lifter's own curve is known, and a session's noise is its variance over the median one. Where effort was not logged it may have drifted: by `effort_sd` times the share
    of sets without it.
    """
    rows = sessions.filter(pl.col("lift").is_in(list(lifts))).sort("performed_at", "lift", "session")
    variance = pl.col("log_e1rm_var")
    columns = rows.select(
        "log_e1rm",
        lift=pl.col("lift").replace_strict(list(lifts), list(range(len(lifts))), return_dtype=pl.Int64),
        day=pl.col("performed_on").to_physical().cast(pl.Float64),
        rep_term=_curve_doubt() * (pl.col("curve_share") - pl.col("curve_share").mean().over("lift")),
        relative_variance=variance / variance.median(),
        drift=pl.col("effort_sd") * (1 - pl.col("rir_logged_share").fill_null(0.0)),
    )
    names = ("lift", "day", "rep_term", "relative_variance", "drift")
    design = Design.of(*(columns[name].to_numpy() for name in names))
    return Fit(tuple(lifts), rows, design, posterior(design, columns["log_e1rm"].to_numpy()))


def _curve_doubt() -> pl.Expr:
    """SD of log k in multiples of what lifters differ by; k is not wholly known however many sets there are."""
    sd = (pl.col("k_log_sd").fill_null(priors.CURVE_SD) ** 2 + priors.FORMULA_SD**2).sqrt()
    return (sd / priors.CURVE_SD).clip(upper_bound=1.0)


def posterior(design: Design, log_e1rm: NDArray[np.float64]) -> Posterior:
    """Return the posterior of session values under the priors of lifters."""
    return grid_posterior.fit(design, log_e1rm, grid=priors.GRID, prior=priors.PRIOR)


def lift_rates(
    fit: Fit, lifts: Sequence[str], *, delta_pct_per_month: float, judged: bool = True
) -> tuple[LiftRate, ...]:
    """Return the rates of some of a fit's lifts, in their order."""
    return tuple(_lift_rate(fit, lift, delta_pct_per_month, judged=judged) for lift in lifts)


def _lift_rate(fit: Fit, lift: str, delta: float, *, judged: bool) -> LiftRate:
    days = fit.sessions.filter(pl.col("lift") == lift)["performed_on"].to_list()
    rate = fit.rate_of(lift)
    low, high = rate.interval()
    return LiftRate(
        lift=lift,
        sessions=len(days),
        rate_pct_per_month=rate.mean,
        rate_low=low,
        rate_high=high,
        p_improving=rate.probability_above(0.0),
        p_worthwhile=rate.probability_above(delta),
        weeks=(max(days) - min(days)).days / 7,
        judged=judged,
    )
