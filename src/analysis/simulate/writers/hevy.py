"""Hevy's exports: workouts with localised dates, and body measurements."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

import dataframely as dy

from analysis.simulate.lifts import lift
from analysis.simulate.performed import BodyReading, Performed
from analysis.simulate.writers.text import bare, quoted, rows_until
from analysis.simulate.writers.writer import BodyWriter, Writer
from analysis.units import CM_PER_INCH, KG_PER_LB

ENGLISH: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
MONTHS: Final = MappingProxyType({
    "en": ENGLISH,
    "en-US": ENGLISH,
    "pt": (
        "Jan", "Fev", "Mar", "Abr", "Mai", "Jun", "Jul", "Ago", "Set", "Out", "Nov", "Dez",
    ),
    "de": (
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
    ),
})  # fmt: skip
KINDS: Final = MappingProxyType({"work": "normal", "warm_up": "warmup", "failure": "failure"})
GIRTHS: Final = (
    "neck", "shoulder", "chest", "left_bicep", "right_bicep", "left_forearm", "right_forearm",
    "abdomen", "waist", "hips", "left_thigh", "right_thigh", "left_calf", "right_calf",
)  # fmt: skip
OUR_NAMES: Final = MappingProxyType(
    {"shoulder": "shoulders", "left_bicep": "left_arm", "right_bicep": "right_arm"}
)


def write(
    sets: dy.DataFrame[Performed], *, layout: str = "H1", unit: str = "kg", distance: str = "km",
    locale: str = "en", until: date | None = None,
) -> str:  # fmt: skip
    """Return the text of a workout export, newest session first.

    Args:
        sets: What was performed, oldest first.
        layout: H1, or H0 (2023, no supersets).
        unit: kg or lb: the app's weight unit, in a column's name.
        distance: km or miles, independent of the weight unit.
        locale: Decides months, clock and, for pt, exercise names; one of `MONTHS`.
        until: Day on whose evening the export was made; None: after the last set.
    """
    columns = [
        "title", "start_time", "end_time", "description", "exercise_title", "superset_id", "exercise_notes",
        "set_index", "set_type", {"kg": "weight_kg", "lb": "weight_lbs"}[unit], "reps", f"distance_{distance}",
        "duration_seconds", "rpe",
    ]  # fmt: skip
    if layout == "H0":
        columns.remove("superset_id")
    sessions = [list(rows) for _, rows in groupby(rows_until(sets, until), key=lambda row: row["started_at"])]
    lines = [_line(row, layout, locale) for session in reversed(sessions) for row in session]
    return "\n".join([",".join(quoted(column) for column in columns), *lines])


def _line(row: dict[str, Any], layout: str, locale: str) -> str:
    ends_at = row["started_at"] + timedelta(seconds=row["session_s"])
    name = lift(row["exercise"]).names["hevy_pt" if locale == "pt" else "hevy"]
    fields = [
        quoted(row["workout"]), quoted(stamp(row["started_at"], locale)), quoted(stamp(ends_at, locale)),
        quoted(row["workout_note"]), quoted(name), *([""] if layout == "H1" else []), quoted(row["note"]),
        str(row["set_number"] - 1), quoted(KINDS[row["kind"]]), bare(row["load"]), str(row["reps"]), "", "",
        bare(None if row["rir"] is None else 10 - row["rir"]),
    ]  # fmt: skip
    return ",".join(fields)


def stamp(at: datetime, locale: str) -> str:
    """Return a time as Hevy writes it.

    >>> stamp(datetime(2026, 5, 5, 7, 34), "pt"), stamp(datetime(2026, 6, 11, 13, 1), "en-US")
    ('5 Mai 2026, 07:34', 'Jun 11, 2026, 1:01 PM')
    """
    month = MONTHS[locale][at.month - 1]
    if locale == "en-US":
        half = "AM" if at.hour < 12 else "PM"  # noqa: PLR2004 - hours on a dial
        return f"{month} {at.day}, {at.year}, {(at.hour - 1) % 12 + 1}:{at:%M} {half}"
    return f"{at.day} {month} {at.year}, {at:%H:%M}"


def write_measurements(
    readings: dy.DataFrame[BodyReading], *, unit: str = "kg", length: str = "cm", locale: str = "en"
) -> str:
    """Return the text of a measurements export: one line a day, blank where nothing was read."""
    weight = {"kg": "weight_kg", "lb": "weight_lbs"}[unit]
    columns = ["date", weight, "fat_percent", *(f"{girth}_{length}" for girth in GIRTHS)]
    days = groupby(readings.to_dicts(), key=lambda row: row["measured_at"].date())
    lines = []
    for day, rows in days:
        values = {row["measure"]: row["value"] for row in rows}
        kilograms = values.get("bodyweight_kg")
        girths = [values.get(f"{OUR_NAMES.get(girth, girth)}_cm") for girth in GIRTHS]
        fields = [
            quoted(stamp(datetime.combine(day, time()), locale)),
            bare(kilograms if unit == "kg" or kilograms is None else round(kilograms / KG_PER_LB, 1)),
            bare(values.get("body_fat_pct")),
            *(bare(_length(value, length)) for value in girths),
        ]
        lines.append(",".join(fields))
    return "\n".join([",".join(quoted(column) for column in columns), *lines])


def _length(value_cm: float | None, length: str) -> float | None:
    if value_cm is None or length == "cm":
        return value_cm
    return round(value_cm / CM_PER_INCH, 1)


def _writer(layout: str, locale: str) -> Writer:
    return Writer(
        app="hevy",
        layout=layout,
        file="workouts.csv",
        write=lambda sets, unit: write(sets, layout=layout, unit=unit, locale=locale).encode(),
        keeps=frozenset({"time", "workout", "kind", "rir", "note", "session_s"}),
    )


WRITERS: Final = (
    *(_writer(layout, locale) for layout in ("H0", "H1") for locale in MONTHS),
    BodyWriter(
        app="hevy_measurements",
        file="measurement_data.csv",
        write=lambda readings: write_measurements(readings).encode(),
        measures=frozenset(
            {"bodyweight_kg", "body_fat_pct", *(f"{OUR_NAMES.get(girth, girth)}_cm" for girth in GIRTHS)}
        ),
        time_kept=False,
    ),
)
