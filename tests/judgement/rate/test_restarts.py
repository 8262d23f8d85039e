"""Loads set back at a phase's start: the way back is no progress, and nothing else is taken for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import exp, log
from typing import Any

import polars as pl
import pytest

from analysis.judgement import course, outlook
from analysis.judgement.case import Log
from analysis.judgement.rate import rates, remarks, restarts, strength
from analysis.judgement.rate.restarts import Restart, Restarts
from analysis.judgement.thresholds import Thresholds
from analysis.judgement.verdict import Verdict
from analysis.settings import ClientSettings

FIRST = date(2026, 1, 5)
PHASE = FIRST + timedelta(weeks=12)
"""Its first day: twelve weeks of the log lie before it."""
LIFTS = {"back_squat_barbell": 120.0, "bench_press_barbell": 90.0, "deadlift_barbell": 150.0}
HELD_BACK = "The loads start far below what the same lifts did in the weeks before the phase: "
Judged = Callable[..., Verdict]


@pytest.fixture(scope="module")
def judged(trained: Callable[..., Log], done: type[Any]) -> Judged:
    """The verdict on twelve weeks of three lifts, after twelve in which their loads stood still."""

    def of(
        starts_at: Mapping[str, float] | float, pct_a_week: float, *, reps: Sequence[float] = (5.0, 5.0), before: bool = True,
        without: Sequence[int] = (), rir: float | None = 2.0, **changed: float,
    ) -> Verdict:  # fmt: skip
        def session(week: int, place: int) -> list[Any]:
            def load(lift: str) -> float:
                if week < 12:
                    return LIFTS[lift]
                share = starts_at if isinstance(starts_at, float) else starts_at.get(lift, 1.0)
                pct = pct_a_week if share < 1.0 else 0.0
                return LIFTS[lift] * share * exp(pct / 100 * (week - 12 + place / 3))

            some = reps[week >= 12]
            shift = (1 + 0.034 * 6) / (1 + 0.034 * (some + 1))
            return [done(lift, 3, some, load(lift) * shift, rir) for lift in LIFTS]

        off = without if before else range(12)
        log = trained(session, weeks=24, without=off, changed=changed)
        found = course.case_of(log, first_on=PHASE, ended_on=log.as_of)
        assert found.verdict is not None
        return found.verdict

    return of


def test_a_programme_set_back_to_light_loads_is_not_called_working(judged: Judged) -> None:
    found = judged(0.5, 6.0)
    assert set(found.way_back) == set(LIFTS)
    assert (found.label, found.strength_label) == ("can't tell yet", "can't tell yet")
    assert found.why == f"{HELD_BACK}Back squat 49%, Bench press 49% and Deadlift 49%."
    assert found.notes[0 if "Training age" not in found.notes[0] else 1].startswith(found.why)
    assert sum("written down another way" in note for note in found.notes) == 1
    assert found.weeks_to_decide is None
    for style in ("strength", "hypertrophy", "combination"):
        assert outlook.sentence(replace(found, style=style), ended=True, most_weeks=16) == ""
    assert found.p_improving is not None
    assert found.p_improving > 0.97  # the rate is told as it is; what is withheld is its name
    assert found.growth is not None
    assert found.growth.performance.label == "can't tell yet"


def test_the_same_climb_with_nothing_before_it_is_called_what_it_was(judged: Judged) -> None:
    found = judged(0.5, 6.0, before=False)
    assert found.label == "working"
    assert "no progress" not in " ".join(found.notes)


@pytest.mark.parametrize(
    ("starts_at", "weeks_off"),
    [(0.85, ()), (0.8, (8, 9, 10, 11))],
    ids=["a programme's small reset", "back from four weeks off"],
)
def test_small_resets_and_returns_from_weeks_off_are_judged_as_before(
    judged: Judged, starts_at: float, weeks_off: Sequence[int]
) -> None:
    found = judged(starts_at, 1.5, without=weeks_off)
    assert found.label == "working"
    assert "no progress" not in " ".join(found.notes)


@pytest.mark.parametrize("reps", [(5.0, 10.0), (10.0, 5.0), (3.0, 10.0)])
@pytest.mark.parametrize("rir", [2.0, None])
def test_another_rep_range_is_no_reset(judged: Judged, reps: Sequence[float], rir: float | None) -> None:
    found = judged(0.99, 1.0, reps=reps, rir=rir)
    assert "no progress" not in " ".join(found.notes)
    assert HELD_BACK not in found.strength_why


def test_one_lift_set_back_is_left_out_and_the_others_are_judged(judged: Judged) -> None:
    found = judged({"bench_press_barbell": 0.5}, 6.0)
    assert [rate.lift for rate in found.lifts if rate.judged] == ["back_squat_barbell", "deadlift_barbell"]
    assert found.strength_label == "no worthwhile progress"
    (told,) = [rate for rate in found.lifts if not rate.judged]
    assert told.lift == "bench_press_barbell"
    assert found.growth is not None
    of_growth = [rate.lift for rate in found.growth.performance.lifts]
    assert sorted(of_growth) == ["back_squat_barbell", "deadlift_barbell"]
    assert (
        "Bench press has no part in this: its loads start 49% below what it did in the weeks before the phase, and the way"
        " back to there is no progress. A fall of about half can also be weights written down another way (one hand for both,"
        " kg for lb): then that is to be put right first." in found.notes
    )
    less = judged({"bench_press_barbell": 0.65}, 3.0)
    assert "no progress" in " ".join(less.notes)
    assert "written down another way" not in " ".join(less.notes)


def test_a_lift_set_back_far_with_others_half_as_far_is_a_programme_set_back(judged: Judged) -> None:
    shares = {"back_squat_barbell": 0.5, "bench_press_barbell": 0.8, "deadlift_barbell": 0.95}
    found = judged(shares, 6.0)
    assert found.strength_label == "can't tell yet"
    assert found.why == f"{HELD_BACK}Back squat 49%."
    alone = judged(shares | {"bench_press_barbell": 0.95}, 1.0)
    assert [rate.lift for rate in alone.lifts if rate.judged] == ["bench_press_barbell", "deadlift_barbell"]


def test_what_only_growth_was_set_back_in_is_not_said_of_strength(
    trained: Callable[..., Log], done: type[Any]
) -> None:
    """Main lifts of three reps go up along one line; the lifts of ten reps beside them restart at half."""

    def session(week: int, place: int) -> list[Any]:
        later = week - 12 + place / 3
        share = 0.5 * exp(0.06 * later) if week >= 12 else 1.0
        beside = {"leg_press_machine": 150.0, "lat_pulldown_cable": 60.0}
        grown = exp(0.006 * (week + place / 3))
        return [
            *(done(lift, 3, 3.0, kg * grown, 2.0) for lift, kg in LIFTS.items()),
            *(done(lift, 3, 10.0, kg * share, 2.0) for lift, kg in beside.items()),
        ]

    client = ClientSettings(main_lifts=tuple(LIFTS))
    log = replace(trained(session, weeks=24, client=client), main_lifts=tuple(LIFTS))
    found = course.case_of(log, first_on=PHASE, ended_on=log.as_of).verdict
    assert found is not None
    assert (found.strength_label, found.set_back) == ("working", False)
    assert found.growth is not None
    assert found.growth.performance.restarts.all_set_back
    (said,) = [note for note in found.notes if "no progress" in note]
    assert "The way back to there is no progress and growth is not called working." in said
    assert set(found.way_back) == {"leg_press_machine", "lat_pulldown_cable"}


def test_a_restart_is_told_of_the_readings_it_concerns() -> None:
    one, other = Restart(lift="a", below_pct=30.0), Restart(lift="b", below_pct=40.0)
    alone, all_back = Restarts(lifts=(one,)), Restarts(lifts=(one, other), all_set_back=True)
    said = remarks.restarted
    assert said(restarts.NONE, restarts.NONE) == ()
    assert [note[:28] for note in said(alone, alone)] == ["a has no part in this: its l"]
    assert [note[:28] for note in said(alone, restarts.NONE)] == ["a has no part in the strengt"]
    assert [note[:27] for note in said(restarts.NONE, alone)] == ["a has no part in the growth"]
    assert "no progress and is not called working" in said(all_back, all_back)[0]
    assert "no progress and strength is not called working" in said(all_back, restarts.NONE)[0]
    both = said(alone, all_back)
    assert "no progress and growth is not called working" in both[0]
    assert both[1].startswith("a has no part in the strength reading: ")


def test_who_goes_down_from_there_is_still_told(judged: Judged) -> None:
    found = judged(0.6, -3.0)
    assert found.strength_label == "going backwards"
    assert found.strength_why == ""


def test_the_coachs_thresholds_rule(judged: Judged) -> None:
    assert judged(0.5, 6.0, **{"rate.restart_pct": 60.0}).label == "working"
    assert judged(0.85, 2.0, **{"rate.restart_pct": 10.0}).label == "can't tell yet"


def sessions(lift: str, days: Sequence[int], e1rm_kg: Sequence[float | None]) -> pl.DataFrame:
    on = [FIRST + timedelta(days=day) for day in days]
    return pl.DataFrame(
        {
            "lift": [lift] * len(days),
            "session": [f"{day}" for day in on],
            "performed_on": on,
            "performed_at": [datetime(day.year, day.month, day.day, 18) for day in on],
            "log_e1rm": [None if kg is None else log(kg) for kg in e1rm_kg],
        },
        schema_overrides={"log_e1rm": pl.Float64},
    )


def of(frame: pl.DataFrame, lifts: Sequence[str] = ("a",)) -> list[tuple[str, float]]:
    phase = frame.filter(pl.col("performed_on") >= PHASE)
    found = restarts.of(frame, phase, lifts, first_on=PHASE, thresholds=Thresholds())
    return [(each.lift, round(each.below_pct, 6)) for each in found.lifts]


def test_the_middle_of_three_first_sessions_is_held_against_that_of_twelve_weeks() -> None:
    """By hand: the middle of 60, 70 and 200 is 70, of 90, 100 and 300 it is 100: 30% below. Older sessions are not asked."""
    days = [-1, 0, 40, 83, 84, 86, 88, 90]
    assert of(sessions("a", days, [999.0, 90.0, 100.0, 300.0, 60.0, 70.0, 200.0, 400.0])) == [("a", 30.0)]
    assert of(sessions("a", days, [999.0, 90.0, 100.0, 300.0, 60.0, 75.1, 200.0, 400.0])) == []


def test_sessions_that_do_not_count_are_not_asked_where_a_phase_begins() -> None:
    """Light days of a deload at its start: it begins with the first three that count, 10% below and not 50%."""
    frame = sessions("a", [0, 40, 60, 84, 86, 91, 93, 95], [100.0] * 3 + [50.0] * 2 + [90.0] * 3)
    counted = frame.filter(pl.col("performed_on") >= PHASE + timedelta(days=7))
    assert of(frame) == [("a", 50.0)]
    assert restarts.of(frame, counted, ["a"], first_on=PHASE, thresholds=Thresholds()).lifts == ()


def test_with_few_sessions_on_either_side_nothing_is_said() -> None:
    assert of(sessions("a", [0, 40, 84, 86, 88], [100.0, 100.0, 50.0, 50.0, 50.0])) == []
    assert of(sessions("a", [0, 40, 60, 84, 86, 88], [100.0, None, 100.0, 50.0, 50.0, 50.0])) == []
    assert of(sessions("a", [0, 40, 60, 84, 86], [100.0, 100.0, 100.0, 50.0, 50.0])) == []
    assert of(sessions("a", [], [])) == []


def test_where_too_few_others_are_left_all_are_held_back() -> None:
    """By hand: one lift is 30% below and the other 10% above itself, so that the middle is 10% below, under half of 25%."""
    days = [10, 20, 30, 84, 86, 88]
    both = pl.concat([
        sessions("a", days, [100.0] * 3 + [70.0] * 3), sessions("b", days, [100.0] * 3 + [110.0] * 3),
        sessions("c", days[3:], [80.0] * 3),
    ])  # fmt: skip
    phase = both.filter(pl.col("performed_on") >= PHASE)
    two, three = (
        restarts.of(both, phase, lifts, first_on=PHASE, thresholds=Thresholds())
        for lifts in (["a", "b"], ["a", "b", "c"])
    )
    assert (two.all_set_back, two.without(["a", "b"])) == (True, ["a", "b"])
    assert (three.all_set_back, three.without(["a", "b", "c"])) == (False, ["b", "c"])


def test_lifts_set_back_neither_work_nor_hold(trained: Callable[..., Log], done: type[Any]) -> None:
    """Strength that only has to hold, in a combination phase, is not shown to either."""
    log = trained(lambda week, _: [done(lift, 3, 5.0, kg * (1 + 0.01 * week)) for lift, kg in LIFTS.items()])
    case = course.case_of(log, first_on=FIRST, ended_on=log.as_of)
    assert case.current is not None
    counted = rates.counted(
        log.lift_sessions, log.graded, starts_on=FIRST, as_of=log.as_of, thresholds=log.thresholds
    )
    free, held = (
        strength.of(counted, list(LIFTS), case.current, 0.75, log.thresholds, set_back=why)
        for why in ("", "because")
    )
    assert (free.label, free.why, free.holding) == ("working", "", True)
    assert (held.label, held.why, held.holding) == ("can't tell yet", "because", False)
    assert held.weeks_to_decide is None
