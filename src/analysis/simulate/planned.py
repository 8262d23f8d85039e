"""What the coach of a sample client planned: the phases of `client.toml`, with the article's block written out.

Stated here once more, apart from the product: a truth taken from the code under test would be none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from analysis.simulate.athlete import Athlete
from analysis.simulate.programme import FRI, MON, THU, TUE, WED, Slot

Range = tuple[float, float]

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is planned of one weekday; None: nothing."""

    reps: Range | None = None
    accessory_reps: Range | None = None
    rest_s: Range | None = None
    sets: int | None = None
    slots: tuple[Slot, ...] = ()
    """Where the plan names the exercises of the day: those of the athlete's programme."""


@dataclass(frozen=True, kw_only=True)
class Phase:
    """One planned phase."""

    style: str
    starts_on: date
    ends_on: date
    days_per_week: int | None
    reps: Range | None
    rest_s: Range | None
    days: Mapping[int, Asked] = field(default_factory=dict)
    """By weekday; 0 is Monday."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """All that is planned for one client."""

    phases: tuple[Phase, ...] = ()
    main_lifts: tuple[str, ...] = ()
    """Those the coach named; none: the coach left it to the log."""


UNPLANNED: Final = Planned()

STRENGTH: Final = Asked(reps=(4, 6), rest_s=(180, 240))
HYPERTROPHY: Final = Asked(reps=(8, 12), rest_s=(60, 90))
COMBINATION: Final = Asked(reps=(5, 8), accessory_reps=(10, 12))
MODERATE: Final = Asked(reps=(8, 10), rest_s=(90, 90))

BLOCK: Final[tuple[tuple[str, Range, Range | None, Mapping[int, Asked]], ...]] = (
    ("strength", (4, 6), (180, 240), {MON: STRENGTH, WED: STRENGTH, FRI: STRENGTH}),
    ("hypertrophy", (8, 12), (60, 90), {MON: HYPERTROPHY, TUE: HYPERTROPHY, THU: HYPERTROPHY, FRI: HYPERTROPHY}),
    ("combination", (5, 12), None, {MON: COMBINATION, WED: COMBINATION, FRI: MODERATE}),
)  # fmt: skip
"""The article's 12 week block, four weeks each: style, all reps, all rests, and the days of its tables."""


def read(settings: str, athlete: Athlete) -> Planned:
    """Return the plan that the text of a `client.toml` states, with exercises as the athlete's programme has them."""
    told = tomllib.loads(settings)
    phases = [phase for stated in told.get("phase", ()) for phase in _phases(stated, athlete)]
    return Planned(
        phases=tuple(sorted(phases, key=lambda phase: phase.starts_on)),
        main_lifts=tuple(told.get("main_lifts", ())),
    )


def _phases(stated: Mapping[str, Any], athlete: Athlete) -> list[Phase]:
    starts_on: date = stated["starts_on"]
    if "template" not in stated:
        return [_phase(stated, athlete)]
    return [
        Phase(
            style=style, starts_on=starts_on + timedelta(weeks=4 * place),
            ends_on=starts_on + timedelta(weeks=4 * place + 4, days=-1),
            days_per_week=len(days), reps=reps, rest_s=rest_s, days=days,
        )
        for place, (style, reps, rest_s, days) in enumerate(BLOCK)
    ]  # fmt: skip


def _phase(stated: Mapping[str, Any], athlete: Athlete) -> Phase:
    starts_on = stated["starts_on"]
    ends_on = stated.get("ends_on") or starts_on + timedelta(weeks=stated["weeks"], days=-1)
    days = {WEEKDAYS.index(day["weekday"]): _asked(day, stated, athlete) for day in stated.get("day", ())}
    slots = [slot for day in days.values() for slot in day.slots]
    reps = [day.reps for day in days.values()] + [day.accessory_reps for day in days.values()]
    return Phase(
        style=stated["style"], starts_on=starts_on, ends_on=ends_on,
        days_per_week=stated.get("days_per_week") or len(days) or None,
        reps=_widest([stated.get("reps"), *reps, *((each, each) for slot in slots for each in slot.reps)]),
        rest_s=_widest([
            stated.get("rest_s"), *(day.rest_s for day in days.values()),
            *((slot.rest_s, slot.rest_s) for slot in slots),
        ]),
        days=days,
    )  # fmt: skip


def _asked(day: Mapping[str, Any], phase: Mapping[str, Any], athlete: Athlete) -> Asked:
    """One `[[phase.day]]`; what it leaves out is its phase's, or that of its exercises."""
    named = "exercises" in day or "template" in day
    slots = _slots(athlete, phase["starts_on"], WEEKDAYS.index(day["weekday"])) if named else ()
    return Asked(
        reps=day.get("reps") or phase.get("reps") or _widest((each, each) for s in slots for each in s.reps),
        accessory_reps=day.get("accessory_reps"),
        rest_s=day.get("rest_s") or phase.get("rest_s") or _widest((s.rest_s, s.rest_s) for s in slots),
        sets=day.get("sets"),
        slots=slots,
    )


def _slots(athlete: Athlete, starts_on: date, weekday: int) -> tuple[Slot, ...]:
    """The exercises that the athlete's programme has on a weekday of the block that starts with the phase."""
    starts = [athlete.starts_on + timedelta(days=start) for start in athlete.block_starts()]
    block = athlete.blocks[starts.index(starts_on)]
    return next(day.slots for day in block.days if day.weekday == weekday)


def _widest(ranges: Iterable[Any]) -> Range | None:
    known = [(low, high) for low, high in (each for each in ranges if each)]
    return (min(low for low, _ in known), max(high for _, high in known)) if known else None
