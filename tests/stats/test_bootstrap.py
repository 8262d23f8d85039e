from __future__ import annotations

import numpy as np
import pytest

from analysis.stats import bootstrap


def test_draws_scatter_as_the_mean_of_as_many_rows_does() -> None:
    rows = np.random.default_rng(2).normal(3.0, 2.0, (40, 1))
    draws = bootstrap.means(rows, weights=np.ones(40), draws=20_000)
    assert draws.mean() == pytest.approx(rows.mean(), abs=0.02)
    # The SD of a bootstrap mean is that of the rows (divided by n) over the root of n.
    assert draws.std() == pytest.approx(rows.std() / np.sqrt(40), rel=0.03)


def test_a_heavy_row_pulls_every_draw() -> None:
    even = bootstrap.means([[0.0], [1.0]], weights=[1, 1], draws=4000).mean()
    pulled = bootstrap.means([[0.0], [1.0]], weights=[1, 9], draws=4000).mean()
    assert even == pytest.approx(0.5, abs=0.03)
    # A quarter of the draws hold only the first row, a quarter only the second, half both: 0.25 + 0.5 x 0.9.
    assert pulled == pytest.approx(0.7, abs=0.03)


def test_columns_are_drawn_together() -> None:
    draws = bootstrap.means([[1.0, 2.0], [3.0, 6.0], [5.0, 10.0]], weights=[1, 2, 3], draws=50)
    assert np.allclose(draws[:, 1], 2 * draws[:, 0])


def test_the_same_rows_give_the_same_draws() -> None:
    rows = [[1.0], [2.0], [4.0]]
    one, other = (bootstrap.means(rows, weights=[1, 1, 1], draws=9) for _ in range(2))
    assert np.array_equal(one, other)
