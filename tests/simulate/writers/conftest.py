"""A log small enough to write out by hand in every dialect."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from analysis.simulate.performed import BodyReading, Performed
from analysis.units import KG_PER_LB


def _set(**changes: Any) -> dict[str, Any]:
    usual = {
        "started_at": datetime.fromisoformat("2026-05-05T07:34:10"), "session_s": 4380, "workout": "Legs",
        "workout_note": "Slept badly, felt fine", "block": 0, "exercise": "back_squat_barbell", "entry": 1,
        "set_number": 1, "kind": "work", "load": 100.0, "reps": 5, "rir_true": 2.1, "rir": 2.0, "rest_s": 180,
        "note": 'Felt "easy"', "bodyweight_kg": 80.0, "capacity_kg": 125.0,
    }  # fmt: skip
    row = {**usual, **changes}
    return {**row, "load_kg": row["load"]} | changes


def _frame(rows: list[dict[str, Any]]) -> dy.DataFrame[Performed]:
    return Performed.validate(pl.DataFrame(rows, schema=Performed.create_empty().schema))


ROWS = [
    _set(kind="warm_up", load=60.0, rir=None, rir_true=10.0, rest_s=60),
    _set(set_number=2, note="", rest_s=240),
    _set(set_number=3, note="", load=102.5, reps=4, rir=0.0, rir_true=0.3, kind="failure", rest_s=None),
    _set(exercise="pull_up_bodyweight", entry=2, load=None, reps=8, rir=None, rest_s=None, note=""),
    _set(
        started_at=datetime.fromisoformat("2026-06-11T13:01:00"), session_s=2100, workout="Push", workout_note="", note="",
        exercise="bench_press_barbell", load=80.0, reps=6, rir=1.5, rest_s=None,
    ),
]  # fmt: skip


@pytest.fixture
def sets() -> dy.DataFrame[Performed]:
    """Two sessions of May and June: a warm-up, two work sets, a pull-up; a bench set."""
    return _frame(ROWS)


@pytest.fixture
def pounds() -> dy.DataFrame[Performed]:
    """One squat set of 225 lb."""
    return _frame([_set(load=225.0, load_kg=225 * KG_PER_LB, rest_s=None)])


@pytest.fixture
def readings() -> dy.DataFrame[BodyReading]:
    """A weigh-in with a waist, and a weigh-in."""
    rows = [
        (datetime.fromisoformat("2026-05-04T07:10:00"), "bodyweight_kg", 80.3),
        (datetime.fromisoformat("2026-05-04T07:10:00"), "waist_cm", 84.0),
        (datetime.fromisoformat("2026-05-11T07:10:00"), "bodyweight_kg", 80.0),
    ]
    schema = BodyReading.create_empty().schema
    return BodyReading.validate(pl.DataFrame(rows, schema=schema, orient="row"))
