"""FitNotes for Android: workouts and the Body Tracker."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any, Final

import dataframely as dy

from analysis.simulate.lifts import lift
from analysis.simulate.performed import BodyReading, Performed
from analysis.simulate.writers.text import bare, pointed, quoted, rows_until
from analysis.simulate.writers.writer import BodyWriter, Writer
from analysis.units import KG_PER_LB

HEADERS: Final = MappingProxyType({
    "FN1": "Date,Exercise,Category,Weight ({unit}),Reps,Distance,Distance Unit,Time",
    "FN2": "Date,Exercise,Category,Weight ({unit}),Reps,Distance,Distance Unit,Time,Comment",
    "FN3": "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment",
    "FN3a": "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time",
})  # fmt: skip
UNITS: Final = MappingProxyType({"kg": "kgs", "lb": "lbs"})
MEASURES: Final = MappingProxyType({
    "bodyweight_kg": "Bodyweight", "body_fat_pct": "Body Fat", "waist_cm": "Waist", "chest_cm": "Chest",
    "hips_cm": "Hips", "right_arm_cm": "Right Arm", "left_arm_cm": "Left Arm",
    "right_thigh_cm": "Right Thigh", "left_thigh_cm": "Left Thigh",
})  # fmt: skip


def write(
    sets: dy.DataFrame[Performed], *, layout: str = "FN2", unit: str = "kg", until: date | None = None
) -> str:
    """Return the text of an export: dates only, names unquoted, effort and notes in the comment if at all.

    Args:
        sets: What was performed, oldest first.
        layout: One of `HEADERS`.
        unit: kg or lb: in the header (FN1, FN2) or on each row (FN3).
        until: Day on whose evening the export was made; None: after the last set.
    """
    named = UNITS[unit]
    lines = [_line(row, layout, named) for row in rows_until(sets, until)]
    return "\n".join([HEADERS[layout].format(unit=named), *lines])


def _line(row: dict[str, Any], layout: str, unit: str) -> str:
    names = lift(row["exercise"]).names
    fields = [
        f"{row['started_at']:%Y-%m-%d}", names["fitnotes"], names["category"],
        pointed(row["load"], none="0.0"), *([unit] if layout.startswith("FN3") else []),
        str(row["reps"]), "", "", "",
    ]  # fmt: skip
    if layout in {"FN2", "FN3"}:
        fields.append(quoted(row["note"]))
    return ",".join(fields)


def write_body_tracker(readings: dy.DataFrame[BodyReading], *, unit: str = "kg") -> str:
    """Return the text of a Body Tracker export; girths in centimetres, percentages as they are."""
    lines = [
        f"{row['measured_at']:%Y-%m-%d,%H:%M:%S},{MEASURES[row['measure']]},{_reading(row, unit)}"
        for row in readings.to_dicts()
    ]
    return "\n".join(["Date,Time,Measurement,Value,Unit", *lines])


def _reading(row: dict[str, Any], unit: str) -> str:
    measure, value = row["measure"], row["value"]
    if measure.endswith("_kg"):
        shown = value if unit == "kg" else round(value / KG_PER_LB, 1)
        return f"{pointed(shown)},{UNITS[unit]}"
    return f"{bare(value)},{'%' if measure.endswith('_pct') else 'cm'}"


def _writer(layout: str) -> Writer:
    return Writer(
        app="fitnotes",
        layout=layout,
        file="FitNotes_Export.csv",
        write=lambda sets, unit: write(sets, layout=layout, unit=unit).encode(),
        keeps=frozenset({"note"} if layout in {"FN2", "FN3"} else ()),
    )


WRITERS: Final = (
    *(_writer(layout) for layout in HEADERS),
    BodyWriter(
        app="fitnotes_body",
        file="FitNotes_BodyTracker_Export.csv",
        write=lambda readings: write_body_tracker(readings).encode(),
        measures=frozenset(MEASURES),
    ),
)
