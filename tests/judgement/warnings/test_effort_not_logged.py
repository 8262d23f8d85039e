from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from analysis.judgement.case import Case, Log
from analysis.judgement.warnings.effort_not_logged import find


@pytest.mark.parametrize(("logged_days", "found"), [(0, False), (1, True), (2, False), (3, False)])
def test_effort_on_under_half_of_the_sets_is_told_unless_it_is_never_logged(
    *, logged_days: int, found: bool, trained: Callable[..., Log], case_of: Callable[..., Case], done: Any
) -> None:
    def session(_week: int, place: int) -> Any:
        return [done("back_squat_barbell", 5, 5, 100.0, 2.0 if place < logged_days else None)]

    findings = find(case_of(trained(session)))
    assert bool(findings) == found
    if found:
        assert findings[0].evidence.startswith("40 work sets of 120 with reps in reserve or RPE: 33%")


def test_sets_to_failure_say_their_effort(
    trained: Callable[..., Log], case_of: Callable[..., Case], done: Any
) -> None:
    def session(_week: int, _place: int) -> Any:
        first = done("back_squat_barbell", 1, 5, 100.0, 2.0)
        return [first, done("bench_press_barbell", 4, 8, 70.0, None, "failure")]

    assert not find(case_of(trained(session)))


def test_effort_logged_once_a_year_ago_is_no_habit(
    trained: Callable[..., Log], case_of: Callable[..., Case], done: Any
) -> None:
    def session(week: int, _place: int) -> Any:
        return [done("back_squat_barbell", 5, 5, 100.0, 2.0 if week < 4 else None)]

    assert find(case_of(trained(session, weeks=20)))
    assert not find(case_of(trained(session, weeks=40)))


def test_what_would_clear_it_is_the_coachs_own_share(
    trained: Callable[..., Log], case_of: Callable[..., Case], done: Any
) -> None:
    def session(_week: int, place: int) -> Any:
        return [done("back_squat_barbell", 5, 5, 100.0, 2.0 if place < 1 else None)]

    [finding] = find(case_of(trained(session, changed={"effort_not_logged.share": 0.8})))
    assert "on at least 80% of the work sets" in finding.clears
