"""When a level that rises ever more slowly reaches a target, as far as level and rate are known."""

from __future__ import annotations

from math import ceil, exp, inf, log
from statistics import NormalDist
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

POINTS: Final = 201
"""Equally likely values of each normal distribution; odd, so that the middle is one of them."""


class Normal(NamedTuple):
    """What is known of a number."""

    mean: float
    sd: float

    def points(self) -> NDArray[np.float64]:
        """Return equally likely values, in order."""
        standard = NormalDist()
        spread = [standard.inv_cdf((index + 0.5) / POINTS) for index in range(POINTS)]
        return self.mean + self.sd * np.array(spread)


class Slowing(NamedTuple):
    """How gains come ever more slowly: each gain of `rate x months` takes `times` as long as the one before."""

    times: float
    months: float


def months_to_gain(gain: float, rate_per_month: float, slowing: Slowing) -> float:
    """Return the months until a gain is made at a rate that slows; infinite where the rate is not above zero.

    With g = rate x slowing.months and s = slowing.times, the rate falls by the factor s with every g gained, so

        t(gain) = slowing.months / ln(s) x (s^(gain / g) - 1),   gain / rate where s is 1

    and each g takes s times as long as the g before. Gain and rate are in the same unit, as % (100 x log points).

    >>> two = Slowing(times=2.0, months=12.0)
    >>> first, second = months_to_gain(12.0, 1.0, two), months_to_gain(24.0, 1.0, two)
    >>> round(first, 2), round((second - first) / first, 6)
    (17.31, 2.0)
    >>> months_to_gain(12.0, 1.0, Slowing(times=1.0, months=12.0))
    12.0
    """
    if gain <= 0:
        return 0.0
    if rate_per_month <= 0:
        return inf
    if slowing.times == 1:
        return gain / rate_per_month
    steepness = log(slowing.times)
    exponent = steepness * gain / (rate_per_month * slowing.months)
    return inf if exponent > 100 else slowing.months / steepness * (exp(exponent) - 1)  # noqa: PLR2004 - beyond any life


def interval(
    gain: Normal, rate_per_month: Normal, slowing: Slowing, coverage: float = 0.9
) -> tuple[float, float]:
    """Return the ends of the central interval of the months until the target, which may be infinite.

    Gain still to make and rate are taken to be independent and normal. Of all pairs of their equally likely values, the
    ends are the values below which (1 - coverage) / 2 of the months lie, and above which as many do.
    """
    months = np.sort(
        [
            months_to_gain(left, rate, slowing)
            for left in gain.points().tolist()
            for rate in rate_per_month.points().tolist()
        ]
    )
    tail = (1.0 - coverage) / 2.0
    low, high = (ceil(share * months.size) - 1 for share in (tail, 1.0 - tail))
    return float(months[low]), float(months[high])
