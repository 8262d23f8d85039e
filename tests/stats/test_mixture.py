from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.mixture import Mixture

TWO = Mixture(np.array([0.25, 0.75]), np.array([-1.0, 2.0]), np.array([0.5, 1.5]))


def test_one_part_is_a_normal_distribution() -> None:
    one, known = Mixture(np.array([1.0]), np.array([3.0]), np.array([2.0])), NormalDist(3.0, 2.0)
    assert one.probability_above(4.0) == pytest.approx(1 - known.cdf(4.0), abs=1e-14)
    assert one.quantile(0.1) == pytest.approx(known.inv_cdf(0.1), abs=1e-9)
    assert one.interval() == pytest.approx((known.inv_cdf(0.05), known.inv_cdf(0.95)), abs=1e-9)


def test_mean_and_spread_of_two_parts_by_hand() -> None:
    """Mean .25 x -1 + .75 x 2 = 1.25; variance .25 (.25 + 2.25^2) + .75 (2.25 + .75^2) = 3.4375."""
    assert TWO.mean == pytest.approx(1.25)
    assert TWO.sd**2 == pytest.approx(3.4375)


def test_the_probability_of_two_parts_by_hand() -> None:
    """Above 2: .25 x P(z > 6) + .75 x .5."""
    assert TWO.probability_above(2.0) == pytest.approx(0.375, abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(st.floats(0.001, 0.999))
def test_a_quantile_has_its_probability_below_it(probability: float) -> None:
    assert 1 - TWO.probability_above(TWO.quantile(probability)) == pytest.approx(probability, abs=1e-8)


def bisected(mixture: Mixture, probability: float) -> float:
    """A quantile the long way."""
    low, high = -1e5, 1e5
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if mixture.probability_above(middle) > 1 - probability else (low, middle)
    return low


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0.01, 1), st.floats(-1000, 1000), st.floats(0.001, 100)), min_size=1, max_size=5),
    st.floats(0.001, 0.999),
)  # fmt: skip
def test_a_quantile_is_found_wherever_its_parts_lie(
    parts: list[tuple[float, float, float]], probability: float
) -> None:
    weights, means, sds = (np.array(each) for each in zip(*parts, strict=True))
    mixture = Mixture(weights / weights.sum(), means, sds)
    found, known = mixture.quantile(probability), bisected(mixture, probability)
    assert mixture.probability_above(found) == pytest.approx(mixture.probability_above(known), abs=1e-9)


def test_the_density_is_the_slope_of_the_probability() -> None:
    slope = (TWO.probability_above(0.5) - TWO.probability_above(0.5 + 1e-6)) / 1e-6
    assert TWO.density(0.5) == pytest.approx(slope, rel=1e-5)


def test_parts_of_no_weight_do_not_stretch_a_quantile() -> None:
    with_nothing = Mixture(
        np.array([0.25, 0.75, 0.0]), np.array([-1.0, 2.0, 900.0]), np.array([0.5, 1.5, 1.0])
    )
    assert with_nothing.quantile(0.9) == pytest.approx(TWO.quantile(0.9), abs=1e-8)


@pytest.mark.parametrize("parts", [7, 49, 360])
def test_nothing_is_more_than_certain(parts: int) -> None:
    """Weights that were divided by their sum may add up to a little more than one."""
    random = np.random.default_rng(parts)
    for _ in range(50):
        weights = random.random(parts)
        sure = Mixture(weights / weights.sum(), np.full(parts, 40.0), np.ones(parts))
        assert 1.0 - 1e-9 < sure.probability_above(0.0) <= 1.0


def test_another_unit_scales_everything() -> None:
    assert TWO.scaled(100.0).quantile(0.3) == pytest.approx(100 * TWO.quantile(0.3), rel=1e-9)
    assert TWO.scaled(100.0).probability_above(150.0) == pytest.approx(TWO.probability_above(1.5))


@pytest.mark.parametrize("probability", [0.0, 1.0, -0.1, float("nan")])
def test_a_quantile_of_certainty_is_refused(probability: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        TWO.quantile(probability)
