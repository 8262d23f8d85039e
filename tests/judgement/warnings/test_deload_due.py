from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from analysis.judgement.case import Case, Log
from analysis.judgement.verdict import LiftRate, Verdict
from analysis.judgement.warnings.deload_due import find
from analysis.settings import ClientSettings
from analysis.tables import WeekStyles

TIRED = {"p_improving": 0.3, "p_worthwhile": 0.1}
FIRST = date(2026, 1, 5)


@pytest.fixture
def judged(
    trained: Callable[..., Log], case_of: Callable[..., Case], sessions_of: Any,
    lift_rate: Callable[..., LiftRate], verdict_of: Callable[..., Verdict],
) -> Callable[..., Case]:  # fmt: skip
    """Return a function that gives a case of so many weeks whose squat has a rate."""

    def make(rate: dict[str, float], **log: Any) -> Case:
        return case_of(trained(sessions_of["heavy"], **log), verdict=verdict_of(lift_rate(**rate)))

    return make


def test_eight_full_weeks_and_a_lift_going_down_are_found(judged: Callable[..., Case]) -> None:
    [finding] = find(judged(TIRED, weeks=8))
    assert finding.says.startswith(
        "8 weeks of full training without an easier one, and Back squat more likely"
    )
    assert "Back squat 30% (flagged under 35%)" in finding.evidence


def test_seven_are_not(judged: Callable[..., Case]) -> None:
    assert not find(judged(TIRED, weeks=7))


def test_who_goes_on_progressing_needs_none(judged: Callable[..., Case]) -> None:
    assert not find(judged({"p_improving": 0.7}, weeks=20))


def test_a_week_off_starts_the_count_anew(judged: Callable[..., Case]) -> None:
    assert not find(judged(TIRED, weeks=14, without=(8,)))


def test_a_light_week_that_was_no_deload_starts_the_count_anew(judged: Callable[..., Case]) -> None:
    case = judged(TIRED, weeks=14)
    light = pl.when(pl.col("week") == FIRST + timedelta(weeks=8)).then(2.0).otherwise("hard_sets")
    weeks = WeekStyles.validate(case.week_styles.with_columns(hard_sets=light))
    assert find(case)
    assert not find(replace(case, week_styles=weeks))


def test_a_running_week_is_not_yet_a_week_off(judged: Callable[..., Case]) -> None:
    last = FIRST + timedelta(weeks=9, days=-1)
    [finding] = find(judged(TIRED, weeks=9, as_of=last + timedelta(days=3)))
    assert finding.evidence.startswith("9 full weeks in a row since 5 January 2026")


def test_a_deload_planned_soon_is_enough(judged: Callable[..., Case]) -> None:
    soon = ClientSettings.model_validate(
        {"phase": [{"style": "deload", "starts_on": FIRST + timedelta(weeks=9), "weeks": 1}]}
    )
    assert not find(judged(TIRED, weeks=8, client=soon))


def test_one_lift_of_several_going_down_is_not_enough(
    trained: Callable[..., Log], case_of: Callable[..., Case], sessions_of: Any,
    lift_rate: Callable[..., LiftRate], verdict_of: Callable[..., Verdict],
) -> None:  # fmt: skip
    rates = [
        lift_rate("back_squat_barbell", **TIRED),
        lift_rate("bench_press_barbell"),
        lift_rate("deadlift_barbell"),
    ]
    assert not find(case_of(trained(sessions_of["heavy"]), verdict=verdict_of(*rates)))
