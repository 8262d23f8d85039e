from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from analysis.judgement.advice import goals
from analysis.judgement.advice.goals import parse
from analysis.judgement.case import Case, Log
from analysis.judgement.verdict import LiftRate, Verdict
from analysis.settings import ClientSettings
from analysis.tables import Body

SQUAT = "back_squat_barbell"


@pytest.mark.parametrize(("text", "lift", "value", "unit"), [
    ("squat 2x bodyweight", "squat", 2.0, "bodyweight"), ("Squat 2 x BW", "Squat", 2.0, "bodyweight"),
    ("squat 1,5× body weight", "squat", 1.5, "bodyweight"), ("squat double bodyweight", "squat", 2.0, "bodyweight"),
    ("bench 100 kg", "bench", 100.0, "kg"), ("bench: 100kg", "bench", 100.0, "kg"), ("bench = 102.5 kgs", "bench", 102.5, "kg"),
    ("deadlift 405 lb", "deadlift", 405.0, "lb"), ("hip thrust 130 kilos", "hip thrust", 130.0, "kg"),
    ("225 pounds bench press", "bench press", 225.0, "lb"), ("2x bodyweight squat", "squat", 2.0, "bodyweight"),
    ("pull-up +20 kg", "pull-up", 20.0, "kg"), ("back_squat_barbell 140 kg", "back_squat_barbell", 140.0, "kg"),
    ("Bankdrücken 100 kg", "Bankdrücken", 100.0, "kg"),
])  # fmt: skip
def test_a_goal_is_a_lift_a_number_and_a_unit(text: str, lift: str, value: float, unit: str) -> None:
    assert parse(text) == (text, lift, value, unit)


@pytest.mark.parametrize("text", ["get strong", "bench 100", "100 kg", "squat 2x", "bench 0 kg", "", "bench -5 kg", "2x bodyweight"])  # fmt: skip
def test_anything_else_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match="squat 2x bodyweight") as refused:
        parse(text)
    assert repr(text) in str(refused.value)


@pytest.mark.parametrize("text", ["deadlift 1800 kg", "2500 lb squat", "bench 20x bodyweight"])
def test_a_goal_with_a_digit_too_many_is_no_goal(text: str) -> None:
    with pytest.raises(ValueError, match="more than anybody has lifted; is a digit too many"):
        parse(text)


@pytest.mark.parametrize(("said", "lift"), [
    ("squat", SQUAT), ("bench", "bench_press_barbell"), ("deadlift", "deadlift_barbell"), ("hip thrust", "hip_thrust_barbell"),
    ("Bankdrücken", "bench_press_barbell"), ("pull-up", "pull_up_bodyweight"), ("leg press", "leg_press_machine"),
    ("front_squat_barbell", "front_squat_barbell"), ("press my luck", None),
])  # fmt: skip
def test_a_lift_is_found_by_what_people_call_it(said: str, lift: str | None) -> None:
    assert goals.lift_of(said, set()) == lift


@pytest.fixture(scope="session")
def weighed() -> dy.DataFrame[Body]:
    """Eighty kilograms."""
    row = {"client": "ana", "source": "b", "source_line": 1, "measure": "bodyweight_kg", "measured_at": datetime(2026, 1, 5), "value": 80.0, "tester": None}  # fmt: skip
    return Body.validate(pl.DataFrame([row], schema={n: c.dtype for n, c in Body.columns().items()}))


@pytest.fixture
def judged(
    trained: Callable[..., Log], case_of: Callable[..., Case], weighed: dy.DataFrame[Body],
    lift_rate: Callable[..., LiftRate], verdict_of: Callable[..., Verdict], done: Any,
) -> Callable[..., dict[str, Any]]:  # fmt: skip
    """Return a function that gives the row of one goal of a lifter who squats 5 x 5 at 100 kg."""

    def make(
        goal: str, *, body: bool = True, rate: dict[str, Any] | None = None, **log: Any
    ) -> dict[str, Any]:
        session = lambda *_: [done(SQUAT, 5, 5, 100.0), done("pull_up_bodyweight", 3, 5, 10.0)]  # noqa: E731 - short
        client = ClientSettings(goals=(goal,))
        case = case_of(
            trained(session, client=client, body=weighed if body else None, **log),
            verdict=verdict_of(lift_rate(SQUAT, **rate)) if rate is not None else None,
        )
        return goals.of(case).row(0, named=True)

    return make


SURE = {"rate_pct_per_month": 2.0, "rate_low": 1.7, "rate_high": 2.3, "p_improving": 1.0}


def test_targets_are_kilograms_whatever_they_are_written_in(judged: Callable[..., dict[str, Any]]) -> None:
    assert judged("squat 2x bodyweight")["target_kg"] == pytest.approx(160.0)
    assert judged("squat 315 lb")["target_kg"] == pytest.approx(142.8816, abs=1e-4)
    assert judged("squat 150 kg")["target_kg"] == 150.0


def test_a_lift_of_the_body_counts_the_body(judged: Callable[..., dict[str, Any]]) -> None:
    assert judged("pull-up 20 kg")["target_kg"] == pytest.approx(100.0)
    assert judged("pull-up 1.5x bodyweight")["target_kg"] == pytest.approx(120.0)
    assert judged("pull-up 0.5x bodyweight")["target_kg"] == pytest.approx(120.0)
    assert judged("pull-up 10 kg")["reached"]


