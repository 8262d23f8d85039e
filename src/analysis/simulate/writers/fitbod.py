"""Fitbod's exports: newest first, universal time, reps and multiplier behind a space; and its research extract."""

from __future__ import annotations

from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

import dataframely as dy

from analysis.simulate.lifts import lift
from analysis.simulate.performed import Performed
from analysis.simulate.writers.clock import HOME, in_utc
from analysis.simulate.writers.text import bare, quoted
from analysis.simulate.writers.writer import Writer
from analysis.units import KG_PER_LB

HEADERS: Final = MappingProxyType({
    "FB0": "Date,Exercise,Sets,Reps,Weight,isWarmup,Note",
    "FB1": "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier",
    "FB1-lb": "Date,Exercise,Reps,Weight(lbs),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier",
    "FBX": "Date,workoutId,exerciseId,singleSetId,exerciseName,reps,weight,fake_user_id",
})  # fmt: skip


def write(sets: dy.DataFrame[Performed], *, layout: str = "FB1", unit: str = "kg") -> str:
    """Return the text of an export; but for FB1-lb the weight is in kilograms, converted from pounds if need be."""
    sessions = [list(rows) for _, rows in groupby(sets.to_dicts(), key=lambda row: row["started_at"])]
    ordered = [row for session in reversed(sessions) for row in session]
    line = {"FB0": _fb0, "FBX": _fbx}.get(layout, _fb1)
    lines = [line(row, number, _weight(row, layout, unit)) for number, row in enumerate(ordered, start=1)]
    return "\n".join([HEADERS[layout], *lines]) + "\n"


def _weight(row: dict[str, Any], layout: str, unit: str) -> float:
    load = row["load"] or 0.0
    if layout == "FB1-lb":
        return float(load if unit == "lb" else round(load / KG_PER_LB, 2))
    return float(load * KG_PER_LB if unit == "lb" else load)


def _fb0(row: dict[str, Any], _: int, weight: float) -> str:
    warm_up = "TRUE" if row["kind"] == "warm_up" else ""
    return f"{row['started_at']:%Y-%m-%d},{_name(row)},1,{row['reps']},{bare(weight)},{warm_up},"


def _fb1(row: dict[str, Any], _: int, weight: float) -> str:
    moved = lift(row["exercise"])
    warm_up = "true" if row["kind"] == "warm_up" else "false"
    stamp = f"{in_utc(row['started_at']):%Y-%m-%d %H:%M:%S} +0000"
    note = quoted(row["note"]) if row["note"] else ""
    times = float(moved.hands * moved.sides)
    return f"{stamp},{_name(row)}, {row['reps']},{weight!r},0.0,0.0,0.0,0.0,{warm_up},{note}, {times!r}"


def _fbx(row: dict[str, Any], number: int, weight: float) -> str:
    stamp = f"{in_utc(row['started_at']):%Y-%m-%d %H:%M:%S}"
    workout = f"{row['started_at']:%y%m%d%H%M}"
    return f"{stamp},{workout},{row['entry']},{number},{_name(row)},{row['reps']},{weight!r},person-1"


def _name(row: dict[str, Any]) -> str:
    return lift(row["exercise"]).names["fitnotes"]


def _writer(layout: str) -> Writer:
    return Writer(
        app="fitbod_people" if layout == "FBX" else "fitbod",
        layout=layout,
        file="WorkoutExport.csv",
        write=lambda sets, unit: write(sets, layout=layout, unit=unit).encode(),
        keeps=frozenset(
            {"FB0": (), "FB1": ("time", "note"), "FB1-lb": ("time", "note")}.get(layout, ("time",))
        ),
        units=("kg",)
        if layout in {"FB0", "FBX"}
        else ("kg", "lb"),  # those two do not say that they are in kilograms
        states_unit=layout not in {"FB0", "FBX"},
        timezone="" if layout == "FB0" else HOME,
    )


WRITERS: Final = tuple(_writer(layout) for layout in HEADERS)
