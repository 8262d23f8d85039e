"""RP Hypertrophy: the web page's mesocycles, and the bookmarklet's list of workouts."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import Any, Final

import dataframely as dy

from analysis.simulate.performed import Performed
from analysis.simulate.writers.clock import HOME
from analysis.simulate.writers.json_logs import dumped, end_of, entries, name_of, sessions, stamp
from analysis.simulate.writers.writer import Writer

WEEK: Final = 7


def write(sets: dy.DataFrame[Performed], *, unit: str = "kg") -> bytes:
    """Return the web page's mesocycles with the page's list of exercises beside them.

    A mesocycle is a training block; one set a day was left undone, as `skipped` sets are: -1 reps and a weight.
    """
    names = sorted({name_of(row) for row in sets.to_dicts()})
    ids = {name: place for place, name in enumerate(names, start=1)}
    blocks = groupby(sessions(sets), key=lambda session: session[0]["block"])
    cycles = [_cycle(block, list(days), ids, unit) for block, days in blocks]
    return dumped({
        "mesocycles": list(reversed(cycles)),
        "exercises": [{"id": place, "name": name} for name, place in ids.items()],
    })  # fmt: skip


def _cycle(block: int, days: list[list[dict[str, Any]]], ids: dict[str, int], unit: str) -> dict[str, Any]:
    first = days[0][0]["started_at"].date()
    weeks = groupby(days, key=lambda day: (day[0]["started_at"].date() - first).days // WEEK)
    return {
        "id": 1000 + block, "key": f"k{block}", "name": f"Block {block + 1}", "days": 4, "unit": unit,
        "sourceTemplateId": None, "sourceMesoId": None, "microRirs": 3210, "createdAt": stamp(days[0][0]["started_at"]),
        "finishedAt": stamp(end_of(days[-1][-1])), "deletedAt": None, "notes": [], "status": "complete",
        "weeks": [{"days": [_day(place, day, ids, unit) for place, day in enumerate(week)]} for _, week in weeks],
    }  # fmt: skip


def _day(place: int, day: list[dict[str, Any]], ids: dict[str, int], unit: str) -> dict[str, Any]:
    """Sets are ticked one after the other through the session."""
    pace = day[0]["session_s"] / max(len(day), 1)
    ticks = {id(row): row["started_at"] + timedelta(seconds=pace * number) for number, row in enumerate(day)}
    return {
        "position": place, "bodyweight": None, "bodyweightAt": None, "unit": None, "label": day[0]["workout"],
        "finishedAt": stamp(end_of(day[0])), "status": "complete", "notes": [],
        "muscleGroups": [{"muscleGroupId": 1, "pump": None, "soreness": None, "workload": None, "status": "complete"}],
        "exercises": [
            {
                "exerciseId": ids[name_of(rows[0])], "position": number, "jointPain": None, "muscleGroupId": 1, "status": "complete",
                "sets": [
                    *({**_set(row, unit), "finishedAt": stamp(ticks[id(row)]), "status": "complete"} for row in rows),
                    *([{**_set(rows[-1], unit), "reps": -1, "finishedAt": stamp(end_of(rows[-1])), "status": "skipped"}] if number == 0 else []),
                ],
            }
            for number, rows in enumerate(entries(day))
        ],
    }  # fmt: skip


def _set(row: dict[str, Any], unit: str) -> dict[str, Any]:
    return {
        "position": row["set_number"] - 1, "setType": "regular", "weight": row["load"] or 0, "weightTarget": row["load"],
        "reps": row["reps"], "repsTarget": row["reps"], "bodyweight": None, "unit": unit,
    }  # fmt: skip


def write_export(sets: dy.DataFrame[Performed], *, unit: str = "kg") -> bytes:
    """Return the bookmarklet's file: one mesocycle after the other, a list of workouts each."""
    units = {"kg": "kg", "lb": "lb"}
    blocks = groupby(sessions(sets), key=lambda session: session[0]["block"])
    return dumped(
        [
            {
                "name": f"Block {block + 1}", "key": f"k{block}", "weeksCount": 6, "daysPerWeek": 4, "unit": units[unit],
                "workouts": [
                    {
                        "weekNumber": 1, "dayNumber": number, "date": stamp(day[0]["started_at"]), "bodyweight": None, "unit": unit,
                        "exercises": [
                            {
                                "name": name_of(rows[0]), "muscleGroupName": "",
                                "sets": [
                                    {"weight": row["load"] or 0, "reps": row["reps"], "unit": unit, "setType": "regular", "status": "complete"}
                                    for row in rows
                                ],
                            }
                            for rows in entries(day)
                        ],
                    }
                    for number, day in enumerate(days, start=1)
                ],
            }
            for block, days in blocks
        ],
        indent=2,
    )  # fmt: skip


WRITERS: Final = (
    Writer(
        app="rp_hypertrophy",
        layout="web",
        file="mesocycles.json",
        write=lambda sets, unit: write(sets, unit=unit),
        keeps=frozenset({"time", "workout"}),
        timezone=HOME,
    ),
    Writer(
        app="rp_hypertrophy",
        layout="rp-export",
        file="rp_workout_history.json",
        write=lambda sets, unit: write_export(sets, unit=unit),
        keeps=frozenset({"time"}),
        timezone=HOME,
    ),
)
