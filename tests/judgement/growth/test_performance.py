"""The load for ten reps: by hand, at matched effort, fair across rep ranges, and how fast it is found to rise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import log
from typing import Any

import polars as pl
import pytest

from analysis.judgement.case import CurrentPhase, Log
from analysis.judgement.growth import performance, ten_rep_loads
from analysis.judgement.growth.performance import Performance
from analysis.judgement.growth.streams import Growth
from analysis.judgement.thresholds import Thresholds
from analysis.tables import GradedSets

MakeLog = Callable[..., Log]
FIRST = date(2026, 1, 5)
_EIGHT_WEEKS = CurrentPhase(
    style="hypertrophy", starts_on=FIRST, as_of=FIRST + timedelta(days=55), ends_on=None, origin="log"
)


def values(log: Log, **changed: float) -> pl.DataFrame:
    return ten_rep_loads.of(
        log.lift_sessions, log.graded, starts_on=FIRST, as_of=log.as_of, thresholds=Thresholds(changed)
    ).sessions


def one(done: type[Any], lift: str, reps: float, load_kg: float, rir: float | None, *, sets: int = 1) -> Any:
    return lambda _week, _place: [done(lift, sets, reps, load_kg, rir)]


@pytest.mark.parametrize(("lift", "reps", "rir", "times"), [
    ("bench_press_barbell", 10.0, 0.0, 1.0),  # ten to failure: the load itself
    ("bench_press_barbell", 8.0, 2.0, 1.0),  # so are eight with two in reserve
    ("bench_press_barbell", 12.0, 1.0, 1.408 / 1.306),  # (1 + .034 x 12) / (1 + .034 x 9)
    ("leg_press_machine", 6.0, 0.0, 1.11 / 1.198),  # (1 + .022 x 5) / (1 + .022 x 9)
])  # fmt: skip
def test_the_ten_rep_load_is_the_curves_by_hand(
    trained: MakeLog, done: type[Any], lift: str, reps: float, rir: float, times: float
) -> None:
    found = values(trained(one(done, lift, reps, 80.0, rir), weeks=1))
    assert found["e1rm_kg"][0] == pytest.approx(80.0 * times, rel=2e-3)


def test_its_variance_is_that_of_reps_and_effort(trained: MakeLog, done: type[Any]) -> None:
    found = values(trained(one(done, "bench_press_barbell", 9.0, 80.0, 2.0), weeks=1))
    d = 0.034 / (1 + 0.034 * 10)
    by_hand = 0.010**2 + d**2 * ((0.7 + 0.05 * 7) ** 2 + (0.6 + 0.25 * 2) ** 2)
    assert found["log_e1rm_var"][0] == pytest.approx(by_hand, rel=1e-6)


@pytest.mark.parametrize(("lift", "reps", "read"), [
    ("bench_press_barbell", 3.0, False), ("bench_press_barbell", 4.0, True), ("bench_press_barbell", 13.0, True),
    ("bench_press_barbell", 14.0, False), ("biceps_curl_dumbbell", 18.0, True), ("biceps_curl_dumbbell", 19.0, False),
])  # fmt: skip
def test_reps_to_failure_count_from_six_to_fifteen_or_to_twenty_in_isolation(
    trained: MakeLog, done: type[Any], lift: str, reps: float, *, read: bool
) -> None:
    found = values(trained(one(done, lift, reps, 20.0, 2.0), weeks=1))
    assert found["log_e1rm"].is_not_null().to_list() == [read] * 3


def test_long_sets_of_isolation_count_half(trained: MakeLog, done: type[Any]) -> None:
    variances = []
    for reps, most in ((16.0, 15), (16.0, 20)):
        log = trained(one(done, "biceps_curl_dumbbell", reps, 12.0, 1.0), weeks=1)
        variances.append(values(log, **{"growth.most_reps": most})["log_e1rm_var"][0])
    assert variances[0] == pytest.approx(2 * variances[1])


def test_only_the_first_three_sets_count(trained: MakeLog, done: type[Any]) -> None:
    few, many = (
        trained(one(done, "bench_press_barbell", 10.0, 80.0, 2.0, sets=sets), weeks=1) for sets in (3, 8)
    )
    assert values(few)["log_e1rm"].equals(values(many)["log_e1rm"])
    assert values(few)["log_e1rm_var"].equals(values(many)["log_e1rm_var"])


def test_sets_of_another_effort_are_not_compared(trained: MakeLog, done: type[Any]) -> None:
    def session(week: int, _place: int) -> list[Any]:
        return [done("bench_press_barbell", 3, 10.0, 60.0, 4.0 if week == 3 else 1.0)]

    found = values(trained(session, weeks=6)).sort("performed_on")
    assert found["log_e1rm"].is_null().to_list() == [False] * 9 + [True] * 3 + [False] * 6


def test_drop_sets_are_no_ten_rep_loads(trained: MakeLog, done: type[Any]) -> None:
    """What is left after the work says nothing of the load for ten: neither beside work sets nor alone."""

    def session(week: int, _place: int) -> list[Any]:
        work = [done("bench_press_barbell", 1, 10.0, 80.0, 1.0)] if week < 2 else []
        return [*work, done("bench_press_barbell", 2, 10.0, 50.0, 1.0, "drop")]

    found = values(trained(session, weeks=4)).sort("performed_on")
    assert found["e1rm_kg"][:6].to_list() == pytest.approx([80.0 * 1.34 / 1.306] * 6, rel=2e-3)
    assert found["log_e1rm"][6:].is_null().all()


def test_the_rep_range_of_a_session_is_the_middle_of_five(trained: MakeLog, done: type[Any]) -> None:
    """Two reps more on one day at the same load are that day's; three such days in five are another rep range."""

    def shares(*reps: float) -> list[float]:
        log = trained(
            lambda week, place: [done("bench_press_barbell", 3, reps[3 * week + place], 60.0, 1.0)], weeks=2
        )
        found: list[float] = values(log).sort("performed_on")["curve_share"].to_list()
        return found

    one_day = shares(8.0, 8.0, 10.0, 8.0, 8.0, 8.0)
    assert one_day == pytest.approx([one_day[0]] * 6)
    changed = shares(8.0, 8.0, 8.0, 10.0, 10.0, 10.0)
    assert changed == pytest.approx([one_day[0]] * 3 + [changed[-1]] * 3)
    assert changed[-1] > 1.15 * one_day[0]


