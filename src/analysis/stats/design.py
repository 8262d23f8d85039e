"""Where the observations of several series lie."""

from __future__ import annotations

from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vector = NDArray[np.float64]
Whole = NDArray[np.intp]
DAYS_A_WEEK: Final = 7.0


class Scale(NamedTuple):
    """From which day time is counted, and in how many days a drift is complete."""

    origin: float
    days: float


class Design(NamedTuple):
    """Where the observations lie: one entry an observation in each vector."""

    lift: Whole
    """Which series, from 0."""
    day: Vector
    """Days from any origin."""
    rep_term: Vector
    relative_variance: Vector
    """Variance of the noise in multiples of noise_sd^2."""
    drift: Vector
    """What a unit of the common drift, from the first day to the last, adds to the observation."""

    @classmethod
    def of(
        cls,
        lift: ArrayLike,
        day: ArrayLike,
        rep_term: ArrayLike,
        relative_variance: ArrayLike,
        drift: ArrayLike | None = None,
    ) -> Self:
        """Return the design of vectors of one length; without `drift`, nothing drifts.

        Raises:
            ValueError: vectors of unequal length, values that are not finite, variances that are not positive.
        """
        of_lift = np.asarray(lift, dtype=np.intp)
        numbers = [np.asarray(each, dtype=np.float64) for each in (day, rep_term, relative_variance)]
        numbers.append(np.zeros(of_lift.shape) if drift is None else np.asarray(drift, dtype=np.float64))
        if of_lift.ndim != 1 or any(each.shape != of_lift.shape for each in numbers):
            msg = f"a design's vectors differ in shape: {[each.shape for each in (of_lift, *numbers)]}"
            raise ValueError(msg)
        if not all(np.isfinite(each).all() for each in numbers) or not (numbers[2] > 0).all():
            msg = "a design needs finite numbers, and variances above zero"
            raise ValueError(msg)
        return cls(of_lift, *numbers)

    def where(self, kept: NDArray[np.bool_]) -> Self:
        """Return some of the observations."""
        return self._replace(
            lift=self.lift[kept],
            day=self.day[kept],
            rep_term=self.rep_term[kept],
            relative_variance=self.relative_variance[kept],
            drift=self.drift[kept],
        )

    def and_also(self, other: Design) -> Self:
        """Return these observations and, after them, those of another design of the same series."""
        return self._replace(
            lift=np.concatenate([self.lift, other.lift]),
            day=np.concatenate([self.day, other.day]),
            rep_term=np.concatenate([self.rep_term, other.rep_term]),
            relative_variance=np.concatenate([self.relative_variance, other.relative_variance]),
            drift=np.concatenate([self.drift, other.drift]),
        )

    def columns(self, lifts: int, scale: Scale) -> Vector:
        """Return the linear part: levels, slopes and rep effects of all series, in this order, and the drift."""
        rows, since = np.arange(self.lift.size), self.day - scale.origin
        columns = np.zeros((self.lift.size, 3 * lifts + 1))
        columns[rows, self.lift] = 1.0
        columns[rows, lifts + self.lift] = since / DAYS_A_WEEK
        columns[rows, 2 * lifts + self.lift] = self.rep_term
        columns[:, -1] = self.drift * since / scale.days
        return columns

    @property
    def scale(self) -> Scale:
        """The scale of time that its own days give."""
        return Scale(float(self.day.mean()), float(np.ptp(self.day)) or 1.0)
