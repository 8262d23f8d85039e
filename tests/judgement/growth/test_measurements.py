"""The tape: its error known, its holders never mixed, and what it may say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import dataframely as dy
import numpy as np
import pytest

from analysis.judgement.growth import measurements, sites
from analysis.judgement.growth.measurements import Measurements
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import bodies
from analysis.tables import MEASURES, Body

FIRST, LAST = date(2026, 1, 5), date(2026, 3, 29)
Rows = list[tuple[str, date, float, str | None]]
Said = Callable[..., Measurements]


@pytest.fixture(scope="module")
def said(readings: Callable[[Rows], dy.DataFrame[Body]]) -> Said:
    """What is said of readings in the twelve weeks of a phase."""

    def of(rows: Rows, *, priority: Sequence[str] = (), coach: str = "", **changed: float) -> Measurements:
        weeks = bodies.body_weeks(readings(rows), sex="male", height_cm=180.0, coach=coach)
        return measurements.of(weeks, days=(FIRST, LAST), priority=priority, thresholds=Thresholds(changed))

    return of


def weekly(
    measure: str, cm_a_month: float, *, start: float = 40.0, weeks: Sequence[int] = range(12), sd: float = 0.15,
    tester: str | None = None, seed: int = 1
) -> Rows:  # fmt: skip
    noise = np.random.default_rng(seed).normal(0, sd, 60)
    return [
        (measure, FIRST + timedelta(weeks=week), start + cm_a_month * week / 4.348 + noise[at], tester)
        for at, week in enumerate(weeks)
    ]


@pytest.mark.parametrize(("cm_a_month", "label"), [(1.0, "up"), (-1.0, "down"), (0.0, "unclear")])
def test_an_arm_that_grows_is_seen_to(said: Said, cm_a_month: float, label: str) -> None:
    found = said(weekly("left_arm_cm", cm_a_month))
    assert found.label == label
    assert found.rate_low is not None
    assert found.rate_high is not None
    assert found.rate_low < 100 * cm_a_month / 41.5 < found.rate_high


def test_a_rate_is_also_told_in_centimetres(said: Said) -> None:
    found = said(weekly("left_arm_cm", 1.0))
    assert found.girths[0].unit_per_month == pytest.approx(
        found.girths[0].rate_pct_per_month * 0.4137, rel=0.02
    )


def test_two_sites_confirm_growth_and_left_and_right_are_one(said: Said) -> None:
    arms = [*weekly("left_arm_cm", 1.0), *weekly("right_arm_cm", 1.0, seed=2)]
    assert said(arms).confirmed_by == ("upper arm",)
    both = said([*arms, *weekly("left_thigh_cm", 1.3, start=58.0, seed=3)])
    assert set(both.confirmed_by) == {"upper arm", "thigh"}


def test_an_arm_that_grows_does_not_confirm_a_thigh_that_stays(said: Said) -> None:
    """Its rate leans on the arm's, as the best guess should; that it grows by itself nobody has seen."""
    arm = weekly("left_arm_cm", 1.2)
    thigh: Rows = [("left_thigh_cm", FIRST + timedelta(weeks=week), 55.0, None) for week in (0, 5, 11)]
    found = said([*arm, *thigh])
    assert {each.site: each.p_growing >= 0.9 for each in found.girths} == {"thigh": True, "upper arm": True}
    assert found.confirmed_by == ("upper arm",)


@pytest.mark.parametrize(("waist", "label"), [(1.5, "up with fat"), (0.0, "up"), (-1.0, "up")])
def test_a_waist_that_grows_with_the_arms_is_fat(said: Said, waist: float, label: str) -> None:
    found = said([*weekly("left_arm_cm", 1.0), *weekly("waist_cm", waist, start=82.0, seed=4, sd=0.3)])
    assert found.label == label
    assert found.says == ""


def test_skinfolds_that_grow_are_fat_without_a_waist(said: Said) -> None:
    folds = [
        (*row[:2], row[2] / 3, "coach") for row in weekly("triceps_skinfold_mm", 4.5, start=30.0, seed=5)
    ]
    found = said([*weekly("left_arm_cm", 1.0), *folds])
    assert found.label == "up with fat"


def test_the_coach_and_the_client_are_never_compared(said: Said) -> None:
    """The coach's tape reads 3 cm more from half way: to mix them would be growth of 3 cm."""
    rows = [
        *weekly("left_arm_cm", 0.0, weeks=range(6)),
        *weekly("left_arm_cm", 0.0, weeks=range(6, 12), start=43.0, tester="Coach"),
    ]
    found = said(rows)
    assert found.label == "unclear"
    assert found.girths[0].testers == ("coach", "self")
    assert abs(found.girths[0].rate_pct_per_month) < 0.7


