"""What the lifts say of growth: how fast the load for ten reps goes up, overall and for each muscle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import exp
from typing import Final

import dataframely as dy

from analysis.exercises import catalogue
from analysis.judgement import words
from analysis.judgement.growth import ten_rep_loads
from analysis.judgement.growth.ten_rep_loads import MORE_THAN_ONE, TenRepLoads
from analysis.judgement.rate import ahead, gate, labels, rates, remarks, restarts, weeks_to_decide
from analysis.judgement.rate.gate import Span
from analysis.judgement.rate.labels import Label
from analysis.judgement.rate.rates import PCT_PER_MONTH, Counted, Fit, LiftRate
from analysis.judgement.rate.restarts import NONE, Restarts
from analysis.judgement.thresholds import Thresholds
from analysis.stats.mixture import Mixture
from analysis.tables import GradedSets, LiftSessions

TEN: Final = 10.0


@dataclass(frozen=True, kw_only=True)
class MuscleRate:
    """The rate of the lifts that train one muscle directly, shrunk towards that of all lifts."""

    muscle: str
    lifts: int
    rate_pct_per_month: float
    rate_low: float
    rate_high: float
    """90% interval."""
    p_improving: float
    p_worthwhile: float


@dataclass(frozen=True, kw_only=True)
class Performance:
    """Whether the load for ten reps at matched effort goes up."""

    label: Label
    why: str
    """The gate that was not passed, in words; empty: it was."""
    p_improving: float | None = None
    """Null, and all below: no lift with enough sessions of such sets."""
    p_worthwhile: float | None = None
    rate_pct_per_month: float | None = None
    """Mean of the lifts judged."""
    rate_low: float | None = None
    rate_high: float | None = None
    """90% interval."""
    weeks_to_decide: int | None = None
    """As in `Verdict`."""
    reps: float | None = None
    """Reps at the phase's end with the load that gave ten at its first day, by the mean rate; effort as then."""
    reps_low: float | None = None
    reps_high: float | None = None
    """90% interval."""
    lifts: tuple[LiftRate, ...] = ()
    """Those that this stands on."""
    muscles: tuple[MuscleRate, ...] = ()
    """Muscles that some of these lifts train directly, those with the most lifts first."""
    unread: tuple[str, ...] = ()
    """Lifts most of whose sets lie outside the rep range."""
    restarts: Restarts = NONE
    """Those that begin the phase far below what they did before it."""


def of(
    lift_sessions: dy.DataFrame[LiftSessions],
    graded: dy.DataFrame[GradedSets],
    current: Span,
    *,
    judged_from: date,
    priority: Sequence[str],
    delta_pct_per_month: float,
    deload_weeks: Sequence[date],
    thresholds: Thresholds,
) -> Performance:
    """Return what the 10-rep loads of a phase say, by the model and the label rule of the verdict on strength.

    Args:
        lift_sessions: the whole log.
        graded: the whole log.
        current: the phase.
        judged_from: first day judged.
        priority: the muscles that the client names; none: all lifts count alike.
        delta_pct_per_month: smallest worthwhile rate.
        deload_weeks: their Mondays.
        thresholds: of the groups `growth` and `rate`.
    """
    ten = ten_rep_loads.of(
        lift_sessions, graded, starts_on=judged_from, as_of=current.as_of, thresholds=thresholds
    )
    counted = _counted(ten, judged_from, current.as_of, deload_weeks, thresholds)
    lifts = counted.trained(sessions=thresholds["rate.gate_sessions"], days=thresholds["rate.gate_lift_days"])
    lifts = [lift for lift in lifts if _direct(lift)] or lifts
    judged = _of_priority(lifts, priority)[: thresholds.whole("growth.most_lifts")]
    if not judged:
        return Performance(label="can't tell yet", why=_none(thresholds), unread=counted.unread)
    back = restarts.of(lift_sessions, counted.sessions, judged, first_on=judged_from, thresholds=thresholds)
    judged = back.without(judged)
    fit = rates.fitted(counted.sessions, judged)
    told = _told(fit, current, delta_pct_per_month, thresholds, set_back=remarks.set_back(back))
    return _with_reps(replace(told, unread=counted.unread, restarts=back), fit, ten.steepness(judged))


