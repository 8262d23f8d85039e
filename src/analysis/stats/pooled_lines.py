"""Lines through readings whose error is known, with slopes that are partly pooled; solved exactly.

    y_i = level_j + slope_g week_i + o_g(day_i) + e_i    of the series j of the group g

    slope_g = m + b_g,   m ~ N(0, slope_sd^2),   b_g ~ N(0, spread^2),   level_j ~ N(mean of its y, level_sd^2)
    o_g: an Ornstein-Uhlenbeck process of the group alone, SD wander x its mean error, correlation exp(-days / wander_days)
    e_i ~ N(0, (times error_i)^2)

A group is a thing that is measured, a series one way of measuring it: two ways share the slope and not the level. spread
and times lie on a grid with prior weights. At a node all is linear and Gaussian, so that the posterior is a finite mixture
of normals in closed form.

`grid_posterior` does not serve here. Its errors are learned and its wander is one for all series; of a tape the error
is published, and what moves a thigh for a week does not move an arm.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.stats.design import DAYS_A_WEEK
from analysis.stats.mixture import Mixture

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
Whole = NDArray[np.intp]
Axis = tuple[tuple[float, float], ...]
"""Values with their prior weights, which need not sum to one."""

_LOG_2_PI: Final = float(np.log(2.0 * np.pi))


@dataclass(frozen=True, kw_only=True)
class Assumed:
    """What is assumed before the readings are seen, in the unit of y and per week."""

    level_sd: float
    slope_sd: float
    """Of the slope that all groups have in common."""
    spread: Axis
    """SD of the groups' slopes about it."""
    times: Axis
    """How many times the published error the true one is."""
    wander: float
    """SD of what moves a group for a while, in multiples of its error."""
    wander_days: float


class Readings(NamedTuple):
    """One entry a reading in each vector."""

    series: Whole
    """From 0; a level of its own."""
    group: Whole
    """From 0; a slope of its own. All readings of a series are of one group."""
    day: Vector
    error: Vector
    """Published SD."""
    y: Vector

    @classmethod
    def of(cls, series: ArrayLike, group: ArrayLike, day: ArrayLike, error: ArrayLike, y: ArrayLike) -> Self:
        """Return the readings of vectors of one length, at least one.

        Raises:
            ValueError: vectors of unequal length, values that are not finite, errors that are not positive.
        """
        of_series, of_group = np.asarray(series, dtype=np.intp), np.asarray(group, dtype=np.intp)
        numbers = [np.asarray(each, dtype=np.float64) for each in (day, error, y)]
        shapes = [each.shape for each in (of_series, of_group, *numbers)]
        if not of_series.size or set(shapes) != {(of_series.size,)}:
            msg = f"readings need vectors of one length: {shapes}"
            raise ValueError(msg)
        if not all(np.isfinite(each).all() for each in numbers) or not (numbers[1] > 0).all():
            msg = "readings need finite numbers, and errors above zero"
            raise ValueError(msg)
        return cls(of_series, of_group, *numbers)


@dataclass(frozen=True, kw_only=True)
class Lines:
    """What is known of the slopes per week: a normal distribution at each node, and the nodes' weights."""

    weights: Vector
    means: Matrix
    """A row a node: the common slope, then each group's."""
    covariances: Matrix

    def common(self) -> Mixture:
        """Return the slope that the groups have in common: their precision-weighted mean, shrunk towards no change."""
        return self._of(0)

    def slope(self, group: int) -> Mixture:
        """Return the slope of one group, shrunk towards the common one."""
        return self._of(1 + group)

    def _of(self, at: int) -> Mixture:
        return Mixture(self.weights, self.means[:, at], np.sqrt(self.covariances[:, at, at]))


class _Sums(NamedTuple):
    """What readings say at one `times`: X'K^-1 X, X'K^-1 y, and y'K^-1 y + log |K|."""

    xx: Matrix
    xy: Vector
    rest: float


def fit(readings: Readings, assumed: Assumed) -> Lines:
    """Return what is known of the slopes of all groups."""
    series, groups = int(readings.series.max()) + 1, int(readings.group.max()) + 1
    columns, centred = _linear(readings, series, groups)
    contrasts = _contrasts(series, groups)
    log_weights, means, covariances = [], [], []
    sums = {times: _sums(readings, columns, centred, times, assumed) for times, _ in assumed.times}
    for (times, times_weight), (spread, spread_weight) in product(assumed.times, assumed.spread):
        prior = _prior(series, groups, spread, assumed)
        information = sums[times].xx + np.diag(1.0 / prior)
        covariance = np.linalg.inv(information)
        mean = covariance @ sums[times].xy
        log_determinant = np.linalg.slogdet(information)[1] + np.log(prior).sum()
        log_evidence = -0.5 * (sums[times].rest + log_determinant - mean @ sums[times].xy)
        log_weights.append(log_evidence + np.log(times_weight * spread_weight))
        means.append(contrasts @ mean)
        covariances.append(contrasts @ covariance @ contrasts.T)
    weights = np.exp(np.array(log_weights) - max(log_weights))
    return Lines(weights=weights / weights.sum(), means=np.array(means), covariances=np.array(covariances))


def _linear(readings: Readings, series: int, groups: int) -> tuple[Matrix, Vector]:
    """The columns of levels, of the common slope and of each group's own part; and y less the mean of its series."""
    rows = np.arange(readings.y.size)
    columns = np.zeros((readings.y.size, series + 1 + groups))
    weeks = (readings.day - readings.day.mean()) / DAYS_A_WEEK
    columns[rows, readings.series] = 1.0
    columns[:, series] = weeks
    columns[rows, series + 1 + readings.group] = weeks
    means = np.bincount(readings.series, readings.y) / np.maximum(np.bincount(readings.series), 1)
    return columns, readings.y - means[readings.series]


def _contrasts(series: int, groups: int) -> Matrix:
    """From the coefficients to the common slope and each group's whole slope."""
    contrasts = np.zeros((1 + groups, series + 1 + groups))
    contrasts[:, series] = 1.0
    contrasts[1:, series + 1 :] = np.eye(groups)
    return contrasts


def _prior(series: int, groups: int, spread: float, assumed: Assumed) -> Vector:
    """Prior variances of the coefficients."""
    return np.array(
        [assumed.level_sd**2] * series + [assumed.slope_sd**2] + [spread**2] * groups, dtype=np.float64
    )


def _sums(readings: Readings, columns: Matrix, y: Vector, times: float, assumed: Assumed) -> _Sums:
    """Add up over the groups, whose readings are independent given the coefficients."""
    size = columns.shape[1]
    xx, xy, rest = np.zeros((size, size)), np.zeros(size), y.size * _LOG_2_PI
    for group in np.unique(readings.group):
        mine = readings.group == group
        root = np.linalg.cholesky(_covariance(readings.day[mine], times * readings.error[mine], assumed))
        white = np.linalg.solve(root, np.column_stack([columns[mine], y[mine]]))
        both = white.T @ white
        xx += both[:-1, :-1]
        xy += both[:-1, -1]
        rest += float(both[-1, -1] + 2.0 * np.log(np.diagonal(root)).sum())
    return _Sums(xx, xy, rest)


def _covariance(day: Vector, error: Vector, assumed: Assumed) -> Matrix:
    alike = np.exp(-np.abs(day[:, None] - day[None, :]) / assumed.wander_days)
    wandering: Matrix = (assumed.wander * error.mean()) ** 2 * alike
    return wandering + np.diag(error**2)
