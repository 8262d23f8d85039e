"""Whether a phase works: its lifts, its growth, in what interval, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Protocol

import dataframely as dy
import polars as pl

from analysis.judgement import headline as headlines
from analysis.judgement import words
from analysis.judgement.growth import streams
from analysis.judgement.growth.streams import Growth, Person
from analysis.judgement.growth.table import GrowthLabel
from analysis.judgement.headline import Side
from analysis.judgement.planned.share_done import ShareDone
from analysis.judgement.rate import bands, rates, remarks, restarts, strength, worthwhile
from analysis.judgement.rate.bands import BandRate
from analysis.judgement.rate.gate import Span
from analysis.judgement.rate.labels import LABELS, Label
from analysis.judgement.rate.rates import LiftRate
from analysis.judgement.rate.restarts import Restarts
from analysis.judgement.rate.strength import Strength, judged_lifts
from analysis.judgement.rate.worthwhile import Worthwhile
from analysis.judgement.thresholds import Thresholds
from analysis.settings import ClientSettings
from analysis.tables import Body, GradedSets, LiftSessions

__all__ = [
    "LABELS", "BandRate", "Growth", "GrowthLabel", "Label", "LiftRate", "Phase", "Span", "Verdict", "beside", "headline",
    "judged_lifts", "of", "of_lifts", "sentence",
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
    """Of the phase up to that day; of one that is over by plan, to its planned last."""
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
    set_back: bool = False
    """Whether the loads of the main lifts were set back at the phase's start, so that they are not called working."""
    way_back: tuple[str, ...] = ()
    """Lifts that begin the phase far below what they did before it: their rates are told, and foretell nothing."""
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
    these lifts of the model in `stats.grid_posterior`, in % a month (100 x log points). Lifts that begin the phase far below
    what they did before it are left out or, where the programme was set back, not called working (`restarts.of`). Growth is judged by `growth.streams`.

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
    given = _Given(
        lift_sessions=lift_sessions, graded=graded, current=current, days=(judged_from, current.as_of), client=client, body=body,
        thresholds=thresholds, deload_weeks=deload_weeks, coach=coach, done=done,
    )  # fmt: skip
    asked = worthwhile.of(
        client.training_since, body, starts_on=judged_from, as_of=current.as_of, thresholds=thresholds
    )
    growth = _growth(given, asked)
    main = _main(given, main_lifts, asked, growth.performance.restarts)
    return _verdict(given, asked, main, growth)


@dataclass(frozen=True, kw_only=True)
class _Given:
    """What a verdict depends on; as in `of`."""

    lift_sessions: dy.DataFrame[LiftSessions]
    graded: dy.DataFrame[GradedSets]
    current: Phase
    days: tuple[date, date]
    """The first and the last judged."""
    client: ClientSettings
    body: dy.DataFrame[Body]
    thresholds: Thresholds
    deload_weeks: Sequence[date]
    coach: str
    done: ShareDone | None


class _Main(NamedTuple):
    """What the main lifts say, and what must be known of it."""

    told: Strength
    set_back: bool
    way_back: tuple[str, ...]
    bands: tuple[BandRate, ...]
    covered_share: float | None
    notes: tuple[str, ...]


def _main(given: _Given, main_lifts: Sequence[str], asked: Worthwhile, of_growth: Restarts) -> _Main:
    """Judge the main lifts, but those whose loads were set back (`restarts.of`)."""
    numbers, (first_on, last_on) = given.thresholds, given.days
    counted = rates.counted(
        given.lift_sessions, given.graded, starts_on=first_on, as_of=last_on, deload_weeks=given.deload_weeks,
        thresholds=numbers,
    )  # fmt: skip
    lifts = judged_lifts(counted, main_lifts, numbers)
    back = restarts.of(given.lift_sessions, counted.sessions, lifts, first_on=first_on, thresholds=numbers)
    lifts = back.without(lifts)
    sets = given.graded.filter(pl.col("performed_on").is_between(first_on, last_on))
    covered, unweighed = strength.covered_share(sets, lifts), remarks.without_bodyweight(sets, numbers)
    told = strength.of(
        counted, lifts, given.current, asked.pct_per_month, numbers,
        set_back=remarks.set_back(back), unweighed=unweighed,
    )  # fmt: skip
    by_reps = bands.of(given.graded, counted, lifts, thresholds=numbers)
    of_judged = sets.filter(pl.col("lift").is_in(lifts))
    notes = (
        *asked.notes,
        *remarks.restarted(back, of_growth),
        *(remarks.of(of_judged, counted, covered, thresholds=numbers) if lifts else ()),
        *remarks.unread(counted, main_lifts),
        *remarks.seldom(counted, main_lifts if given.client.main_lifts else (), numbers, told=unweighed),
        *remarks.unweighed(unweighed),
        *remarks.shortened(given.current.starts_on, *given.days),
        *bands.switched(by_reps, numbers),
        *bands.disagreeing(by_reps),
    )
    return _Main(told, back.all_set_back, _way_back(back, of_growth, lifts), by_reps, covered, notes)


def _way_back(of_strength: Restarts, of_growth: Restarts, judged: Sequence[str]) -> tuple[str, ...]:
    """Lifts on the way back to what they did before, by either reading; with the programme all that are judged."""
    with_it = judged if of_strength.all_set_back else ()
    return tuple(dict.fromkeys([*with_it, *(each.lift for each in (*of_strength.lifts, *of_growth.lifts))]))


def _growth(given: _Given, asked: Worthwhile) -> Growth:
    person = Person(client=given.client, body=given.body, coach=given.coach, done=given.done)
    return streams.of(
        given.lift_sessions, given.graded, given.current, judged_from=given.days[0], person=person,
        delta_pct_per_month=asked.pct_per_month, deload_weeks=given.deload_weeks, thresholds=given.thresholds,
    )  # fmt: skip


def _verdict(given: _Given, asked: Worthwhile, main: _Main, growth: Growth) -> Verdict:
    """Call the phase by its style, and put together what it stands on."""
    told, current = main.told, given.current
    label = headlines.label(current.style, told.label, growth.label, holding=told.holding)
    strength_side = Side(headlines.strength_side(told.label, holding=told.holding), told.weeks_to_decide)
    growth_side = Side(growth.label, growth.performance.weeks_to_decide)
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
        weeks_to_decide=headlines.weeks_to_decide(current.style, label, strength_side, growth_side),
        lifts=told.lifts,
        covered_share=main.covered_share,
        notes=main.notes,
        judged_from=given.days[0],
        bands=main.bands,
        style=current.style,
        strength_label=told.label,
        strength_why=told.why,
        growth=growth,
        set_back=main.set_back,
        way_back=main.way_back,
        final=current.ended,
    )


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
