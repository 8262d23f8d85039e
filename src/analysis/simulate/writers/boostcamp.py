"""Boostcamp: the web page's history by day, and the CSV."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

import dataframely as dy

from analysis.simulate.performed import Performed
from analysis.simulate.writers.json_logs import dumped, end_of, entries, name_of, sessions, stamp
from analysis.simulate.writers.text import bare
from analysis.simulate.writers.writer import Writer

HEADER: Final = "workout,date,week,day,exercise,set,weight,unit,reps"
DAYS: Final = MappingProxyType({"kg": "%d/%m/%Y", "lb": "%m/%d/%Y"})
UNITS: Final = MappingProxyType({"kg": "kg", "lb": "lbs"})


def write(sets: dy.DataFrame[Performed], *, unit: str = "kg") -> bytes:
    """Return the web page's history: workouts under their days; the first exercise's last set was skipped."""
    days: dict[str, list[dict[str, Any]]] = {}
    for session in sessions(sets):
        days.setdefault(f"{session[0]['started_at']:%Y-%m-%d}", []).append(_workout(session, UNITS[unit]))
    return dumped(days, indent=2)


def _workout(session: list[dict[str, Any]], unit: str) -> dict[str, Any]:
    return {
        "title": session[0]["workout"], "name": session[0]["workout"], "finished_at": stamp(end_of(session[0])),
        "program_id": "p1", "type": "strength", "day": 1, "week": 1,
        "records": [_exercise(rows, unit, skip=place == 0) for place, rows in enumerate(entries(session))],
    }  # fmt: skip


def _exercise(rows: list[dict[str, Any]], unit: str, *, skip: bool) -> dict[str, Any]:
    done = [_set(row, unit) for row in rows]
    left = [{**done[-1], "id": f"set{len(done) + 1}", "skipped": True}] if skip else []
    return {
        "id": f"ex{rows[0]['entry']}", "name": name_of(rows[0]), "type": "compound", "source": "boostcamp", "custom": False,
        "target_type": "reps", "equipments": [], "sets": [*done, *left],
    }  # fmt: skip


def _set(row: dict[str, Any], unit: str) -> dict[str, Any]:
    return {
        "id": f"set{row['set_number']}", "value": row["load"] or 0, "amount": row["reps"], "target_type": "reps",
        "weight_unit": unit, "custom": False, "skipped": False, "valueEmpty": row["load"] is None, "amountEmpty": False,
        "archived_rpe": None if row["rir"] is None else 10 - row["rir"], "previous_rpe": None,
    }  # fmt: skip


def write_csv(sets: dy.DataFrame[Performed], *, unit: str = "kg") -> str:
    """Return the CSV: days written as the unit's countries write them."""
    lines = [
        f"{row['workout']},{row['started_at'].strftime(DAYS[unit])},1,1,{name_of(row)},{row['set_number']},{bare(row['load']) or '0'},{UNITS[unit]},{row['reps']}"
        for row in sets.to_dicts()
    ]
    return "\n".join([HEADER, *lines]) + "\n"


WRITERS: Final = (
    Writer(
        app="boostcamp",
        layout="web",
        file="history.json",
        write=lambda sets, unit: write(sets, unit=unit),
        keeps=frozenset({"workout", "rir"}),
    ),
    Writer(
        app="boostcamp_csv",
        layout="csv",
        file="boostcamp.csv",
        write=lambda sets, unit: write_csv(sets, unit=unit).encode(),
        keeps=frozenset({"workout"}),
    ),
)
