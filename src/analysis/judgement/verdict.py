"""Whether lifts go up, in what interval, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

import dataframely as dy
import polars as pl

from analysis.exercises import catalogue
from analysis.judgement import words
from analysis.judgement.rate import gate, labels, rates, remarks, weeks_to_decide, worthwhile
from analysis.judgement.rate.gate import Span
from analysis.judgement.rate.labels import LABELS, Label
from analysis.judgement.rate.rates import Counted, Fit, LiftRate
from analysis.judgement.thresholds import Thresholds
from analysis.settings import ClientSettings
from analysis.tables import Body, GradedSets, LiftSessions

__all__ = ["LABELS", "Label", "LiftRate", "Span", "Verdict", "of", "sentence"]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the log says of one phase against strength; never shown without its interval."""

    label: Label
    why: str
    """The gate that was not passed, in words; empty: it was."""
    starts_on: date
    """First day of the phase."""
    ends_on: date
    """Last day judged."""
    weeks: float
    """Of the phase up to that day."""
    delta_pct_per_month: float
    """Smallest worthwhile rate."""
    p_improving: float | None
    """Null, and all below: no lift with enough sessions."""
    p_worthwhile: float | None
    rate_pct_per_month: float | None
    """Mean of the lifts that are judged."""
    rate_low: float | None
    rate_high: float | None
    """90% interval."""
    weeks_to_decide: int | None
    """Further weeks of the same training after which the label is likely to be settled; null: over 16, or settled."""
    lifts: tuple[LiftRate, ...]
    """Those the verdict stands on, then the others with enough sessions for a rate of their own."""
    covered_share: float | None
    """Share of the phase's hard compound sets on the lifts judged; null: no such set."""
    notes: tuple[str, ...] = ()
    judged_from: date | None = None
    """First day of the sessions judged: `starts_on`, or later in a long phase; null: as `starts_on`."""
    final: bool = False
    """Whether the phase has ended as planned, so that the rule for looks at a running phase does not apply."""


def of(
    lift_sessions: dy.DataFrame[LiftSessions],
    graded: dy.DataFrame[GradedSets],
    current: Span,
    *,
    main_lifts: Sequence[str],
    client: ClientSettings,
    body: dy.DataFrame[Body],
    thresholds: Thresholds,
    deload_weeks: Sequence[date] = (),
) -> Verdict:
    """Return the verdict on a phase up to the day judged.

    The lifts judged are the main lifts with enough sessions (`rate.gate_sessions` over `rate.gate_lift_days`); where
    fewer than `rate.gate_lifts` have them, the compound lifts with most sessions join them. Of a phase longer than
    `rate.most_weeks` its last weeks are judged: nobody goes up along one line for a year. The rate is the mean over
    these lifts of the model in `stats.grid_posterior`, in % a month (100 x log points).

    Args:
        lift_sessions: the whole log.
        graded: the whole log.
        current: the phase.
        main_lifts: ids, the most important first.
        client: for the training age.
        body: for bodyweight, whose fall halves what is asked.
        thresholds: of the groups `rate` and `stall`.
        deload_weeks: the Mondays of deload weeks, whose sessions count only where they were as near to failure as others.
    """
    judged_from = max(
        current.starts_on, current.as_of - timedelta(days=7 * thresholds.whole("rate.most_weeks") - 1)
    )
    days = (judged_from, current.as_of)
    asked = worthwhile.of(
        client.training_since, body, starts_on=days[0], as_of=days[1], thresholds=thresholds
    )
    counted = rates.counted(
        lift_sessions,
        graded,
        starts_on=days[0],
        as_of=days[1],
        deload_weeks=deload_weeks,
        thresholds=thresholds,
    )
    lifts = judged_lifts(counted, main_lifts, thresholds)
    sets = graded.filter(pl.col("performed_on").is_between(*days))
    covered = _covered_share(sets, lifts)
    of_judged = sets.filter(pl.col("lift").is_in(lifts))
    said = (
        *asked.notes,
        *(remarks.of(of_judged, counted, covered, thresholds=thresholds) if lifts else ()),
        *remarks.unread(counted, main_lifts),
        *remarks.shortened(current.starts_on, *days),
    )
    told = _judge(counted, lifts, current, asked.pct_per_month, thresholds)
    return Verdict(
        label=told.label,
        why=told.why,
        starts_on=current.starts_on,
        ends_on=current.as_of,
        weeks=current.weeks,
        delta_pct_per_month=asked.pct_per_month,
        p_improving=told.p_improving,
        p_worthwhile=told.p_worthwhile,
        rate_pct_per_month=told.rate,
        rate_low=told.low,
        rate_high=told.high,
        weeks_to_decide=told.weeks_to_decide,
        lifts=told.lifts,
        covered_share=covered,
        notes=said,
        judged_from=judged_from,
        final=current.ended,
    )


