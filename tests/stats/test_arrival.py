from __future__ import annotations

from math import inf, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.arrival import Normal, Slowing, interval, months_to_gain

TWICE = Slowing(times=2.0, months=12.0)
STEADY = Slowing(times=1.0, months=12.0)
gains, rates = st.floats(0.01, 60), st.floats(0.05, 5)


def test_a_year_of_gain_takes_a_year_and_five_months() -> None:
    assert months_to_gain(12.0, 1.0, TWICE) == pytest.approx(12 / log(2))


@given(gain=gains, rate=rates)
def test_each_equal_gain_takes_twice_as_long_as_the_one_before(gain: float, rate: float) -> None:
    step = rate * TWICE.months
    first, second, third = (months_to_gain(gain + count * step, rate, TWICE) for count in range(3))
    assert (third - second) / (second - first) == pytest.approx(2.0)


@given(gain=gains, rate=rates, times=st.floats(1.01, 4))
def test_slowing_never_makes_it_sooner_and_starts_at_the_present_rate(
    gain: float, rate: float, times: float
) -> None:
    slowing = Slowing(times=times, months=12.0)
    assert months_to_gain(gain, rate, slowing) >= months_to_gain(gain, rate, STEADY) * (1 - 1e-9)
    little = 1e-7
    assert months_to_gain(little, rate, slowing) == pytest.approx(little / rate, rel=1e-3)


def test_what_does_not_rise_never_arrives_and_what_is_there_has_arrived() -> None:
    assert months_to_gain(1.0, 0.0, TWICE) == months_to_gain(1.0, -1.0, TWICE) == inf
    assert months_to_gain(0.0, -1.0, TWICE) == 0.0


@settings(max_examples=10, deadline=None)
@given(gain=st.floats(-5, 30), gain_sd=st.floats(0.5, 6), rate=st.floats(-0.5, 3), rate_sd=st.floats(0.1, 1))
def test_the_interval_is_that_of_many_draws(gain: float, gain_sd: float, rate: float, rate_sd: float) -> None:
    random = np.random.default_rng(3)
    draws = np.sort(
        [
            months_to_gain(one_gain, one_rate, TWICE)
            for one_gain, one_rate in zip(
                random.normal(gain, gain_sd, 20_000), random.normal(rate, rate_sd, 20_000), strict=True
            )
        ]
    )
    for end, share in zip(interval(Normal(gain, gain_sd), Normal(rate, rate_sd), TWICE), (0.05, 0.95), strict=True):  # fmt: skip
        below = np.searchsorted(draws, end, side="left") / draws.size
        upto = np.searchsorted(draws, end, side="right") / draws.size
        assert below - 0.012 <= share <= upto + 0.012


def test_nothing_in_doubt_leaves_one_day() -> None:
    low, high = interval(Normal(12.0, 0.0), Normal(1.0, 0.0), TWICE)
    assert low == high == pytest.approx(12 / log(2))
