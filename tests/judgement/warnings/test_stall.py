from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from analysis.judgement.case import Case, Log
from analysis.judgement.verdict import LiftRate, Verdict
from analysis.judgement.warnings import lift_rates, regress, stall
from analysis.tables import GradedSets

FLAT = {
    "rate_pct_per_month": 0.0,
    "rate_low": -0.9,
    "rate_high": 0.9,
    "p_improving": 0.5,
    "p_worthwhile": 0.08,
}
DOWN = {
    "rate_pct_per_month": -2.0,
    "rate_low": -3.2,
    "rate_high": -0.8,
    "p_improving": 0.003,
    "p_worthwhile": 0.0,
}


@pytest.fixture
def judged(
    trained: Callable[..., Log], case_of: Callable[..., Case], sessions_of: Any,
    lift_rate: Callable[..., LiftRate], verdict_of: Callable[..., Verdict],
) -> Callable[..., Case]:  # fmt: skip
    """Return a function that gives a case whose squat has a rate."""
    log = trained(sessions_of["heavy"])
    return lambda **rate: case_of(log, verdict=verdict_of(lift_rate(**rate)))


def test_a_flat_lift_has_stalled_and_says_its_interval(judged: Callable[..., Case]) -> None:
    [finding] = stall.find(judged(**FLAT))
    assert (finding.level, finding.subject) == ("warning", "back_squat_barbell")
    assert finding.says == "Back squat has stalled: it no longer goes up by anything worth having."
    assert finding.evidence.startswith("0.0% a month (90%: −0.9 to +0.9) over 16 sessions in 8 weeks;")
    assert "0.75% a month is 8% likely (flagged under 20%)" in finding.evidence


def test_no_new_best_alone_is_no_stall(judged: Callable[..., Case]) -> None:
    assert not stall.find(judged(p_worthwhile=0.3, p_improving=0.4))


def test_too_wide_an_interval_is_a_notice_and_no_stall(judged: Callable[..., Case]) -> None:
    [finding] = stall.find(judged(**FLAT | {"rate_low": -4.0, "rate_high": 1.5}))
    assert finding.level == "notice"
    assert "not enough data" in finding.says


@pytest.mark.parametrize("few", [{"sessions": 5}, {"weeks": 3.9}, {"judged": False}])
def test_little_data_or_a_lift_that_the_verdict_does_not_stand_on_is_no_stall(
    few: dict[str, Any], judged: Callable[..., Case]
) -> None:
    assert not stall.find(judged(**FLAT | few))


def test_a_lift_that_goes_down_regresses_and_has_not_stalled(judged: Callable[..., Case]) -> None:
    [finding] = regress.find(judged(**DOWN))
    assert finding.says == "Back squat is going down."
    assert "going down is over 99% likely (flagged from 95%)" in finding.evidence
    assert not stall.find(judged(**DOWN))


def test_a_flat_lift_does_not_regress(judged: Callable[..., Case]) -> None:
    assert not regress.find(judged(**FLAT))


def test_a_lift_told_of_as_never_doing_more_is_not_told_of_twice(
    trained: Callable[..., Log], case_of: Callable[..., Case], sessions_of: Any,
    lift_rate: Callable[..., LiftRate], verdict_of: Callable[..., Verdict],
) -> None:  # fmt: skip
    case = case_of(trained(sessions_of["never more"]), verdict=verdict_of(lift_rate(**FLAT)))
    assert not stall.find(case)


def test_sets_with_times_of_their_own_are_still_one_session(
    trained: Callable[..., Log], case_of: Callable[..., Case], done: Any, verdict_of: Callable[..., Verdict]
) -> None:
    """A best in the first of twelve sessions: eleven came after it, of three sets each."""
    log = trained(
        lambda week, place: [done("back_squat_barbell", 3, 5, 120.0 if (week, place) == (0, 0) else 100.0)],
        weeks=4,
    )
    apart = pl.duration(minutes=4 * pl.col("set_number"))
    timed = GradedSets.validate(log.graded.with_columns(performed_at=pl.col("performed_at") + apart))
    case = case_of(replace(log, graded=timed), verdict=verdict_of())
    assert lift_rates.sessions_since_best(case, "back_squat_barbell") == 11
