"""Hevy's programming interface: pages of workouts, newest first, and their flattened form."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

import dataframely as dy

from analysis.simulate.performed import Performed
from analysis.simulate.writers.clock import HOME, in_utc
from analysis.simulate.writers.json_logs import dumped, end_of, entries, name_of, sessions
from analysis.simulate.writers.writer import Writer
from analysis.units import KG_PER_LB

KINDS: Final = MappingProxyType({"work": "normal", "warm_up": "warmup", "failure": "failure"})


def write(sets: dy.DataFrame[Performed], *, layout: str = "API", unit: str = "kg") -> bytes:
    """Return the workouts; weights are kilograms whatever the lifter's unit.

    Args:
        sets: What was performed, oldest first.
        layout: `API`, or `API flattened`: one object a set.
        unit: The lifter's.
    """
    workouts = [_workout(session, unit) for session in sessions(sets)][::-1]
    if layout == "API":
        return dumped({"page": 1, "page_count": 1, "workouts": workouts})
    return dumped([one for workout in workouts for one in _flat(workout)])


def _workout(session: list[dict[str, Any]], unit: str) -> dict[str, Any]:
    first = session[0]
    return {
        "id": "b459cba5", "title": first["workout"], "description": first["workout_note"],
        "start_time": in_utc(first["started_at"]).isoformat(), "end_time": in_utc(end_of(first)).isoformat(),
        "exercises": [
            {
                "index": place, "title": name_of(rows[0]), "notes": rows[0]["note"], "exercise_template_id": "D04AC939",
                "supersets_id": None, "sets": [_set(row, unit) for row in rows],
            }
            for place, rows in enumerate(entries(session))
        ],
    }  # fmt: skip


def _set(row: dict[str, Any], unit: str) -> dict[str, Any]:
    load = row["load"]
    return {
        "index": row["set_number"] - 1, "type": KINDS[row["kind"]],
        "weight_kg": load * KG_PER_LB if unit == "lb" and load is not None else load,
        "reps": row["reps"], "distance_meters": None, "duration_seconds": None,
        "rpe": None if row["rir"] is None else 10 - row["rir"], "custom_metric": None,
    }  # fmt: skip


def _flat(workout: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "title": workout["title"], "start_time": workout["start_time"], "end_time": workout["end_time"],
            "exercise_title": exercise["title"], "superset_id": exercise["supersets_id"], "exercise_notes": exercise["notes"],
            "set_index": one["index"], "set_type": one["type"],
            **{key: one[key] for key in ("weight_kg", "reps", "distance_meters", "duration_seconds", "rpe")},
        }
        for exercise in workout["exercises"]
        for one in exercise["sets"]
    ]  # fmt: skip


def _writer(layout: str) -> Writer:
    return Writer(
        app="hevy_api",
        layout=layout,
        file="hevy.json",
        write=lambda sets, unit: write(sets, layout=layout, unit=unit),
        keeps=frozenset({"time", "workout", "kind", "rir", "note", "session_s"}),
        timezone=HOME,
    )


WRITERS: Final = (_writer("API"), _writer("API flattened"))
