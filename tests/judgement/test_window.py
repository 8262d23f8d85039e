from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from analysis.judgement import window
from analysis.judgement.case import Log

MakeLog = Callable[..., Log]
SUNDAY = date(2026, 3, 29)


@pytest.mark.parametrize(("days_on", "first_on", "weeks"), [
    (0, date(2026, 2, 2), 8.0), (1, date(2026, 2, 2), 8 + 1 / 7), (6, date(2026, 2, 2), 8 + 6 / 7),
    (7, date(2026, 2, 9), 8.0),
])  # fmt: skip
def test_a_window_starts_on_a_monday_and_has_its_weeks_whole(
    days_on: int, first_on: date, weeks: float, trained: MakeLog, sessions_of: Any
) -> None:
    span = window.back(trained(sessions_of["both"], as_of=SUNDAY + timedelta(days=days_on)), 8)
    assert span.first_on == first_on
    assert span.weeks == pytest.approx(weeks)


def test_weeks_off_are_no_trained_weeks(trained: MakeLog, sessions_of: Any) -> None:
    log = trained(sessions_of["both"], without=(6, 9))
    assert window.trained_weeks(log, window.back(log, 8)) == 6
    assert window.enough(log, window.back(log, 8), "never_heavy.least_weeks")
    assert not window.enough(log, window.back(log, 7), "never_heavy.least_weeks")


def test_warm_ups_are_no_work_and_a_left_and_a_right_are_one(trained: MakeLog, done: Any) -> None:
    def session(_week: int, _place: int) -> Any:
        return [
            done("back_squat_barbell", 2, 5, 60.0, None, "warm_up"),
            done("back_squat_barbell", 3, 5, 100.0),
        ]

    log = trained(session, weeks=2)
    work = window.work_sets(log, window.back(log, 2))
    assert work["sets"].sum() == 18
    assert work["mechanic"].unique().to_list() == ["compound"]
