"""What other samples would have said: weighted means of resampled rows."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

SEED: Final = 12
"""Fixed: the same rows give the same draws, in every run and on every machine."""


def means(values: ArrayLike, *, weights: ArrayLike, draws: int) -> NDArray[np.float64]:
    """Return the weighted means of each column of `values`, one row a draw of rows with replacement.

    The ordinary bootstrap (Efron 1979, doi 10.1214/aos/1176344552), all draws at once: a draw is how often
    each row is in it, so means are one product of matrices.

    Args:
        values: one row an observation, one column a quantity; at least one row.
        weights: of each row, above zero.
        draws: how many.

    >>> means([[2.0, 7.0], [2.0, 7.0]], weights=[1, 3], draws=2)
    array([[2., 7.],
           [2., 7.]])
    """
    rows = np.asarray(values, dtype=np.float64)
    n = rows.shape[0]
    often = np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), size=draws)
    weighted = often * np.asarray(weights, dtype=np.float64)
    mean: NDArray[np.float64] = (weighted @ rows) / weighted.sum(axis=1, keepdims=True)
    return mean
