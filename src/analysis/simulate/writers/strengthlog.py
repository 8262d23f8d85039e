"""StrengthLog: the table, the old export of keys and values, and workouts as the app copies them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final
from zoneinfo import ZoneInfo

import dataframely as dy

from analysis.simulate.lifts import lift
from analysis.simulate.performed import Performed
from analysis.simulate.writers.text import bare, quoted
from analysis.simulate.writers.writer import Writer
from analysis.units import KG_PER_LB

ZONE: Final = "Europe/Stockholm"
HEADER: Final = (
    "workout,start,end,exercise,weight,bodyweight,extraWeight,assistingWeight,distanceKM,distanceM,reps,rpm,time-per-500,"
    "calories,time,warmup,max,fail,checked,setComment,workoutComment,form,sleep,calories,stress"
)


def name(exercise: str) -> str:
    """Return a lift as the app calls it: a barbell is not named.

    >>> name("bench_press_barbell"), name("lateral_raise_dumbbell")
    ('Bench Press', 'Dumbbell Lateral Raise')
    """
    plain, _, equipment = lift(exercise).names["strong"].rstrip(")").partition(" (")
    return plain if equipment in {"", "Barbell"} else f"{equipment.partition(' - ')[0]} {plain}"


def write(sets: dy.DataFrame[Performed], *, unit: str = "kg") -> str:
    """Return the text of the table: times in milliseconds, names unquoted."""
    return "\n".join([HEADER, *(_line(row, unit) for row in sets.to_dicts())]) + "\n"


def _line(row: dict[str, Any], unit: str) -> str:
    start = _milliseconds(row["started_at"])
    end = start + 1000 * row["session_s"]
    alone = lift(row["exercise"]).equipment == "bodyweight"
    body = bare(round(row["bodyweight_kg"] / (1 if unit == "kg" else KG_PER_LB), 1))
    weights = ["", body, bare(row["load"] or 0.0)] if alone else [bare(row["load"]), "", ""]
    marks = ["true" if kind == row["kind"] else "false" for kind in ("warm_up", "none", "failure")]
    fields = [
        row["workout"], str(start), str(end), name(row["exercise"]), *weights, "", "", "", str(row["reps"]), "", "", "", "",
        *marks, str(end), row["note"], "", "", "", "", "",
    ]  # fmt: skip
    return ",".join(fields)


def _milliseconds(at: datetime) -> int:
    return int(at.replace(tzinfo=ZoneInfo(ZONE)).timestamp()) * 1000


def write_key_value(sets: dy.DataFrame[Performed], *, unit: str = "kg") -> str:
    """Return the text of the old export: the user, then a line a workout and a line a set; a day and no time."""
    lines = [
        "Name,Language,Sex,Age,Email",
        "Sam Sample,en,Female,1991-09-04,sam@example.org",
        "",
        "Workouts",
        "Name,Date,Body weight,Shape,Sleep,Calories,Stress",
    ]
    for _, rows in groupby(sets.to_dicts(), key=lambda row: row["started_at"]):
        session = list(rows)
        weight = bare(round(session[0]["bodyweight_kg"] / (1 if unit == "kg" else KG_PER_LB), 1))
        lines.append(f"{session[0]['workout']},{session[0]['started_at']:%Y-%m-%d},{weight},-1,-1,-1,-1")
        lines += [_pairs(row, weight) for row in session]
        lines.append("")
    return "\n".join(lines)


def _pairs(row: dict[str, Any], bodyweight: str) -> str:
    alone = lift(row["exercise"]).equipment == "bodyweight"
    named = quoted(f"Exercise, {name(row['exercise'])}")
    load = (
        f"bodyweight,{bodyweight},extraWeight,{bare(row['load'] or 0.0)}"
        if alone
        else f"weight,{bare(row['load'])}"
    )
    return f"{named},Set,{row['set_number']},reps,{row['reps']},{load}"


def write_copied(sets: dy.DataFrame[Performed]) -> str:
    """Return workouts as the app copies them: a line a lift, reps x weight."""
    lines: list[str] = []
    for _, rows in groupby(sets.to_dicts(), key=lambda row: row["started_at"]):
        session = list(rows)
        starts, minutes = session[0]["started_at"], session[0]["session_s"] // 60
        ends = starts + timedelta(minutes=minutes)
        lines.append(f"{starts:%m-%d-%Y %H:%M} - {ends:%H:%M}")
        lines.append(f"Duration: {minutes // 60:02d}h {minutes % 60:02d}m")
        lines += [*_lifts(session), ""]
    return "\n".join(lines)


def _lifts(session: list[dict[str, Any]]) -> Iterator[str]:
    for _, rows in groupby(session, key=lambda row: row["entry"]):
        done = list(rows)
        sets = [str(r["reps"]) if r["load"] is None else f"{r['reps']} x {bare(r['load'])}" for r in done]
        yield f"{name(done[0]['exercise'])}: {', '.join(sets)}"


WRITERS: Final = (
    Writer(
        app="strengthlog",
        layout="table",
        file="StrengthLog.csv",
        write=lambda sets, unit: write(sets, unit=unit).encode(),
        keeps=frozenset({"time", "workout", "kind", "note", "session_s"}),
        states_unit=False,
        timezone=ZONE,
    ),
    Writer(
        app="strengthlog",
        layout="key-value",
        file="StrengthLog.csv",
        write=lambda sets, unit: write_key_value(sets, unit=unit).encode(),
        keeps=frozenset({"workout", "bodyweight"}),
        states_unit=False,
    ),
    Writer(
        app="strengthlog",
        layout="text",
        file="workout.txt",
        write=lambda sets, _: write_copied(sets).encode(),
        keeps=frozenset({"time", "session_s"}),
        states_unit=False,
    ),
)
