"""Progression for Android: its file of finished workouts."""

from __future__ import annotations

from typing import Any, Final

import dataframely as dy

from analysis.simulate.performed import Performed
from analysis.simulate.writers.clock import HOME
from analysis.simulate.writers.json_logs import dumped, end_of, entries, millis, name_of, sessions
from analysis.simulate.writers.writer import Writer


def write(sets: dy.DataFrame[Performed]) -> bytes:
    """Return `fws.json`: times in milliseconds, no unit."""
    return dumped([
        {
            "name": session[0]["workout"], "startTime": millis(session[0]["started_at"]), "endTime": millis(end_of(session[0])),
            "activities": [_activity(rows) for rows in entries(session)],
        }
        for session in sessions(sets)
    ])  # fmt: skip


def _activity(rows: list[dict[str, Any]]) -> dict[str, Any]:
    done = [
        {"reps": row["reps"], "weight": row["load"] or 0.0, "completedAt": millis(end_of(row))}
        for row in rows
    ]
    return {"name": name_of(rows[0]), "performance": {"completedSets": done}}


WRITERS: Final = (
    Writer(
        app="progression",
        layout="fws",
        file="fws.json",
        write=lambda sets, _: write(sets),
        keeps=frozenset({"time", "workout", "session_s"}),
        states_unit=False,
        timezone=HOME,
    ),
)
