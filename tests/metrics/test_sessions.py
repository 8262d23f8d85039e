from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import exp
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from analysis.metrics import graded, sessions
from analysis.tables import LiftSessions, Sets

Row = dict[str, Any]
MakeSets = Callable[[list[Row]], dy.DataFrame[Sets]]
Measure = Callable[..., dy.DataFrame[LiftSessions]]
DAY = date(2026, 1, 5)


@pytest.fixture
def measure(make_sets: MakeSets, lifts: pl.DataFrame) -> Measure:
    def of(rows: list[Row], **settings: Any) -> dy.DataFrame[LiftSessions]:
        return sessions.lift_sessions(
            graded.grade(make_sets(rows), bodyweight=settings.get("bodyweight"), catalogue=lifts),
            catalogue=lifts,
            **settings,
        )

    return of


def test_three_equal_sets_are_one_value_with_a_third_of_the_variance(measure: Measure) -> None:
    (row,) = measure([{}, {}, {}]).iter_rows(named=True)
    assert row["e1rm_kg"] == pytest.approx(121.6)
    assert row["log_e1rm_var"] == pytest.approx(0.00179378 / 3, rel=1e-5)
    assert (row["work_sets"], row["hard_sets"], row["tonnage_kg"], row["rir_logged_share"]) == (
        3,
        3.0,
        1500.0,
        1.0,
    )


def test_the_more_certain_set_counts_more(measure: Measure) -> None:
    (row,) = measure([{"rir": 0.0}, {"rir": 2.0}]).iter_rows(named=True)
    certain, vague = 1 / 0.00074615, 1 / 0.00179378
    log_mean = (certain * 4.739701 + vague * 4.800737) / (certain + vague)  # ln 114.4, ln 121.6
    assert row["log_e1rm"] == pytest.approx(log_mean, abs=1e-5)


def test_sets_after_the_third_do_not_move_the_value(measure: Measure) -> None:
    three = measure([{}, {}, {}])
    six = measure([{}, {}, {}, {"load_kg": 119.0}, {"load_kg": 60.0}, {}])
    assert six["log_e1rm"].to_list() == three["log_e1rm"].to_list()
    assert six["best_set_kg"].to_list() == [pytest.approx(119 * 1.216)]


@pytest.mark.parametrize(("n", "excess_sd"), [(1, 0.0), (2, 0.5642), (3, 0.8463), (5, 0.8463)])
def test_without_effort_the_highest_less_what_the_highest_exceeds(
    measure: Measure, n: int, excess_sd: float
) -> None:
    (row,) = measure([{"rir": None}] * n).iter_rows(named=True)
    assert row["e1rm_kg"] == pytest.approx(121.6 * exp(-0.025 * excess_sd))
    assert row["log_e1rm_var"] == pytest.approx(0.00270531, rel=1e-5)
    assert row["rir_logged_share"] == 0.0


def test_sets_that_lead_up_to_the_work_do_not_hide_it(measure: Measure) -> None:
    """Nobody flags these as warm-ups: 60, 70 and 80 kg on the way to 100 kg for 5 and 5."""
    ramp = [{"load_kg": kg, "rir": None} for kg in (65.0, 75.0, 85.0)]
    work = [{"rir": None}] * 2
    assert measure([*ramp, *work])["log_e1rm"].to_list() == pytest.approx(measure(work)["log_e1rm"].to_list())
    back_off = [{"load_kg": 80.0, "rir": None, "reps": 8.0}]
    with_back_off = measure([*ramp, *work, *back_off])["log_e1rm"].to_list()
    assert with_back_off == pytest.approx(measure([*work, *back_off])["log_e1rm"].to_list())


def test_lighter_sets_with_their_effort_logged_count_from_the_first(measure: Measure) -> None:
    rising = [
        {"load_kg": kg, "rir": 1.0, "reps": reps} for kg, reps in ((80.0, 10.0), (88.0, 8.0), (96.0, 5.0))
    ]
    top = {"load_kg": 104.0, "rir": 1.0, "reps": 3.0}
    assert measure([*rising, top])["log_e1rm"].to_list() == measure(rising)["log_e1rm"].to_list()


def test_warm_ups_are_not_among_the_first_three(measure: Measure) -> None:
    warm = [{"kind": "warm_up", "load_kg": 60.0}] * 4
    assert measure([*warm, {}])["e1rm_kg"].to_list() == [pytest.approx(121.6)]


@pytest.mark.parametrize(
    "single",
    [
        {"kind": "test", "rir": None},
        {"rir": 0.0},
        {"kind": "failure", "rir": None},
        {"kind": "amrap", "rir": None},
    ],
)
def test_a_tested_single_overrides_the_estimate(measure: Measure, single: Row) -> None:
    (row,) = measure([{}, {"load_kg": 117.5, "reps": 1.0, **single}]).iter_rows(named=True)
    assert (row["e1rm_kg"], row["log_e1rm_var"], row["tested"]) == (pytest.approx(117.5), 0.0001, True)


def test_an_easy_single_is_not_a_test(measure: Measure) -> None:
    (row,) = measure([{"load_kg": 110.0, "reps": 1.0, "rir": 2.0}]).iter_rows(named=True)
    assert not row["tested"]
    assert row["e1rm_kg"] == pytest.approx(110 * 1.072)


def test_a_stated_test_overrides_its_day(measure: Measure) -> None:
    (row,) = measure([{"on": DAY}], tested=[("squat", DAY, 130.0)]).iter_rows(named=True)
    assert (row["e1rm_kg"], row["tested"], row["work_sets"]) == (pytest.approx(130.0), True, 1)


