"""StrongLifts 5×5: a row a workout (2016, 2018), and the newer export of a row an exercise."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

import dataframely as dy

from analysis.simulate.lifts import lift
from analysis.simulate.performed import Performed
from analysis.simulate.writers.text import bare, pointed, quoted
from analysis.simulate.writers.writer import Writer
from analysis.units import KG_PER_LB

SETS: Final = 5
STARTS: Final = MappingProxyType({
    "2016": ("Date", "Note", "Workout", "Body Weight"),
    "wide": ("Date", "Note", "Body Weight (KG)", "Body Weight (LB)"),
})  # fmt: skip
DAYS: Final = MappingProxyType({"2016": "%m/%d/%y", "wide": "%d/%m/%y"})
ORDERS: Final = MappingProxyType({"2016": "mdy", "wide": "dmy"})
STEP: Final = MappingProxyType({"kg": 2.5, "lb": 5.0})
"""What the app rounds to when it shows a weight in the other unit."""

Block = list[dict[str, Any]]


def name(exercise: str) -> str:
    """Return a lift as the app calls it: a barbell is not named.

    >>> name("back_squat_barbell"), name("lateral_raise_dumbbell")
    ('Squat', 'Lateral Raise (Dumbbell)')
    """
    return lift(exercise).names["strong"].removesuffix(" (Barbell)")


def write(sets: dy.DataFrame[Performed], *, layout: str = "wide", unit: str = "kg") -> str:
    """Return the text of an export with a row a workout, oldest first.

    Sets of one lift with one load are an exercise of at most five; another load is another exercise.

    Args:
        sets: What was performed, oldest first.
        layout: 2016, with both units filled, dates month first; or wide, with the user's alone, dates day first.
        unit: kg or lb.
    """
    sessions = [list(rows) for _, rows in groupby(sets.to_dicts(), key=lambda row: row["started_at"])]
    laid = [_blocks(session) for session in sessions]
    most = max((len(blocks) for blocks in laid), default=1)
    columns = [f"Set {place}" for place in range(1, SETS + 1)]
    header = list(STARTS[layout])
    for number in range(1, most + 1):
        header += [f"Exercise {number}", "Weight (KG)", "Weight (LB)", *columns]
    head = ",".join(quoted(column) if layout == "2016" else column for column in header)
    lines = [
        ",".join([*_start(session[0], layout, unit), *_cells(blocks, layout, unit, most)])
        for session, blocks in zip(sessions, laid, strict=True)
    ]
    return "\n".join([head, *lines]) + "\n"


def _blocks(session: list[dict[str, Any]]) -> list[Block]:
    runs = groupby(session, key=lambda row: (row["entry"], row["load"]))
    alike = [list(rows) for _, rows in runs]
    return [rows[at : at + SETS] for rows in alike for at in range(0, len(rows), SETS)]


def _start(row: dict[str, Any], layout: str, unit: str) -> list[str]:
    day = f"{row['started_at']:{DAYS[layout]}}"
    weight = round(row["bodyweight_kg"] / (1 if unit == "kg" else KG_PER_LB), 1)
    if layout == "2016":
        return [day, quoted(row["workout_note"]), row["workout"], f"{weight:.2f}{unit}"]
    note = quoted(row["workout_note"]) if row["workout_note"] else ""
    return [day, note, *(bare(weight) if u == unit else "" for u in STEP)]


def _cells(blocks: list[Block], layout: str, unit: str, most: int) -> list[str]:
    cells: list[str] = []
    for block in blocks:
        load = block[0]["load"] or 0.0
        other = "lb" if unit == "kg" else "kg"
        shown = round(load * (KG_PER_LB if other == "kg" else 1 / KG_PER_LB) / STEP[other]) * STEP[other]
        weights = {unit: bare(load), other: bare(shown) if layout == "2016" else ""}
        reps = [str(row["reps"]) for row in block]
        cells += [name(block[0]["exercise"]), weights["kg"], weights["lb"], *reps, *[""] * (SETS - len(reps))]
    return cells + [""] * (most - len(blocks)) * (SETS + 3)


def write_sets(sets: dy.DataFrame[Performed], *, unit: str = "kg") -> str:
    """Return the text of the newer export: a row an exercise, each set with its reps and weight, all quoted."""
    sessions = [list(rows) for _, rows in groupby(sets.to_dicts(), key=lambda row: row["started_at"])]
    shown = unit.upper()
    most = max(SETS, *(row["set_number"] for session in sessions for row in session))
    header = [
        "Date (yyyy/mm/dd)", "Workout", "Workout Name", "Program Name", f"Body Weight ({shown})", "Exercise",
        "SetsxReps", "SetsxTime", f"Top Set Reps x {shown}", f"e1RM  ({shown})", "Reps", f"Volume ({shown})",
        f"Workout Volume ({shown})", "Duration (hours)", "Start Time (h:mm)", "End Time (h:mm)", "Notes",
        *(f"Set {place} (Reps), Set {place} ({shown})" for place in range(1, most + 1)),
    ]  # fmt: skip
    lines = [
        ",".join(quoted(cell) for cell in _row(list(rows), number, unit, most))
        for number, session in enumerate(sessions, start=1)
        for _, rows in groupby(session, key=lambda row: row["entry"])
    ]
    return "\n".join([",".join(header), *lines]) + "\n"


def _row(rows: list[dict[str, Any]], number: int, unit: str, most: int) -> list[str]:
    first = rows[0]
    starts, ends = first["started_at"], first["started_at"] + timedelta(seconds=first["session_s"])
    weight = round(first["bodyweight_kg"] / (1 if unit == "kg" else KG_PER_LB), 1)
    top = max(rows, key=lambda row: row["load"] or 0.0)
    pairs = [cell for row in rows for cell in (str(row["reps"]), bare(row["load"] or 0.0))]
    volume = sum(row["reps"] * (row["load"] or 0.0) for row in rows)
    return [
        f"{starts:%Y/%m/%d}", str(number), first["workout"], "", bare(weight), name(first["exercise"]),
        f"{len(rows)}x{top['reps']}", "", f"{top['reps']}x{bare(top['load'] or 0.0)}", "",
        str(sum(row["reps"] for row in rows)), pointed(volume), "", bare(round(first["session_s"] / 3600, 1)),
        _clock(starts), _clock(ends), first["workout_note"], *pairs, *[""] * 2 * (most - len(rows)),
    ]  # fmt: skip


def _clock(at: Any) -> str:
    return f"{(at.hour - 1) % 12 + 1}:{at:%M} {'AM' if at.hour < 12 else 'PM'}"  # noqa: PLR2004 - hours on a dial


def _writer(layout: str, keeps: frozenset[str]) -> Writer:
    return Writer(
        app="stronglifts",
        layout=layout,
        file="StrongLifts.csv",
        write=lambda sets, unit: write(sets, layout=layout, unit=unit).encode(),
        keeps=keeps,
        settings=f'date_order = "{ORDERS[layout]}"',
    )


WRITERS: Final = (
    _writer("2016", frozenset({"workout"})),
    _writer("wide", frozenset()),
    Writer(
        app="stronglifts",
        layout="sets",
        file="StrongLifts.csv",
        write=lambda sets, unit: write_sets(sets, unit=unit).encode(),
        keeps=frozenset({"time", "workout", "session_s"}),
    ),
)
