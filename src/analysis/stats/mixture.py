"""A mixture of normal distributions: what is known of one number after averaging over models."""

from __future__ import annotations

from math import pi, sqrt
from statistics import NormalDist
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.stats import normal

Vector = NDArray[np.float64]
FAR: Final = 12.0
"""Standard deviations beyond which no quantile asked for lies."""
STEPS: Final = 100
ACCURACY: Final = 1e-12
"""Of a quantile, in standard deviations."""
NOTHING: Final = 1e-9
"""Parts of less weight than this move no quantile that is shown."""


class Mixture(NamedTuple):
    """Normal distributions with weights that sum to one.

    >>> one = Mixture(np.array([1.0]), np.array([2.0]), np.array([3.0]))
    >>> round(one.probability_above(2.0), 6), round(one.quantile(0.95), 4)
    (0.5, 6.9346)
    """

    weights: Vector
    means: Vector
    sds: Vector

    @property
    def mean(self) -> float:
        """The mean of the whole."""
        return float(self.weights @ self.means)

    @property
    def sd(self) -> float:
        """The standard deviation of the whole: that within its parts and that between them."""
        between = self.weights @ (self.means - self.mean) ** 2
        return float(np.sqrt(self.weights @ self.sds**2 + between))

    def probability_above(self, value: float) -> float:
        """Return the probability that the number lies above a value."""
        # Weights that sum to one but for rounding would make some certainties more than certain.
        return min(float(self.weights @ normal.below((self.means - value) / self.sds)), 1.0)

    def density(self, value: float) -> float:
        """Return the probability density at a value."""
        z = (value - self.means) / self.sds
        return float(self.weights @ (np.exp(-0.5 * z**2) / self.sds)) / sqrt(2.0 * pi)

    def quantile(self, probability: float) -> float:
        """Return the value that the number lies below with a probability.

        By Newton's steps from the quantile of a normal distribution of the same mean and standard deviation; by half of
        what is left where such a step leaves it or does not come nearer, as between parts far from each other.

        Raises:
            ValueError: a probability that is not strictly between 0 and 1.
        """
        if not 0.0 < probability < 1.0:
            msg = f"a quantile needs a probability between 0 and 1, not {probability}"
            raise ValueError(msg)
        told = Mixture(*(part[self.weights > NOTHING] for part in self))
        low = float(np.min(told.means - FAR * told.sds))
        high = float(np.max(told.means + FAR * told.sds))
        step, small = high - low, ACCURACY * float(np.min(told.sds))
        at = min(max(NormalDist(told.mean, told.sd).inv_cdf(probability), low), high)
        for _ in range(STEPS):
            lacking = told.probability_above(at) - (1.0 - probability)
            low, high = (at, high) if lacking > 0.0 else (low, at)
            density = told.density(at)
            newton = lacking / density if density > 0.0 else step
            closer = low <= at + newton <= high and abs(newton) <= abs(step) / 2.0
            step = newton if closer else (low + high) / 2.0 - at
            at += step
            if abs(step) <= small:
                break
        return at

    def interval(self, coverage: float = 0.9) -> tuple[float, float]:
        """Return the ends of the central interval that holds the number with this probability."""
        tail = (1.0 - coverage) / 2.0
        return self.quantile(tail), self.quantile(1.0 - tail)

    def scaled(self, factor: float) -> Mixture:
        """Return the distribution of the number in another unit."""
        return Mixture(self.weights, self.means * factor, self.sds * abs(factor))
