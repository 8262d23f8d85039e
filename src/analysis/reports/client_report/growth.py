"""What is said of growth, stream by stream: the lifts of many reps, the tape, the dose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from analysis.display import number, sentence
from analysis.display.block import NOTHING, Block, stack
from analysis.display.sentence import Run, Strong
from analysis.display.table import Column, Table
from analysis.judgement import headline, verdict, words
from analysis.judgement.growth import measurements, performance
from analysis.judgement.growth.streams import Growth
from analysis.judgement.rate import remarks
from analysis.judgement.rate.restarts import NONE
from analysis.judgement.verdict import Verdict
from analysis.judgement.words import opened
from analysis.reports.client_report.brief import Brief

_TENTH = partial(number.signed, digits=1)


def of_size(judged: Verdict) -> bool:
    """Whether growth is, or is part of, what the phase is judged by."""
    return judged.growth is not None and judged.style in {headline.HYPERTROPHY, headline.COMBINATION}


def gate(judged: Verdict) -> str:
    """Return the gate that the headline of such a phase did not pass, in a sentence; empty: it did, or the headline says so."""
    why = words.lowered(judged.why)
    return f"{opened(why)}." if why and why not in verdict.headline(judged) else ""


def lead(judged: Verdict) -> str:
    """Return what follows the headline of such a phase: its gate, and in a combination the numbers of the main lifts."""
    if judged.style != headline.COMBINATION:
        return gate(judged)
    return f"{gate(judged)} On the main lifts: {words.lowered(verdict.of_lifts(judged))}.".strip()


def streams_said(judged: Verdict) -> list[list[Run]]:
    """Return one line a stream: the lifts, the tape and the dose, each with its numbers; none where growth does not count."""
    growth = judged.growth
    if growth is None or not of_size(judged):
        return []
    lifts = performance.sentence(growth.performance, growth.delta_pct_per_month)
    return [
        [Strong("Lifts of many reps. "), f"{opened(lifts).rstrip('.')}.{_reps(growth)}"],
        [Strong("Tape. "), _tape(growth)],
        [Strong("Dose. "), _dose(growth)],
    ]


def numbers_in_brief(judged: Verdict) -> str:
    """Return the interval of each stream that has one, for the first page; empty: none has."""
    growth = judged.growth
    if growth is None:
        return ""
    lifts, taped = growth.performance, growth.measurements
    both = judged.style == headline.COMBINATION
    told = [
        f"{what} {_span(rate, low, high)}"
        for what, rate, low, high in (
            (
                "the main lifts",
                judged.rate_pct_per_month if both else None,
                judged.rate_low,
                judged.rate_high,
            ),
            ("the load for ten reps", lifts.rate_pct_per_month, lifts.rate_low, lifts.rate_high),
            ("the tape", taped.rate_pct_per_month, taped.rate_low, taped.rate_high),
        )
        if rate is not None
    ]
    return f"In % a month, with 90% intervals: {words.listed(told)}." if told else ""


def other_side(judged: Verdict) -> list[str]:
    """Return what is told, for information, of the side of training that the phase is not judged by."""
    said = verdict.beside(judged)
    return [said] if said else []


def notes(judged: Verdict) -> tuple[Sequence[str], Sequence[str]]:
    """Return the notes on the phase and its growth, and those on its strength where growth is judged beside it.

    The latter are made for the main lifts (`judgement.rate.remarks`): under a verdict on growth nobody could tell what "the lifts
    judged" are, or what some have "no part" in.
    """
    if not of_size(judged):
        return judged.notes, ()
    judged_from = judged.judged_from or judged.starts_on
    restarts = judged.growth.performance.restarts if judged.growth else NONE
    of_both = (
        *remarks.restarted(NONE, restarts),
        *remarks.shortened(judged.starts_on, judged_from, judged.ends_on),
    )
    return of_both, [note for note in judged.notes if note not in of_both]


def _reps(growth: Growth) -> str:
    done = growth.performance
    if done.reps is None or done.reps_low is None or done.reps_high is None:
        return ""
    low, high = (max(each, 0.0) for each in (done.reps_low, done.reps_high))
    return (
        f" The load that gave ten reps at first would now give {number.plain(done.reps, 1)}"
        f" (90%: {number.plain(low, 1)} to {number.plain(high, 1)}), at the same effort."
    )


def _tape(growth: Growth) -> str:
    taped = growth.measurements
    more = f" {taped.says}" if taped.says else ""
    return f"{opened(measurements.sentence(taped))}.{more}"


def _dose(growth: Growth) -> str:
    given = growth.dose
    muscles = words.listed([f"{words.muscle(each.muscle)} {each.sets:.3g}" for each in given.muscles])
    sets = f" Hard sets in the median week: {muscles}." if muscles else ""
    why = f": {given.says}" if given.says else ""
    return f"{opened(given.label)}{why}.{sets}"


def growth_table(brief: Brief) -> Block:
    """Set out the three streams of evidence on growth in numbers, for the appendix."""
    judged = brief.course.case.verdict
    if judged is None or judged.growth is None:
        return NOTHING
    growth = judged.growth
    blocks = [_rates(growth), _doses(growth)]
    role = (
        ""
        if judged.style in {headline.HYPERTROPHY, headline.COMBINATION}
        else " It decides nothing in this phase."
    )
    return stack([
        sentence.paragraph(f"Growth in this phase: {growth.label} ({growth.says}).{role}"),
        *blocks,
    ])  # fmt: skip


def _rates(growth: Growth) -> Block:
    rows = [*_lift_rows(growth), *_tape_rows(growth)]
    if not rows:
        return NOTHING
    return Table(
        name="growth-rates",
        caption="What speaks for growth: rates in this phase",
        columns=[
            Column("Of", align="left", wide=True), Column("What", align="left"), Column("From"),
            Column("Rate (90% interval)", "% a month"), Column("Going up", show=_likely),
        ],
        rows=rows,
        footnotes=[
            "Lifts: the load for ten reps at matched effort, from the first three sets of a session; from: sessions, or lifts of a muscle.",
            "Tape, skinfolds and scale: lines through weekly means with their published error; from: weeks. Two hands are never compared.",
            "The rates of lifts, and those of sites, are drawn towards one another.",
        ],
    ).block()  # fmt: skip


def _lift_rows(growth: Growth) -> Iterator[list[object]]:
    done = growth.performance
    if done.rate_pct_per_month is not None:
        span = _span(done.rate_pct_per_month, done.rate_low, done.rate_high)
        yield [
            "Mean of the lifts below",
            "All lifts",
            len(done.lifts),
            span,
            done.p_improving,
        ]
    for muscle in done.muscles:
        span = _span(muscle.rate_pct_per_month, muscle.rate_low, muscle.rate_high)
        yield [opened(words.muscle(muscle.muscle)), "Muscle", muscle.lifts, span, muscle.p_improving]
    for lift in done.lifts:
        span = _span(lift.rate_pct_per_month, lift.rate_low, lift.rate_high)
        yield [words.lift(lift.lift), "Lift", lift.sessions, span, lift.p_improving]


def _tape_rows(growth: Growth) -> Iterator[list[object]]:
    taped = growth.measurements
    if taped.rate_pct_per_month is not None:
        span = _span(taped.rate_pct_per_month, taped.rate_low, taped.rate_high)
        yield ["What the girths have in common", "Girths", len(taped.girths), span, taped.p_growing]
    for kind, sites in (("Girth", taped.girths), ("Fat", taped.fat), ("Body", taped.body)):
        for site in sites:
            span = _span(site.rate_pct_per_month, site.rate_low, site.rate_high)
            yield [opened(site.site), kind, site.readings, span, site.p_growing]


def _span(rate: float, low: float | None, high: float | None) -> str:
    return f"{_TENTH(rate)} ({number.interval(low, high, _TENTH)})"


def _doses(growth: Growth) -> Block:
    if not growth.dose.muscles:
        return NOTHING
    named = "the client's priority muscles" if growth.priority else "the muscles trained most"
    return Table(
        name="growth-dose",
        caption=f"What was done to grow: {named}",
        columns=[
            Column("Muscle", align="left", wide=True), Column("Hard sets in the median week", show=partial(number.plain, digits=1)),
            Column("Weeks in range"), Column("Dose", align="left"),
        ],
        rows=[
            [opened(words.muscle(each.muscle)), each.sets, f"{each.weeks_within} of {each.weeks}", each.label]
            for each in growth.dose.muscles
        ],
        footnotes=["Whole weeks without deloads; an indirect set counts half."],
    ).block()  # fmt: skip


def _likely(probability: float) -> str:
    return words.likely(probability)
