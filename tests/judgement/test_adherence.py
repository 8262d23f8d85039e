"""Plan beside log, with numbers worked by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple, cast

import dataframely as dy
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.ingest import plans
from analysis.judgement import adherence
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import graded
from analysis.settings import ClientSettings
from analysis.tables import GradedSets, Phases, SessionStyles, Sets, WeekStyles

MONDAY = date(2026, 1, 5)
BENCH, SQUAT, CURL = "bench_press_barbell", "back_squat_barbell", "biceps_curl_dumbbell"
EMPTY: dict[str, Any] = {
    "client": "ana", "source": "f" * 64, "source_part": 0, "time_known": True, "kind": "work", "rir": 2.0,
}  # fmt: skip


class Done(NamedTuple):
    """Sets of one lift on a day, counted from the Monday the plan starts on."""

    day: int
    lift: str
    reps: Sequence[float]
    load_kg: float | None = 80.0
    rest_s: float | None = None
    side: str | None = None
    hour: int = 18


def log(*done: Done) -> dy.DataFrame[GradedSets]:
    """Graded sets, in order."""
    rows: list[dict[str, Any]] = []
    for each in done:
        at = datetime.combine(MONDAY + timedelta(days=each.day), time(each.hour))
        rows += [
            EMPTY
            | {
                "source_line": len(rows) + number, "session": f"{at}", "performed_at": at, "exercise_logged": each.lift,
                "exercise": each.lift, "lift": each.lift, "set_number": number, "load_kg": each.load_kg,
                "reps": float(reps), "rest_s": each.rest_s, "side": each.side,
            }
            for number, reps in enumerate(each.reps, start=1)
        ]  # fmt: skip
    schema = {name: column.dtype for name, column in Sets.columns().items()}
    return graded.grade(Sets.validate(pl.DataFrame(rows, schema=schema)))


def weeks_of(*labels: tuple[str | None, str, float | None]) -> dy.DataFrame[WeekStyles]:
    """Weeks from the Monday on: label, kind, style index."""
    rows = [
        {"week": MONDAY + timedelta(weeks=place), "label": label, "kind": kind, "style": style,
         "sessions": 3, "work_sets": 10.0, "hard_sets": 10.0, "reps": 50.0}
        for place, (label, kind, style) in enumerate(labels)
    ]  # fmt: skip
    schema = {name: column.dtype for name, column in WeekStyles.columns().items()}
    return WeekStyles.validate(pl.DataFrame(rows, schema=schema))


def found(*labels: tuple[int, str]) -> dy.DataFrame[Phases]:
    """Phases of the log: first week, label; what the lag is not judged by is left out."""
    rows = [
        (place, MONDAY + timedelta(weeks=week), label) for place, (week, label) in enumerate(labels, start=1)
    ]
    schema = {name: Phases.columns()[name].dtype for name in ("phase", "starts_on", "label")}
    return cast("dy.DataFrame[Phases]", pl.DataFrame(rows, schema=schema, orient="row"))


def stamped(day: int, rest_s: float, known_by: str = "timestamps") -> dy.DataFrame[SessionStyles]:
    """A session of a day, with its rest."""
    at = datetime.combine(MONDAY + timedelta(days=day), time(18))
    row = {
        "session": f"{at}", "performed_at": at, "performed_on": at.date(), "week": MONDAY, "work_sets": 3.0,
        "hard_sets": 3.0, "rest_s": rest_s, "rest_known_by": known_by,
    }  # fmt: skip
    schema = {name: column.dtype for name, column in SessionStyles.columns().items()}
    return SessionStyles.validate(pl.DataFrame([row], schema=schema))


def judge(
    plan: str,
    *done: Done,
    as_of: date | int = 27,
    weeks: dy.DataFrame[WeekStyles] | None = None,
    phases: dy.DataFrame[Phases] | None = None,
    sessions: dy.DataFrame[SessionStyles] | None = None,
    main_lifts: Sequence[str] = (BENCH, SQUAT),
    weekly: bool = False,
    changed: dict[str, float] | None = None,
) -> list[dict[str, Any]]:
    """Adherence to the plan of a `client.toml`, as rows; `as_of` as a day or counted from the Monday."""
    stated = ClientSettings.model_validate(tomllib.loads(plan))
    planned = plans.plan("ana", stated)
    sets = log(*done) if done else GradedSets.create_empty()
    performed = pl.DataFrame(
        schema={"exercise_logged": pl.String, "lift": pl.String, "performed_at": pl.Datetime("us")}
    )
    held = adherence.of(
        sets,
        sessions if sessions is not None else SessionStyles.create_empty(),
        weeks if weeks is not None else WeekStyles.create_empty(),
        planned,
        plans.days("ana", stated),
        plans.sets("ana", stated, planned=planned, performed=performed, aliases={}, file=Path("client.toml")),
        main_lifts=main_lifts,
        phases=phases if phases is not None else Phases.create_empty(),
        as_of=as_of if isinstance(as_of, date) else MONDAY + timedelta(days=as_of),
        thresholds=Thresholds(changed or {}),
    )
    return (held.weeks if weekly else held.phases).to_dicts()


def phase(more: str = "", *, style: str = "strength", starts_on: date = MONDAY, weeks: int = 4) -> str:
    return f'[[phase]]\nstyle = "{style}"\nstarts_on = {starts_on}\nweeks = {weeks}\n{more}\n'


def day(weekday: str, more: str = "") -> str:
    return f'[[phase.day]]\nweekday = "{weekday}"\n{more}\n'


FIVES = (5, 5, 5)


def test_no_plan_gives_no_row() -> None:
    assert judge("", Done(0, BENCH, FIVES)) == []


def test_a_phase_that_has_not_begun_gives_no_row() -> None:
    assert judge(phase(starts_on=date(2026, 3, 2)), Done(0, BENCH, FIVES)) == []


def test_sessions_are_held_against_the_calendar_where_weekdays_are_planned() -> None:
    # as of Wednesday of the second week: Mon, Fri, Mon were planned; Mon and (moved) Thursday were done
    (row,) = judge(
        phase(day("monday") + day("friday")), Done(0, BENCH, FIVES), Done(3, BENCH, FIVES), as_of=9
    )
    assert (row["sessions_planned"], row["sessions_done"]) == (3, 2)
    assert row["sessions_pct"] == pytest.approx(200 / 3)
    assert row["days_pct"] == pytest.approx(100 / 3)
    assert row["ends_on"] == date(2026, 1, 14)
    assert row["weeks"] == pytest.approx(10 / 7)


def test_without_weekdays_sessions_are_prorated_to_the_day() -> None:
    done = [Done(place, BENCH, FIVES) for place in (0, 2, 4, 7)]
    planned = [
        judge(phase("days_per_week = 3"), *done, as_of=as_of)[0]["sessions_planned"]
        for as_of in (0, 1, 2, 6, 9, 27)
    ]
    assert planned == [0, 1, 1, 3, 4, 12]  # 3/7, 6/7, 9/7, 3, 30/7, 12
    assert judge(phase("days_per_week = 3"), *done, as_of=0)[0]["sessions_pct"] is None
    assert judge(phase("days_per_week = 3"), *done, as_of=9)[0]["days_pct"] is None


def test_days_that_are_fewer_than_the_planned_sessions_do_not_bound_them() -> None:
    (row,) = judge(phase("days_per_week = 3\n" + day("monday")), Done(0, BENCH, FIVES))
    assert row["sessions_planned"] == 12


def test_more_sessions_than_planned_are_no_more_than_all() -> None:
    done = [Done(place, BENCH, FIVES) for place in range(10)]
    (row,) = judge(phase("days_per_week = 1", weeks=1), *done, as_of=6)
    assert (row["sessions_done"], row["sessions_pct"]) == (7, 100.0)


def test_two_sessions_of_one_day_are_two() -> None:
    (row,) = judge(
        phase(day("monday"), weeks=1), Done(0, BENCH, FIVES, hour=7), Done(0, SQUAT, FIVES), as_of=6
    )
    assert (row["sessions_done"], row["days_pct"]) == (2, 100.0)


def test_a_session_after_the_phase_or_before_it_is_not_its() -> None:
    row, = judge(phase(weeks=1, starts_on=date(2026, 1, 12)), Done(6, BENCH, FIVES), Done(7, BENCH, FIVES), Done(14, BENCH, FIVES))  # fmt: skip
    assert row["sessions_done"] == 1


def test_a_session_without_a_work_set_is_none() -> None:
    (row,) = judge(phase("days_per_week = 3"), Done(0, "running", (1,), None))
    assert row["sessions_done"] == 0


@pytest.mark.parametrize(
    ("reps", "inside"),
    [(3, 0.0), (4, 100.0), (6, 100.0), (7, 100.0), (8, 0.0)],  # 4 to 6, a fifth wider: 3.2 to 7.2
)
def test_reps_are_inside_their_range_or_its_tolerance(reps: int, inside: float) -> None:
    (row,) = judge(phase("reps = [4, 6]"), Done(0, BENCH, (reps,)))
    assert row["reps_pct"] == inside


def test_the_tolerance_of_reps_is_a_threshold() -> None:
    (row,) = judge(phase("reps = [4, 6]"), Done(0, BENCH, (7,)), changed={"adherence.reps_tolerance_pct": 0})
    assert row["reps_pct"] == 0.0


MIXED = phase(
    day("monday", "reps = [5, 8]\naccessory_reps = [10, 12]") + day("friday", "reps = [8, 10]"),
    style="combination",
)


@pytest.mark.parametrize(
    ("done", "inside"),
    [
        (Done(0, BENCH, (6, 6, 12)), 2),  # a main lift on Monday: 5 to 8
        (Done(0, CURL, (6, 6, 12), 10.0), 1),  # another: 10 to 12
        (
            Done(0, "romanian_deadlift_barbell", (6, 6, 12)),
            2,
        ),  # a main lift of the catalogue, if not of the report
        (Done(0, "leg_press_machine", (6, 6, 12)), 2),  # of the report, if not of the catalogue
        (Done(4, CURL, (7, 9, 14), 10.0), 2),  # on Friday all alike: 8 to 10
        (Done(1, CURL, (6, 14, 16), 10.0), 2),  # on a day that is not planned: the phase's 5 to 12
    ],
)
def test_each_kind_of_lift_has_its_days_reps(done: Done, inside: int) -> None:
    row = judge(MIXED, done, main_lifts=[BENCH, "leg_press_machine"])[0]
    assert row["reps_pct"] == pytest.approx(100 * inside / 3)


def test_what_is_planned_for_a_lift_goes_before_what_is_planned_for_its_day() -> None:
    plan = phase("reps = [4, 6]\n" + day("monday", 'exercises = ["Biceps Curl Dumbbell: 15, 12"]'))
    (row,) = judge(plan, Done(0, CURL, (14, 5), 10.0), Done(0, BENCH, (5, 14)))
    assert row["reps_pct"] == 50.0


def test_sets_of_one_side_count_half() -> None:
    # 2 sets of both sides inside, 1 of the left and 1 of the right outside: 2 of 3
    row, = judge(
        phase("reps = [4, 6]"),
        Done(0, BENCH, (5, 5)), Done(0, CURL, (12,), 10.0, None, "left"), Done(0, CURL, (12,), 10.0, None, "right"),
    )  # fmt: skip
    assert row["reps_pct"] == pytest.approx(200 / 3)


def test_named_sets_count_lift_by_lift_and_week_by_week() -> None:
    plan = phase(day("monday", 'exercises = ["Bench Press: 3 x 5", "Back Squat: 2 x 5"]'), weeks=2)
    row, = judge(
        plan,
        Done(0, BENCH, (5,) * 5), Done(0, CURL, (10,) * 4, 10.0),  # 3 of 3: two too many, and curls are not planned
        Done(2, SQUAT, (5,)),  # 1 of 2, moved to Wednesday
        Done(8, BENCH, (5,) * 2), Done(8, SQUAT, (5,) * 2),  # 2 of 3 and 2 of 2
        as_of=13,
    )  # fmt: skip
    assert row["sets_pct"] == pytest.approx(100 * (3 + 1 + 2 + 2) / 10)


def test_a_number_of_sets_counts_all_but_those_that_are_named_or_of_a_day_without_a_number() -> None:
    plan = phase(
        day("monday", 'exercises = ["Bench Press: 3 x 5"]') + day("wednesday", "sets = 10") + day("friday"),
        weeks=1,
    )
    row, = judge(
        plan,
        Done(0, BENCH, (5,) * 3), Done(0, CURL, (10,), 10.0), Done(2, SQUAT, (5,) * 4), Done(3, SQUAT, (5,) * 2),
        Done(4, SQUAT, (5,) * 6),  # Friday asks for no number
        as_of=6,
    )  # fmt: skip
    assert row["sets_pct"] == pytest.approx(100 * (3 + 1 + 4 + 2) / 13)


def test_sets_of_days_that_are_not_due_yet_are_not_asked_for() -> None:
    (row,) = judge(
        phase(day("monday", "sets = 3") + day("friday", "sets = 9")), Done(0, BENCH, FIVES), as_of=2
    )
    assert row["sets_pct"] == 100.0


def test_no_planned_sets_are_not_known_and_planned_sets_not_done_are_none() -> None:
    assert judge(phase("reps = [4, 6]"), Done(0, BENCH, FIVES))[0]["sets_pct"] is None
    assert judge(phase(day("monday", "sets = 3")), Done(40, BENCH, FIVES))[0]["sets_pct"] == 0.0


@pytest.mark.parametrize(("rest_s", "inside"), [(134, 0.0), (135, 100.0), (300, 100.0), (301, 0.0)])
def test_rests_are_inside_their_range_or_its_tolerance(rest_s: float, inside: float) -> None:
    (row,) = judge(phase("rest_s = [180, 240]"), Done(0, BENCH, FIVES, 80.0, rest_s))
    assert row["rest_pct"] == inside


def test_a_mixed_day_asks_for_no_rest_and_no_rest_is_not_known() -> None:
    block = f'[[phase]]\ntemplate = "periodised-12"\nstarts_on = {MONDAY - timedelta(weeks=8)}\n'
    *_, row = judge(block, Done(0, BENCH, FIVES, 80.0, 300.0), Done(1, BENCH, FIVES, 80.0, 300.0))
    assert (row["style"], row["rest_pct"]) == ("combination", None)
    *_, row = judge(block, Done(4, BENCH, (9, 9), 80.0, 100.0), Done(5, BENCH, FIVES, 80.0, 300.0))
    assert row["rest_pct"] == 100.0
    assert judge(phase("rest_s = [180, 240]"), Done(0, BENCH, FIVES))[0]["rest_pct"] is None


def test_a_day_that_plans_no_rest_is_not_held_to_that_of_another() -> None:
    plan = phase(day("monday") + day("friday", "rest_s = [60, 90]"))
    done = Done(0, BENCH, FIVES, 80.0, 300.0), Done(4, BENCH, FIVES, 80.0, 60.0)
    assert judge(plan, *done)[0]["rest_pct"] == 100.0


def test_where_no_rest_is_logged_the_times_of_sets_tell_and_estimates_do_not() -> None:
    plan = phase("rest_s = [180, 240]")
    done = Done(0, BENCH, FIVES), Done(2, BENCH, FIVES)
    assert judge(plan, *done, sessions=stamped(0, 200.0))[0]["rest_pct"] == 100.0
    both = SessionStyles.validate(pl.concat([stamped(0, 200.0), stamped(2, 60.0)]))
    assert judge(plan, *done, sessions=both)[0]["rest_pct"] == 50.0
    assert judge(plan, *done, sessions=stamped(0, 200.0, "estimated"))[0]["rest_pct"] is None
    logged = Done(0, BENCH, FIVES, 80.0, 60.0), Done(2, BENCH, FIVES)
    assert judge(plan, *logged, sessions=stamped(2, 200.0))[0]["rest_pct"] == 0.0


@pytest.mark.parametrize(
    ("then", "now", "more"),
    [
        ((80.0, FIVES), (82.5, FIVES), True),  # more weight
        ((80.0, FIVES), (82.5, (3,)), True),
        ((80.0, FIVES), (80.0, (6, 5, 5)), True),  # more reps
        ((80.0, (6, 4, 4)), (80.0, (5, 5, 5)), True),  # more reps in all
        ((80.0, (5, 5, 5)), (80.0, (6, 4, 4)), True),  # more in the best set
        ((80.0, FIVES), (80.0, (5, 5, 5, 5)), True),  # more sets
        ((80.0, FIVES), (80.0, (4, 4, 4, 2)), True),
        ((80.0, FIVES), (80.0, FIVES), False),
        ((80.0, FIVES), (77.5, (8, 8, 8, 8)), False),
        ((None, (8, 8)), (None, (9, 8)), True),
    ],
)
def test_more_is_more_weight_more_reps_or_more_sets(
    then: tuple[float | None, Sequence[int]], now: tuple[float | None, Sequence[int]], *, more: bool
) -> None:
    lift = BENCH if then[0] else "pull_up_bodyweight"
    (row,) = judge(phase(), Done(0, lift, then[1], then[0]), Done(2, lift, now[1], now[0]), main_lifts=[lift])
    assert row["progression_pct"] == (100.0 if more else 0.0)


def test_progression_is_of_main_lifts_and_needs_a_session_before() -> None:
    assert judge(phase(), Done(0, BENCH, FIVES), Done(2, SQUAT, FIVES))[0]["progression_pct"] is None
    assert (
        judge(phase(), Done(0, CURL, FIVES, 10.0), Done(2, CURL, FIVES, 12.0))[0]["progression_pct"] is None
    )
    deload = phase(style="deload")
    assert judge(deload, Done(0, BENCH, FIVES), Done(2, BENCH, FIVES, 90.0))[0]["progression_pct"] is None
    first_of_the_phase = Done(-3, BENCH, FIVES, 70.0), Done(0, BENCH, FIVES)
    assert judge(phase(), *first_of_the_phase)[0]["progression_pct"] is None


def test_a_heavy_and_a_light_day_are_no_progress_on_one_another() -> None:
    done = [
        Done(0, BENCH, FIVES, 100.0), Done(4, BENCH, (10, 10), 70.0),
        Done(7, BENCH, FIVES, 100.0), Done(11, BENCH, (10, 10), 72.5),
    ]  # fmt: skip
    assert judge(phase(day("monday") + day("friday")), *done)[0]["progression_pct"] == 50.0
    assert judge(phase(), *done)[0]["progression_pct"] == pytest.approx(100 / 3)


STRENGTH, GAP, DELOAD = ("strength", "trained", 0.7), (None, "gap", None), ("strength", "deload", 0.4)
SIZE = ("hypertrophy", "trained", -0.7)


def test_style_is_compared_in_weeks_of_full_training_alone() -> None:
    (row,) = judge(phase(), weeks=weeks_of(STRENGTH, GAP, DELOAD, SIZE))
    assert row["style_pct"] == 50.0
    (row,) = judge(phase(style="deload"), weeks=weeks_of(STRENGTH, STRENGTH))
    assert row["style_pct"] is None


@pytest.mark.parametrize(
    ("label", "style", "agrees"),
    [
        ("combination", 0.0, True), ("mixed", 0.1, True), ("hypertrophy", -0.55, True), ("strength", 0.5, True),
        ("hypertrophy", -0.56, False), ("endurance", -0.1, False),
    ],
)  # fmt: skip
def test_a_planned_combination_agrees_with_what_lies_between_the_styles(
    label: str, style: float, *, agrees: bool
) -> None:
    (row,) = judge(phase(style="combination"), weeks=weeks_of((label, "trained", style)))
    assert row["style_pct"] == (100.0 if agrees else 0.0)


@pytest.mark.parametrize(
    ("planned", "label", "style", "agrees"),
    [
        ("hypertrophy", "mixed", -0.15, True), ("hypertrophy", "mixed", -0.14, False),
        ("hypertrophy", "combination", -0.3, False), ("strength", "mixed", 0.15, True),
        ("strength", "mixed", -0.3, False), ("strength", "hypertrophy", -0.36, False),
    ],
)  # fmt: skip
def test_a_week_of_sets_in_between_agrees_with_the_style_it_leans_to(
    planned: str, label: str, style: float, *, agrees: bool
) -> None:
    row = judge(phase(style=planned), weeks=weeks_of((label, "trained", style)))[0]
    assert row["style_pct"] == (100.0 if agrees else 0.0)


def test_a_week_belongs_to_the_phase_that_holds_its_thursday() -> None:
    friday = date(2026, 1, 16)  # of the second week
    rows = judge(
        phase(starts_on=MONDAY, weeks=1) + phase(style="hypertrophy", starts_on=friday, weeks=1),
        weeks=weeks_of(STRENGTH, STRENGTH, SIZE, STRENGTH),
    )
    assert [row["style_pct"] for row in rows] == [100.0, 100.0]
    assert rows[0]["kappa"] == 1.0


def test_kappa_is_cohens() -> None:
    plan = phase(weeks=2) + phase(style="hypertrophy", starts_on=date(2026, 1, 19), weeks=2)
    rows = judge(plan, weeks=weeks_of(STRENGTH, STRENGTH, SIZE, STRENGTH))
    assert [row["kappa"] for row in rows] == [0.5, 0.5]  # 3 of 4 agree, by chance 1/2
    assert judge(phase(), weeks=weeks_of(STRENGTH, STRENGTH))[0]["kappa"] is None


@pytest.mark.parametrize(
    ("labels", "lag"),
    [
        ([(0, "strength"), (4, "hypertrophy")], 0),
        ([(0, "strength"), (6, "hypertrophy")], 2),
        ([(0, "strength"), (3, "hypertrophy")], -1),
        ([(0, "strength"), (3, "mixed"), (6, "hypertrophy")], -1),  # the nearest
        ([(0, "strength"), (4, "strength")], None),  # a layoff is no change of style
        ([(0, "strength"), (8, "hypertrophy")], None),  # after the phase
        ([(0, "strength")], None),
        ([], None),
    ],
)
def test_the_lag_is_that_of_the_nearest_change_of_style(
    labels: list[tuple[int, str]], lag: int | None
) -> None:
    plan = phase() + phase(style="hypertrophy", starts_on=date(2026, 2, 2))
    first, second = judge(plan, phases=found(*labels), as_of=80)
    assert (first["boundary_lag_weeks"], second["boundary_lag_weeks"]) == (None, lag)


def test_a_planned_deload_is_no_change_of_style() -> None:
    plan = phase() + phase(style="deload", starts_on=date(2026, 2, 2), weeks=1)
    plan += phase(style="strength", starts_on=date(2026, 2, 9)) + phase(
        style="hypertrophy", starts_on=date(2026, 3, 9)
    )
    rows = judge(
        plan, phases=found((0, "strength"), (4, "mixed"), (5, "strength"), (10, "hypertrophy")), as_of=100
    )
    assert [row["boundary_lag_weeks"] for row in rows] == [None, None, None, 1]


THRICE = "days_per_week = 3\nreps = [4, 6]"


def sessions(count: int, reps: int = 5, weeks: int = 4) -> list[Done]:
    """So many sessions in the weeks, as even as may be."""
    return [Done(place * 7 * weeks // count, BENCH, (reps,) * 4) for place in range(count)]


@pytest.mark.parametrize(
    ("done", "labels", "overall"),
    [
        (sessions(10), [STRENGTH] * 4, "done"),  # 83%
        (sessions(9), [STRENGTH] * 4, "partly done"),  # 75%
        (sessions(5), [STRENGTH] * 4, "not done"),  # 42%
        (sessions(12, reps=12), [STRENGTH] * 4, "not done"),
        (sessions(12), [STRENGTH, STRENGTH, STRENGTH, SIZE], "partly done"),
        (sessions(12), [SIZE] * 4, "not done"),
        (sessions(12), [], "done"),
        ([], [], "not logged"),
    ],
)
def test_a_phase_is_as_well_done_as_the_least_of_sessions_reps_and_style(
    done: list[Done], labels: list[tuple[str, str, float]], overall: str
) -> None:
    (row,) = judge(phase(THRICE), *done, weeks=weeks_of(*labels))
    assert row["overall"] == overall


def test_a_young_phase_is_not_judged_but_a_short_one_that_is_over_is() -> None:
    assert judge(phase(THRICE), as_of=12)[0]["overall"] == "too early"
    assert judge(phase(THRICE), as_of=13)[0]["overall"] == "not logged"
    (over,) = judge(phase("days_per_week = 3", style="deload", weeks=1), *sessions(3, weeks=1), as_of=6)
    assert over["overall"] == "done"


def test_a_phase_of_which_nothing_can_be_told_is_not_called_done() -> None:
    (row,) = judge(phase(), *sessions(12))
    assert (row["sessions_done"], row["overall"]) == (12, "not logged")


def test_weeks_hold_their_own_days_and_the_style_stands_with_the_phase_of_most_days() -> None:
    plan = phase(day("monday", "sets = 3") + day("friday"), weeks=1) + phase(
        style="hypertrophy", starts_on=date(2026, 1, 12)
    )
    friday = date(2026, 1, 16)
    plan = phase(day("monday", "sets = 3") + day("friday"), weeks=1)
    plan += phase("reps = [8, 12]", style="hypertrophy", starts_on=friday, weeks=1)
    rows = judge(
        plan, Done(0, BENCH, FIVES), Done(11, BENCH, (10, 5)), Done(14, BENCH, (10,)),
        weeks=weeks_of(STRENGTH, SIZE, SIZE), weekly=True,
    )  # fmt: skip
    told = [
        (row["phase"], row["week"].day, row["planned"], row["trained"], row["sessions_planned"], row["sessions_done"],
         row["reps_pct"], row["sets_pct"])
        for row in rows
    ]  # fmt: skip
    assert told == [
        (1, 5, "strength", "strength", 2, 1, None, 100.0),
        (2, 12, "hypertrophy", None, None, 1, 50.0, None),
        (2, 19, "hypertrophy", "hypertrophy", None, 1, 100.0, None),
    ]


def test_weeks_count_as_planned_as_the_share_of_the_phase_counts_them() -> None:
    """A planned combination that comes close to hypertrophy, a week too far, and one of rest."""
    weeks = weeks_of(("hypertrophy", "trained", -0.5), ("hypertrophy", "trained", -0.9), GAP)
    done = [Done(at, BENCH, FIVES) for at in (0, 7)]
    plan = phase(style="combination", weeks=3)
    rows = judge(plan, *done, weeks=weeks, weekly=True)
    assert [row["as_planned"] for row in rows] == [True, False, None]
    assert judge(plan, *done, weeks=weeks)[0]["style_pct"] == 50.0


@settings(max_examples=10)
@given(st.lists(st.tuples(st.integers(0, 27), st.integers(1, 15)), min_size=1, max_size=12), st.randoms())
def test_the_order_of_rows_does_not_matter_and_shares_are_shares(
    done: list[tuple[int, int]], random: Any
) -> None:
    plan = phase(
        THRICE
        + "\n"
        + day("monday", "sets = 3")
        + day("wednesday", 'exercises = ["Bench Press: 3 x 5"]')
        + day("friday")
    )
    sets = [Done(at, BENCH, (reps,), 60.0 + place) for place, (at, reps) in enumerate(dict(done).items())]
    (row,) = judge(plan, *sets)
    shuffled = random.sample(sets, len(sets))
    (again,) = judge(plan, *shuffled)
    assert again == row
    shares = [row[name] for name in row if name.endswith("_pct") and row[name] is not None]
    assert all(0 <= share <= 100 for share in shares)
