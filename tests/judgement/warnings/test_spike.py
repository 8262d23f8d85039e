from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from analysis.judgement.case import Case, Log
from analysis.judgement.warnings.spike import find
from analysis.settings import ClientSettings

MakeLog = Callable[..., Log]
MakeCase = Callable[..., Case]
FIRST = date(2026, 1, 5)


def presses(done: Any, jump_week: int, *, sets: int = 6, other_sets: int = 3) -> Any:
    """Chest work three times a week, twice as much in one week."""
    return lambda week, _place: [
        done("bench_press_barbell", sets if week == jump_week else other_sets, 8, 70.0)
    ]


def test_twice_the_usual_sets_in_one_week_are_found(trained: MakeLog, case_of: MakeCase, done: Any) -> None:
    [finding] = find(case_of(trained(presses(done, 11))))
    assert finding.says == "Far more sets than usual for chest in the week of 23 March 2026."
    assert "chest 18 after 9.0" in finding.evidence
    assert finding.behind.height == 18


def test_a_few_more_sets_are_not(trained: MakeLog, case_of: MakeCase, done: Any) -> None:
    assert not find(case_of(trained(presses(done, 11, sets=4))))


def test_what_was_done_some_weeks_before_is_not_unusual(
    trained: MakeLog, case_of: MakeCase, done: Any
) -> None:
    def session(week: int, _place: int) -> Any:
        return [done("bench_press_barbell", 6 if week in {6, 11} else 3, 8, 70.0)]

    assert not find(case_of(trained(session)))


def test_coming_back_from_weeks_off_is_no_jump(trained: MakeLog, case_of: MakeCase, done: Any) -> None:
    log = trained(
        lambda *_: [done("bench_press_barbell", 4, 8, 70.0)], weeks=16, without=(10, 11, 12, 13, 14)
    )
    assert not find(case_of(log))


def test_the_first_weeks_of_a_planned_phase_are_meant(trained: MakeLog, case_of: MakeCase, done: Any) -> None:
    planned = ClientSettings.model_validate(
        {"phase": [{"style": "hypertrophy", "starts_on": FIRST + timedelta(weeks=11), "weeks": 4}]}
    )
    assert not find(case_of(trained(presses(done, 11), client=planned)))
