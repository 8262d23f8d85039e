"""What the grid posterior assumes and averages over: priors in closed form, and values on a grid with their weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.stats.wander import STILL, Wander

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
Axis = tuple[tuple[float, float], ...]
"""Values with their prior weights, which need not sum to one."""


@dataclass(frozen=True, kw_only=True)
class Prior:
    """Standard deviations of what is estimated, in the unit of y."""

    level_sd: float
    slope_sd: float
    """Of the slope that all series have in common, per week."""
    rep_sd: float
    """Of a series' own effect of one unit of the rep term, about the one that all have in common."""
    common_rep_sd: float
    """Of the effect of one unit of the rep term that all series have in common."""
    drift_sd: float
    """Of the common drift."""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """What is averaged over: the values of each and their prior weights."""

    spread: Axis
    """SD of the series' slopes about the common one, per week."""
    shared_sd: Axis
    shared_days: Axis
    noise_sd: Axis
    wander: tuple[tuple[Wander, float], ...] = ((STILL, 1.0),)
    """What series do on their own, with prior weights."""

    def nodes(self) -> tuple[Matrix, Vector]:
        """Return the nodes (number of the wander, shared_days, shared_sd, noise_sd, spread), and their log prior weights.

        A node is a row; those of one wander and shared_days stand together.
        """
        wander = tuple((float(number), weight) for number, (_, weight) in enumerate(self.wander))
        axes = (wander, self.shared_days, self.shared_sd, self.noise_sd, self.spread)
        values, weights = (_crossed([[pair[part] for pair in axis] for axis in axes]) for part in (0, 1))
        return values, np.log(weights).sum(axis=1) - np.log(weights.prod(axis=1).sum())

    def at(self, node: Vector) -> Grid:
        """Return the grid of one node alone."""
        number, *sds = (float(value) for value in node)
        shared_days, shared_sd, noise_sd, spread = (((value, 1.0),) for value in sds)
        return Grid(
            spread=spread,
            shared_sd=shared_sd,
            shared_days=shared_days,
            noise_sd=noise_sd,
            wander=((self.wander[int(number)][0], 1.0),),
        )


def _crossed(axes: Sequence[Sequence[float]]) -> Matrix:
    """Every combination of one value an axis, a row each; the last axis runs fastest."""
    return np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, len(axes)).astype(np.float64)
