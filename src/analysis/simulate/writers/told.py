"""Sets told in prose: TrueCoach's results beneath prescriptions, and a diary in plain text."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

import dataframely as dy

from analysis.simulate.performed import Performed
from analysis.simulate.writers.json_logs import dumped, entries, name_of, sessions
from analysis.simulate.writers.text import bare
from analysis.simulate.writers.writer import Writer

Row = dict[str, Any]


def write_truecoach(sets: dy.DataFrame[Performed], *, unit: str = "kg") -> bytes:
    """Return the web page's answer: a workout a session, an item an exercise, what was done in words.

    Sets that are all alike are answered by their load alone beneath `3 x 5`, as clients do; others in full.
    A day that was missed stands among them.
    """
    workouts: list[Row] = []
    items: list[Row] = []
    for number, session in enumerate(sessions(sets), start=1):
        workouts.append(_workout(number, session[0], "completed"))
        items += [_item(number, rows, unit) for rows in entries(session)]
    missed = len(workouts) + 1
    workouts.append(_workout(missed, sets.row(-1, named=True), "missed"))
    items.append({**_blank(missed, "Back Squat"), "info": "3 x 5", "result": "", "state": "missed"})
    meta = {"page": 1, "total_pages": 1, "per_page": 500, "total_count": len(workouts)}
    return dumped({"comments": [], "workout_items": items, "clients": [], "workouts": workouts, "meta": meta})


def _workout(number: int, row: Row, state: str) -> Row:
    return {
        "id": number, "due": f"{row['started_at']:%Y-%m-%d}", "title": row["workout"], "state": state, "rest_day": False,
        "warmup": "5 min bike", "cooldown": None, "client_id": 1, "program_name": None,
    }  # fmt: skip


def _blank(workout: int, name: str) -> Row:
    return {
        "workout_id": workout,
        "name": name,
        "is_circuit": False,
        "selected_exercises": [],
        "linked": False,
    }


def _item(number: int, rows: list[Row], unit: str) -> Row:
    first = rows[0]
    alike = len({(row["load"], row["reps"]) for row in rows}) == 1 and 1 < len(rows) <= 6  # noqa: PLR2004 - as few as a coach asks for
    result = f"{bare(first['load'])}{unit}" if alike and first["load"] is not None else _told(rows, unit)
    info = f"{len(rows)} x {first['reps']}" if alike else ""
    return {**_blank(number, name_of(first)), "info": info, "result": result, "state": "completed"}


def _told(rows: list[Row], unit: str) -> str:
    """Return a line a load: `100kg x 5, 5, 4`."""
    lines = []
    for load, same in groupby(rows, key=lambda row: row["load"]):
        counts = ", ".join(str(row["reps"]) for row in same)
        lines.append(f"{'BW' if load is None else bare(load) + unit} x {counts}")
    return "\n".join(lines)


def write_diary(sets: dy.DataFrame[Performed], *, unit: str = "kg") -> str:
    """Return a diary: a day and its workout in a line of their own, a line a lift and load beneath."""
    lines: list[str] = []
    for session in sessions(sets):
        lines.append(f"{session[0]['started_at']:%Y-%m-%d} {session[0]['workout']}")
        for rows in entries(session):
            lines += [f"{name_of(rows[0])}: {told}" for told in _told(rows, unit).split("\n")]
        lines.append("")
    return "\n".join(lines)


WRITERS: Final = (
    Writer(
        app="truecoach",
        layout="web",
        file="workouts.json",
        write=lambda sets, unit: write_truecoach(sets, unit=unit),
        keeps=frozenset({"workout"}),
    ),
    Writer(
        app="prose_log",
        layout="diary",
        file="diary.txt",
        write=lambda sets, unit: write_diary(sets, unit=unit).encode(),
        keeps=frozenset({"workout"}),
    ),
)
