"""Cut a series into stretches of constant level, exactly.

Of all ways to cut a series, the one with the least

    sum over stretches of sum (y - mean of the stretch)^2  +  penalty x cuts

by dynamic programming over the place of the last cut (Jackson et al. 2005, doi 10.1109/LSP.2001.838216). PELT
(Killick et al. 2012, doi 10.1080/01621459.2012.737745) seeks the same minimum and leaves out cuts that cannot be part
of it; a series of weeks is short enough to look at all of them, and with a least length the usual way of leaving out
is not exact.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vector = NDArray[np.float64]

NORMAL_MAD = 1.482602218505602
"""The standard deviation of a normal in units of its median absolute deviation."""


def cuts(values: ArrayLike, *, penalty: float, min_size: int = 1) -> list[int]:
    """Return where the best stretches but the first begin, in order; an empty list: one stretch.

    Of equally good cuts the earlier is taken. Time and memory grow as the square of the length.

    Args:
        values: the series; shorter than twice `min_size` it is one stretch.
        penalty: what a cut must save in squares, zero or more.
        min_size: least length of a stretch.

    Raises:
        ValueError: a series that is not one row of finite numbers, a penalty below zero, a least length below one.

    >>> cuts([1, 1, 1, 5, 5, 5], penalty=2.0)
    [3]
    >>> cuts([1, 1, 1, 5, 5, 5], penalty=30.0)
    []
    """
    y = _checked(values, penalty, min_size)
    n = y.size
    if n < 2 * min_size:
        return []
    squares = _squares(y)
    best = np.full(n + 1, np.inf)
    best[0] = -penalty  # the first stretch needs no cut
    last = np.zeros(n + 1, dtype=np.intp)
    for end in range(min_size, n + 1):
        of_each = best[: end - min_size + 1] + squares[: end - min_size + 1, end]
        last[end] = np.argmin(of_each)
        best[end] = of_each[last[end]] + penalty
    return _traced(last)


def squares_left(values: ArrayLike, at: ArrayLike) -> float:
    """Return the sum of squares about the means of the stretches that begin at `at`.

    >>> squares_left([0, 2, 5, 5], [2])
    2.0
    """
    parts = np.split(np.asarray(values, dtype=np.float64), np.asarray(at, dtype=np.intp))
    return float(sum(np.sum((part - part.mean()) ** 2) for part in parts if part.size))


def steps(values: ArrayLike, *, first: float, then: float, floor: float, min_size: int) -> list[int]:
    """Return where the level of a noisy series changes, in order; an empty list: nowhere.

    Cut twice, each time at a penalty of so many x variance x log length. The first time the noise is told from
    first differences, which know nothing of the level but are few and easily chance; the second time from what the
    first cuts leave, `first` being low enough that a real step is cut off. On flat series and on steps alike that is
    fewer false cuts and fewer missed ones than the first time alone (docs/decisions/0016).

    Args:
        values: the series.
        first: the penalty of the first time, x variance x log length.
        then: that of the second.
        floor: least SD of the noise that is believed.
        min_size: least length of a stretch.

    >>> steps([0.7, 0.6, 0.7, 0.8, -0.7, -0.8, -0.6, -0.7], first=3, then=3.5, floor=0.08, min_size=3)
    [4]
    """
    y = np.asarray(values, dtype=np.float64)
    if y.size < 2 * min_size:
        return []
    of_one = float(np.log(y.size))
    tried = cuts(y, penalty=first * noise(y, floor=floor) ** 2 * of_one, min_size=min_size)
    left = squares_left(y, tried) / max(1, y.size - len(tried) - 1)
    return cuts(y, penalty=then * max(left, floor**2) * of_one, min_size=min_size)


def noise(values: ArrayLike, *, floor: float) -> float:
    """Return the SD of a series about its level, whatever its steps, but at least `floor`.

    1.4826 x the median of the absolute first differences / sqrt 2: a step touches one difference only, and no
    level has differences that are not zero on average. Two values or fewer give the floor.

    >>> round(noise([0, 1, 0, 1, 0, 9, 10, 9], floor=0.1), 3)
    1.048
    """
    differences = np.diff(np.asarray(values, dtype=np.float64))
    if differences.size < 2:  # noqa: PLR2004 - one difference may be a step
        return floor
    return max(floor, NORMAL_MAD * float(np.median(np.abs(differences))) / float(np.sqrt(2)))


def _checked(values: ArrayLike, penalty: float, min_size: int) -> Vector:
    y = np.asarray(values, dtype=np.float64)
    if y.ndim != 1 or not np.all(np.isfinite(y)):
        msg = "a series is one row of finite numbers"
        raise ValueError(msg)
    if not penalty >= 0 or min_size < 1:
        msg = f"penalty {penalty} must be zero or more and min_size {min_size} one or more"
        raise ValueError(msg)
    return y


def _squares(y: Vector) -> Vector:
    """Squares about the mean of y[start:end] at [start, end]; the series is centred first, against cancellation."""
    centred = y - y.mean()
    sums = np.concatenate([[0.0], np.cumsum(centred)])
    of_squares = np.concatenate([[0.0], np.cumsum(centred**2)])
    at = np.arange(y.size + 1)
    length = np.maximum(at[None, :] - at[:, None], 1)
    squares: Vector = (
        of_squares[None, :] - of_squares[:, None] - (sums[None, :] - sums[:, None]) ** 2 / length
    )
    return np.maximum(squares, 0.0)


def _traced(last: NDArray[np.intp]) -> list[int]:
    found = []
    end = int(last[-1])
    while end > 0:
        found.append(end)
        end = int(last[end])
    return found[::-1]
