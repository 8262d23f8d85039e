from __future__ import annotations

import numpy as np
import pytest
import scores
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.integrate import trapezoid
from scipy.stats import norm

from analysis.stats.mixture import Mixture

Vector = NDArray[np.float64]
PARTS = st.lists(
    st.tuples(st.floats(0.05, 1.0), st.floats(-3.0, 3.0), st.floats(0.1, 2.0)), min_size=1, max_size=4
)


def mixture(parts: list[tuple[float, float, float]]) -> Mixture:
    weights, means, sds = (np.array(column) for column in zip(*parts, strict=True))
    return Mixture(weights / weights.sum(), means, sds)


def by_integration(forecast: Mixture, y: float) -> float:
    """The definition: the squared distance of the forecast's distribution from that of a certain y."""
    steps: Vector = np.linspace(-20.0, 20.0, 8001)
    each = norm.cdf(steps[:, None], forecast.means, forecast.sds)
    below = each @ forecast.weights
    return float(trapezoid((below - (steps >= y)) ** 2, steps))


@settings(max_examples=20)
@given(PARTS, st.floats(-4.0, 4.0))
def test_the_crps_of_a_mixture_is_the_integral_that_defines_it(
    parts: list[tuple[float, float, float]], y: float
) -> None:
    forecast = mixture(parts)
    assert scores.mixture_crps(forecast, y) == pytest.approx(by_integration(forecast, y), abs=0.006)


def test_the_crps_of_a_standard_normal_at_its_centre_by_hand() -> None:
    """2 phi(0) - 1/sqrt(pi) = 0.797885 - 0.564190."""
    found = scores.normal_crps(np.array([0.0]), np.array([1.0]), np.array([0.0]))
    assert found[0] == pytest.approx(0.233695, abs=1e-6)


def test_a_sure_forecast_scores_its_error() -> None:
    found = scores.normal_crps(np.array([1.0, 1.0]), np.array([1e-9, 1e-9]), np.array([1.5, 0.0]))
    np.testing.assert_allclose(found, [0.5, 1.0], atol=1e-8)


def test_parts_that_weigh_nothing_change_nothing() -> None:
    one = mixture([(1.0, 0.0, 1.0)])
    with_dust = Mixture(np.array([1.0 - 1e-9, 1e-9]), np.array([0.0, 50.0]), np.array([1.0, 1.0]))
    assert scores.mixture_crps(with_dust, 0.3) == pytest.approx(scores.mixture_crps(one, 0.3), abs=1e-12)


def test_the_truth_scores_best_on_average() -> None:
    """A proper score: wider, narrower or shifted forecasts of standard normal values do worse."""
    y = np.random.default_rng(0).normal(size=20_000)
    told = {(m, s): scores.normal_crps(np.full(y.size, m), np.full(y.size, s), y).mean() for m in (0.0, 0.3) for s in (0.7, 1.0, 1.4)}  # fmt: skip
    assert min(told, key=lambda each: told[each]) == (0.0, 1.0)
