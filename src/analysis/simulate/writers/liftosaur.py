"""Liftosaur's history: newest first, the programme's sets with what was asked and what was done."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

import dataframely as dy

from analysis.simulate.lifts import lift
from analysis.simulate.performed import Performed
from analysis.simulate.writers.clock import HOME, in_utc
from analysis.simulate.writers.text import bare, quoted
from analysis.simulate.writers.writer import Writer

HEADER: Final = (
    "Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,Is AMRAP?,Required RPE,"
    "Completed RPE,Log RPE?,Required Weight Value,Required Weight Unit,Completed Weight Value,Completed Weight Unit,"
    "Ask Weight?,Completed Reps Time,Target Muscles,Synergist Muscles,Notes"
)
PROGRAM: Final = "Strength block"
ON_A_BARBELL: Final = frozenset({"Squat", "Bench Press", "Deadlift", "Overhead Press"})
"""Whose usual equipment is a barbell; that of a Romanian deadlift is not."""


def write(sets: dy.DataFrame[Performed], *, unit: str = "kg") -> str:
    """Return the text of an export; every set was done."""
    sessions = [list(rows) for _, rows in groupby(sets.to_dicts(), key=lambda row: row["started_at"])]
    lines = [_line(row, unit) for session in reversed(sessions) for row in session]
    return "\n".join([HEADER, *lines]) + "\n"


def _line(row: dict[str, Any], unit: str) -> str:
    at = f"{in_utc(row['started_at']):%Y-%m-%dT%H:%M:%S}.000Z"
    weight = ("0" if row["load"] is None else bare(row["load"]), unit)
    rpe = "" if row["rir"] is None else bare(10 - row["rir"])
    fields = (
        at, PROGRAM, row["workout"], _name(row), str(int(row["kind"] == "warm_up")), str(row["reps"]), str(row["reps"]),
        "0", "", rpe, str(int(bool(rpe))), *weight, *weight, "0", at, lift(row["exercise"]).names["category"], "",
        row["note"],
    )  # fmt: skip
    return ",".join(quoted(field) if set(field) & set(',"\n') else field for field in fields)


def _name(row: dict[str, Any]) -> str:
    """Return the exercise, and its equipment where that is not the usual one: `Lateral Raise, Dumbbell`."""
    name, _, equipment = lift(row["exercise"]).names["strong"].partition(" (")
    named = equipment.rstrip(")").partition(" - ")[0]
    return name if not named or name in ON_A_BARBELL else f"{name}, {named}"


WRITERS: Final = (
    Writer(
        app="liftosaur",
        layout="history",
        file="liftosaur.csv",
        write=lambda sets, unit: write(sets, unit=unit).encode(),
        keeps=frozenset({"time", "rir", "note"}),
        timezone=HOME,
    ),
)
