"""The same lifts by the reps of their sets: what each band says, and what cannot be held against what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import log, log1p
from typing import Any, NamedTuple

import dataframely as dy
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.judgement.rate import bands, rates
from analysis.judgement.rate.bands import BandRate
from analysis.judgement.rate.rates import Counted
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import sessions
from analysis.tables import GradedSets

START = date(2026, 1, 5)
SQUAT, BENCH, ROW = "back_squat_barbell", "bench_press_barbell", "bent_over_row_barbell"
FORMULA_K = 0.0333


class Day(NamedTuple):
    """Three sets of one lift: reps, and what they imply by the formula."""

    on: date
    lift: str
    reps: float
    log_e1rm: float


def graded(days: Sequence[Day], **changed: Any) -> dy.DataFrame[GradedSets]:
    whole = [
        {
            "session": f"{day.on}", "performed_at": datetime(day.on.year, day.on.month, day.on.day, 18), "performed_on": day.on,
            "week": day.on - timedelta(days=day.on.weekday()), "lift": day.lift, "exercise": day.lift, "set_number": number,
            "side": None, "session_s": None, "kind": "work", "warm_up_inferred": False, "reps": day.reps, "rir": 2.0,
            "rest_s": None, "load_kg": 80.0, "load_eff_kg": float(np.exp(day.log_e1rm)) / (1 + FORMULA_K * (day.reps + 1)),
            "body_kg": 0.0, "tonnage_kg": 400.0, "is_work": True, "hard": 1.0, "reps_to_failure": day.reps + 2,
            "log_e1rm": day.log_e1rm, "log_e1rm_var": 0.001, "e1rm_kg": float(np.exp(day.log_e1rm)), "pct_1rm": 80.0,
            "quarantine": None, "source": "f", "source_line": 1,
        } | changed
        for day in days for number in (1, 2, 3)
    ]  # fmt: skip
    schema = {name: column.dtype for name, column in GradedSets.columns().items()}
    return GradedSets.validate(pl.DataFrame(whole, schema=schema, orient="row"))


def found(
    days: Sequence[Day], lifts: Sequence[str] = (SQUAT, BENCH), *, thresholds: Thresholds | None = None
) -> tuple[BandRate, ...]:
    numbers, sets = thresholds or Thresholds(), graded(days)
    counted = rates.counted(
        sessions.lift_sessions(sets),
        sets,
        starts_on=START,
        as_of=START + timedelta(weeks=52),
        thresholds=numbers,
    )
    return bands.of(sets, counted, lifts, thresholds=numbers)


def on(week: int, day: int = 0) -> date:
    return START + timedelta(weeks=week, days=day)


def steady(
    reps: float, weeks: Sequence[int], *, lifts: Sequence[str] = (SQUAT, BENCH), rate: float = 0.0
) -> list[Day]:
    """Mondays and Thursdays; `rate` is per week, in log points."""
    return [
        Day(on(week, day), lift, reps, log(100) + rate * (week + day / 7)) for week in weeks for day in (0, 3) for lift in lifts
    ]  # fmt: skip


def test_a_band_has_the_rate_of_its_own_sets() -> None:
    both = [*steady(5, range(12), rate=0.004), *steady(9, range(12), rate=0.004)]
    fives, nines = found([day for day in both if (day.reps == 5) == (day.on.weekday() == 0)])
    assert (fives.reps, nines.reps) == ("4 to 6", "7 to 10")
    for band in (fives, nines):
        assert band.comparable
        assert band.lifts == (SQUAT, BENCH)
        assert band.sessions == 24
        assert band.rate_pct_per_month == pytest.approx(100 * 4.348 * 0.004, abs=0.3)


def test_a_session_counts_in_each_band_it_has_sets_of() -> None:
    days = steady(5, range(8), lifts=[SQUAT])
    top_and_back_off = [*days, *(day._replace(reps=9) for day in days)]
    fives, nines = found(top_and_back_off, [SQUAT])
    assert fives.sessions == nines.sessions == 16


def test_bands_are_of_reps_done_whatever_was_left_in_reserve() -> None:
    sets = graded(steady(5, range(8)), reps_to_failure=9.0)
    counted = rates.counted(
        sessions.lift_sessions(sets), sets, starts_on=START, as_of=on(8), thresholds=Thresholds()
    )
    (only,) = bands.of(sets, counted, [SQUAT, BENCH], thresholds=Thresholds())
    assert only.reps == "4 to 6"


def test_a_few_sessions_give_no_rate() -> None:
    fives, twos = sorted(found([*steady(5, range(8)), *steady(2, [0])]), key=lambda band: -band.sessions)
    assert fives.comparable
    assert twos.why == "too few sessions"
    assert (twos.rate_pct_per_month, twos.rate_low, twos.rate_high, twos.lifts) == (None, None, None, ())
    assert twos.sessions == 4


def test_a_band_of_one_end_alone_says_until_when() -> None:
    fives, nines = found([*steady(5, range(5)), *steady(9, range(12))])
    assert nines.comparable
    assert fives.why == "only until 5 February 2026"
    assert fives.rate_low is not None


def test_a_band_of_the_middle_says_both_ends() -> None:
    fives, nines = found([*steady(5, range(4, 8)), *steady(9, range(12))])
    assert fives.why == "only from 2 February 2026 to 26 February 2026"
    assert nines.why == ""


def test_a_band_without_all_lifts_names_the_fewer() -> None:
    days = [*steady(5, range(8), lifts=[SQUAT, BENCH]), *steady(9, range(8), lifts=[ROW])]
    fives, nines = found(days, [SQUAT, BENCH, ROW])
    assert fives.why == "without Barbell row"
    assert nines.why == "only Barbell row"


def test_a_change_of_the_rep_range_is_told_once() -> None:
    numbers = Thresholds()
    changed = found([*steady(5, range(6)), *steady(10, range(6, 12))])
    (says,) = bands.switched(changed, numbers)
    assert "sets of 4 to 6 reps until 12 February 2026, of 7 to 10 from 16 February 2026" in says
    assert bands.switched(found([*steady(5, range(12)), *steady(10, range(12))]), numbers) == ()
    assert bands.switched(found([*steady(5, range(12)), *steady(2, [0])]), numbers) == ()
    assert bands.switched((), numbers) == ()


def test_bands_that_disagree_are_told_once_and_only_where_they_can_be_compared() -> None:
    up, down = steady(5, range(12), rate=0.015), steady(9, range(12), rate=-0.015)
    apart = found([day for day in [*up, *down] if (day.reps == 5) == (day.on.weekday() == 0)])
    (says,) = bands.disagreeing(apart)
    assert "sets of 4 to 6 reps +" in says
    assert "of 7 to 10 −" in says
    assert bands.disagreeing([apart[0], replace(apart[1], why="only until yesterday")]) == ()
    assert bands.disagreeing([apart[0], replace(apart[1], rate_low=-9.0, rate_high=9.0)]) == ()


@given(
    own_k=st.floats(0.018, 0.055),
    reps=st.sampled_from([(5, 10), (10, 5)]),
    seed=st.integers(0, 1000),
)
@settings(max_examples=25)
def test_a_flat_lifter_who_changes_the_rep_range_is_flat_within_each_band(
    own_k: float, reps: tuple[int, int], seed: int
) -> None:
    """Whatever their own curve: the formula misreads tens against fives by up to 6%, and no band shows a trend of it."""
    numbers, noise = np.random.default_rng(seed), 0.01
    first, then = reps

    def misread(reps: float) -> float:
        return log1p(FORMULA_K * (reps + 1)) - log1p(own_k * (reps + 1))

    days = [
        day._replace(log_e1rm=log(100) + misread(day.reps) + noise * float(numbers.normal()))
        for day in [*steady(first, range(8)), *steady(then, range(8, 16))]
    ]
    told = found(days)
    assert [band.reps for band in told] == ["4 to 6", "7 to 10"]
    for band in told:
        assert not band.comparable
        assert band.why.startswith("only until" if (band.reps == "4 to 6") == (first == 5) else "only since")
        assert band.rate_pct_per_month is not None
        assert abs(band.rate_pct_per_month) < 1.5
        assert band.rate_low is not None
        assert band.rate_high is not None
        assert band.rate_low < 0.6
        assert band.rate_high > -0.6
    assert len(bands.switched(told, Thresholds())) == 1


def test_a_maximum_that_the_coach_stated_is_of_one_rep() -> None:
    sets = graded(steady(5, range(8), lifts=[SQUAT]))
    tests = [(SQUAT, on(week, 5), 101.0) for week in range(0, 8, 2)]
    counted = rates.counted(
        sessions.lift_sessions(sets, tested=tests),
        sets,
        starts_on=START,
        as_of=on(8),
        thresholds=Thresholds(),
    )
    heavy, fives = bands.of(sets, counted, [SQUAT], thresholds=Thresholds())
    assert (heavy.reps, heavy.sessions) == ("1 to 3", 4)
    assert (fives.reps, fives.sessions) == ("4 to 6", 16)


def test_a_stated_maximum_goes_before_the_sets_of_its_day() -> None:
    """Triples stand still on the very days whose maxima rise by 4% a month: so does the band of one to three reps."""
    days = steady(3, range(12), lifts=[SQUAT])
    sets, per_day = graded(days), 0.04 / 4.348 / 7
    tests = [(SQUAT, day.on, 100.0 * float(np.exp(per_day * (day.on - START).days))) for day in days]
    counted = rates.counted(
        sessions.lift_sessions(sets, tested=tests),
        sets,
        starts_on=START,
        as_of=on(12),
        thresholds=Thresholds(),
    )
    (heavy,) = bands.of(sets, counted, [SQUAT], thresholds=Thresholds())
    assert (heavy.reps, heavy.sessions) == ("1 to 3", 24)
    assert heavy.rate_pct_per_month == pytest.approx(4.0, abs=0.3)


def test_sessions_the_verdict_leaves_out_are_left_out_here() -> None:
    days = steady(5, [0, 1, 2, 3, 6, 7, 8, 9])
    (only,) = found(days)
    assert only.sessions == len(days) - 2  # the first day back after two weeks off, two lifts


def test_no_lift_no_session_no_bands() -> None:
    nothing = Counted(sessions.lift_sessions(graded([])), (), 0, 0)
    assert bands.of(graded([]), nothing, [], thresholds=Thresholds()) == ()
    assert bands.of(graded([]), nothing, [SQUAT], thresholds=Thresholds()) == ()


def test_edges_out_of_order_leave_fewer_bands() -> None:
    changed = Thresholds({"bands.heavy_reps": 6, "bands.low_reps": 6, "bands.middle_reps": 12})
    assert [tuple(band) for band in bands.known(changed)] == [(1, 6), (7, 12)]


def test_a_band_of_one_number_is_called_by_it() -> None:
    (only,) = found(steady(1, range(8)), thresholds=Thresholds({"bands.heavy_reps": 1}))
    assert only.reps == "1"


def rate_of(first_reps: int, low: float, high: float, *, last_day: int = 83) -> BandRate:
    return BandRate(
        first_reps=first_reps, last_reps=first_reps + 2, lifts=(SQUAT,), sessions=8, starts_on=START,
        ends_on=START + timedelta(days=last_day), rate_pct_per_month=(low + high) / 2, rate_low=low, rate_high=high, why="",
    )  # fmt: skip


@pytest.mark.parametrize("fast_first", [True, False])
def test_bands_disagree_whichever_of_them_is_the_faster(*, fast_first: bool) -> None:
    rates_of = [(2.0, 4.0), (-3.0, 1.0)] if fast_first else [(-3.0, 1.0), (2.0, 4.0)]
    apart = [rate_of(reps, *ends) for reps, ends in zip((1, 4), rates_of, strict=True)]
    assert len(bands.disagreeing(apart)) == 1
    assert bands.disagreeing([rate_of(1, 1.0, 4.0), rate_of(4, -3.0, 1.0)]) == ()


def test_two_bands_trained_side_by_side_for_a_fortnight_are_no_change_of_the_rep_range() -> None:
    both = [rate_of(1, 0.0, 1.0, last_day=14), rate_of(4, 0.0, 1.0, last_day=14)]
    assert bands.switched(both, Thresholds()) == ()


def test_half_a_rep_counts_as_done() -> None:
    reps = pl.DataFrame({"reps": [3.0, 3.5, 6.0, 6.5]})
    inside = bands.Band(4, 6).sets()
    assert reps.select(inside).to_series().to_list() == [False, True, True, False]
