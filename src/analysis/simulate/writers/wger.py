"""wger: the workout log as its interface answers, in both generations of names."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

import dataframely as dy

from analysis.simulate.performed import Performed
from analysis.simulate.writers.clock import HOME
from analysis.simulate.writers.json_logs import dumped, name_of, sessions, stamp
from analysis.simulate.writers.writer import Writer

UNITS: Final = MappingProxyType({"kg": 1, "lb": 2})


def write(sets: dy.DataFrame[Performed], *, layout: str = "log", unit: str = "kg") -> bytes:
    """Return a page of the log, the names of exercises put in where the interface has numbers.

    Args:
        sets: What was performed, oldest first.
        layout: `log`, with days alone; `log-2`, with sessions and universal times.
        unit: Of the weights.
    """
    line = _old if layout == "log" else _new
    found = [
        line(row, number, UNITS[unit])
        for number, session in enumerate(sessions(sets), start=1)
        for row in session
    ]
    return dumped({"count": len(found), "next": None, "previous": None, "results": found})


def _old(row: dict[str, Any], number: int, unit: int) -> dict[str, Any]:
    return {
        "id": number, "reps": row["reps"], "weight": f"{row['load'] or 0:.2f}", "date": f"{row['started_at']:%Y-%m-%d}",
        "rir": None if row["rir"] is None else f"{row['rir']:g}", "exercise_base": 73, "exercise_base_name": name_of(row),
        "workout": 1, "repetition_unit": 1, "weight_unit": unit,
    }  # fmt: skip


def _new(row: dict[str, Any], number: int, unit: int) -> dict[str, Any]:
    return {
        "id": number, "date": stamp(row["started_at"]), "session": number, "routine": 1, "exercise": 73,
        "exercise_name": name_of(row), "repetitions": f"{row['reps']}.00", "repetitions_unit": 1, "repetitions_target": None,
        "weight": f"{row['load'] or 0:.2f}", "weight_unit": unit, "weight_target": None,
        "rir": None if row["rir"] is None else f"{row['rir']:.1f}", "rest": row["rest_s"],
    }  # fmt: skip


WRITERS: Final = (
    Writer(
        app="wger",
        layout="log",
        file="workoutlog.json",
        write=lambda sets, unit: write(sets, layout="log", unit=unit),
        keeps=frozenset({"rir"}),
    ),
    Writer(
        app="wger",
        layout="log-2",
        file="workoutlog.json",
        write=lambda sets, unit: write(sets, layout="log-2", unit=unit),
        keeps=frozenset({"time", "rir", "rest_s"}),
        timezone=HOME,
    ),
)