def test_a_load_lifted_is_a_goal_reached(judged: Callable[..., dict[str, Any]]) -> None:
    row = judged("squat 100 kg")
    assert row["reached"]
    assert row["says"] == "Reached: the weight was lifted on 5 January 2026."


def test_an_estimate_wholly_above_the_target_reaches_it(judged: Callable[..., dict[str, Any]]) -> None:
    row = judged("squat 102.5 kg")
    assert row["reached"]
    assert "not yet lifted" in row["says"]
    assert row["progress_pct"] > 100


def test_the_level_is_not_under_what_was_lifted_shortly_before(judged: Callable[..., dict[str, Any]]) -> None:
    row = judged("squat 200 kg")
    assert row["now_low_kg"] >= 100.0  # five times, so at least once


def test_an_estimate_at_the_target_asks_for_a_test(judged: Callable[..., dict[str, Any]]) -> None:
    row = judged("squat 118 kg")
    assert not row["reached"]
    assert row["now_low_kg"] < 118 < row["now_kg"]
    assert "a tested single would settle it" in row["says"]


def test_the_dates_are_a_range_that_the_present_rate_lies_in(judged: Callable[..., dict[str, Any]]) -> None:
    row = judged("squat 140 kg", rate=SURE)
    assert date(2026, 3, 29) < row["earliest_on"] < row["latest_on"] < date(2028, 3, 29)
    assert row["says"].startswith("Likely between ")
    # ln(140 / 121.6) = 14.1% at 2% a month, slowing: 12 / ln 2 x (2^(14.1 / 24) - 1) = 8.7 months
    assert row["now_kg"] == pytest.approx(121.6, abs=0.1)
    assert row["earliest_on"] < date(2026, 12, 20) < row["latest_on"]


def test_no_date_is_given_for_a_lift_that_may_not_go_up(judged: Callable[..., dict[str, Any]]) -> None:
    row = judged("squat 140 kg", rate=SURE | {"p_improving": 0.849})
    assert (row["earliest_on"], row["latest_on"]) == (None, None)
    assert row["says"] == (
        "Cannot tell when: Back squat goes up with a probability of 84.9%; a date needs 85%."
    )


def test_dates_beyond_two_years_are_not_given(judged: Callable[..., dict[str, Any]]) -> None:
    far = judged("squat 300 kg", rate=SURE)
    assert (far["earliest_on"], far["latest_on"]) == (None, None)
    assert far["says"] == "Over 2 years away at the present rate, slowing as lifts do."
    open_end = judged("squat 150 kg", rate=SURE | {"rate_low": -0.3, "rate_high": 4.3, "p_improving": 0.9})
    assert open_end["earliest_on"] is not None
    assert open_end["latest_on"] is None
    assert "how late cannot be told within 2 years" in open_end["says"]


@pytest.mark.parametrize(("goal", "given", "why"), [
    ("squat 140 kg", {}, "too few sessions of Back squat for a rate"),
    ("bench 140 kg", {}, "the log has no estimate of Bench press"),
    ("squat 2x bodyweight", {"body": False}, "bodyweight is not known"),
    ("xyzzy 100 kg", {}, "No lift is known by the name 'xyzzy'"),
    ("squat 140 kg", {"rate": SURE, "as_of": date(2026, 6, 30)}, "was last trained on 27 March 2026"),
])  # fmt: skip
def test_what_cannot_be_told_says_why(
    goal: str, given: dict[str, Any], why: str, judged: Callable[..., dict[str, Any]]
) -> None:
    row = judged(goal, **given)
    assert why in row["says"]
    assert (row["reached"], row["earliest_on"], row["latest_on"]) == (False, None, None)


def test_the_way_back_to_what_was_done_before_dates_no_goal(
    trained: Callable[..., Log], case_of: Callable[..., Case], lift_rate: Callable[..., LiftRate],
    verdict_of: Callable[..., Verdict], done: Any,
) -> None:  # fmt: skip
    """Loads that restart at the bar climb by a tenth a week, which no date may be drawn from."""
    log = trained(lambda *_: [done(SQUAT, 5, 5, 100.0)], client=ClientSettings(goals=("squat 140 kg",)))
    way_back, plain = (
        goals.of(case_of(log, verdict=verdict_of(lift_rate(SQUAT, **SURE), way_back=lifts))).row(
            0, named=True
        )
        for lifts in ((SQUAT,), ("deadlift_barbell",))
    )
    assert plain["earliest_on"] is not None
    assert (way_back["earliest_on"], way_back["latest_on"]) == (None, None)
    assert way_back["says"].startswith(
        "Cannot tell when: Back squat is on its way back to what it did before"
    )


def test_no_goals_are_no_rows_and_a_goal_written_twice_is_one(
    trained: Callable[..., Log], case_of: Callable[..., Case], sessions_of: Any
) -> None:
    assert goals.of(case_of(trained(sessions_of["heavy"], weeks=4))).is_empty()
    twice = ClientSettings(goals=("bench 100 kg", "bench 100 kg"))
    assert goals.of(case_of(trained(sessions_of["heavy"], weeks=4, client=twice))).height == 1
