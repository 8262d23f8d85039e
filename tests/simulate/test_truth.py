from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import polars as pl
import pytest

from analysis.simulate import truth
from analysis.simulate.athlete import Athlete
from analysis.simulate.performed import Performed
from analysis.simulate.roster import truths
from analysis.simulate.training import Training, train

Make = Callable[..., Athlete]


def _training(*rows: dict[str, Any]) -> Training:
    usual = {
        "started_at": datetime.fromisoformat("2026-01-05T18:00:00"), "session_s": 3000, "workout": "A", "workout_note": "", "block": 0,
        "exercise": "back_squat_barbell", "entry": 1, "set_number": 1, "kind": "work", "load": 80.0,
        "load_kg": 80.0, "reps": 5, "rir_true": 2.0, "rir": 2.0, "rest_s": None, "note": "",
        "bodyweight_kg": 80.0, "capacity_kg": 100.0,
    }  # fmt: skip
    frame = pl.DataFrame([{**usual, **row} for row in rows], schema=Performed.create_empty().schema)
    return Training(Performed.validate(frame), planned=4, done=3)


@pytest.mark.parametrize(
    ("row", "tonnage_kg"),
    [
        ({}, 400.0),
        ({"kind": "warm_up"}, 0.0),
        ({"kind": "failure"}, 400.0),
        ({"exercise": "lateral_raise_dumbbell", "load_kg": 10.0, "reps": 12}, 240.0),  # both hands
        ({"exercise": "walking_lunge_dumbbell", "load_kg": 20.0, "reps": 6}, 480.0),  # both hands, both legs
        ({"exercise": "pull_up_bodyweight", "load_kg": None, "reps": 8}, 640.0),
        ({"exercise": "push_up_bodyweight", "load_kg": None, "reps": 10}, 512.0),  # 0.64 x 80 x 10
    ],
)
def test_tonnage_counts_hands_sides_and_body(
    row: dict[str, Any], tonnage_kg: float, make_athlete: Make
) -> None:
    known = truth.of(make_athlete(), _training(row))
    assert known.tonnage_kg(date(2026, 1, 31)) == pytest.approx(tonnage_kg)


@pytest.mark.parametrize(
    ("row", "hard"),
    [
        ({}, 1.0),
        ({"rir": None}, 1.0),
        ({"rir": 3.0}, 1.0),
        ({"rir": 4.0}, 0.75),
        ({"kind": "warm_up"}, None),
        ({"reps": 2, "rir": 1.0, "load_kg": 90.0}, 1.0),  # few reps, heavy
        ({"reps": 2, "rir": 1.0, "load_kg": 70.0}, 0.0),  # few reps, light
        ({"reps": 29, "rir": 2.0}, 0.0),  # 31 to failure
        ({"reps": 28, "rir": 2.0}, 1.0),
    ],
)
def test_hard_sets_by_reserve_and_load(row: dict[str, Any], hard: float | None, make_athlete: Make) -> None:
    weeks = truth.of(make_athlete(), _training(row)).muscle_weeks
    seen = None if weeks.is_empty() else _sets(weeks, "quads")
    assert seen == (None if hard is None else (hard, hard))


def test_indirect_work_counts_half(make_athlete: Make) -> None:
    # squats: quads and glutes directly, adductors and lower back indirectly; never the hamstrings
    weeks = truth.of(make_athlete(), _training({}, {"set_number": 2})).muscle_weeks
    assert weeks.select("week", "muscle", "direct_sets", "fractional_sets").rows() == [
        (date(2026, 1, 5), "adductors", 0.0, 1.0),
        (date(2026, 1, 5), "glutes", 2.0, 2.0),
        (date(2026, 1, 5), "lower_back", 0.0, 1.0),
        (date(2026, 1, 5), "quads", 2.0, 2.0),
    ]


def test_a_sunday_belongs_to_the_week_of_its_monday(make_athlete: Make) -> None:
    known = truth.of(make_athlete(), _training({"started_at": datetime.fromisoformat("2026-02-01T09:00:00")}))
    assert known.muscle_weeks["week"].unique().to_list() == [date(2026, 1, 26)]
    assert known.months["month"].to_list() == [date(2026, 2, 1)]


def test_phases_start_and_end_where_the_blocks_do(make_athlete: Make) -> None:
    athlete = make_athlete()
    squat = truth.of(athlete, train(athlete)).lifts.filter(pl.col("lift") == "back_squat_barbell")
    assert squat.select("starts_on", "ends_on").rows() == [
        (date(2026, 1, 5), date(2026, 3, 15)),
        (date(2026, 3, 16), date(2026, 5, 24)),
    ]
    # 1% a week is 4.348% in a mean month
    assert squat["pct_per_month"].to_list() == pytest.approx([4.348, -2.174], abs=0.001)


def test_turned_up_is_done_over_planned(make_athlete: Make) -> None:
    assert truth.of(make_athlete(), _training({})).turned_up == 0.75
    assert truth.of(make_athlete(), _training({})).tonnage_kg(date(2025, 1, 1)) == 0.0


def test_a_beginner_goes_from_forty_kilograms_to_a_hundred_and_twenty() -> None:
    start, end = truths()["marcus-base"].one_rep_max_kg("back_squat_barbell")
    assert start == 45.0
    assert end == pytest.approx(120, abs=1.5)


def test_the_flat_phase_is_flat() -> None:
    last = truths()["tom-flat"].lifts.filter(pl.col("starts_on") == date(2026, 7, 13))
    assert last["pct_per_month"].to_list() == [0.0] * last.height
    assert (last["start_kg"] == last["end_kg"]).all()


def _sets(weeks: pl.DataFrame, muscle: str) -> tuple[float, float]:
    row = weeks.row(by_predicate=pl.col("muscle") == muscle, named=True)
    return row["direct_sets"], row["fractional_sets"]
