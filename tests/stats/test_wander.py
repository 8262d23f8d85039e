"""What a series does on its own."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.stats.design import Design
from analysis.stats.wander import STILL, Wander

DAYS = np.array([0.0, 7.0, 10.0, 14.0])


def test_days_of_one_weekday_are_alike_and_others_less_the_further_apart_they_are() -> None:
    found = Wander(sd=2.0, days=20.0, weekday_sd=1.0).covariance(DAYS, DAYS)
    assert found[0].tolist() == pytest.approx([
        5.0, 4 * np.exp(-7 / 20) + 1, 4 * np.exp(-10 / 20), 4 * np.exp(-14 / 20) + 1,
    ])  # fmt: skip
    assert Wander(sd=2.0, weekday_sd=1.0).variance == 5.0


def test_a_series_that_keeps_still_has_its_noise_alone() -> None:
    design = Design.of([0, 1, 1], [0, 0, 7], [0, 0, 0], [1.0, 2.0, 4.0])
    precision, log_determinant = STILL.precision(design)
    np.testing.assert_allclose(precision, np.diag([1.0, 0.5, 0.25]))
    assert log_determinant == pytest.approx(np.log(8.0))


def test_series_have_nothing_of_their_own_in_common() -> None:
    wander = Wander(sd=1.0, days=20.0)
    design = Design.of([0, 1, 1], [0, 0, 7], [0, 0, 0], [1.0, 1.0, 1.0])
    precision, _ = wander.precision(design)
    assert precision[0, 1:].tolist() == [0.0, 0.0]
    assert precision[0, 0] == pytest.approx(1 / 2)
    assert wander.across(design, design)[0].tolist() == [1.0, 0.0, 0.0]
