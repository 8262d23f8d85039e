from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import dataframely as dy
import numpy as np
import polars as pl
import pytest

from analysis.metrics import Log
from analysis.tables import Body, Sets

Rows = list[dict[str, Any]]
MakeSets = Callable[[Rows], dy.DataFrame[Sets]]
MakeBody = Callable[[Rows], dy.DataFrame[Body]]

DEFAULTS: dict[str, Any] = {
    "client": "ana", "source": "f1", "source_part": 0, "time_known": True, "session_s": None,
    "workout": None, "exercise": "squat", "kind": "work", "side": None, "load_kg": 100.0, "assistance_kg": None,
    "reps": 5.0, "rir": 2.0, "rest_s": None, "duration_s": None, "distance_m": None, "superset": None, "note": None,
}  # fmt: skip


def _make_sets(rows: Rows) -> dy.DataFrame[Sets]:
    """Sets from what matters: `on` is the day; all else has a default; set numbers count up by themselves."""
    whole = []
    for line, given in enumerate(rows, start=1):
        row = {**DEFAULTS, "source_line": line, **given}
        on = row.pop("on", date(2026, 1, 5))
        row.setdefault("performed_at", datetime(on.year, on.month, on.day, 18))
        row.setdefault("session", f"{on}")
        row.setdefault("lift", row["exercise"])
        row.setdefault("exercise_logged", row["lift"])
        whole.append(row)
    schema = {name: column.dtype for name, column in Sets.columns().items()}
    frame = pl.DataFrame(
        [{"set_number": 1, **row} for row in whole], schema=schema, orient="row"
    )  # fmt: skip
    if not any("set_number" in row for row in rows):
        counted = (pl.int_range(pl.len()) + 1).over("session", "lift").cast(pl.Int32)
        frame = frame.with_columns(set_number=counted)
    return Sets.validate(frame)


def _make_body(rows: Rows) -> dy.DataFrame[Body]:
    whole = []
    for line, given in enumerate(rows, start=1):
        row = {"client": "ana", "source": "b1", "source_line": line, "tester": None, **given}
        on = row.pop("on")
        row["measured_at"] = datetime(on.year, on.month, on.day, 7)
        whole.append(row)
    return Body.validate(
        pl.DataFrame(whole, schema={name: column.dtype for name, column in Body.columns().items()})
    )


@pytest.fixture(scope="session")
def make_sets() -> MakeSets:
    return _make_sets


@pytest.fixture(scope="session")
def make_body() -> MakeBody:
    return _make_body


@pytest.fixture(scope="session")
def lifts() -> pl.DataFrame:
    """A catalogue of nine, one for each way a load can count."""
    rows = [
        ("squat", "Squat", "squat", "compound", "barbell", False, "external", 0.0, 0.036, ["quads", "glutes"], ["lower_back"], True),
        ("bench", "Bench press", "horizontal_push", "compound", "barbell", False, "external", 0.0, 0.034, ["chest"], ["triceps"], True),
        ("db_bench", "Dumbbell bench press", "horizontal_push", "compound", "dumbbell", False, "per_hand", 0.0, 0.034, ["chest"], ["triceps"], False),
        ("split_squat", "Split squat", "lunge", "compound", "dumbbell", True, "per_hand", 0.0, 0.036, ["quads"], ["glutes"], False),
        ("leg_curl_single", "Single leg curl", "knee_flexion", "isolation", "machine", True, "per_side", 0.0, 0.040, ["hamstrings"], [], False),
        ("pull_up", "Pull-up", "vertical_pull", "compound", "bodyweight", False, "bodyweight", 1.0, 0.033, ["back_lats"], ["biceps"], True),
        ("assisted_pull_up", "Assisted pull-up", "vertical_pull", "compound", "machine", False, "assisted", 1.0, 0.033, ["back_lats"], ["biceps"], False),
        ("ab_wheel", "Ab wheel", "trunk", "isolation", "bodyweight", False, "bodyweight", None, None, ["abs"], [], False),
        ("treadmill", "Treadmill", "conditioning", "compound", "other", False, "external", 0.0, None, [], [], False),
    ]  # fmt: skip
    names = ["id", "name", "pattern", "mechanic", "equipment", "unilateral", "load_model", "bw_share", "k0", "direct", "indirect", "main_lift"]  # fmt: skip
    return pl.DataFrame(rows, schema=names, orient="row")


@pytest.fixture(scope="session")
def year(make_sets: MakeSets, make_body: MakeBody) -> Log:
    """A client's year in the names of the real catalogue: progress, a gap, warm-ups, effort half logged."""
    random = np.random.default_rng(7)
    rows: Rows = []
    for session in range(60):
        on = date(2025, 1, 6) + timedelta(days=int(session * 3.5) + (28 if session > 40 else 0))
        level = 100 * np.exp(0.004 * session)
        for exercise, share in (("back_squat_barbell", 1.0), ("bench_press_dumbbell", 0.3), ("lat_pulldown_cable", 0.6), ("pull_up_bodyweight", 0.1), ("plank_bodyweight", 0.0), (None, 0.5)):  # fmt: skip
            for number in range(4):
                load = round(level * share * (0.5 if number == 0 else 0.8) / 2.5) * 2.5
                rows.append({
                    "on": on, "exercise": exercise, "lift": exercise or "Old machine", "session_s": 3600.0,
                    "load_kg": load or None, "reps": None if share == 0 else float(random.integers(4, 9)),
                    "duration_s": 60.0 if share == 0 else None, "rest_s": float(random.integers(90, 200)),
                    "rir": None if random.random() < 0.5 else float(random.integers(0, 5)),
                })  # fmt: skip
    body: Rows = [{"on": date(2025, 1, 6) + timedelta(days=7 * week), "measure": measure, "value": value + random.normal(0, 0.3)}
        for week in range(30) for measure, value in (("bodyweight_kg", 80.0), ("waist_cm", 85.0))]  # fmt: skip
    return Log(make_sets(rows), make_body(body))
