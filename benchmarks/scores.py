"""How good a probability forecast was."""

from __future__ import annotations

from math import pi
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from analysis.stats.mixture import Mixture

Vector = NDArray[np.float64]
NOTHING: Final = 1e-4
"""Parts of less weight are left out of a CRPS, whose cost grows with their number's square."""


def normal_crps(mean: Vector, sd: Vector, y: Vector) -> Vector:
    """Return the continuous ranked probability score of normal forecasts: the lower, the better, in the unit of y.

    sd (z (2 Phi(z) - 1) + 2 phi(z) - 1/sqrt(pi)), z = (y - mean) / sd (Gneiting 2005, doi 10.1175/MWR2904.1).
    """
    return np.asarray(_distance(y - mean, sd) - sd / np.sqrt(pi))


def mixture_crps(forecast: Mixture, y: float) -> float:
    """Return the CRPS of a mixture of normals: E|X - y| - E|X - X'| / 2 (Grimit 2006, doi 10.1256/qj.05.235).

    >>> one = Mixture(np.array([0.5, 0.5]), np.array([1.0, 1.0]), np.array([2.0, 2.0]))
    >>> bool(np.isclose(mixture_crps(one, 4.0), normal_crps(np.array([1.0]), np.array([2.0]), np.array([4.0]))[0]))
    True
    """
    kept = forecast.weights > NOTHING
    weights, means, sds = (part[kept] for part in forecast)
    weights = weights / weights.sum()
    from_y = weights @ _distance(means - y, sds)
    both = np.sqrt(sds[:, None] ** 2 + sds[None, :] ** 2)
    from_each_other = weights @ _distance(means[:, None] - means[None, :], both) @ weights
    return float(from_y - 0.5 * from_each_other)


def _distance(mean: Vector, sd: Vector) -> Vector:
    """E|X| of normal X."""
    z = mean / sd
    density = np.exp(-0.5 * z**2) / np.sqrt(2.0 * pi)
    return np.asarray(mean * (2.0 * ndtr(z) - 1.0) + 2.0 * sd * density)


def inside(place: Vector, coverage: float) -> NDArray[np.bool_]:
    """Return whether values lay inside their central intervals, from the probabilities below them.

    >>> inside(np.array([0.04, 0.06, 0.5, 0.97]), 0.9).tolist()
    [False, True, True, False]
    """
    return np.asarray(np.abs(place - 0.5) <= coverage / 2.0)
