"""Simple Workout Log's strength file: newest first, a comment only where there is one, no unit."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

import dataframely as dy

from analysis.simulate.lifts import lift
from analysis.simulate.performed import Performed
from analysis.simulate.writers.text import bare, quoted
from analysis.simulate.writers.writer import Writer

HEADER: Final = "Date,Time,Exercise,# of Reps,Weight,Comments"


def write(sets: dy.DataFrame[Performed]) -> str:
    """Return the text of an export; the first set of an exercise has the comment's field, empty or not."""
    sessions = [list(rows) for _, rows in groupby(sets.to_dicts(), key=lambda row: row["started_at"])]
    return "\n".join([HEADER, *(_line(row) for session in reversed(sessions) for row in session)]) + "\n"


def _line(row: dict[str, Any]) -> str:
    at = row["started_at"]
    note = quoted(row["note"]) if set(row["note"]) & set(',"\n') else row["note"]
    tail = [note] if row["note"] or row["set_number"] == 1 else []
    fields = (
        f"{at.month}/{at.day}/{at:%y}", f"{at:%H:%M}", lift(row["exercise"]).names["fitnotes"], str(row["reps"]),
        bare(row["load"]) or "0", *tail,
    )  # fmt: skip
    return ",".join(fields)


WRITERS: Final = (
    Writer(
        app="simple_workout_log",
        layout="strength",
        file="StrengthData.csv",
        write=lambda sets, _: write(sets).encode(),
        keeps=frozenset({"time", "note"}),
        states_unit=False,
        settings='date_order = "mdy"',  # a log of few days cannot tell
    ),
)
