from __future__ import annotations

import numpy as np
from scipy.stats import norm

from analysis.stats import normal


def test_agrees_with_scipy_into_the_tails() -> None:
    z = np.linspace(-12, 12, 241)
    np.testing.assert_allclose(normal.below(z), norm.cdf(z), rtol=1e-12)


def test_ninety_percent_lie_within_its_z() -> None:
    inside = normal.below(np.array([normal.Z_90])) - normal.below(np.array([-normal.Z_90]))
    np.testing.assert_allclose(inside, 0.9, atol=1e-15)
