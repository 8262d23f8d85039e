"""What `phasewise judge` shows on a terminal: a sentence, the numbers, the lifts, the rep bands, what to know of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from rich.table import Table

from analysis.cli.terminal import SHOWN, cell, escape, out, table
from analysis.display import number
from analysis.exercises.catalogue import display_name
from analysis.judgement import headline, verdict, words
from analysis.judgement.case import CurrentPhase
from analysis.judgement.growth import measurements, performance
from analysis.judgement.verdict import BandRate, LiftRate, Verdict

COLOURS: Final = {"working": "green", "probably working": "green", "going backwards": "red"}
"""The label says it in words; the colour only finds it."""

SIGNED: Final = partial(number.signed, digits=1)
RATE: Final = ("% a month", "90% interval")


def judged(name: str, phase: CurrentPhase, found: Verdict, *, most_weeks: int) -> None:
    """The verdict on one client's phase; `most_weeks`: how far ahead it looked for the weeks that would settle it."""
    out.print(f"[bold]{escape(name)}[/]: {escape(_of(phase, found))}")
    colour = COLOURS.get(found.label, "yellow")
    out.print(f"[bold {colour}]{escape(verdict.headline(found))}[/]")
    if says := ahead(phase, found, most_weeks):
        out.print(says)
    _evidence(found)
    _lifts("lifts judged", [each for each in found.lifts if each.judged])
    _lifts("other lifts", [each for each in found.lifts if not each.judged])
    _bands(found.bands)
    _bullets(found.notes)


def ahead(phase: CurrentPhase, found: Verdict, most_weeks: int) -> str:
    """Return how much longer it takes to tell; empty: it is told, or there are no numbers to go by."""
    if found.label != "can't tell yet" or found.rate_pct_per_month is None:
        return ""
    if found.weeks_to_decide is None:
        take = "have taken" if phase.ended else "take"
        return f"To settle it would {take} more than {number.count(most_weeks, 'further week')} of the same training."
    settled = "would probably have settled it" if phase.ended else "would probably settle it"
    return f"About {number.count(found.weeks_to_decide, 'further week')} of the same training {settled}."


def _of(phase: CurrentPhase, found: Verdict) -> str:
    """Which days are judged, and what they are."""
    named = f' "{phase.name}"' if phase.name else ""
    what = {"plan": f"planned {phase.style} phase{named}", "log": f"{phase.style} phase in the log"}
    length = number.count(round(found.weeks, 1), "week")
    stands = "ended" if phase.ended else "still running"
    days = _days(found.starts_on, found.ends_on)
    return f"{what.get(phase.origin, f'{phase.style} training')}, {days} ({length}, {stands})"


def _days(first: date, last: date) -> str:
    """Two days in words, the year once where it is the same.

    >>> _days(date(2026, 8, 3), date(2026, 10, 30)), _days(date(2025, 12, 1), date(2026, 1, 31))
    ('3 August to 30 October 2026', '1 December 2025 to 31 January 2026')
    """
    since = f"{first.day} {first:%B}" if first.year == last.year else words.day(first)
    return f"{since} to {words.day(last)}"


def _evidence(found: Verdict) -> None:
    """The numbers behind the label, each stream of evidence by itself; first those that the phase is judged by."""
    rows = [("strength", _strength(found))]
    if grown := found.growth:
        of_growth = [
            ("growth", performance.sentence(grown.performance, grown.delta_pct_per_month)),
            ("tape", measurements.sentence(grown.measurements)),
            ("dose", f"{grown.dose.label}; {grown.dose.says}" if grown.dose.says else grown.dose.label),
        ]
        rows = [*of_growth, *rows] if found.style == headline.HYPERTROPHY else [*rows, *of_growth]
    shown = Table.grid(padding=(0, 2))
    for name, said in rows:
        shown.add_row(f"[bold]{name}[/]", escape(f"{words.opened(said).rstrip('.')}."))
    _beneath(shown)


def _strength(found: Verdict) -> str:
    """The gate that the lifts did not pass, if they did not, and the numbers that there are."""
    numbers, why = verdict.sentence(replace(found, style="strength")), found.strength_why
    return f"{why.rstrip('.')}. So far: {numbers}" if why and why != numbers else numbers


def _lifts(title: str, rates: Sequence[LiftRate]) -> None:
    if not rates:
        return
    numbers = ("sessions", *RATE, "going up")
    shown = table(title, *numbers, right=numbers)
    for each in rates[:SHOWN]:
        likely = cell(words.likely(each.p_improving))
        shown.add_row(escape(display_name(each.lift)), cell(each.sessions), *_rate(each), likely)
    _beneath(shown)
    if len(rates) > SHOWN:
        out.print(f"and {number.count(len(rates) - SHOWN, 'more lift')}; --json lists all")


def _bands(rates: Sequence[BandRate]) -> None:
    """The same lifts by the reps of their sets; what cannot be compared says why."""
    if not rates:
        return
    numbers = ("sessions", *RATE)
    shown = table("by reps", *numbers, "comparable", right=("by reps", *numbers))
    for each in rates:
        comparable = "yes" if each.comparable else f"no: {each.why}"
        shown.add_row(each.reps, cell(each.sessions), *_rate(each), cell(comparable))
    _beneath(shown)


def _rate(rate: LiftRate | BandRate) -> tuple[str, str]:
    span = number.interval(rate.rate_low, rate.rate_high, SIGNED)
    return cell(SIGNED(rate.rate_pct_per_month)), cell(span)


def _beneath(shown: Table) -> None:
    out.print()
    out.print(shown)


def _bullets(notes: Sequence[str]) -> None:
    if not notes:
        return
    shown = Table.grid(padding=(0, 1))
    for note in notes:
        shown.add_row("-", escape(note))
    _beneath(shown)
