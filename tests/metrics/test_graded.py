"""Goldens worked by hand for a squat with k = 0.036."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import log
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from analysis.metrics import graded
from analysis.tables import GradedSets, Sets

Row = dict[str, Any]
MakeSets = Callable[[list[Row]], dy.DataFrame[Sets]]
WEIGHS_80 = pl.DataFrame({"on": [date(2025, 1, 1)], "bodyweight_kg": [80.0]})


@pytest.fixture
def grade(make_sets: MakeSets, lifts: pl.DataFrame) -> Callable[..., dy.DataFrame[GradedSets]]:
    def of(rows: list[Row], **settings: Any) -> dy.DataFrame[GradedSets]:
        return graded.grade(make_sets(rows), catalogue=lifts, **settings)

    return of


Grade = Callable[..., dy.DataFrame[GradedSets]]


@pytest.mark.parametrize(
    ("row", "e1rm_kg", "variance"),
    [
        ({"reps": 5.0, "rir": 2.0}, 121.6, 0.00179378),  # n 7, s_rep .85, s_rir 1.1
        ({"reps": 5.0, "rir": 0.0}, 114.4, 0.00074615),  # n 5, s_rep .75, s_rir .3
        ({"reps": 5.0, "rir": None}, 121.6, 0.00270531),  # n 5 + 2 assumed, s_rir 1.5
        ({"reps": 10.0, "rir": 1.0}, 136.0, 0.00551503),  # n 11: variance x 4
        ({"reps": 5.0, "rir": None, "kind": "failure"}, 114.4, 0.00074615),
        ({"reps": 5.0, "rir": None, "kind": "amrap"}, 114.4, 0.00074615),
        ({"reps": 1.0, "rir": 0.0}, 100.0, 0.0001 + 0.036**2 * (0.49 + 0.09)),
    ],
)
def test_the_maximum_a_set_implies(grade: Grade, row: Row, e1rm_kg: float, variance: float) -> None:
    (found,) = grade([row]).iter_rows(named=True)
    assert found["e1rm_kg"] == pytest.approx(e1rm_kg)
    assert found["log_e1rm"] == pytest.approx(log(e1rm_kg))
    assert found["log_e1rm_var"] == pytest.approx(variance, rel=1e-5)


@pytest.mark.parametrize(
    "row",
    [
        {"reps": 11.0, "rir": 2.0},
        {"reps": 5.0, "rir": 5.0},
        {"kind": "warm_up"},
        {"kind": "cool_down"},
        {"kind": "drop"},
        {"load_kg": None},
        {"load_kg": 0.0},
        {"reps": None, "duration_s": 30.0},
        {"exercise": "ab_wheel"},
    ],
    ids=str,
)
def test_a_set_that_says_nothing_of_the_maximum(grade: Grade, row: Row) -> None:
    (found,) = grade([row], bodyweight=WEIGHS_80).iter_rows(named=True)
    assert (found["e1rm_kg"], found["log_e1rm"], found["log_e1rm_var"]) == (None, None, None)


def test_effort_not_logged_is_the_lifters_own_median(grade: Grade) -> None:
    rirs = [1.0, 1.0, 3.0, None]
    found = grade([{"rir": rir} for rir in rirs])
    assert found["reps_to_failure"].to_list() == [6, 6, 8, 6]
    assert found["rir"].to_list() == rirs


def test_a_warm_up_of_any_effort_does_not_move_the_lifters_median(grade: Grade) -> None:
    found = grade([{"kind": "warm_up", "rir": 8.0}, {"rir": 1.0}, {"rir": None}])
    assert found["reps_to_failure"].to_list()[-1] == 6


@pytest.mark.parametrize(
    ("row", "hard"),
    [
        ({"reps": 8.0, "rir": 3.0}, 1.0),
        ({"reps": 8.0, "rir": None}, 1.0),
        ({"reps": 8.0, "rir": 4.0}, 0.75),
        ({"reps": 8.0, "rir": 5.0}, 0.5),
        ({"reps": 8.0, "rir": 6.0}, 0.0),
        ({"reps": 28.0, "rir": 2.0}, 1.0),
        ({"reps": 29.0, "rir": 2.0}, 0.0),
        ({"reps": 2.0, "rir": 1.0}, 1.0),  # n 3, and its own reference: 93%
        ({"reps": 8.0, "kind": "warm_up"}, 0.0),
        ({"reps": 8.0, "kind": "test"}, 0.0),
        ({"reps": 8.0, "kind": "drop"}, 1.0),
        ({"reps": None, "duration_s": 60.0}, 0.0),
        ({"exercise": "leg_curl_single", "reps": 8.0, "side": "left"}, 0.5),
        ({"exercise": "treadmill", "reps": 8.0}, 0.0),
    ],
    ids=str,
)
def test_how_much_of_a_hard_set_it_was(grade: Grade, row: Row, hard: float) -> None:
    assert grade([row])["hard"].to_list() == [hard]


def test_a_light_double_is_not_hard(grade: Grade) -> None:
    flagged = {"kind": "warm_up", "load_kg": 40.0}  # the file marks its warm-ups, so none is inferred
    found = grade(
        [flagged, {"load_kg": 60.0, "reps": 2.0, "rir": 2.0}, {"load_kg": 100.0, "reps": 2.0, "rir": 2.0}]
    )
    # Reference = precision-weighted mean of both = 85.8 kg on the log scale's middle; 60 is 70%, 100 is 117%.
    assert found["hard"].to_list() == [0.0, 0.0, 1.0]


@pytest.mark.parametrize(
    ("row", "effective_kg", "tonnage_kg"),
    [
        ({"load_kg": 100.0, "reps": 5.0}, 100.0, 500.0),
        ({"exercise": "db_bench", "load_kg": 30.0, "reps": 10.0}, 30.0, 600.0),
        ({"exercise": "split_squat", "load_kg": 20.0, "reps": 10.0}, 20.0, 800.0),
        ({"exercise": "split_squat", "load_kg": 20.0, "reps": 10.0, "side": "left"}, 20.0, 400.0),
        ({"exercise": "leg_curl_single", "load_kg": 25.0, "reps": 10.0}, 25.0, 500.0),
        ({"exercise": "leg_curl_single", "load_kg": 25.0, "reps": 10.0, "side": "each"}, 25.0, 500.0),
        ({"exercise": "pull_up", "load_kg": None, "reps": 8.0}, 80.0, 640.0),
        ({"exercise": "pull_up", "load_kg": 20.0, "reps": 5.0}, 100.0, 500.0),
        ({"exercise": "pull_up", "load_kg": None, "assistance_kg": 20.0, "reps": 5.0}, 60.0, 300.0),
        ({"exercise": "assisted_pull_up", "load_kg": 30.0, "reps": 10.0}, 50.0, 500.0),
        ({"exercise": "assisted_pull_up", "load_kg": None, "assistance_kg": 30.0, "reps": 10.0}, 50.0, 500.0),
        ({"exercise": "assisted_pull_up", "load_kg": 90.0, "reps": 10.0}, None, None),
        ({"exercise": "ab_wheel", "load_kg": None, "reps": 10.0}, None, None),
        ({"exercise": None, "lift": "My machine", "load_kg": 50.0, "reps": 10.0}, 50.0, 500.0),
        ({"load_kg": None, "reps": 10.0}, None, None),
        ({"load_kg": 50.0, "reps": None, "duration_s": 20.0}, 50.0, None),
    ],
    ids=str,
)
def test_what_a_set_weighed(
    grade: Grade, row: Row, effective_kg: float | None, tonnage_kg: float | None
) -> None:
    (found,) = grade([row], bodyweight=WEIGHS_80).iter_rows(named=True)
    assert (found["load_eff_kg"], found["tonnage_kg"]) == (effective_kg, tonnage_kg)


def test_without_bodyweight_a_pull_up_has_reps_and_no_load(grade: Grade) -> None:
    (found,) = grade([{"exercise": "pull_up", "load_kg": 10.0}]).iter_rows(named=True)
    assert (found["load_eff_kg"], found["tonnage_kg"], found["e1rm_kg"]) == (None, None, None)
    assert (found["load_kg"], found["hard"]) == (10.0, 1.0)


def test_each_set_takes_the_last_weigh_in_before_it(grade: Grade) -> None:
    weighed = pl.DataFrame({"on": [date(2026, 1, 10), date(2026, 1, 20)], "bodyweight_kg": [80.0, 82.0]})
    days = [date(2026, 1, 1), date(2026, 1, 10), date(2026, 1, 19), date(2026, 2, 1)]
    found = grade([{"on": on, "exercise": "pull_up", "load_kg": None} for on in days], bodyweight=weighed)
    assert found["load_eff_kg"].to_list() == [80, 80, 80, 82]


def test_light_sets_before_the_top_set_are_warm_ups(grade: Grade) -> None:
    loads = [20.0, 50.0, 60.0, 100.0, 50.0]
    found = grade([{"load_kg": load, "rir": None} for load in loads])
    assert found["kind"].to_list() == ["warm_up", "warm_up", "work", "work", "work"]
    assert found["warm_up_inferred"].to_list() == [True, True, False, False, False]


def test_a_light_set_of_many_reps_is_work(grade: Grade) -> None:
    found = grade([{"load_kg": 50.0, "reps": 11.0}, {"load_kg": 100.0}])
    assert found["kind"].to_list() == ["work", "work"]


def test_a_file_that_marks_its_warm_ups_is_taken_at_its_word(grade: Grade) -> None:
    marked = [{"kind": "warm_up", "load_kg": 20.0}, {"load_kg": 40.0}, {"load_kg": 100.0}]
    unmarked = [
        {"load_kg": 40.0, "source": "f2", "session": "s2"},
        {"load_kg": 100.0, "source": "f2", "session": "s2"},
    ]
    found = grade([*marked, *unmarked])
    assert found.filter(pl.col("source") == "f1")["warm_up_inferred"].sum() == 0
    assert found.filter(pl.col("source") == "f2")["warm_up_inferred"].to_list() == [True, False]


def test_a_comment_on_one_set_does_not_mark_the_file(grade: Grade) -> None:
    read = {"kind": "warm_up", "load_kg": 20.0, "note": "warm up", "from_note": "kind"}
    found = grade([read, {"load_kg": 40.0, "session": "s2"}, {"load_kg": 100.0, "session": "s2"}])
    assert found["kind"].to_list() == ["warm_up", "warm_up", "work"]
    assert found["warm_up_inferred"].to_list() == [False, True, False]


def test_percentages_stand_on_the_sessions_before_the_month(grade: Grade) -> None:
    on = date(2026, 2, 1)
    before = [
        (on - timedelta(days=lead), load) for lead, load in ((30, 60.0), (20, 90.0), (10, 100.0), (3, 110.0))
    ]
    rows = [{"on": day, "load_kg": load, "rir": 2.0} for day, load in before]
    found = grade([*rows, {"on": on, "load_kg": 121.6}])
    assert found["pct_1rm"][-1] == pytest.approx(100.0)  # median session value 100 x 1.216
    assert found["pct_1rm"][0] == pytest.approx(100 * 60 / (90 * 1.216))  # first month: its first three


def test_within_a_phase_the_reference_stands_still(grade: Grade) -> None:
    days = [date(2026, 1, 20), date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)]
    rows = [{"on": on, "load_kg": load} for on, load in zip(days, (100.0, 110.0, 115.0, 121.6), strict=True)]
    found = grade(rows, reference_from=date(2026, 2, 1))
    assert found["pct_1rm"].to_list()[1:] == pytest.approx([100 * 110 / 121.6, 100 * 115 / 121.6, 100.0])


def test_after_a_long_break_the_first_sessions_of_the_month_are_the_reference(grade: Grade) -> None:
    rows = [{"on": date(2025, 6, 2), "load_kg": 200.0}]
    rows += [
        {"on": date(2026, 1, day), "load_kg": load}
        for day, load in ((5, 100.0), (8, 102.0), (12, 104.0), (15, 150.0))
    ]
    found = grade(rows)
    assert found["pct_1rm"][1] == pytest.approx(100 * 100 / (102 * 1.216))


WEEKLY = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(16)]


def loads(grade: Grade, *kilograms: float, **row: Any) -> dy.DataFrame[GradedSets]:
    return grade([{"on": on, "load_kg": kg, **row} for on, kg in zip(WEEKLY, kilograms, strict=False)])


def test_a_slip_of_the_keyboard_is_kept_and_left_out_of_the_numbers(grade: Grade) -> None:
    found = loads(grade, 86, 86, 86, 846, 86, 86)
    doubtful = graded.quarantine(found)
    assert doubtful["load_kg"].to_list() == [846]
    assert doubtful["quarantine"].to_list() == ["9.8 times what the sessions around it imply"]
    assert doubtful.select("load_eff_kg", "tonnage_kg", "e1rm_kg", "pct_1rm").row(0) == (
        None,
        None,
        None,
        None,
    )
    assert doubtful["hard"].to_list() == [1.0]
    assert found.height == 6


def test_pounds_entered_as_kilograms_are_named(grade: Grade) -> None:
    doubtful = graded.quarantine(loads(grade, 80, 81, 82, 182, 83, 84))
    assert doubtful["quarantine"].str.ends_with("perhaps pounds entered as kilograms").to_list() == [True]


@pytest.mark.parametrize("slip", [8.0, 19.5])
def test_a_digit_or_a_bar_that_is_missing_is_named(grade: Grade, slip: float) -> None:
    doubtful = graded.quarantine(loads(grade, 80, 81, 82, slip, 83, 84))
    assert doubtful["load_kg"].to_list() == [slip]
    assert doubtful["quarantine"].str.ends_with("perhaps a digit, or the bar, is missing").to_list() == [True]
    assert doubtful["log_e1rm"].to_list() == [None]
    assert doubtful["tonnage_kg"].null_count() == 0


def test_one_set_of_a_session_can_be_far_too_low(grade: Grade) -> None:
    usual = [{"on": on, "load_kg": 80.0} for on in WEEKLY[:7]]
    doubtful = graded.quarantine(grade([*usual, {"on": WEEKLY[3], "load_kg": 8.0}]))
    assert doubtful.select("performed_on", "load_kg").rows() == [(WEEKLY[3], 8.0)]


def test_a_machine_with_another_stack_is_not_far_too_low(grade: Grade) -> None:
    assert graded.quarantine(loads(grade, *(80, 80, 80, 10) * 4)).is_empty()


def test_kilograms_entered_as_pounds_are_named(grade: Grade) -> None:
    doubtful = graded.quarantine(loads(grade, 80, 80, 80, 36.3, 80, 80))
    assert doubtful["quarantine"].str.ends_with("perhaps kilograms entered as pounds").to_list() == [True]
    assert doubtful["tonnage_kg"].to_list() == [pytest.approx(181.5)]


@pytest.mark.parametrize(
    "kilograms",
    [
        (60, 60, 60, 80, 80, 80),  # a jump that lasts
        (40, 44, 48, 53, 58, 64, 70),  # a beginner
        (100, 100, 100, 70, 100, 100),  # a light day
        (100, 100, 100, 115, 100, 100),  # a good day
        (6, 6, 6, 8, 6, 6, 6),  # the next dumbbell
        (20, 40, 60),  # a beginner's first sessions, the empty bar among them
        (20, 40),
        (10, 95, 112.5),  # a light session beside two usual ones
        (*[100] * 8, 140),  # a last session that nothing follows yet
        (100, 130, 100, 130, 100, 130, 100, 130, 100),  # two machines in turn
        (100, 100, 100, 130) * 3 + (100, 100, 100),  # now and then another machine
    ],
)
def test_what_is_not_in_doubt(grade: Grade, kilograms: tuple[float, ...]) -> None:
    assert graded.quarantine(loads(grade, *kilograms)).is_empty()


@pytest.mark.parametrize("kilograms", [(86, 846, 86), (86, 846), (846, 86)])
def test_with_few_sessions_a_set_is_held_against_the_lifts_others(
    grade: Grade, kilograms: tuple[float, ...]
) -> None:
    doubtful = graded.quarantine(loads(grade, *kilograms))
    assert doubtful.select("load_kg", "tonnage_kg", "quarantine").rows() == [
        (846, None, "to confirm: 9.8 times what the lift's other sessions imply")
    ]


def test_a_jump_in_the_last_session_is_to_be_confirmed_only_if_it_is_large(grade: Grade) -> None:
    assert graded.quarantine(loads(grade, *[100] * 8, 125)).is_empty()
    doubtful = graded.quarantine(loads(grade, *[100] * 8, 160))
    assert doubtful["quarantine"].to_list() == ["to confirm: 1.6 times what the sessions around it imply"]
    assert doubtful["tonnage_kg"].to_list() == [800]


def test_reps_beyond_belief_are_in_doubt(grade: Grade) -> None:
    rows: list[Row] = [{"on": on, "load_kg": 60.0} for on in WEEKLY[:4]]
    doubtful = graded.quarantine(grade([*rows, {"on": WEEKLY[4], "load_kg": 60.0, "reps": 555.0}]))
    assert doubtful.select("reps", "tonnage_kg", "quarantine").rows() == [
        (555, None, "555 reps, where the lift's usual number is 5")
    ]
    alone = graded.quarantine(grade([{"load_kg": 60.0, "reps": 555.0}]))
    assert alone["quarantine"].to_list() == ["to confirm: more than 100 reps with a load"]


@pytest.mark.parametrize(
    "finisher", [{"reps": 60.0, "load_kg": 30.0}, {"reps": 40.0}, {"reps": None, "duration_s": 60.0}]
)
def test_many_reps_that_can_be_right_are_not_in_doubt(grade: Grade, finisher: Row) -> None:
    rows: list[Row] = [{"on": on, "load_kg": 60.0} for on in WEEKLY[:4]]
    assert graded.quarantine(grade([*rows, {"on": WEEKLY[4], "load_kg": 60.0, **finisher}])).is_empty()


def test_effort_that_is_not_logged_is_assumed_for_the_gate_of_hard_sets_too(grade: Grade) -> None:
    # Against 100 x 5 (121.6 kg) the sets of 50 kg are 41%: three reps make n 5 with the two assumed, two make 4.
    rows = [{"on": on, "rir": None} for on in WEEKLY[:2]]
    light = [{"on": date(2026, 2, 2), "load_kg": 50.0, "reps": reps, "rir": None} for reps in (3.0, 2.0)]
    found = grade([{"kind": "warm_up", "load_kg": 20.0}, *rows, *light])
    assert found["hard"].to_list()[-2:] == [1.0, 0.0]


def test_the_bodys_part_of_a_load_is_told_apart(grade: Grade) -> None:
    rows: list[Row] = [{"exercise": "pull_up", "load_kg": 20.0}, {"exercise": "assisted_pull_up"}, {}]
    assert grade(rows, bodyweight=WEIGHS_80)["body_kg"].to_list() == [80, 80, 0]
    assert grade(rows)["body_kg"].to_list() == [None, None, 0]


def test_a_tested_maximum_after_easy_weeks_is_not_in_doubt(grade: Grade) -> None:
    rows = [{"on": on, "load_kg": 100.0, "rir": None} for on in WEEKLY[:5]]
    assert graded.quarantine(
        grade([*rows, {"on": WEEKLY[5], "load_kg": 150.0, "reps": 1.0, "rir": None}])
    ).is_empty()


def test_weeks_are_named_by_their_monday(grade: Grade) -> None:
    found = grade([{"on": date(2026, 1, 4)}, {"on": date(2026, 1, 5)}, {"on": date(2026, 1, 11)}])
    assert found["week"].to_list() == [date(2025, 12, 29), date(2026, 1, 5), date(2026, 1, 5)]


def test_a_set_that_led_up_to_a_heavier_long_one_says_nothing_of_the_maximum(grade: Grade) -> None:
    rows = [
        {"load_kg": load, "reps": reps, "rir": None}
        for load, reps in ((100.0, 10.0), (140.0, 12.0), (180.0, 15.0))
    ]
    assert grade(rows)["log_e1rm"].is_null().all()
    heavier_last = [
        {"load_kg": 100.0, "reps": 15.0, "rir": None},
        {"load_kg": 120.0, "reps": 8.0, "rir": None},
    ]
    assert grade(heavier_last)["log_e1rm"].is_not_null().to_list() == [False, True]


def test_reps_above_the_reference_prove_it_wrong(grade: Grade) -> None:
    rows = [
        {"on": date(2026, 1, 5), "load_kg": 60.0, "reps": 5.0, "rir": 0.0},
        {"on": date(2026, 2, 9), "load_kg": 100.0, "reps": 8.0, "rir": 0.0},
        {"on": date(2026, 2, 9), "load_kg": 60.0, "reps": 8.0, "rir": 0.0},
    ]
    percent = grade(rows)["pct_1rm"].to_list()
    assert percent[1] is None
    assert percent[2] == pytest.approx(100 / (1 + 0.036 * 4), rel=0.02)
