"""Training that coaches plan again and again, to be named instead of written out."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from analysis.settings import exercise_line
from analysis.settings.exercise_line import PlannedExercise


class TemplatePhase(NamedTuple):
    """One phase of a template of several: the weeks of the whole that it lasts, both counted from 1."""

    first_week: int
    last_week: int
    style: str
    name: str
    aim: str
    reps: tuple[int, int]
    rest_s: tuple[float, float] | None
    """None: mixed, so nothing is planned for the phase as a whole."""
    days: tuple[TemplateDay, ...]


class TemplateDay(NamedTuple):
    """One training day of the weeks of such a phase; None: not planned."""

    weekday: str
    focus: str
    reps: tuple[int, int]
    accessory_reps: tuple[int, int] | None
    rest_s: tuple[float, float] | None


Row = dict[str, str]


def _rows(name: str) -> list[Row]:
    text = resources.files("analysis.settings").joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def phases() -> dict[str, tuple[TemplatePhase, ...]]:
    """Return the phases of each template of phases, by its name.

    >>> [(each.style, each.first_week, each.last_week) for each in phases()["periodised-12"]]
    [('strength', 1, 4), ('hypertrophy', 5, 8), ('combination', 9, 12)]
    """
    days = _rows("template_days.csv")
    found: dict[str, tuple[TemplatePhase, ...]] = {}
    for row in _rows("templates.csv"):
        key = (row["template"], row["first_week"])
        own = tuple(_day(day) for day in days if (day["template"], day["first_week"]) == key)
        found[row["template"]] = (*found.get(row["template"], ()), _phase(row, own))
    return found


def _phase(row: Row, days: tuple[TemplateDay, ...]) -> TemplatePhase:
    rest_s = _range(row, "rest", "_s")
    return TemplatePhase(
        first_week=int(row["first_week"]), last_week=int(row["last_week"]), style=row["style"], name=row["name"],
        aim=row["aim"], reps=(int(row["reps_low"]), int(row["reps_high"])), rest_s=rest_s, days=days,
    )  # fmt: skip


def _day(row: Row) -> TemplateDay:
    accessory = _range(row, "accessory_reps", "")
    return TemplateDay(
        weekday=row["weekday"],
        focus=row["focus"],
        reps=(int(row["reps_low"]), int(row["reps_high"])),
        accessory_reps=(int(accessory[0]), int(accessory[1])) if accessory else None,
        rest_s=_range(row, "rest", "_s"),
    )


def _range(row: Row, name: str, unit: str) -> tuple[float, float] | None:
    low, high = row[f"{name}_low{unit}"], row[f"{name}_high{unit}"]
    return (float(low), float(high)) if low else None


@cache
def sessions() -> dict[str, tuple[PlannedExercise, ...]]:
    """Return the exercises of each template of one session, by its name.

    >>> {name: sum(len(each.sets) for each in exercises) for name, exercises in sessions().items()}
    {'strength-lower': 16, 'hypertrophy-lower': 23}
    """
    found: dict[str, tuple[PlannedExercise, ...]] = {}
    for row in _rows("template_sessions.csv"):
        found[row["template"]] = (*found.get(row["template"], ()), exercise_line.read(row["exercise"]))
    return found


PHASES: Final = tuple(phases())
SESSIONS: Final = tuple(sessions())


def weeks(template: str) -> int:
    """Return how long a template of phases lasts.

    >>> weeks("periodised-12")
    12
    """
    return max(phase.last_week for phase in phases()[template])
