"""What a series does on its own about its line: it wanders for some weeks, and weekdays differ."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.stats.design import DAYS_A_WEEK, Design

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]


class Wander(NamedTuple):
    """Deviations of a series of its own, SDs in multiples of the noise's; without any, as it is by default."""

    sd: float = 0.0
    """Of an Ornstein-Uhlenbeck process about the line, with correlation exp(-days apart / `days`)."""
    days: float = 1.0
    weekday_sd: float = 0.0
    """Of what sessions on one weekday have in common, as light and heavy days of a programme do."""

    @property
    def variance(self) -> float:
        """Of all of it, on any day, in multiples of the noise's."""
        return self.sd**2 + self.weekday_sd**2

    def covariance(self, here: Vector, there: Vector) -> Matrix:
        """Return the covariance of one series between days and days, in multiples of the noise's variance."""
        apart = np.abs(here[:, None] - there[None, :])
        same_weekday = np.mod(apart, DAYS_A_WEEK) == 0.0
        covariance: Matrix = self.sd**2 * np.exp(-apart / self.days) + self.weekday_sd**2 * same_weekday
        return covariance

    def across(self, new: Design, seen: Design) -> Matrix:
        """Return the covariance of new observations with those seen; none between series."""
        same_series = new.lift[:, None] == seen.lift[None, :]
        return np.where(same_series, self.covariance(new.day, seen.day), 0.0)

    def precision(self, design: Design) -> tuple[Matrix, float]:
        """Return the inverse of V, the covariance of what series do not share, noise included, and log |V|.

        V is in multiples of the noise's variance, and has a block for each series.
        """
        if self == STILL:
            return np.diag(1.0 / design.relative_variance), float(np.log(design.relative_variance).sum())
        inverse, log_determinant = np.zeros((design.day.size, design.day.size)), 0.0
        for lift in np.unique(design.lift):
            (mine,) = np.nonzero(design.lift == lift)
            day = design.day[mine]
            block = np.diag(design.relative_variance[mine]) + self.covariance(day, day)
            inverse[np.ix_(mine, mine)] = np.linalg.inv(block)
            log_determinant += float(np.linalg.slogdet(block)[1])
        return inverse, log_determinant


STILL: Final = Wander()
