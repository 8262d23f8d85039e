from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from analysis.judgement.case import Case, CurrentPhase, Log
from analysis.judgement.warnings.never_heavy import find
from analysis.settings import ClientSettings

MakeLog = Callable[..., Log]
MakeCase = Callable[..., Case]
FIRST = date(2026, 1, 5)


def test_one_heavy_set_a_week_is_enough(
    trained: MakeLog, case_of: MakeCase, sessions_of: Any, done: Any
) -> None:
    def session(week: int, place: int) -> Any:
        heavy = [done("back_squat_barbell", 1, 5, 110.0 + week)] if place == 0 else []
        return [*heavy, *sessions_of["light"](week, place)]

    assert not find(case_of(trained(session)))


def test_five_reps_far_below_eighty_per_cent_are_not_heavy(
    trained: MakeLog, case_of: MakeCase, done: Any
) -> None:
    def session(_week: int, _place: int) -> Any:
        return [done("bench_press_barbell", 3, 5, 60.0), done("bench_press_barbell", 3, 8, 75.0)]

    [finding] = find(case_of(trained(session)))
    assert finding.evidence.startswith("0 of 144 hard sets")


def test_a_tested_single_each_week_is_heavy_work(
    trained: MakeLog, case_of: MakeCase, sessions_of: Any, done: Any
) -> None:
    def session(week: int, place: int) -> Any:
        test = [done("bench_press_barbell", 1, 1, 90.0, kind="test")] if place == 1 else []
        return [*test, *sessions_of["light"](week, place)]

    assert not find(case_of(trained(session)))


def test_isolation_work_alone_says_nothing(trained: MakeLog, case_of: MakeCase, done: Any) -> None:
    assert not find(case_of(trained(lambda *_: [done("biceps_curl_dumbbell", 5, 12, 12.0)])))


@pytest.mark.parametrize(("weeks_before", "found"), [(8, False), (0, True)])
def test_a_hypertrophy_phase_after_heavy_work_takes_its_turn(
    *, weeks_before: int, found: bool, trained: MakeLog, case_of: MakeCase, sessions_of: Any
) -> None:
    def session(week: int, place: int) -> Any:
        return sessions_of["heavy" if week < weeks_before else "light"](week, place)

    log = trained(session, weeks=weeks_before + 10)
    starts_on = FIRST + timedelta(weeks=weeks_before)
    running = CurrentPhase(
        style="hypertrophy", starts_on=starts_on, as_of=log.as_of, ends_on=None, origin="log"
    )
    assert bool(find(case_of(log, current=running))) == found


def test_the_turn_is_over_after_twelve_weeks(trained: MakeLog, case_of: MakeCase, sessions_of: Any) -> None:
    def session(week: int, place: int) -> Any:
        return sessions_of["heavy" if week < 8 else "light"](week, place)

    log = trained(session, weeks=21)
    running = CurrentPhase(
        style="hypertrophy", starts_on=FIRST + timedelta(weeks=8), as_of=log.as_of, ends_on=None, origin="log"
    )
    assert find(case_of(log, current=running))


def test_joint_issues_put_a_professional_before_heavy_sets(
    trained: MakeLog, case_of: MakeCase, sessions_of: Any
) -> None:
    [finding] = find(case_of(trained(sessions_of["light"], client=ClientSettings(joint_issues=("knee",)))))
    assert "professional" in finding.clears


def test_the_coachs_own_numbers_are_used_and_told(
    trained: MakeLog, case_of: MakeCase, sessions_of: Any
) -> None:
    log = trained(sessions_of["light"], changed={"never_heavy.weeks": 10, "never_heavy.reps": 4})
    [finding] = find(case_of(log))
    assert "10 weeks" in finding.says
    assert "4 reps or fewer" in finding.evidence