def test_lifts_of_no_known_muscle_are_judged_only_where_there_are_no_others(
    trained: MakeLog, done: type[Any], grown: Callable[..., Growth], grower: type[Any]
) -> None:
    def judged(*lifts: str) -> set[str]:
        log = trained(lambda _week, _place: [done(lift, 3, 10.0, 60.0, 1.0) for lift in lifts], weeks=12)
        return {rate.lift for rate in grown(grower(), log=log).performance.lifts}

    assert judged("bench_press_barbell", "aunt's press") == {"bench_press_barbell"}
    assert judged("aunt's press", "aunt's pull") == {"aunt's press", "aunt's pull"}


@pytest.mark.parametrize(
    ("true_pct", "label"), [(4.0, "working"), (0.0, "no worthwhile progress"), (-4.0, "going backwards")]
)
def test_a_true_rate_is_found(
    grower: type[Any], grown: Callable[..., Growth], true_pct: float, label: str
) -> None:
    found = grown(grower(lifts_pct=true_pct, noise_sd=0.01)).performance
    assert found.label == label
    assert found.rate_low is not None
    assert found.rate_high is not None
    assert found.rate_low < true_pct < found.rate_high
    assert {muscle.muscle for muscle in found.muscles} >= {"chest", "quads", "back_lats"}


def test_reps_with_the_first_load_are_those_the_curve_gives(
    grower: type[Any], grown: Callable[..., Growth]
) -> None:
    found = grown(grower(lifts_pct=4.0, noise_sd=0.01)).performance
    assert found.reps is not None
    assert found.rate_pct_per_month is not None
    k = 0.033
    gain = found.rate_pct_per_month / 100 * (11 + 4 / 7) / 4.348
    assert log(1 + (found.reps - 1) * k) - log(1 + 9 * k) == pytest.approx(gain, rel=0.03)


@pytest.mark.parametrize("own_k", [0.020, 0.048])
@pytest.mark.parametrize("reps", [[8.0] * 6 + [12.0], [12.0] * 6 + [8.0]])
def test_a_change_of_rep_range_is_no_rise_nor_fall(
    grower: type[Any], grown: Callable[..., Growth], reps: list[float], own_k: float
) -> None:
    """Lifters who do not change, with curves flatter and steeper than the book's, go from eights to twelves or back."""
    found = grown(grower(reps=reps, own_k=own_k)).performance
    assert found.label not in {"working", "probably working", "going backwards"}


def test_gains_are_found_where_reps_go_up_and_down(grower: type[Any], grown: Callable[..., Growth]) -> None:
    found = grown(grower(lifts_pct=3.0, reps=[8.0, 10.0, 12.0] * 4, own_k=0.030)).performance
    assert found.label == "working"


def test_muscles_that_the_client_names_are_those_judged(
    grower: type[Any], grown: Callable[..., Growth]
) -> None:
    found = grown(grower(lifts_pct=2.0), priority_muscles=("chest",))
    assert found.priority == ("chest",)
    assert [lift.lift for lift in found.performance.lifts] == ["bench_press_barbell"]
    absent = grown(grower(lifts_pct=2.0), priority_muscles=("calves",))
    assert len(absent.performance.lifts) == 3


def test_without_such_sets_it_says_so(
    trained: MakeLog, done: type[Any], grower: type[Any], grown: Callable[..., Growth]
) -> None:
    heavy = trained(one(done, "bench_press_barbell", 2.0, 100.0, 2.0), weeks=12)
    found = grown(grower(), log=heavy).performance
    assert (found.label, found.p_improving, found.lifts) == ("can't tell yet", None, ())
    assert found.why == "no lift has 4 sessions with sets of 6 to 15 reps to failure at one effort"
    assert performance.sentence(found, 0.75) == found.why


def test_nobody_is_left_with_fewer_reps_than_none(grower: type[Any], grown: Callable[..., Growth]) -> None:
    found: Performance = grown(grower(lifts_pct=-14.0)).performance
    assert (found.reps, found.reps_low) == (0.0, 0.0)


def test_no_label_stands_without_its_interval(grower: type[Any], grown: Callable[..., Growth]) -> None:
    found: Performance = grown(grower(lifts_pct=3.0)).performance
    said = performance.sentence(found, 0.75)
    assert "% likely rising" in said
    assert "(90%: " in said


def test_sessions_of_a_deload_do_not_count(trained: MakeLog, done: type[Any], grower: type[Any]) -> None:
    log = trained(grower(weeks=8).session(done), weeks=8)
    monday = FIRST + timedelta(weeks=3)
    unlogged = GradedSets.validate(log.graded.with_columns(rir=pl.lit(None, pl.Float64)))
    kept, whole = (
        performance.of(
            log.lift_sessions, unlogged, _EIGHT_WEEKS, judged_from=FIRST, priority=(),
            delta_pct_per_month=0.75, deload_weeks=weeks, thresholds=Thresholds(),
        )
        for weeks in ([monday], [])
    )  # fmt: skip
    assert [lift.sessions for lift in kept.lifts] == [21] * 3
    assert [lift.sessions for lift in whole.lifts] == [24] * 3
