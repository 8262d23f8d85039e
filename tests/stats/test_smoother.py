"""The smoother against the same model written as one dense Gaussian."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from analysis.stats import smoother

Vector = NDArray[np.float64]
LEVEL_SD, SLOPE_SD = 0.004, 0.0005


def dense(at: Vector, y: Vector, v: Vector, level_sd: float, slope_sd: float) -> tuple[Vector, Vector]:
    """Posterior mean and variance of the level: a line with flat prior, two walks, all in one matrix.

    Generalised least squares of the line under K + V, then the conditional Gaussian of the remainder: the
    universal kriging equations, which know nothing of filters.
    """
    t = at - at[0]
    early = np.minimum.outer(t, t)
    late = np.maximum.outer(t, t)
    kernel = level_sd**2 * early + slope_sd**2 * early**2 * (3 * late - early) / 6
    line = np.column_stack([np.ones_like(t), t])
    inverse = np.linalg.inv(kernel + np.diag(v))
    information = np.linalg.inv(line.T @ inverse @ line)
    coefficients = information @ line.T @ inverse @ y
    mean = line @ coefficients + kernel @ inverse @ (y - line @ coefficients)
    unexplained = line - kernel @ inverse @ line
    covariance = kernel - kernel @ inverse @ kernel + unexplained @ information @ unexplained.T
    return mean, np.diag(covariance)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("n", [2, 3, 12, 80])
def test_agrees_with_the_dense_posterior(seed: int, n: int) -> None:
    random = np.random.default_rng(seed)
    at = np.cumsum(random.integers(1, 20, n)) / 7.0
    y = 4.6 + 0.004 * at + random.normal(0, 0.03, n)
    v = random.uniform(0.0002, 0.003, n)
    mean, variance = dense(at, y, v, LEVEL_SD, SLOPE_SD)
    found = smoother.smooth(at, y, v, level_sd=LEVEL_SD, slope_sd=SLOPE_SD)
    np.testing.assert_allclose(found.level, mean, rtol=0, atol=1e-8)
    np.testing.assert_allclose(found.variance, variance, rtol=1e-8)


def test_a_year_between_two_observations_is_no_trouble() -> None:
    at, y, v = np.array([0.0, 52.0, 52.0 + 1 / 7]), np.array([4.0, 4.3, 4.31]), np.full(3, 0.001)
    mean, variance = dense(at, y, v, LEVEL_SD, SLOPE_SD)
    found = smoother.smooth(at, y, v, level_sd=LEVEL_SD, slope_sd=SLOPE_SD)
    np.testing.assert_allclose(found.level, mean, atol=1e-8)
    np.testing.assert_allclose(found.variance, variance, rtol=1e-8)


def test_ten_years_of_daily_training_stay_exact() -> None:
    random = np.random.default_rng(1)
    at = np.arange(1500) / 7.0
    y, v = random.normal(0, 0.03, 1500), np.full(1500, 0.0009)
    mean, _ = dense(at, y, v, LEVEL_SD, SLOPE_SD)
    found = smoother.smooth(at, y, v, level_sd=LEVEL_SD, slope_sd=SLOPE_SD)
    np.testing.assert_allclose(found.level, mean, atol=1e-8)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=30),
    st.floats(3, 6),
    st.floats(-0.02, 0.02),
)
def test_a_straight_line_comes_back_unchanged(gaps: list[int], start: float, slope: float) -> None:
    at = np.cumsum(gaps) / 7.0
    y = start + slope * at
    found = smoother.smooth(at, y, np.full(at.size, 0.001), level_sd=LEVEL_SD, slope_sd=SLOPE_SD)
    np.testing.assert_allclose(found.level, y, atol=1e-9)


def test_time_may_run_either_way() -> None:
    random = np.random.default_rng(3)
    at = np.cumsum(random.uniform(0.1, 2, 15))
    y, v = random.normal(4, 0.05, 15), random.uniform(0.0005, 0.003, 15)
    there = smoother.smooth(at, y, v, level_sd=LEVEL_SD, slope_sd=SLOPE_SD)
    back = smoother.smooth(-at[::-1], y[::-1], v[::-1], level_sd=LEVEL_SD, slope_sd=SLOPE_SD)
    np.testing.assert_allclose(there.level, back.level[::-1], atol=1e-9)
    np.testing.assert_allclose(there.variance, back.variance[::-1], rtol=1e-9)


def test_a_vague_observation_hardly_moves_the_level() -> None:
    at, v = np.arange(10.0), np.full(10, 0.0005)
    v[5] = 100.0
    y = np.full(10, 4.0)
    y[5] = 9.0
    found = smoother.smooth(at, y, v, level_sd=LEVEL_SD, slope_sd=SLOPE_SD)
    assert found.level[5] == pytest.approx(4.0, abs=1e-4)


def test_one_observation_is_its_own_level() -> None:
    found = smoother.smooth([3.0], [4.2], [0.01], level_sd=LEVEL_SD, slope_sd=SLOPE_SD)
    assert found.level.tolist() == [4.2]
    assert found.variance.tolist() == [0.01]


def test_no_observation_is_no_level() -> None:
    assert smoother.smooth([], [], [], level_sd=LEVEL_SD, slope_sd=SLOPE_SD).level.size == 0


@pytest.mark.parametrize(
    ("times", "values", "variances", "complaint"),
    [
        ([0, 0], [1, 1], [1, 1], "increase"),
        ([1, 0], [1, 1], [1, 1], "increase"),
        ([0, 1], [1, np.nan], [1, 1], "finite"),
        ([0, 1], [1, 1], [1, 0], "above zero"),
        ([0, 1], [1, 1], [1], "shape"),
    ],
)
def test_what_cannot_be_smoothed_is_refused(
    times: list[float], values: list[float], variances: list[float], complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        smoother.smooth(times, values, variances, level_sd=LEVEL_SD, slope_sd=SLOPE_SD)


def test_a_session_left_out_is_predicted_as_if_it_had_never_been() -> None:
    random = np.random.default_rng(3)
    at = np.cumsum(random.integers(1, 9, 25)) / 7.0
    y, v = 4.6 + random.normal(0, 0.03, 25), random.uniform(0.0002, 0.003, 25)
    others = smoother.left_out(y, v, smoother.smooth(at, y, v, level_sd=LEVEL_SD, slope_sd=SLOPE_SD))
    for gone in (0, 7, 24):
        # An observation with next to no precision stands for one that is not there.
        absent = v.copy()
        absent[gone] = 1e6
        without = smoother.smooth(at, y, absent, level_sd=LEVEL_SD, slope_sd=SLOPE_SD)
        assert others.level[gone] == pytest.approx(without.level[gone], abs=1e-6)
        assert others.variance[gone] == pytest.approx(without.variance[gone] + v[gone], rel=1e-3)


def test_a_jump_is_extra_walk_of_the_level_at_one_step() -> None:
    at, y, v = np.array([0.0, 1.0, 2.0]), np.array([4.6, 4.6, 4.2]), np.full(3, 0.0004)
    plain = smoother.smooth(at, y, v, level_sd=LEVEL_SD, slope_sd=SLOPE_SD)
    free = smoother.smooth(at, y, v, level_sd=LEVEL_SD, slope_sd=SLOPE_SD, jumps=[0.0, 1e4])
    assert plain.level[1] < 4.59
    assert free.level[1] == pytest.approx(4.6, abs=1e-4)
    assert free.level[2] == pytest.approx(4.2, abs=1e-4)