def test_a_stated_test_without_a_session_is_a_row_of_its_own(measure: Measure) -> None:
    found = measure([{"on": DAY}], tested=[("squat", date(2026, 2, 1), 130.0), ("bench", DAY, 80.0)])
    assert found["session"].to_list() == ["tested 2026-01-05", "2026-01-05", "tested 2026-02-01"]
    assert found["work_sets"].to_list() == [0, 1, 0]
    assert found["e1rm_kg"].to_list() == pytest.approx([80.0, 121.6, 130.0])


WEIGHS_80 = pl.DataFrame({"on": [date(2025, 1, 1)], "bodyweight_kg": [80.0]})


@pytest.mark.parametrize(
    ("lift", "stated_kg", "effective_kg"),
    [
        ("pull_up", 25.0, 105.0),
        ("assisted_pull_up", 15.0, 65.0),
        ("squat", 130.0, 130.0),
        ("Mine", 50.0, 50.0),
    ],
)
def test_a_stated_test_is_of_the_load_the_estimates_are_of(
    measure: Measure, lift: str, stated_kg: float, effective_kg: float
) -> None:
    found = measure([{"exercise": "bench"}], tested=[(lift, DAY, stated_kg)], bodyweight=WEIGHS_80)
    assert found.filter(lift=lift)["e1rm_kg"].to_list() == [pytest.approx(effective_kg)]


def test_a_stated_test_of_a_body_of_unknown_weight_is_not_used(measure: Measure) -> None:
    found = measure([{}], tested=[("pull_up", DAY, 25.0), ("ab_wheel", DAY, 5.0)])
    assert found["lift"].to_list() == ["squat"]


@pytest.mark.parametrize(
    ("stated_kg", "used"), [(250.0, False), (185.0, False), (180.0, True), (85.0, True), (80.0, False), (11.5, False)]
)  # fmt: skip
def test_a_stated_test_that_the_log_belies_is_not_used(
    measure: Measure, stated_kg: float, *, used: bool
) -> None:
    """Sessions imply 121.6 kg: half as much again is 182.4, two thirds are 81.1."""
    log = [{"on": DAY + timedelta(weeks=week)} for week in range(5)]
    found = measure(log, tested=[("squat", DAY + timedelta(days=3), stated_kg)])
    assert found.height == 5 + used
    assert found["tested"].sum() == used


def test_a_stated_test_is_held_against_the_sessions_nearest_to_it(measure: Measure) -> None:
    """A lifter who doubled in two years: what is absurd at the start is not at the end."""
    log = [{"on": DAY + timedelta(weeks=week), "load_kg": 50.0 + week} for week in range(60)]
    late, early = DAY + timedelta(weeks=59, days=1), DAY + timedelta(days=1)
    assert measure(log, tested=[("squat", late, 130.0)])["tested"].sum() == 1
    assert measure(log, tested=[("squat", early, 130.0)])["tested"].sum() == 0


def test_a_stated_test_on_a_day_of_its_own_is_of_the_same_curve(measure: Measure) -> None:
    """Else the model would doubt the curve more on that day than on those before it."""
    log = [{"on": DAY}, {"on": DAY + timedelta(weeks=1)}]
    found = measure(log, tested=[("squat", DAY + timedelta(days=2), 110.0)])
    assert found.filter("tested")["session"].to_list() == [f"tested {DAY + timedelta(days=2)}"]
    assert found["k_log_sd"].to_list() == [0.28] * 3


def test_a_stated_test_of_a_lift_hardly_logged_is_believed(measure: Measure) -> None:
    log = [{"on": DAY}, {"on": DAY + timedelta(weeks=1)}]
    assert measure(log, tested=[("squat", DAY + timedelta(days=2), 250.0)])["tested"].sum() == 1


def test_the_doubtful_maxima_say_what_the_log_implies(make_sets: MakeSets, lifts: pl.DataFrame) -> None:
    grades = graded.grade(
        make_sets([{"on": DAY + timedelta(weeks=week)} for week in range(3)]), catalogue=lifts
    )
    found = sessions.doubtful_maxima(
        grades, tested=[("squat", DAY, 250.0), ("squat", DAY, 120.0)], catalogue=lifts
    )
    assert found.select("lift", "performed_on", "stated_kg").rows() == [("squat", DAY, 250.0)]
    assert found["usual_kg"].to_list() == [pytest.approx(121.6)]


def test_the_weaker_side_is_the_value(measure: Measure) -> None:
    sides = [{"exercise": "leg_curl_single", "side": side, "load_kg": load} for side, load in
             (("left", 40.0), ("right", 36.0), ("left", 40.0), ("right", 36.0))]  # fmt: skip
    (row,) = measure(sides).iter_rows(named=True)
    assert row["e1rm_kg"] == pytest.approx(36 * 1.24)
    assert (row["work_sets"], row["hard_sets"]) == (2, 2.0)


def test_a_session_without_an_eligible_set_has_no_value(measure: Measure) -> None:
    (row,) = measure([{"reps": 20.0}]).iter_rows(named=True)
    assert (row["e1rm_kg"], row["log_e1rm"], row["log_e1rm_var"]) == (None, None, None)
    assert (row["top_load_kg"], row["top_reps"]) == (100.0, 20.0)


def test_the_top_set_is_the_heaviest_with_its_most_reps(measure: Measure) -> None:
    (row,) = measure([{"reps": 3.0}, {"reps": 4.0}, {"load_kg": 90.0, "reps": 9.0}]).iter_rows(named=True)
    assert (row["top_load_kg"], row["top_reps"]) == (100.0, 4.0)
