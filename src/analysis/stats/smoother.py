"""A local level and slope, smoothed over days that are not evenly spaced.

The model is continuous in time (Durbin and Koopman 2012, ISBN 9780199641178, section 3.8):

    y_i = level(t_i) + e_i,            e_i ~ N(0, variance_i)
    d level = slope dt + level_sd dW,  d slope = slope_sd dV

Level and slope start diffuse: nothing is assumed about where a series begins or how steep it is. The
smoother meets two information filters, one from each end (Fraser and Potter 1969,
doi 10.1109/TAC.1969.1099196), because information, unlike covariance, is exactly zero at a diffuse start.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vector = NDArray[np.float64]


class Smoothed(NamedTuple):
    """The level at each time, given all observations."""

    level: Vector
    variance: Vector


_Information = tuple[float, float, float, float, float]
"""Precision matrix (a, b; b, d) of level and slope, and the precision-weighted mean (u, w)."""


def smooth(
    times: ArrayLike,
    values: ArrayLike,
    variances: ArrayLike,
    *,
    level_sd: float,
    slope_sd: float,
    jumps: ArrayLike | None = None,
) -> Smoothed:
    """Return the smoothed level and its variance at each time.

    Args:
        times: strictly increasing, in any unit (below: weeks).
        values: one observation a time.
        variances: the variance of each observation, above zero.
        level_sd: standard deviation of the level's random walk per square root of a time unit, above zero.
        slope_sd: the same of the slope's walk, above zero.
        jumps: extra variance of the level between each time and the next, for breaks; null: none.

    Raises:
        ValueError: times that do not increase, variances that are not positive, or unequal lengths.

    Two equal observations hold the level where they are; the variance is theirs.

    >>> both = smooth([0, 1], [5.0, 5.0], [0.04, 0.04], level_sd=0.004, slope_sd=0.0005)
    >>> both.level.round(6).tolist(), both.variance.round(4).tolist()
    ([5.0, 5.0], [0.04, 0.04])
    """
    at, y, v = (np.asarray(vector, dtype=np.float64) for vector in (times, values, variances))
    _check(at, y, v, level_sd, slope_sd)
    if y.size < 2:  # noqa: PLR2004 - one point says nothing of a slope, so there is nothing to invert
        return Smoothed(y.copy(), v.copy())
    steps = np.diff(at)
    extra = np.zeros_like(steps) if jumps is None else np.asarray(jumps, dtype=np.float64)
    ahead = np.array(_filter(steps, extra, y, v, level_sd, slope_sd)).T
    behind = np.array(_filter(steps[::-1], extra[::-1], y[::-1], v[::-1], level_sd, slope_sd)).T[:, ::-1]
    # Seen from the far end the slope runs the other way, so its cross terms change sign. The observation
    # itself is in both filters, so it is taken out of one.
    a, b, d = ahead[0] + behind[0] - 1.0 / v, ahead[1] - behind[1], ahead[2] + behind[2]
    u, w = ahead[3] + behind[3] - y / v, ahead[4] - behind[4]
    determinant = a * d - b * b
    return Smoothed(level=(d * u - b * w) / determinant, variance=d / determinant)


def _check(at: Vector, y: Vector, v: Vector, level_sd: float, slope_sd: float) -> None:
    if not at.shape == y.shape == v.shape or at.ndim != 1:
        msg = f"times, values and variances differ in shape: {at.shape}, {y.shape}, {v.shape}"
        raise ValueError(msg)
    if not (np.all(np.diff(at) > 0) and np.all(np.isfinite(y))):
        msg = "times must increase strictly and values be finite"
        raise ValueError(msg)
    if not (np.all(v > 0) and level_sd > 0 and slope_sd > 0):
        msg = "variances and the two standard deviations must be above zero"
        raise ValueError(msg)


def left_out(values: ArrayLike, variances: ArrayLike, smoothed: Smoothed) -> Smoothed:
    """Return what all other observations predict for each one, and the variance of its error.

    For a linear Gaussian smoother the observation itself can be taken out in closed form: with s its smoothed
    variance and h = s / v, the prediction is (level - h y) / (1 - h) and its error has variance v / (1 - h).
    """
    y, v = (np.asarray(vector, dtype=np.float64) for vector in (values, variances))
    share = np.minimum(smoothed.variance / v, 1.0 - 1e-9)
    return Smoothed(level=(smoothed.level - share * y) / (1.0 - share), variance=v / (1.0 - share))


def _filter(
    steps: Vector, jumps: Vector, y: Vector, v: Vector, level_sd: float, slope_sd: float
) -> list[_Information]:
    """What is known at each time from the observations up to and with it.

    Plain floats, not 2 x 2 arrays: a log has thousands of such steps and numpy's call costs more than the sum.
    """
    level_q, slope_q = level_sd**2, slope_sd**2
    known: _Information = (0.0, 0.0, 0.0, 0.0, 0.0)
    filtered: list[_Information] = []
    gaps = [(0.0, 0.0), *zip(steps.tolist(), jumps.tolist(), strict=True)]
    for (gap, jump), value, precision in zip(gaps, y.tolist(), (1.0 / v).tolist(), strict=True):
        a, b, d, u, w = _predict(known, gap, level_q, slope_q, jump) if gap > 0 else known
        known = (a + precision, b, d, u + value * precision, w)
        filtered.append(known)
    return filtered


def _predict(known: _Information, gap: float, level_q: float, slope_q: float, jump: float) -> _Information:
    """Carry information over a gap: M - M (M + Q^-1)^-1 M with M = F^-T K F^-1, which needs no K^-1."""
    # M: the same knowledge in terms of level and slope after the gap, were there no random walk.
    a, b, d, u, w = known
    d += gap * (gap * a - 2.0 * b)
    b -= gap * a
    w -= gap * u
    # Q and its inverse.
    q11 = level_q * gap + slope_q * gap**3 / 3.0 + jump
    q12 = slope_q * gap * gap / 2.0
    q22 = slope_q * gap
    q_det = q11 * q22 - q12 * q12
    # G = M (M + Q^-1)^-1: the share of the knowledge that the walk takes away.
    s11, s12, s22 = a + q22 / q_det, b - q12 / q_det, d + q11 / q_det
    s_det = s11 * s22 - s12 * s12
    g11, g12 = (a * s22 - b * s12) / s_det, (b * s11 - a * s12) / s_det
    g21, g22 = (b * s22 - d * s12) / s_det, (d * s11 - b * s12) / s_det
    return (
        a - g11 * a - g12 * b,
        b - g11 * b - g12 * d,
        d - g21 * b - g22 * d,
        u - g11 * u - g12 * w,
        w - g21 * u - g22 * w,
    )