class _Told(NamedTuple):
    """The part of a verdict that the model gives."""

    label: Label
    why: str
    lifts: tuple[LiftRate, ...]
    p_improving: float | None = None
    p_worthwhile: float | None = None
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    weeks_to_decide: int | None = None


def judged_lifts(counted: Counted, main_lifts: Sequence[str], thresholds: Thresholds) -> list[str]:
    """Return the lifts that a verdict stands on, the main lifts first; none where none has enough sessions."""
    enough = counted.trained(
        sessions=thresholds["rate.gate_sessions"], days=thresholds["rate.gate_lift_days"]
    )
    most = thresholds.whole("rate.most_lifts")
    main = [lift for lift in dict.fromkeys(main_lifts) if lift in enough][:most]
    if len(main) >= thresholds["rate.gate_lifts"]:
        return main
    compound = set(_compound_lifts()["lift"])
    return [*main, *(lift for lift in enough if lift in compound and lift not in main)][:most]


def _compound_lifts() -> pl.DataFrame:
    known = catalogue.frame().filter(mechanic="compound").filter(pl.col("pattern") != "conditioning")
    return known.select(lift="id")


def _judge(
    counted: Counted, lifts: Sequence[str], current: Span, delta: float, thresholds: Thresholds
) -> _Told:
    others = _others(counted, lifts, delta, thresholds)
    if not lifts:
        return _Told("can't tell yet", gate.why(None, current, thresholds), others)
    fit = rates.fitted(counted.sessions, lifts)
    rate, why = fit.rate, gate.why(fit, current, thresholds)
    p0, pd = rate.probability_above(0.0), rate.probability_above(delta)
    label = "can't tell yet" if why else labels.rule(thresholds, final=current.ended).label(p0, pd)
    ahead = _ahead(fit, current, delta, thresholds)
    return _Told(
        label,
        why,
        (*rates.lift_rates(fit, lifts, delta_pct_per_month=delta), *others),
        p0,
        pd,
        rate.mean,
        *rate.interval(),
        weeks_to_decide.of(fit, ahead, thresholds) if label == "can't tell yet" else None,
    )


def _others(
    counted: Counted, lifts: Sequence[str], delta: float, thresholds: Thresholds
) -> tuple[LiftRate, ...]:
    """The rates of lifts the verdict does not stand on, from a fit of them all, whose days they share."""
    enough = counted.trained(sessions=thresholds["stall.exposures"], days=thresholds["rate.gate_lift_days"])
    others = [lift for lift in enough if lift not in lifts]
    if not others:
        return ()
    fit = rates.fitted(counted.sessions, [*lifts, *others])
    return rates.lift_rates(fit, others, delta_pct_per_month=delta, judged=False)


def _ahead(fit: Fit, current: Span, delta: float, thresholds: Thresholds) -> weeks_to_decide.Ahead:
    last_on = fit.sessions["performed_on"].max()
    assert isinstance(last_on, date)
    as_of_day = float(fit.design.day.max()) + (current.as_of - last_on).days
    lacking = max(
        thresholds["rate.gate_weeks"] - current.weeks,
        (thresholds["rate.gate_days"] - (as_of_day - float(fit.design.day.min()))) / 7,
    )
    left = None if current.ends_on is None else (current.ends_on - current.as_of).days / 7
    return weeks_to_decide.Ahead(as_of_day, ceil(lacking), left, delta)


def _covered_share(graded: pl.DataFrame, lifts: Sequence[str]) -> float | None:
    """Share of the hard compound sets on some lifts."""
    hard = graded.join(_compound_lifts(), left_on="exercise", right_on="lift", how="semi")
    total = float(hard["hard"].sum())
    return float(hard.filter(pl.col("lift").is_in(list(lifts)))["hard"].sum()) / total if total else None


def sentence(verdict: Verdict) -> str:
    """Return the verdict's numbers in one plain sentence; without numbers, why there are none.

    "93% likely improving; 71% likely by more than the worthwhile 0.75% a month; best estimate +1.6% a month
    (90%: −0.2 to +3.4)"
    """
    p0, pd, rate = verdict.p_improving, verdict.p_worthwhile, verdict.rate_pct_per_month
    if p0 is None or pd is None or rate is None or verdict.rate_low is None or verdict.rate_high is None:
        return verdict.why
    return (
        f"{words.likely(p0)} likely improving; {words.likely(pd)} likely by more than the worthwhile"
        f" {verdict.delta_pct_per_month:g}% a month; best estimate {words.signed(rate)}% a month"
        f" (90%: {words.signed(verdict.rate_low)} to {words.signed(verdict.rate_high)})"
    )
