"""FitNotes for Android, its backup: the SQLite database of the app, as two of its versions lay it out."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

import dataframely as dy

from analysis.simulate.lifts import lift
from analysis.simulate.performed import BodyReading, Performed
from analysis.simulate.writers.writer import BodyWriter, Writer
from analysis.units import KG_PER

ID: Final = "_id INTEGER PRIMARY KEY AUTOINCREMENT"
LOG: Final = (
    f"{ID}, exercise_id INTEGER NOT NULL, date DATE NOT NULL, metric_weight INTEGER NOT NULL, reps INTEGER NOT NULL,"
    " unit INTEGER NOT NULL DEFAULT 0, routine_section_exercise_set_id INTEGER NOT NULL DEFAULT 0,"
    " timer_auto_start INTEGER NOT NULL DEFAULT 0, is_personal_record INTEGER NOT NULL DEFAULT 0,"
    " is_personal_record_first INTEGER NOT NULL DEFAULT 0, is_complete INTEGER NOT NULL DEFAULT 0,"
    " is_pending_update INTEGER NOT NULL DEFAULT 0"
)
EARLY: Final = MappingProxyType({
    "android_metadata": "locale TEXT",
    "Category": f"{ID}, name TEXT NOT NULL, colour INTEGER NOT NULL DEFAULT 0, sort_order INTEGER NOT NULL DEFAULT 0",
    "exercise": f"{ID}, name TEXT NOT NULL, category_id INTEGER NOT NULL, exercise_type_id INTEGER NOT NULL DEFAULT 0, notes TEXT",
    "training_log": LOG,
    "Comment": f"{ID}, date DATE NOT NULL, owner_type_id INTEGER NOT NULL, owner_id INTEGER NOT NULL, comment TEXT NOT NULL",
    "BodyWeight": f"{ID}, date TEXT NOT NULL, body_weight_metric REAL NOT NULL, body_fat REAL NOT NULL, comments TEXT",
    "WorkoutGroup": f"{ID}, name TEXT NOT NULL, date TEXT NOT NULL, colour INTEGER NOT NULL, routine_section_id INTEGER",
    "WorkoutGroupExercise": f"{ID}, exercise_id INTEGER NOT NULL, date TEXT NOT NULL, routine_section_id INTEGER NOT NULL, workout_group_id INTEGER NOT NULL",
    "WorkoutComment": f"{ID}, date TEXT NOT NULL, comment TEXT NOT NULL",
    "settings": f"{ID}, metric INTEGER NOT NULL DEFAULT 0, mark_sets_complete INTEGER",
})  # fmt: skip
LATER: Final = MappingProxyType({
    **EARLY,
    "training_log": f"{LOG}, distance INTEGER NOT NULL DEFAULT 0, duration_seconds INTEGER NOT NULL DEFAULT 0",
    "WorkoutTime": f"{ID}, workout_date TEXT NOT NULL, start_date_time TEXT NOT NULL, end_date_time TEXT NOT NULL",
    "Measurement": f"{ID}, name TEXT NOT NULL, unit_id INTEGER NOT NULL DEFAULT 0, custom INTEGER NOT NULL DEFAULT 0",
    "MeasurementRecord": f"{ID}, measurement_id INTEGER NOT NULL, date TEXT NOT NULL, time TEXT NOT NULL, value REAL NOT NULL, comment TEXT",
    "MeasurementUnit": f"{ID}, type INTEGER NOT NULL DEFAULT 0, long_name TEXT NOT NULL, short_name TEXT NOT NULL",
})  # fmt: skip
TABLES: Final = MappingProxyType({"FNB1": EARLY, "FNB2": LATER})
MEASUREMENT_UNITS: Final = (
    (0, "", ""),
    (1, "Kilograms", "kgs"),
    (1, "Pounds", "lbs"),
    (2, "Centimetres", "cm"),
    (2, "Inches", "in"),
    (3, "Percent", "%"),
)
MEASURES: Final = MappingProxyType({
    "bodyweight_kg": ("Bodyweight", 2), "body_fat_pct": ("Body Fat", 6), "waist_cm": ("Waist", 4), "chest_cm": ("Chest", 4),
    "hips_cm": ("Hips", 4), "right_arm_cm": ("Right Bicep", 4), "left_arm_cm": ("Left Bicep", 4),
    "right_thigh_cm": ("Right Thigh", 4), "left_thigh_cm": ("Left Thigh", 4),
})  # fmt: skip


def write(sets: dy.DataFrame[Performed], *, layout: str = "FNB2", unit: str = "kg") -> bytes:
    """Return a backup: weights in kilograms whatever the unit, comments and times in tables of their own.

    Args:
        sets: What was performed, oldest first.
        layout: One of `TABLES`.
        unit: kg or lb: what the app shows.
    """
    with closing(_empty(layout, metric=unit == "kg")) as base:
        ids = _exercises(base, sets)
        for row in sets.iter_rows(named=True):
            _set(base, row, ids[row["exercise"]], KG_PER[unit])
        if layout == "FNB2":
            times = {row["started_at"]: row["session_s"] for row in sets.iter_rows(named=True)}
            base.executemany(
                "INSERT INTO WorkoutTime (workout_date, start_date_time, end_date_time) VALUES (?, ?, ?)",
                [(f"{s:%Y-%m-%d}", f"{s}", f"{s + timedelta(seconds=length)}") for s, length in times.items()],
            )  # fmt: skip
        return _bytes(base)


def write_measurements(readings: dy.DataFrame[BodyReading]) -> bytes:
    """Return a backup with no set in it, and the Body Tracker's readings."""
    with closing(_empty("FNB2", metric=True)) as base:
        base.executemany(
            "INSERT INTO MeasurementUnit (type, long_name, short_name) VALUES (?, ?, ?)", MEASUREMENT_UNITS
        )
        base.executemany("INSERT INTO Measurement (name, unit_id) VALUES (?, ?)", list(MEASURES.values()))
        places = {measure: place for place, measure in enumerate(MEASURES, start=1)}
        base.executemany(
            "INSERT INTO MeasurementRecord (measurement_id, date, time, value) VALUES (?, ?, ?, ?)",
            [
                (places[r["measure"]], f"{r['measured_at']:%Y-%m-%d}", f"{r['measured_at']:%H:%M:%S}", r["value"])
                for r in readings.iter_rows(named=True)
            ],
        )  # fmt: skip
        return _bytes(base)


