"""Whether a phase works: its lifts, its growth, in what interval, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Protocol

import dataframely as dy
import polars as pl

from analysis.exercises import catalogue
from analysis.judgement import headline as headlines
from analysis.judgement import words
from analysis.judgement.growth import streams
from analysis.judgement.growth.streams import Growth, Person
from analysis.judgement.growth.table import GrowthLabel
from analysis.judgement.headline import Side
from analysis.judgement.planned.share_done import ShareDone
from analysis.judgement.rate import ahead, bands, gate, labels, rates, remarks, weeks_to_decide, worthwhile
from analysis.judgement.rate.bands import BandRate
from analysis.judgement.rate.gate import Span
from analysis.judgement.rate.labels import LABELS, Label
from analysis.judgement.rate.rates import Counted, LiftRate
from analysis.judgement.thresholds import Thresholds
from analysis.settings import ClientSettings
from analysis.tables import Body, GradedSets, LiftSessions

__all__ = [
    "LABELS", "BandRate", "Growth", "GrowthLabel", "Label", "LiftRate", "Phase", "Span", "Verdict", "beside", "headline",
    "of", "of_lifts", "sentence",
]  # fmt: skip


class Phase(Span, Protocol):
    """What of a phase a verdict depends on."""

    @property
    def style(self) -> str:
        """What it is judged as: hypertrophy by growth, combination by both, any other by the lifts."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the log says of one phase against its own goal; never shown without its interval.

    `label` is the headline, by the phase's style. The rate and all that belongs to it are those of the main lifts, whatever
    the style; what they alone would be called is `strength_label`, and `growth` has the other side.
    """

    label: GrowthLabel
    why: str
    """The gate that the headline did not pass, in words; empty: it did."""
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
    bands: tuple[BandRate, ...] = ()
    """The same lifts, told apart by rep range."""
    style: str = "strength"
    """By which the headline is chosen."""
    strength_label: Label = "can't tell yet"
    strength_why: str = ""
    """The gate that the lifts did not pass, in words; empty: they did."""
    growth: Growth | None = None
    """What lifts of many reps, the dose and the tape say; null: not asked."""
    final: bool = False
    """Whether the phase has ended as planned, so that the rule for looks at a running phase does not apply."""


def of(  # noqa: PLR0913 - one keyword a thing that a verdict depends on
    lift_sessions: dy.DataFrame[LiftSessions],
    graded: dy.DataFrame[GradedSets],
    current: Phase,
    *,
    main_lifts: Sequence[str],
    client: ClientSettings,
    body: dy.DataFrame[Body],
    thresholds: Thresholds,
    deload_weeks: Sequence[date] = (),
    coach: str = "",
    done: ShareDone | None = None,
) -> Verdict:
    """Return the verdict on a phase up to the day judged, by its style: see `headline.label`.

    The lifts judged are the main lifts with enough sessions (`rate.gate_sessions` over `rate.gate_lift_days`); where
    fewer than `rate.gate_lifts` have them, the compound lifts with most sessions join them. Of a phase longer than
    `rate.most_weeks` its last weeks are judged: nobody goes up along one line for a year. The rate is the mean over
    these lifts of the model in `stats.grid_posterior`, in % a month (100 x log points). Growth is judged by `growth.streams`.

    Args:
        lift_sessions: the whole log.
        graded: the whole log.
        current: the phase.
        main_lifts: ids, the most important first.
        client: for the training age, and the muscles that growth is judged by.
        body: for bodyweight, whose fall halves what is asked, and for the tape.
        thresholds: of the groups `rate`, `stall`, `bands` and `growth`.
        deload_weeks: the Mondays of deload weeks, whose sessions count only where they were as near to failure as others.
        coach: the coach's name, whose tape errs less than another's.
        done: how much of the phase's sessions was done; None: none planned.
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
    unweighed = remarks.without_bodyweight(sets, thresholds)
    of_judged = sets.filter(pl.col("lift").is_in(lifts))
    said = (
        *asked.notes,
        *(remarks.of(of_judged, counted, covered, thresholds=thresholds) if lifts else ()),
        *remarks.unread(counted, main_lifts),
        *remarks.unweighed(unweighed),
        *remarks.shortened(current.starts_on, *days),
    )
    told = _judge(counted, lifts, current, asked.pct_per_month, thresholds, unweighed=unweighed)
    by_reps = bands.of(graded, counted, lifts, thresholds=thresholds)
    growth = streams.of(
        lift_sessions, graded, current, judged_from=judged_from,
        person=Person(client=client, body=body, coach=coach, done=done),
        delta_pct_per_month=asked.pct_per_month, deload_weeks=deload_weeks, thresholds=thresholds,
    )  # fmt: skip
    label = headlines.label(current.style, told.label, growth.label, holding=told.holding)
    return Verdict(
        label=label,
        why=headlines.why(current.style, label, told.why, growth),
        starts_on=current.starts_on,
        ends_on=current.as_of,
        weeks=current.weeks,
        delta_pct_per_month=asked.pct_per_month,
        p_improving=told.p_improving,
        p_worthwhile=told.p_worthwhile,
        rate_pct_per_month=told.rate,
        rate_low=told.low,
        rate_high=told.high,
        weeks_to_decide=headlines.weeks_to_decide(
            current.style,
            label,
            Side(headlines.strength_side(told.label, holding=told.holding), told.weeks_to_decide),
            Side(growth.label, growth.performance.weeks_to_decide),
        ),
        lifts=told.lifts,
        covered_share=covered,
        notes=(*said, *bands.switched(by_reps, thresholds), *bands.disagreeing(by_reps)),
        bands=by_reps,
        judged_from=judged_from,
        style=current.style,
        strength_label=told.label,
        strength_why=told.why,
        growth=growth,
        final=current.ended,
    )


