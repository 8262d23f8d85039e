from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from analysis.judgement.case import Case, Log
from analysis.judgement.warnings import data_gap, irregular

MakeLog = Callable[..., Log]
MakeCase = Callable[..., Case]
LAST = date(2026, 1, 5) + timedelta(weeks=12, days=-1)


def test_two_weeks_off_are_told_with_their_days(
    trained: MakeLog, case_of: MakeCase, sessions_of: Any
) -> None:
    [finding] = data_gap.find(case_of(trained(sessions_of["both"], without=(9, 10))))
    assert finding.level == "notice"
    assert finding.says == "No session is logged from 7 March 2026 to 22 March 2026."
    assert finding.evidence == "16 days without a session (flagged from 14)."


def test_a_gap_that_goes_on_is_told(trained: MakeLog, case_of: MakeCase, sessions_of: Any) -> None:
    [finding] = data_gap.find(case_of(trained(sessions_of["both"], as_of=LAST + timedelta(days=12))))
    assert finding.says == "No session is logged since that of 27 March 2026."


def test_a_week_off_is_not(trained: MakeLog, case_of: MakeCase, sessions_of: Any) -> None:
    assert not data_gap.find(case_of(trained(sessions_of["both"], without=(9,))))


def test_a_gap_of_months_ago_is_not(trained: MakeLog, case_of: MakeCase, sessions_of: Any) -> None:
    assert not data_gap.find(case_of(trained(sessions_of["both"], without=(2, 3))))


@pytest.mark.parametrize("days", [(0, 2, 4), (0, 1, 2), (5, 6), (0, 1, 3, 4), (0,)])
def test_any_fixed_timetable_is_regular(
    days: tuple[int, ...], trained: MakeLog, case_of: MakeCase, done: Any
) -> None:
    assert not irregular.find(
        case_of(trained(lambda *_: [done("back_squat_barbell", 5, 5, 100.0)], days=days))
    )


def test_sessions_that_come_and_go_are_told(trained: MakeLog, case_of: MakeCase, done: Any) -> None:
    often = (4, 1, 4, 1, 5, 1, 4, 1, 5, 1, 4, 1)

    def session(week: int, place: int) -> Any:
        return [done("back_squat_barbell", 5, 5, 100.0)] if place < often[week] else []

    [finding] = irregular.find(case_of(trained(session, days=(0, 1, 2, 3, 4))))
    assert "Sessions a week: 5, 1, 4, 1, 5, 1, 4, 1;" in finding.evidence
    assert finding.level == "notice"


def test_weeks_of_a_long_gap_are_told_once(trained: MakeLog, case_of: MakeCase, done: Any) -> None:
    log = trained(lambda *_: [done("back_squat_barbell", 5, 5, 100.0)], without=(8, 9))
    assert data_gap.find(case_of(log))
    assert not irregular.find(case_of(log))