def _empty(layout: str, *, metric: bool) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:", isolation_level=None)
    for table, columns in TABLES[layout].items():
        base.execute(f"CREATE TABLE {table} ({columns})")
    base.execute("INSERT INTO android_metadata VALUES ('en_GB')")
    base.execute("INSERT INTO settings (metric, mark_sets_complete) VALUES (?, 0)", (int(metric),))
    return base


def _exercises(base: sqlite3.Connection, sets: dy.DataFrame[Performed]) -> dict[str, int]:
    """Write categories and exercises; a lift to its id."""
    ids: dict[str, int] = {}
    categories: dict[str, int] = {}
    for exercise in sets["exercise"].unique(maintain_order=True):
        names = lift(exercise).names
        category = categories.setdefault(names["category"], len(categories) + 1)
        ids[exercise] = len(ids) + 1
        base.execute("INSERT INTO exercise (name, category_id) VALUES (?, ?)", (names["fitnotes"], category))
    base.executemany("INSERT INTO Category (name) VALUES (?)", [(name,) for name in categories])
    return ids


def _set(base: sqlite3.Connection, row: dict[str, Any], exercise_id: int, kg_per_unit: float) -> None:
    cursor = base.execute(
        "INSERT INTO training_log (exercise_id, date, metric_weight, reps) VALUES (?, ?, ?, ?)",
        (exercise_id, f"{row['started_at']:%Y-%m-%d}", (row["load"] or 0.0) * kg_per_unit, row["reps"]),
    )
    if row["note"]:
        base.execute(
            "INSERT INTO Comment (date, owner_type_id, owner_id, comment) VALUES (?, 1, ?, ?)",
            (f"{row['started_at']}", cursor.lastrowid, row["note"]),
        )


def _bytes(base: sqlite3.Connection) -> bytes:
    return bytes(base.serialize())


def _writer(layout: str) -> Writer:
    kept = {"note"} if layout == "FNB1" else {"note", "time", "session_s"}
    return Writer(
        app="fitnotes_backup",
        layout=layout,
        file="FitNotes_Backup.fitnotes",
        write=lambda sets, unit: write(sets, layout=layout, unit=unit),
        keeps=frozenset(kept),
    )


WRITERS: Final = (
    *(_writer(layout) for layout in TABLES),
    BodyWriter(
        app="fitnotes_backup",
        file="FitNotes_Backup.fitnotes",
        write=write_measurements,
        measures=frozenset(MEASURES),
    ),
)
