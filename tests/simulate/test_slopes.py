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
