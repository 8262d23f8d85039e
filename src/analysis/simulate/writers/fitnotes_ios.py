"""FitNotes for iPhone in both its layouts, and FitNotes 2."""

from __future__ import annotations

from datetime import datetime, timedelta
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
    "FNi1": '"Name","Start Date (UTC)","Start Time (UTC)","End Date (UTC)","End Time (UTC)","BodyWeight","Exercise",'
            '"Equipment","Reps","Weight","Time","Distance","Status","Categories"',
    "FNi2": "Name,StartTime,EndTime,BodyWeight,Exercise,Equipment,Reps,Weight,Time,Distance,Status,IsWarmup,RPE,RIR,"
            "Categories,Note",
    "FN2i": "Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind",
})  # fmt: skip


def write(sets: dy.DataFrame[Performed], *, layout: str = "FNi2", unit: str = "kg") -> str:
    """Return the text of an export, oldest first; decimal commas but in FitNotes 2."""
    line = {"FNi1": _fni1, "FNi2": _fni2, "FN2i": _fn2i}[layout]
    return "\n".join([HEADERS[layout], *(line(row, unit) for row in sets.to_dicts())]) + "\n"


def _fni1(row: dict[str, Any], unit: str) -> str:
    starts, ends = _span(row)
    name, equipment = _name(row)
    fields = (
        row["workout"], *_american(starts), *_american(ends), _bodyweight(row, unit), name, equipment, str(row["reps"]),
        _comma(row["load"]), "", "", _status(row), lift(row["exercise"]).names["category"],
    )  # fmt: skip
    return ",".join(quoted(field) for field in fields)


def _fni2(row: dict[str, Any], unit: str) -> str:
    name, equipment = _name(row)
    rpe = None if row["rir"] is None else 10 - row["rir"]
    fields = (
        row["workout"], *(f"{at:%Y-%m-%dT%H:%M:%SZ}" for at in _span(row)), _bodyweight(row, unit), name, equipment,
        str(row["reps"]), _comma(row["load"]), "", "", _status(row), str(row["kind"] == "warm_up").lower(),
        bare(rpe).replace(".", ","), "", lift(row["exercise"]).names["category"], row["note"],
    )  # fmt: skip
    return ",".join(quoted(field) if set(field) & set(',"\n') else field for field in fields)


def _fn2i(row: dict[str, Any], unit: str) -> str:
    names = lift(row["exercise"]).names
    kilograms, pounds = (bare(row["load"]), "") if unit == "kg" else ("", bare(row["load"]))
    note = quoted(row["note"]) if row["note"] else ""
    day, reps, kind = f"{row['started_at']:%Y-%m-%d}", row["reps"], "r" if row["load"] is None else "wr"
    return (
        f"{day},{quoted(names['fitnotes'])},{names['category']},{kilograms},{pounds},{reps},,,,{note},{kind}"
    )


def _span(row: dict[str, Any]) -> tuple[datetime, datetime]:
    starts = in_utc(row["started_at"])
    return starts, starts + timedelta(seconds=row["session_s"])


def _american(at: datetime) -> tuple[str, str]:
    half = "AM" if at.hour < 12 else "PM"  # noqa: PLR2004 - hours on a dial
    return f"{at.month}/{at.day}/{at.year}", f"{(at.hour - 1) % 12 + 1}:{at:%M:%S} {half}"


def _name(row: dict[str, Any]) -> tuple[str, str]:
    """Return the exercise and its equipment: `Squat`, `Barbell`."""
    name, _, equipment = lift(row["exercise"]).names["strong"].partition(" (")
    return name, equipment.rstrip(")").partition(" - ")[0] or "None"


def _status(row: dict[str, Any]) -> str:
    return "Failed" if row["kind"] == "failure" else "Done"


def _bodyweight(row: dict[str, Any], unit: str) -> str:
    return _comma(round(row["bodyweight_kg"] / (1 if unit == "kg" else KG_PER_LB), 1))


def _comma(value: float | None) -> str:
    return "" if value is None else repr(float(value)).replace(".", ",")


def _writer(layout: str) -> Writer:
    keeps = {
        "FNi1": ("time", "workout", "session_s", "bodyweight"),
        "FNi2": ("time", "workout", "kind", "rir", "note", "session_s", "bodyweight"),
        "FN2i": ("note",),
    }
    return Writer(
        app="fitnotes2" if layout == "FN2i" else "fitnotes_ios",
        layout=layout,
        file="FitNotes_Export.csv",
        write=lambda sets, unit: write(sets, layout=layout, unit=unit).encode(),
        keeps=frozenset(keeps[layout]),
        states_unit=layout == "FN2i",
        timezone="" if layout == "FN2i" else HOME,
        settings='date_order = "mdy"' if layout == "FNi1" else "",  # a log of few days cannot tell
    )


WRITERS: Final = tuple(_writer(layout) for layout in HEADERS)