def _counted(
    ten: TenRepLoads, judged_from: date, as_of: date, deload_weeks: Sequence[date], thresholds: Thresholds
) -> Counted:
    return rates.counted(
        ten.sessions,
        ten.sets,
        starts_on=judged_from,
        as_of=as_of,
        deload_weeks=deload_weeks,
        thresholds=thresholds,
    )


def _of_priority(lifts: Sequence[str], priority: Sequence[str]) -> list[str]:
    """Lifts that train one of these muscles directly; all of them where none does, or no muscle is named."""
    of_priority = [lift for lift in lifts if set(_direct(lift)) & set(priority)]
    return of_priority or list(lifts)


def _direct(lift: str) -> tuple[str, ...]:
    known = catalogue.by_id(lift)
    return known.direct if known else ()


def _none(thresholds: Thresholds) -> str:
    low, high = thresholds["growth.least_reps"], thresholds["growth.most_reps"]
    return (
        f"no lift has {thresholds.whole('rate.gate_sessions')} sessions with sets of {low:g} to {high:g} reps to failure"
        " at one effort"
    )


def _told(fit: Fit, current: Span, delta: float, thresholds: Thresholds, *, set_back: str) -> Performance:
    rate, why = fit.rate, gate.why(fit, current, thresholds)
    p0, pd = rate.probability_above(0.0), rate.probability_above(delta)
    label = "can't tell yet" if why else labels.rule(thresholds, final=current.ended).label(p0, pd)
    if set_back and label in labels.GOING_UP:
        label, why = "can't tell yet", set_back
    open_ = label == "can't tell yet" and not set_back
    coming = ahead.of(fit, current, delta, thresholds)
    low, high = rate.interval()
    return Performance(
        label=label,
        why=why,
        p_improving=p0,
        p_worthwhile=pd,
        rate_pct_per_month=rate.mean,
        rate_low=low,
        rate_high=high,
        weeks_to_decide=weeks_to_decide.of(fit, coming, thresholds) if open_ else None,
        lifts=rates.lift_rates(fit, fit.lifts, delta_pct_per_month=delta),
        muscles=_muscles(fit, delta),
    )


def _with_reps(told: Performance, fit: Fit, k: float) -> Performance:
    """Add the reps with the load that gave ten on the first day: 1 + k (n - 1) has grown as the 10-rep load has.

    None are left where that load is now more than the lifter moves at all.
    """
    weeks = float(fit.design.day.max() - fit.design.day.min()) / 7

    def reps(pct_per_month: float | None) -> float:
        gain = exp((pct_per_month or 0.0) / PCT_PER_MONTH * weeks) - 1.0
        return max(TEN + gain * (1 + MORE_THAN_ONE * k) / k, 0.0)

    return replace(
        told, reps=reps(told.rate_pct_per_month), reps_low=reps(told.rate_low), reps_high=reps(told.rate_high)
    )


def _muscles(fit: Fit, delta: float) -> tuple[MuscleRate, ...]:
    lifts_of: dict[str, list[int]] = {}
    for number, lift in enumerate(fit.lifts):
        for muscle in _direct(lift):
            lifts_of.setdefault(muscle, []).append(number)
    most_first = sorted(lifts_of.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        _muscle(muscle, len(among), fit.posterior.slope(among).scaled(PCT_PER_MONTH), delta)
        for muscle, among in most_first
    )


def _muscle(muscle: str, lifts: int, rate: Mixture, delta: float) -> MuscleRate:
    low, high = rate.interval()
    return MuscleRate(
        muscle=muscle,
        lifts=lifts,
        rate_pct_per_month=rate.mean,
        rate_low=low,
        rate_high=high,
        p_improving=rate.probability_above(0.0),
        p_worthwhile=rate.probability_above(delta),
    )


def sentence(performance: Performance, delta_pct_per_month: float) -> str:
    """Return the numbers in one plain sentence; without numbers, why there are none."""
    p0, pd, rate = performance.p_improving, performance.p_worthwhile, performance.rate_pct_per_month
    if (
        p0 is None
        or pd is None
        or rate is None
        or performance.rate_low is None
        or performance.rate_high is None
    ):
        return performance.why
    return (
        f"the load for ten reps is {words.likely(p0)} likely rising, {words.likely(pd)} likely by more than the worthwhile"
        f" {delta_pct_per_month:g}% a month; best estimate {words.signed(rate)}% a month"
        f" (90%: {words.signed(performance.rate_low)} to {words.signed(performance.rate_high)})"
    )
