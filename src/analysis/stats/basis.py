"""The observations of a design in a basis in which all that they share is diagonal.

Noise and what series do on their own have the covariance noise_sd^2 V, with one V for each wander. Observations of one day
share one o: with S, a row an observation and a one at its day, and C = LL' the correlation of o on the days, the
eigenvalues of L'S'V^-1 S L, taken once for each wander and shared_days, diagonalise noise_sd^2 V + shared_sd^2 S C S'
whatever the two SDs are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.stats.design import Design
from analysis.stats.grid import Axis
from analysis.stats.wander import Wander

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

JITTER: Final = 1e-12
"""Keeps the root of a correlation in being where days are almost one."""


class Basis(NamedTuple):
    """The observations of one wander and shared_days."""

    design: Design
    wander: Wander
    shared_days: float
    days: Vector
    """Each day once."""
    precision: Matrix
    """V^-1."""
    log_determinant: float
    """log |V|."""
    by_day: Matrix
    """S'V^-1, a row a day."""
    root: Matrix
    """L."""
    rotation: Matrix
    """Q, whose columns are the eigenvectors."""
    eigenvalues: Vector
    both: Matrix
    """The columns of the linear part, and y as the last one."""
    within: Matrix
    """both' V^-1 both."""
    rotated: Matrix
    """`both` in the basis: Q'L'S'V^-1 both."""

    @property
    def back(self) -> Matrix:
        """L'^-1 Q: from the basis to the shared process on the days."""
        return np.asarray(np.linalg.solve(self.root.T, self.rotation), dtype=np.float64)

    @property
    def to(self) -> Matrix:
        """Q'L'S'V^-1: from the observations to the basis."""
        return self.rotation.T @ self.root.T @ self.by_day


def each(design: Design, both: Matrix, wander: Wander, shared_days: Axis) -> Iterator[Basis]:
    """Yield the basis of each shared_days; what does not depend on them is worked out once."""
    days, of_day = np.unique(design.day, return_inverse=True)
    in_order, first = (
        np.argsort(of_day, kind="stable"),
        np.searchsorted(np.sort(of_day), np.arange(days.size)),
    )
    precision, log_determinant = wander.precision(design)
    by_day = np.add.reduceat(precision[in_order], first, axis=0)
    among_days = np.add.reduceat(by_day[:, in_order], first, axis=1)
    told, within = by_day @ both, both.T @ precision @ both
    for length, _ in shared_days:
        correlation = np.exp(-np.abs(days[:, None] - days[None, :]) / length)
        root = np.asarray(np.linalg.cholesky(correlation + JITTER * np.eye(days.size)), dtype=np.float64)
        eigenvalues, rotation = np.linalg.eigh(root.T @ among_days @ root)
        yield Basis(
            design=design,
            wander=wander,
            shared_days=length,
            days=days,
            precision=precision,
            log_determinant=log_determinant,
            by_day=by_day,
            root=root,
            rotation=rotation,
            eigenvalues=np.maximum(eigenvalues, 0.0),
            both=both,
            within=within,
            rotated=rotation.T @ (root.T @ told),
        )
