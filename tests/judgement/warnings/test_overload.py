from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from analysis.judgement.case import Case, Log
from analysis.judgement.verdict import LiftRate, Verdict
from analysis.judgement.warnings.overload import find
from analysis.settings import ClientSettings

MakeLog = Callable[..., Log]
MakeCase = Callable[..., Case]
BENCH = "bench_press_barbell"


def bench(done: Any, load_kg: float, reps: float, *, sets: int = 3, rir: float | None = 2.0) -> Any:
    return [done(BENCH, sets, reps, load_kg, rir)]


def found_in(session: Any, trained: MakeLog, case_of: MakeCase, **given: Any) -> bool:
    return bool(find(case_of(trained(session, days=(0, 3)), **given)))


def test_the_same_weight_reps_and_sets_are_found(trained: MakeLog, case_of: MakeCase, done: Any) -> None:
    [finding] = find(case_of(trained(lambda *_: bench(done, 80.0, 5), days=(0, 3))))
    assert finding.subject == BENCH
    assert finding.says == "Bench press: the same weight for the same reps in 12 of the last 12 sessions."
    assert finding.behind.height == 36
    assert "less than a plate step of 2.2 kg or 4.9 lb, reps" in finding.evidence


@pytest.mark.parametrize(
    "session",
    [
        lambda done: lambda week, _place: bench(done, 80.0 + 2.5 * (week // 2), 5),
        lambda done: lambda week, _place: bench(done, 80.0, 5 + week % 6),
        lambda done: lambda week, _place: bench(done, 80.0, 5, sets=3 + (week >= 9)),
        lambda done: lambda week, _place: bench(done, 80.0, 5, rir=3.0 if week >= 9 else 1.0),
        lambda done: lambda week, _place: bench(done, 80.0 + 1.25 * week, 5),
    ],
    ids=["more weight", "more reps", "more sets", "more in reserve", "small plates"],
)
def test_doing_more_is_not_found(session: Any, trained: MakeLog, case_of: MakeCase, done: Any) -> None:
    assert not found_in(session(done), trained, case_of)


def test_a_heavy_and_a_light_day_that_never_change_are_found(
    trained: MakeLog, case_of: MakeCase, done: Any
) -> None:
    def session(_week: int, place: int) -> Any:
        return bench(done, (80.0, 60.0)[place], (5, 10)[place])

    assert found_in(session, trained, case_of)


def test_a_heavy_and_a_light_day_that_both_go_up_are_not(
    trained: MakeLog, case_of: MakeCase, done: Any
) -> None:
    def session(week: int, place: int) -> Any:
        return bench(done, (80.0, 60.0)[place] + 2.5 * (week // 2), (5, 10)[place])

    assert not found_in(session, trained, case_of)


def test_a_change_in_the_last_session_clears_it(trained: MakeLog, case_of: MakeCase, done: Any) -> None:
    def session(week: int, place: int) -> Any:
        return bench(done, 82.5 if (week, place) == (11, 1) else 80.0, 5)

    assert not found_in(session, trained, case_of)


def test_a_lift_whose_rate_says_that_it_progresses_is_not_found(
    trained: MakeLog, case_of: MakeCase, done: Any, lift_rate: Callable[..., LiftRate], verdict_of: Callable[..., Verdict]
) -> None:  # fmt: skip
    def found(p_worthwhile: float) -> bool:
        judged = verdict_of(lift_rate(BENCH, p_worthwhile=p_worthwhile))
        return found_in(lambda *_: bench(done, 80.0, 5), trained, case_of, verdict=judged)

    assert found(0.1)
    assert not found(0.5)


def test_reps_that_wander_by_one_are_the_same_where_the_rate_is_known(
    trained: MakeLog, case_of: MakeCase, done: Any, lift_rate: Callable[..., LiftRate], verdict_of: Callable[..., Verdict]
) -> None:  # fmt: skip
    def session(week: int, _place: int) -> Any:
        return bench(done, 80.0, 5 + week % 2)

    judged = verdict_of(lift_rate(BENCH, p_worthwhile=0.05))
    assert found_in(session, trained, case_of, verdict=judged)
    assert not found_in(session, trained, case_of)


def test_pull_ups_without_added_weight_are_compared_by_reps(
    trained: MakeLog, case_of: MakeCase, done: Any
) -> None:
    def pull_ups(week: int, more: int) -> Any:
        return [done("pull_up_bodyweight", 3, 8 + more * (week // 2), None)]

    weighing = ClientSettings(bodyweight_kg=80.0)
    same = trained(lambda week, _place: pull_ups(week, 0), days=(0, 3), client=weighing)
    assert find(case_of(same))
    rising = trained(lambda week, _place: pull_ups(week, 1), days=(0, 3), client=weighing)
    assert not find(case_of(rising))


def test_two_weeks_of_the_same_are_not_enough(trained: MakeLog, case_of: MakeCase, done: Any) -> None:
    def session(week: int, _place: int) -> Any:
        return bench(done, 80.0, 5) if week >= 9 else [done("back_squat_barbell", 3, 5, 100.0 + 2.5 * week)]

    assert not found_in(session, trained, case_of)
