from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from analysis.judgement.styles import deloads
from analysis.judgement.thresholds import Thresholds

MONDAY = date(2026, 1, 5)
FULL = {
    "sessions": 3,
    "work_sets": 45.0,
    "hard_sets": 45.0,
    "reps": 300.0,
    "mean_pct_1rm": 80.0,
    "mean_rir": 2.0,
}
OFF = {"sessions": 0, "work_sets": 0.0, "hard_sets": 0.0, "reps": 0.0, "mean_pct_1rm": None, "mean_rir": None}
HALF = {**FULL, "work_sets": 24.0, "hard_sets": 24.0, "reps": 160.0, "mean_pct_1rm": 70.0}


def kinds(*weeks: dict[str, Any], days_left: int = 0, **changed: float) -> str:
    """The first letters: trained, deload, gap."""
    rows = [{**week, "week": MONDAY + timedelta(weeks=place)} for place, week in enumerate(weeks)]
    until = rows[-1]["week"] + timedelta(days=6 - days_left)
    numbers = Thresholds({name.replace("__", "."): value for name, value in changed.items()})
    return "".join(kind[0] for kind in deloads.kinds(rows, until=until, thresholds=numbers))


def test_fewer_than_three_hard_sets_are_a_gap() -> None:
    assert kinds(FULL, OFF, {**FULL, "hard_sets": 2.75}, {**FULL, "hard_sets": 3.0}) == "tggt"


def test_half_the_sets_at_a_lower_load_are_a_deload() -> None:
    assert kinds(FULL, FULL, FULL, HALF, FULL) == "tttdt"


def test_it_takes_three_full_weeks_to_compare_with() -> None:
    assert kinds(FULL, FULL, HALF, FULL) == "tttt"


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"mean_pct_1rm": 77.0}, "d"),
        ({"mean_pct_1rm": 77.5}, "t"),
        ({"mean_pct_1rm": 80.0, "mean_rir": 3.0}, "d"),
        ({"mean_pct_1rm": 80.0, "mean_rir": 2.5}, "t"),
        ({"mean_pct_1rm": 84.0, "mean_rir": 3.5}, "t"),
        ({"mean_pct_1rm": None, "mean_rir": None}, "t"),
        ({"mean_pct_1rm": None, "mean_rir": 4.0}, "d"),
        ({"mean_pct_1rm": 80.0, "hard_sets": 20.0}, "d"),
        ({"mean_pct_1rm": 80.0, "hard_sets": 20.0, "reps": 200.0}, "t"),
        ({"hard_sets": 27.0}, "d"),
        ({"hard_sets": 28.0}, "t"),
    ],
    ids=["lighter", "hardly lighter", "easier", "hardly easier", "fewer and heavier: a strength block", "not known",
         "load not known", "far fewer sets", "far fewer sets of more reps", "at the edge", "above the edge"],
)  # fmt: skip
def test_fewer_sets_alone_are_no_deload(changed: dict[str, Any], kind: str) -> None:
    assert kinds(FULL, FULL, FULL, {**HALF, **changed}) == f"ttt{kind}"


def test_a_week_of_missed_sessions_is_no_deload() -> None:
    """One of three sessions, done in full: a third of the sets, none taken out of a session."""
    assert kinds(FULL, FULL, FULL, {**FULL, "sessions": 1, "hard_sets": 15.0, "reps": 100.0}) == "tttt"
    assert kinds(FULL, FULL, FULL, {**HALF, "sessions": 1, "hard_sets": 8.0}) == "tttt"


def test_a_session_missed_in_the_weeks_before_hides_no_deload() -> None:
    two_of_three = {**FULL, "sessions": 2, "work_sets": 30.0, "hard_sets": 30.0, "reps": 200.0}
    assert kinds(two_of_three, FULL, two_of_three, HALF) == "tttd"


def test_an_easy_week_without_hard_sets_is_a_deload_and_no_gap() -> None:
    assert kinds(FULL, FULL, FULL, {**HALF, "hard_sets": 0.0}) == "tttd"


def test_a_light_week_after_time_off_is_a_return() -> None:
    assert kinds(FULL, FULL, FULL, OFF, HALF) == "tttgt"
    assert kinds(FULL, FULL, FULL, OFF, OFF, FULL, HALF) == "tttggtt"


def test_more_than_two_light_weeks_are_the_new_normal() -> None:
    assert kinds(FULL, FULL, FULL, HALF, HALF, FULL) == "tttddt"
    assert kinds(FULL, FULL, FULL, HALF, HALF, HALF, HALF) == "ttttttt"


def test_after_the_new_normal_a_deload_is_one_from_there() -> None:
    quarter = {**HALF, "hard_sets": 12.0, "work_sets": 12.0, "reps": 80.0, "mean_pct_1rm": 60.0}
    assert kinds(FULL, FULL, FULL, HALF, HALF, HALF, quarter) == "ttttttd"


def test_a_week_that_is_not_over_is_no_deload() -> None:
    assert kinds(FULL, FULL, FULL, HALF, days_left=2) == "tttt"
    assert kinds(FULL, FULL, FULL, OFF, days_left=2) == "tttg"


def test_a_deload_is_not_compared_with() -> None:
    assert kinds(FULL, FULL, FULL, HALF, FULL, FULL, FULL, HALF) == "tttdtttd"
    assert kinds(FULL, FULL, FULL, HALF, FULL, HALF) == "tttdtd"


def test_hardly_any_training_cannot_be_taken_from() -> None:
    little = {**FULL, "sessions": 1, "work_sets": 9.0, "hard_sets": 9.0, "reps": 60.0}
    assert kinds(little, little, little, {**little, "hard_sets": 3.0, "reps": 20.0, "mean_pct_1rm": 60.0}) == "tttt"  # fmt: skip


def test_the_coachs_own_numbers_hold() -> None:
    assert kinds(FULL, FULL, FULL, HALF, deload__sets_pct=40.0) == "tttt"


def test_no_weeks_have_no_kinds() -> None:
    assert deloads.kinds([], until=MONDAY, thresholds=Thresholds()) == []
