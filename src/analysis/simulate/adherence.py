"""How far an athlete did what was planned: computed from what was performed, set by set, by rules stated here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

import polars as pl

from analysis.exercises import catalogue
from analysis.simulate.planned import Asked, Phase, Planned, Range

REPS_TOLERANCE: Final = 0.20
REST_TOLERANCE: Final = 0.25
RECENT_DAYS: Final = 90
MOST_MAIN_LIFTS: Final = 5

SCHEMA: Final = pl.Schema({
    "phase": pl.Int64(), "style": pl.String(), "starts_on": pl.Date(), "ends_on": pl.Date(),
    "sessions_planned": pl.Int64(), "sessions_done": pl.Int64(), "days_pct": pl.Float64(),
    "reps_pct": pl.Float64(), "sets_pct": pl.Float64(), "progression_pct": pl.Float64(), "rest_pct": pl.Float64(),
})  # fmt: skip
"""
sessions_planned: planned weekdays in the calendar; without weekdays, days a week x days / 7, rounded.
days_pct: planned weekdays with a session. reps_pct: work sets within a fifth of the reps planned for the exercise on that day,
else for main lifts or the others on that day, else (on another day) for the phase. sets_pct: week by week, sets of
each named exercise up to those planned, and sets of days that state a number. progression_pct: sessions of a main
lift with more load, or as much load and more reps or sets, than the last on the same planned weekday; none in a deload. rest_pct: rests
after work sets within a quarter of the planned range. All in %; null: not planned, or nothing to compare.
"""

Set = dict[str, Any]


def of(sets: pl.DataFrame, planned: Planned, *, until: date) -> pl.DataFrame:
    """Return one row a phase begun until a day, by the rules of `SCHEMA`."""
    work = [
        {**row, "on": row["started_at"].date(), "place": place}
        for place, row in enumerate(sets.to_dicts())
        if row["kind"] != "warm_up"
    ]
    main = set(catalogue.frame().filter("main_lift")["id"]) | set(planned.main_lifts)
    spoken_of = planned.main_lifts or main_lifts(sets)
    rows = [
        {"phase": number, **_row(phase, work, main, spoken_of, min(phase.ends_on, until))}
        for number, phase in enumerate(planned.phases, start=1)
        if phase.starts_on <= until
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def main_lifts(sets: pl.DataFrame) -> tuple[str, ...]:
    """Return the main lifts of the catalogue in the most sessions of the last 90 days, at most five."""
    main = catalogue.frame().filter("main_lift").select(exercise="id")
    days = pl.col("started_at").dt.date()
    recent = sets.filter((days.max() - days).dt.total_days() < RECENT_DAYS).join(
        main, on="exercise", how="semi"
    )
    counted = recent.group_by("exercise").agg(pl.col("started_at").n_unique())
    ranked = counted.sort("started_at", "exercise", descending=[True, False])
    return tuple(ranked["exercise"].head(MOST_MAIN_LIFTS))


def _row(phase: Phase, work: list[Set], main: set[str], spoken_of: tuple[str, ...], last_on: date) -> Set:
    done = [row for row in work if phase.starts_on <= row["on"] <= last_on]
    span = [phase.starts_on + timedelta(days=day) for day in range((last_on - phase.starts_on).days + 1)]
    asked = [day for day in span if day.weekday() in phase.days]
    trained = {row["on"] for row in done}
    planned = len(asked) if len(phase.days) == phase.days_per_week else None
    if planned is None and phase.days_per_week is not None:
        planned = int(phase.days_per_week * len(span) / 7 + 0.5)
    return {
        "style": phase.style,
        "starts_on": phase.starts_on,
        "ends_on": last_on,
        "sessions_planned": planned,
        "sessions_done": len({row["started_at"] for row in done}),
        "days_pct": _share([day in trained for day in asked]),
        "reps_pct": _share(list(_reps_inside(phase, done, main))),
        "sets_pct": _sets_pct(phase, done, asked),
        "progression_pct": None
        if phase.style == "deload"
        else _share(list(_did_more(phase, done, spoken_of))),
        "rest_pct": _share(list(_rests_inside(phase, done))),
    }


def _share(said: list[bool]) -> float | None:
    return 100 * sum(said) / len(said) if said else None


def _reps_inside(phase: Phase, done: list[Set], main: set[str]) -> Iterator[bool]:
    for row in done:
        day = phase.days.get(row["on"].weekday())
        wanted = phase.reps
        if day is not None:
            others = day.accessory_reps or day.reps
            wanted = day.reps if row["exercise"] in main else others
            for slot in day.slots:
                if slot.exercise == row["exercise"]:
                    wanted = min(slot.reps), max(slot.reps)
        if wanted is not None:
            yield _about(row["reps"], wanted, REPS_TOLERANCE)


def _rests_inside(phase: Phase, done: list[Set]) -> Iterator[bool]:
    for row in done:
        day = phase.days.get(row["on"].weekday())
        wanted = phase.rest_s if day is None else day.rest_s
        for slot in day.slots if day is not None else ():
            if slot.exercise == row["exercise"]:
                wanted = slot.rest_s, slot.rest_s
        if wanted is not None and row["rest_s"] is not None:
            yield _about(row["rest_s"], wanted, REST_TOLERANCE)


def _about(value: float, wanted: Range, tolerance: float) -> bool:
    low, high = round(wanted[0] * (1 - tolerance), 6), round(wanted[1] * (1 + tolerance), 6)
    return low <= value <= high


def _sets_pct(phase: Phase, done: list[Set], asked: list[date]) -> float | None:
    """Week by week: what was planned, and how much of it was met."""
    planned, met = 0, 0
    for monday in sorted({day - timedelta(days=day.weekday()) for day in asked}):
        days = [phase.days[day.weekday()] for day in asked if 0 <= (day - monday).days < 7]  # noqa: PLR2004 - a week
        of_week = [row for row in done if 0 <= (row["on"] - monday).days < 7]  # noqa: PLR2004 - a week
        named = Counter({
            slot.exercise: sum(len(s.reps) for day in days for s in day.slots if s.exercise == slot.exercise)
            for day in days for slot in day.slots
        })  # fmt: skip
        performed = Counter(row["exercise"] for row in of_week)
        met_by_name = (named & performed).total()
        counted = sum(day.sets or 0 for day in days)
        silent = [row for row in of_week if _says_no_sets(phase.days.get(row["on"].weekday()))]
        others = max(0, len(of_week) - len(silent) - met_by_name)
        planned += named.total() + counted
        met += met_by_name + min(counted, others)
    return 100 * met / planned if planned else None


def _says_no_sets(day: Asked | None) -> bool:
    return day is not None and day.sets is None and not day.slots


def _did_more(phase: Phase, done: list[Set], spoken_of: tuple[str, ...]) -> Iterator[bool]:
    """For each session of a main lift after the first of its kind, whether it did more."""
    for exercise in spoken_of:
        sessions: dict[Any, dict[Any, list[Set]]] = defaultdict(lambda: defaultdict(list))
        for row in done:
            if row["exercise"] == exercise:
                weekday = row["on"].weekday()
                sessions[weekday if weekday in phase.days else None][row["started_at"]].append(row)
        for of_kind in sessions.values():
            yield from (_more(now, before) for before, now in pairwise(of_kind.values()))


def _more(now: list[Set], before: list[Set]) -> bool:
    (load, *measures), (load_before, *measures_before) = _did(now), _did(before)
    if load != load_before:
        return load > load_before
    return any(new > old for new, old in zip(measures, measures_before, strict=True))


def _did(sets: list[Set]) -> tuple[float, int, int, int]:
    """Top load, most reps at it, all reps, all sets."""
    top = max(row["load"] or 0.0 for row in sets)
    best = max(row["reps"] for row in sets if (row["load"] or 0.0) == top)
    return top, best, sum(row["reps"] for row in sets), len(sets)
