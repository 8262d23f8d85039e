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
from analysis.judgement import headline, outlook, verdict, words
from analysis.judgement.case import CurrentPhase
from analysis.judgement.growth import measurements, performance
from analysis.judgement.verdict import BandRate, LiftRate, Verdict

COLOURS: Final = {"working": "green", "probably working": "green", "going backwards": "red"}
"""The label says it in words; the colour only finds it."""

SIGNED: Final = partial(number.signed, digits=1)
RATE: Final = ("% a month", "90% interval")


def judged(name: str, phase: CurrentPhase, found: Verdict, *, most_weeks: int, log_to: date) -> None:
    """The verdict on one client's phase.

    `most_weeks`: how far ahead it looked for the weeks that would settle it; `log_to`: the last day that it knows.
    """
    out.print(f"[bold]{escape(name)}[/]: {escape(_of(phase, found, log_to))}")
    colour = COLOURS.get(found.label, "yellow")
    out.print(f"[bold {colour}]{escape(verdict.headline(found))}[/]")
    if says := outlook.sentence(found, ended=phase.ended, most_weeks=most_weeks):
        out.print(says)
    _evidence(found)
    for title, rates in _tables(found):
        _lifts(title, rates)
    _bands(found.bands)
    _bullets(found.notes)


def _of(phase: CurrentPhase, found: Verdict, log_to: date) -> str:
    """Which days are judged, and what they are."""
    named = f' "{phase.name}"' if phase.name else ""
    what = {"plan": f"planned {phase.style} phase{named}", "log": f"{phase.style} phase in the log"}
    length = number.count(round(found.weeks, 1), "week")
    stands = "ended" if phase.ended else _unfinished(phase, log_to)
    days = words.days(found.starts_on, found.ends_on)
    return f"{what.get(phase.origin, f'{phase.style} training')}, {days} ({length}, {stands})"


def _unfinished(phase: CurrentPhase, log_to: date) -> str:
    """What a phase is that nobody has ended: nobody knows whether one still runs that the log's own end cuts off."""
    return "to the log's end" if phase.origin != "plan" and phase.as_of == log_to else "still running"


def _evidence(found: Verdict) -> None:
    """The numbers behind the label, each stream of evidence by itself; first those that the phase is judged by."""
    rows = [("strength", _strength(found))]
    if grown := found.growth:
        of_growth = [
            ("growth", performance.sentence(grown.performance, grown.delta_pct_per_month)),
            ("tape", measurements.sentence(grown.measurements)),
            ("dose", f"{grown.dose.label}: {grown.dose.says}" if grown.dose.says else grown.dose.label),
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


def _tables(found: Verdict) -> list[tuple[str, Sequence[LiftRate]]]:
    """The lifts under what they are judged for, first those that the phase is judged by."""
    main = [each for each in found.lifts if each.judged]
    others = [each for each in found.lifts if not each.judged]
    if found.growth is None or found.style not in {headline.HYPERTROPHY, headline.COMBINATION}:
        return [("lifts judged", main), ("other lifts", others)]
    strength = [("lifts, for strength", main), ("others, for strength", others)]
    growth = ("lifts, for growth", found.growth.performance.lifts)
    return [growth, *strength] if found.style == headline.HYPERTROPHY else [strength[0], growth, strength[1]]


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
