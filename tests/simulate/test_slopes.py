from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analysis.simulate import slopes
from analysis.simulate.slopes import Sloping
from analysis.units import WEEKS_PER_MONTH

STILL = Sloping(weeks=10, readiness_sd=0.0, noise_sd=0.0, spread_per_week=0.0, curve=slopes.CURVE)


def test_without_noise_the_log_is_the_truth() -> None:
    log = slopes.drawn(replace(STILL, pct_per_month=2.0), np.random.default_rng(0))
    per_week = 0.02 / WEEKS_PER_MONTH
    assert log.slope_per_week == pytest.approx(per_week)
    np.testing.assert_allclose(log.log_e1rm, per_week * log.design.day / 7, atol=1e-12)
    assert log.design.day.size == 10 * 3 * 2


def test_a_curve_off_the_formulas_moves_tens_against_fives() -> None:
    """k 1/36 read with 1/30: log((1 + 9/30)/(1 + 9/36)) less the same of four more reps."""
    log = slopes.drawn(replace(STILL, reps="switch", curve=1 / 36), np.random.default_rng(0))
    late = log.design.day >= 35
    moved = log.log_e1rm[late].mean() - log.log_e1rm[~late].mean()
    expected = np.log((1 + 9 / 30) / (1 + 9 / 36)) - np.log((1 + 4 / 30) / (1 + 4 / 36))
    assert moved == pytest.approx(expected)
    assert np.ptp(log.design.rep_term) == pytest.approx(9 / 39 - 4 / 34)


def test_readiness_wobbles_as_wide_and_as_long_as_it_is_said_to() -> None:
    athlete = replace(STILL, weeks=8000, lifts=1, readiness_sd=0.02, readiness_days=10.0)
    log = slopes.drawn(athlete, np.random.default_rng(1))
    assert log.log_e1rm.std() == pytest.approx(0.02, rel=0.05)
    gaps, products = np.diff(log.design.day), log.log_e1rm[1:] * log.log_e1rm[:-1]
    for gap in (3, 4):
        assert products[gaps == gap].mean() / 0.02**2 == pytest.approx(np.exp(-gap / 10), abs=0.05)


def test_unlogged_effort_drifts_within_what_the_design_says() -> None:
    athlete = replace(STILL, effort_logged=False, harder_reps_sd=1.0)
    ends = [slopes.drawn(athlete, np.random.default_rng(seed)) for seed in range(200)]
    drifts = [log.log_e1rm[-1] - log.log_e1rm[0] for log in ends]
    assert np.std(drifts) == pytest.approx(ends[0].design.drift.mean() / slopes.ASSUMED_EFFORT_SD, rel=0.2)
    assert not slopes.drawn(STILL, np.random.default_rng(0)).design.drift.any()


def test_the_first_weeks_of_a_log_are_the_log_as_it_was() -> None:
    log = slopes.drawn(Sloping(weeks=10), np.random.default_rng(2))
    early = slopes.until(log, 4)
    assert early.design.day.max() < 28
    assert early.slope_per_week == log.slope_per_week
    np.testing.assert_array_equal(early.log_e1rm, log.log_e1rm[log.design.day < 28])


def test_sessions_that_are_not_logged_are_the_worst_ones() -> None:
    """A quarter throughout: as many early as late, and what is left lies higher."""
    noisy = replace(STILL, weeks=400, noise_sd=0.02)
    log = slopes.drawn(replace(noisy, unlogged=(0.25, 0.25)), np.random.default_rng(3))
    whole = slopes.drawn(noisy, np.random.default_rng(3))
    assert log.design.day.size == log.reps.size == pytest.approx(0.75 * whole.design.day.size, rel=0.01)
    np.testing.assert_array_equal(np.sort(log.log_e1rm), np.sort(whole.log_e1rm)[-log.log_e1rm.size :])
    early = (log.design.day < 7 * 200).mean()
    assert early == pytest.approx(0.5, abs=0.02)


def test_a_log_that_loses_its_bad_days_later_on_rises_though_the_lifter_does_not() -> None:
    noisy = replace(STILL, weeks=400, noise_sd=0.02, unlogged=(0.0, 0.5))
    log = slopes.drawn(noisy, np.random.default_rng(4))
    half = log.design.day < 7 * 200
    assert half.sum() > 1.3 * (~half).sum()
    assert log.log_e1rm[~half].mean() > log.log_e1rm[half].mean() + 0.005


def test_wild_days_have_the_same_sd_and_heavier_tails() -> None:
    wild = slopes.drawn(
        replace(STILL, weeks=8000, noise_sd=0.02, noise_tails=5.0), np.random.default_rng(5)
    ).log_e1rm
    assert wild.std() == pytest.approx(0.02, rel=0.05)
    assert ((wild - wild.mean()) ** 4).mean() / wild.var() ** 2 > 4.0


def test_reps_are_those_of_the_rep_term() -> None:
    log = slopes.drawn(replace(STILL, reps="switch"), np.random.default_rng(6))
    assert set(log.reps[log.design.day < 35]) == {5.0}
    assert set(log.reps[log.design.day >= 35]) == {10.0}


def test_lifts_wander_each_on_their_own_and_weekdays_differ() -> None:
    athlete = replace(STILL, weeks=4000, lifts=2, own_sd=0.02, own_days=20.0)
    log = slopes.drawn(athlete, np.random.default_rng(7))
    first, second = (log.log_e1rm[log.design.lift == lift] for lift in (0, 1))
    assert first.std() == pytest.approx(0.02, rel=0.08)
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.1
    days = slopes.drawn(replace(STILL, weeks=40, lifts=1, weekday_sd=0.02), np.random.default_rng(8))
    for weekday in np.unique(days.design.day % 7):
        assert np.ptp(days.log_e1rm[days.design.day % 7 == weekday]) < 1e-12
    assert np.ptp(days.log_e1rm) > 0.005