def test_a_trained_hand_is_believed_more(said: Said) -> None:
    widths = []
    for tester in ("Coach", "me"):
        found = said(weekly("left_thigh_cm", 0.5, start=58.0, sd=0.5, tester=tester)).girths[0]
        widths.append(found.rate_high - found.rate_low)
    assert widths[0] < widths[1]


def test_a_slip_of_the_tape_is_left_out(said: Said) -> None:
    rows = weekly("left_arm_cm", 0.0)
    slip = [*rows[:11], (rows[11][0], rows[11][1], 60.0, None)]
    assert said(slip).girths[0].readings == 11
    assert said(slip).label == "unclear"


@pytest.mark.parametrize("weeks", [(0, 11), (0, 1, 2)])
def test_two_readings_or_three_in_a_fortnight_are_no_tape(said: Said, weeks: tuple[int, ...]) -> None:
    found = said(weekly("left_arm_cm", 1.0, weeks=weeks))
    assert found.label == "none"
    assert found.p_growing is None
    assert found.says == (
        "Tape the upper arm, the thigh and the waist once a week, at the same time of day, by the same person; and weigh in"
        " three mornings a week."
    )


def test_monthly_readings_of_an_arm_cannot_tell(said: Said) -> None:
    assert said(weekly("left_arm_cm", 0.4, weeks=(0, 4, 8))).label == "unclear"


def test_a_reading_of_the_week_before_is_the_first(said: Said) -> None:
    found = said(weekly("left_arm_cm", 1.0, weeks=range(-3, 12)))
    assert found.girths[0].readings == 13


def test_the_sites_of_named_muscles_are_judged_where_they_are_measured(said: Said) -> None:
    rows = [*weekly("left_arm_cm", -1.0), *weekly("hips_cm", 2.0, start=98.0, seed=2, sd=0.3)]
    assert said(rows, priority=("glutes",)).label == "up"
    assert [rate.site for rate in said(rows, priority=("glutes",)).girths] == ["hips"]
    assert {rate.site for rate in said(rows, priority=("calves",)).girths} == {"hips", "upper arm"}


def test_weight_and_lean_mass_are_told_and_decide_nothing(said: Said) -> None:
    weights = weekly("bodyweight_kg", 1.5, start=80.0, seed=7, sd=0.3)
    neck, waist = weekly("neck_cm", 0.0, start=38.0, seed=8), weekly("waist_cm", 0.0, start=85.0, seed=9)
    found = said([*weights, *waist, *[(*row[:2], row[2], None) for row in neck]], priority=("biceps",))
    assert [rate.site for rate in found.body] == ["bodyweight", "lean mass by tape"]
    assert found.body[0].rate_low > 0


def test_flat_girths_are_rarely_called_growth(said: Said) -> None:
    """One look at twelve weeks of three flat sites whose error is the published one."""
    claims = 0
    for seed in range(30):
        rows = [row for at, measure in enumerate(("left_arm_cm", "left_thigh_cm", "chest_cm"))
                for row in weekly(measure, 0.0, start=(40.0, 58.0, 100.0)[at], sd=(0.6, 0.87, 1.5)[at], seed=1000 + 10 * seed + at)]  # fmt: skip
        claims += said(rows).label in {"up", "up with fat"}
    assert claims <= 5


def test_what_is_assumed_of_a_month_is_assumed_of_its_weeks() -> None:
    """1% a month is 0.23% a week; skinfolds, which change ten times as fast, differ ten times as much."""
    girths, folds = (measurements.assumed(prior, Thresholds()) for prior in (1.0, 10.0))
    assert girths.slope_sd == pytest.approx(0.23, abs=0.001)
    assert [spread for spread, _ in girths.spread] == pytest.approx([0.0207, 0.069, 0.138], abs=0.0005)
    assert [spread for spread, _ in folds.spread] == pytest.approx([10 * each for each, _ in girths.spread])


def test_every_measure_of_a_site_is_one_that_there_is() -> None:
    known = {*MEASURES, bodies.NAVY_LEAN_MASS}
    for what in ("muscle", "fat", "fold", "body"):
        assert {site.measure for site in sites.of(what)} <= known


def test_sentences_have_their_interval(said: Said) -> None:
    assert "(90%: " in measurements.sentence(said(weekly("left_arm_cm", 1.0)))
    assert measurements.sentence(said([])) == "no girth of a trained muscle was taped often enough"
