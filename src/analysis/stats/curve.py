"""How steeply the load a lifter can move falls with reps, learned from one lift's own sets.

With n reps to failure at load L a set says log maximum = log L + log(1 + k (n - 1)). Sets of one lifter at several
loads in the same weeks should say the same, which tells k. Two things would deceive, and are met by comparing loads and
not sets: reps at one load rise and fall with the lifter's day, so that sets are averaged over what was done with
alike loads before they are compared; and the lifter gets stronger, so that a level and a line are taken out of every
span of weeks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

GRID: Final = np.geomspace(0.015, 0.060, 41)
"""Values of k that lifters have (reps-per-load tables inverted: 0.021 in a leg press to 0.040 in a curl)."""

SPAN_DAYS: Final = 42.0
"""Loads are compared within this many days: three weeks to either side of the middle."""

ALIKE: Final = 0.05
"""Loads within so much (log) of one another are alike."""

FOR_A_LINE: Final = 3
"""Loads from which a line can be told apart from k."""

SESSION_SD: Final = 0.025
MISREAD_SD: Final = 0.015
"""What effort at one load is misjudged by, alike in all sessions: half a rep."""
SHARED_SD: Final = 0.015
SHARED_DAYS: Final = 14.0
HABIT_SD: Final = 0.2
"""Of log k: what shorter rests, tiredness and misjudged effort do to long sets is alike in all of a lifter's sessions,
so that no number of them averages it away (our choice: a rep at ten against three, our simulated lifters)."""

NOISE_KNOWN_AS: Final = 10.0
"""The noise is taken to be as above with the weight of so many observations."""


def _blur() -> Matrix:
    """Average over neighbours on the grid's log scale, a row each; what lies beyond the grid's ends is not counted."""
    apart = np.log(GRID)[:, None] - np.log(GRID)[None, :]
    weights = np.exp(-0.5 * (apart / HABIT_SD) ** 2)
    blur: Matrix = weights / weights.sum(axis=1, keepdims=True)
    return blur


_BLUR: Final = _blur()


class Curve(NamedTuple):
    """What is known of k.

    >>> learned([0.0] * 3, [0.0] * 3, [5.0] * 3, k0=0.0333, log_sd=0.28)
    Curve(k=0.0333, log_sd=0.28)
    """

    k: float
    log_sd: float
    """SD of log k; that of the prior where the sets say nothing."""


def learned(day: ArrayLike, log_load: ArrayLike, reps: ArrayLike, *, k0: float, log_sd: float) -> Curve:
    """Return the steepness of one lift: the posterior mean of log k, and its SD, with the prior N(log k0, log_sd^2).

    Args:
        day: of each set, in order of time; sets of a day are one session.
        log_load: of each set.
        reps: to failure, at least one, of each set.
        k0: of lifters at large in this lift.
        log_sd: of lifters about that.

    Raises:
        ValueError: vectors of unequal length, values that are not finite, or reps below one.
    """
    sets = np.column_stack([np.asarray(each, dtype=np.float64) for each in (day, log_load, reps)])
    if not np.isfinite(sets).all() or (sets[:, 2] < 1).any():
        msg = "a curve needs finite days and loads, and at least one rep in every set"
        raise ValueError(msg)
    squares, freedom = np.zeros(GRID.size), 0
    for part in _spans(sets):
        of_part = _squares(part)
        if of_part is not None:
            squares += of_part[0]
            freedom += of_part[1]
    if not freedom:
        return Curve(k0, log_sd)
    log_k = np.log(GRID)
    log_likelihood = -0.5 * (freedom + NOISE_KNOWN_AS) * np.log(squares + NOISE_KNOWN_AS)
    likelihood = _BLUR @ np.exp(log_likelihood - log_likelihood.max())
    weight = likelihood * np.exp(-0.5 * ((log_k - np.log(k0)) / log_sd) ** 2)
    weight /= weight.sum()
    mean = float(weight @ log_k)
    return Curve(float(np.exp(mean)), float(np.sqrt(weight @ (log_k - mean) ** 2)))


def _spans(sets: Matrix) -> Iterator[Matrix]:
    """Cut the sets into spans of weeks, from the first day on so that new sets leave old spans whole."""
    span = np.floor((sets[:, 0] - sets[0, 0]) / SPAN_DAYS) if sets.size else np.zeros(0)
    for number in np.unique(span):
        yield sets[span == number]


def _squares(sets: Matrix) -> tuple[Vector, int] | None:
    """Sum of squares about a level and a line, in multiples of its expectation, for every k; and how many are free.

    None where no two loads differ.
    """
    alike = np.round((sets[:, 1] - np.median(sets[:, 1])) / ALIKE)
    loads, of_set = np.unique(alike, return_inverse=True)
    if loads.size == 1:
        return None
    share = (of_set[None, :] == np.arange(loads.size)[:, None]).astype(np.float64)
    share /= share.sum(axis=1, keepdims=True)
    values = share @ (sets[:, 1, None] + np.log1p(GRID[None, :] * (sets[:, 2, None] - 1.0)))
    root = np.linalg.cholesky(_covariance(sets[:, 0], share))
    week = share @ (sets[:, 0] - sets[:, 0].mean()) / 7.0
    level, line = np.ones(loads.size), [week] if loads.size >= FOR_A_LINE and np.ptp(week) > 1.0 else []
    nuisance = np.linalg.solve(root, np.column_stack([level, *line]))
    white = np.linalg.solve(root, values)
    left = white - nuisance @ np.linalg.lstsq(nuisance, white, rcond=None)[0]
    return (left**2).sum(axis=0), loads.size - nuisance.shape[1]


def _covariance(day: Vector, share: Matrix) -> Matrix:
    """Of the mean values of the loads: a session's noise, what moves the lifter for days, and misread effort."""
    apart = np.abs(day[:, None] - day[None, :])
    sessions = SESSION_SD**2 * (apart == 0) + SHARED_SD**2 * np.exp(-apart / SHARED_DAYS)
    covariance: Matrix = share @ sessions @ share.T + MISREAD_SD**2 * np.eye(share.shape[0])
    return covariance