class _Told(NamedTuple):
    """The part of a verdict that the main lifts give."""

    label: Label
    why: str
    lifts: tuple[LiftRate, ...]
    p_improving: float | None = None
    p_worthwhile: float | None = None
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    weeks_to_decide: int | None = None
    holding: bool = False
    """Whether a fall by more than the worthwhile rate is unlikely; never where the gate is shut."""


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
    counted: Counted,
    lifts: Sequence[str],
    current: Span,
    delta: float,
    thresholds: Thresholds,
    *,
    unweighed: Sequence[str],
) -> _Told:
    others = _others(counted, lifts, delta, thresholds)
    if not lifts:
        return _Told("can't tell yet", gate.why(None, current, thresholds, unweighed=unweighed), others)
    fit = rates.fitted(counted.sessions, lifts)
    rate, why = fit.rate, gate.why(fit, current, thresholds)
    p0, pd = rate.probability_above(0.0), rate.probability_above(delta)
    final = current.ended and fit.may_be_final(thresholds)
    label = "can't tell yet" if why else labels.rule(thresholds, final=final).label(p0, pd)
    coming = ahead.of(fit, current, delta, thresholds)
    return _Told(
        label,
        why,
        (*rates.lift_rates(fit, lifts, delta_pct_per_month=delta), *others),
        p0,
        pd,
        rate.mean,
        *rate.interval(),
        weeks_to_decide.of(fit, coming, thresholds) if label == "can't tell yet" else None,
        not why and rate.probability_above(-delta) >= thresholds["growth.holding_p"],
    )


def _others(
    counted: Counted, lifts: Sequence[str], delta: float, thresholds: Thresholds
) -> tuple[LiftRate, ...]:
    """The rates of lifts the verdict does not stand on, from fits of a few of them beside those, whose days they share."""
    enough = counted.trained(sessions=thresholds["stall.exposures"], days=thresholds["rate.gate_lift_days"])
    others = [lift for lift in enough if lift not in lifts]
    few = thresholds.whole("rate.most_lifts")  # a fit of twenty lifts at once takes seconds
    told: list[LiftRate] = []
    for some in (others[at : at + few] for at in range(0, len(others), few)):
        fit = rates.fitted(counted.sessions, [*lifts, *some])
        told += rates.lift_rates(fit, some, delta_pct_per_month=delta, judged=False)
    return tuple(told)


def _covered_share(graded: pl.DataFrame, lifts: Sequence[str]) -> float | None:
    """Share of the hard compound sets on some lifts."""
    hard = graded.join(_compound_lifts(), left_on="exercise", right_on="lift", how="semi")
    total = float(hard["hard"].sum())
    return float(hard.filter(pl.col("lift").is_in(list(lifts)))["hard"].sum()) / total if total else None


def headline(verdict: Verdict) -> str:
    """Return what the phase is called, in one plain sentence; `sentence` gives the numbers to it."""
    return headlines.sentence(verdict.style, verdict.label, verdict.strength_label, verdict.growth)


def beside(verdict: Verdict) -> str:
    """Return what is told of the other side of training, for information, with its numbers; empty: nothing is."""
    return headlines.beside(verdict.style, verdict.strength_label, of_lifts(verdict), verdict.growth)


def sentence(verdict: Verdict) -> str:
    """Return the numbers behind the headline in one plain sentence; without numbers, why there are none.

    "93% likely improving; 71% likely by more than the worthwhile 0.75% a month; best estimate +1.6% a month
    (90%: −0.2 to +3.4)"; of a hypertrophy phase those of the load for ten reps, of the tape and of the dose.
    """
    return headlines.numbers(verdict.style, of_lifts(verdict), verdict.growth)


def of_lifts(verdict: Verdict) -> str:
    """Return the numbers of the main lifts; without numbers, why there are none."""
    p0, pd, rate = verdict.p_improving, verdict.p_worthwhile, verdict.rate_pct_per_month
    if p0 is None or pd is None or rate is None or verdict.rate_low is None or verdict.rate_high is None:
        return verdict.strength_why or verdict.why
    return (
        f"{words.likely(p0)} likely improving; {words.likely(pd)} likely by more than the worthwhile"
        f" {verdict.delta_pct_per_month:g}% a month; best estimate {words.signed(rate)}% a month"
        f" (90%: {words.signed(verdict.rate_low)} to {words.signed(verdict.rate_high)})"
    )
