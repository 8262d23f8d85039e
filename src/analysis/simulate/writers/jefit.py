"""JEFIT: one text of many tables, with each exercise's sets packed in a cell and written out again below."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Final
from zoneinfo import ZoneInfo

import dataframely as dy

from analysis.simulate.lifts import all_lifts, lift
from analysis.simulate.performed import Performed
from analysis.simulate.writers.text import bare, quoted
from analysis.simulate.writers.writer import Writer
from analysis.units import KG_PER_LB

ZONE: Final = "Europe/Berlin"
USER: Final = "4711"
WIDTH: Final = 52
SETTING: Final = "row_id,USERID,TIMESTAMP,gender,currentRoutine,DOB,name,length,mass,zonedifference"
SESSIONS: Final = (
    "rowid,_id,USERID,edit_time,day_id,total_time,total_exercise,starttime,endtime,workout_mode,TIMESTAMP"
)
LOGS: Final = "USERID,TIMESTAMP,belongSys,logs,_id,record,mydate,eid,ename,day_item_id,belongsession,logTime,interval_logs,auto_generated"
SET_LOGS: Final = "_id,userid,exercise_log_id,set_index,weight_lbs,reps,calories,distance_mi,speed_mph,laps,duration,set_type,log_time,TIMESTAMP"
NOTES: Final = (
    "row_id,TIMESTAMP,USERID,_id,eid,belongSys,mynote,title,mydate,logTime,label,bodypart,is_recovered,type"
)
PROFILE: Final = "row_id,USERID,TIMESTAMP,_id,mydate,weight,fatpercent,chest,arms,waist,calves,height,hips,thighs,shoulders,neck,forearms,logTime"


def name(exercise: str) -> str:
    """Return a lift as the app calls it.

    >>> name("bench_press_barbell")
    'Barbell Bench Press'
    """
    return lift(exercise).names["fitnotes"].removeprefix("Flat ")


def write(sets: dy.DataFrame[Performed], *, unit: str = "kg", tight: bool = False) -> str:
    """Return the text of an export, oldest session first.

    Args:
        sets: What was performed, oldest first.
        unit: kg or lb: the user's setting, in which the packed cells are; the rows of sets are in pounds always.
        tight: Short banners and no lines below the tables.
    """
    sessions = [list(rows) for _, rows in groupby(sets.to_dicts(), key=lambda row: row["started_at"])]
    tables: dict[str, tuple[str, Iterable[str]]] = {
        "SETTING": (
            SETTING,
            [
                f"1,{USER},{quoted('2026-06-02 07:59:33')},F,1,1990-01-01,,{quoted(' cm')},{quoted(f' {unit}s')},1"
            ],
        ),
        "PROFILE": (PROFILE, _profile(sessions, unit)),
        "WORKOUT SESSIONS": (SESSIONS, [_session(n, rows[0]) for n, rows in enumerate(sessions, start=1)]),
        "EXERCISE LOGS": (LOGS, _logs(sessions)),
        "EXERCISE SET LOGS": (SET_LOGS, _set_logs(sessions, unit)),
        "CARDIO EXERCISE LOGS": ("", []),
        "NOTES": (NOTES, _notes(sessions)),
    }
    parts = [_table(banner, header, list(rows), tight=tight) for banner, (header, rows) in tables.items()]
    return "\n" + "\n".join(parts) + "\n"


def _table(banner: str, header: str, rows: Sequence[str], *, tight: bool) -> str:
    if tight:
        return "\n".join([f"### {banner} ###", header, *rows, ""])
    line = f"### {banner} ".ljust(WIDTH + 2, "#")
    return "\n".join([line, "", header, *rows, "", "", "#" * (WIDTH + 2), ""])


def _epoch(at: datetime) -> int:
    return int(at.replace(tzinfo=ZoneInfo(ZONE)).timestamp())


def _eid(exercise: str) -> int:
    return 1 + list(all_lifts()).index(exercise)


def _profile(sessions: list[list[dict[str, Any]]], unit: str) -> Iterator[str]:
    for n, rows in enumerate(sessions[::6], start=1):
        at = rows[0]["started_at"]
        weight = round(rows[0]["bodyweight_kg"] / (1 if unit == "kg" else KG_PER_LB), 1)
        yield f'{n},{USER},"{at:%Y-%m-%d %H:%M:%S}",{n},{at:%Y-%m-%d},{bare(weight)},{",".join(["0"] * 11)},{_epoch(at)}'


def _session(number: int, row: dict[str, Any]) -> str:
    start = _epoch(row["started_at"])
    end = start + row["session_s"]
    return f'{number},{number},{USER},{end},1,{row["session_s"]},5,{start},{end},0,"{row["started_at"]:%Y-%m-%d %H:%M:%S}"'


def _entries(sessions: list[list[dict[str, Any]]]) -> Iterator[tuple[int, int, list[dict[str, Any]]]]:
    """Yield (number of the log, number of the session, its sets)."""
    log = 0
    for number, session in enumerate(sessions, start=1):
        for _, rows in groupby(session, key=lambda row: row["entry"]):
            log += 1
            yield log, number, list(rows)


def _logs(sessions: list[list[dict[str, Any]]]) -> Iterator[str]:
    for log, session, rows in _entries(sessions):
        at = rows[0]["started_at"]
        packed = ",".join(f"{bare(row['load'] or 0.0)}x{row['reps']}" for row in rows)
        record = (
            math.floor(100 * max((row["load"] or 0.0) * (1 + row["reps"] / 30) for row in rows) + 0.5) / 100
        )
        rests = [str(row["rest_s"]) for row in rows if row["rest_s"] is not None]
        exercise = rows[0]["exercise"]
        yield ",".join([
            USER, quoted(f"{at:%Y-%m-%d %H:%M:%S}"), "1", quoted(packed) if len(rows) > 1 else packed, str(log), bare(record),
            f"{at:%Y-%m-%d}", str(_eid(exercise)), quoted(name(exercise)), "0", str(session), str(_epoch(at)),
            quoted(",".join(rests)) if len(rests) == len(rows) else "", "",
        ])  # fmt: skip


def _set_logs(sessions: list[list[dict[str, Any]]], unit: str) -> Iterator[str]:
    number = 0
    for log, _, rows in _entries(sessions):
        for index, row in enumerate(rows):
            number += 1
            pounds = (row["load"] or 0.0) / (KG_PER_LB if unit == "kg" else 1)
            stamp = quoted(f"{row['started_at']:%Y-%m-%d %H:%M:%S}")
            yield f"{number},{USER},{log},{index},{pounds:.4f},{row['reps']},,,,,,default,{_epoch(row['started_at'])},{stamp}"


def _notes(sessions: list[list[dict[str, Any]]]) -> Iterator[str]:
    number = 0
    for _, _, rows in _entries(sessions):
        if rows[0]["note"]:
            number += 1
            at, exercise = rows[0]["started_at"], rows[0]["exercise"]
            yield ",".join([
                str(number), quoted(f"{at:%Y-%m-%d %H:%M:%S}"), USER, str(number), str(_eid(exercise)), "1",
                quoted(rows[0]["note"]), quoted(name(exercise)), f"{at:%Y-%m-%d}", str(_epoch(at)), "0,-1,0,0",
            ])  # fmt: skip


def _writer(layout: str, *, tight: bool) -> Writer:
    return Writer(
        app="jefit",
        layout=layout,
        file="jefit.csv",
        write=lambda sets, unit: write(sets, unit=unit, tight=tight).encode(),
        keeps=frozenset({"time", "note", "session_s"}),
        timezone=ZONE,
    )


WRITERS: Final = (_writer("sections", tight=False), _writer("tight", tight=True))
