"""The truth of plan and log, by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from analysis.simulate import adherence, planned
from analysis.simulate.athlete import Athlete
from analysis.simulate.performed import Performed
from analysis.simulate.planned import Asked, Phase, Planned
from analysis.simulate.programme import FRI, MON, heavy
from analysis.simulate.roster import CLIENTS

Make = Callable[..., Athlete]
FIRST = date(2026, 1, 5)
USUAL: dict[str, Any] = {
    "session_s": 3000, "workout": "A", "workout_note": "", "block": 0, "exercise": "back_squat_barbell", "entry": 1,
    "kind": "work", "load": 80.0, "load_kg": 80.0, "reps": 5, "rir_true": 2.0, "rir": 2.0, "rest_s": None, "note": "",
    "bodyweight_kg": 80.0, "capacity_kg": 100.0,
}  # fmt: skip


Row = tuple[int, dict[str, Any]]


def performed(*rows: Row) -> pl.DataFrame:
    """Sets by the day after the first Monday, in order."""
    made = [
        USUAL
        | {
            "started_at": datetime.combine(FIRST + timedelta(days=day), datetime.min.time()),
            "set_number": place + 1,
        }
        | row
        for place, (day, row) in enumerate(rows)
    ]
    return Performed.validate(pl.DataFrame(made, schema=Performed.create_empty().schema))


def truth(phase: Phase, *rows: Row, until: int = 13) -> dict[str, Any]:
    of_plan = Planned(phases=(phase,), main_lifts=("back_squat_barbell",))
    known = adherence.of(performed(*rows), of_plan, until=FIRST + timedelta(days=until))
    return known.row(0, named=True)


def phase(**changes: Any) -> Phase:
    usual: dict[str, Any] = {
        "style": "strength", "starts_on": FIRST, "ends_on": FIRST + timedelta(days=27), "days_per_week": 2,
        "reps": (4, 6), "rest_s": (180, 240),
    }  # fmt: skip
    return Phase(**(usual | changes))


def test_sessions_days_and_the_calendar() -> None:
    days = {MON: Asked(), FRI: Asked()}
    row = truth(phase(days=days), (0, {}), (3, {}), until=9)
    assert (row["sessions_planned"], row["sessions_done"]) == (3, 2)
    assert row["days_pct"] == pytest.approx(100 / 3)
    row = truth(phase(), (0, {}), until=9)
    assert (row["sessions_planned"], row["days_pct"]) == (3, None)  # 20/7


def test_reps_and_rests_by_lift_by_day_and_by_phase() -> None:
    days = {MON: Asked(reps=(4, 6), accessory_reps=(10, 12), slots=(heavy("bench_press_barbell", 3, 8, 60),))}
    curl: dict[str, Any] = {"exercise": "biceps_curl_dumbbell"}
    bench: dict[str, Any] = {"exercise": "bench_press_barbell"}
    asked = phase(days=days, reps=(4, 12))
    inside: list[Row] = [
        (0, {"reps": 7}), (0, curl | {"reps": 8}), (0, bench | {"reps": 8}), (1, curl | {"reps": 4}),
    ]  # fmt: skip
    outside: list[Row] = [
        (0, {"reps": 8}),
        (0, curl | {"reps": 7}),
        (0, bench | {"reps": 6}),
        (1, curl | {"reps": 15}),
    ]
    assert truth(asked, *inside)["reps_pct"] == 100.0
    assert truth(asked, *outside)["reps_pct"] == 0.0
    assert truth(asked, (0, bench | {"reps": 8, "rest_s": 75}))["rest_pct"] == 100.0
    assert truth(asked, (1, {"rest_s": 75}), (1, {"rest_s": 135}))["rest_pct"] == 50.0
    assert truth(asked, (0, {"rest_s": 200}))["rest_pct"] is None  # the day plans none


def test_sets_by_name_and_by_number() -> None:
    days = {MON: Asked(slots=(heavy("back_squat_barbell", 3, 5),)), FRI: Asked(sets=4)}
    rows: list[Row] = [(0, {})] * 2 + [(4, {})] * 2 + [(4, {"exercise": "biceps_curl_dumbbell"})]
    # squats: 3 of 3, one of them on Friday; of the 4, the other squat and the curl
    assert truth(phase(days=days), *rows, until=6)["sets_pct"] == pytest.approx(100 * 5 / 7)


def test_warm_ups_are_no_sets() -> None:
    assert truth(phase(), (0, {"kind": "warm_up", "reps": 12}), (0, {}))["reps_pct"] == 100.0


def test_more_is_load_then_reps_or_sets() -> None:
    more: tuple[Row, ...] = (
        (0, {}),
        (2, {"load": 82.5, "reps": 3}),
        (4, {"load": 82.5, "reps": 4}),
        (7, {"load": 82.5, "reps": 4}),
    )
    assert truth(phase(), *more)["progression_pct"] == pytest.approx(200 / 3)
    assert truth(phase(style="deload"), *more)["progression_pct"] is None


def test_the_plan_is_read_with_the_programmes_exercises(make_athlete: Make) -> None:
    text = """
        main_lifts = ["back_squat_barbell"]
        [[phase]]
        style = "strength"
        starts_on = 2026-03-16
        weeks = 10
        rest_s = [120, 180]
          [[phase.day]]
          weekday = "monday"
          exercises = ["written elsewhere"]
        [[phase]]
        template = "periodised-12"
        starts_on = 2026-06-01
    """
    read = planned.read(text, make_athlete())
    first, *block = read.phases
    assert read.main_lifts == ("back_squat_barbell",)
    assert (first.ends_on, first.days_per_week, first.reps, first.rest_s) == (
        date(2026, 5, 24),
        1,
        (5, 15),
        (60, 180),
    )
    assert [slot.exercise for slot in first.days[MON].slots] == [
        "back_squat_barbell",
        "lateral_raise_dumbbell",
    ]
    assert [(each.style, each.starts_on, each.ends_on) for each in block] == [
        ("strength", date(2026, 6, 1), date(2026, 6, 28)),
        ("hypertrophy", date(2026, 6, 29), date(2026, 7, 26)),
        ("combination", date(2026, 7, 27), date(2026, 8, 23)),
    ]


def test_who_has_no_plan_has_no_row() -> None:
    known = {client.slug: client.truth().adherence for client in CLIENTS if client.slug == "elena-weekly"}
    assert known["elena-weekly"].is_empty()
    assert known["elena-weekly"].schema == adherence.SCHEMA
