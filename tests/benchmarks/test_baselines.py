from __future__ import annotations

import baselines
import numpy as np
import pytest
from baselines import History

DAYS = np.array([0.0, 7.0, 14.0, 21.0])
RISING = History(DAYS, np.array([1.0, 2.0, 3.0, 4.0]))
AT = np.array([28.0, 35.0])


def test_the_last_value_stays() -> None:
    assert baselines.last_value(*RISING, AT).tolist() == [4.0, 4.0]


def test_a_regression_goes_on_along_its_line() -> None:
    np.testing.assert_allclose(baselines.regression(*RISING, AT), [5.0, 6.0])


def test_a_regression_sees_eight_weeks_and_no_more() -> None:
    long_ago = History(np.concatenate([[-60.0], DAYS]), np.concatenate([[90.0], RISING.values]))
    np.testing.assert_allclose(baselines.regression(*long_ago, AT), [5.0, 6.0])


@pytest.mark.parametrize("days", [[0.0, 14.0], [0.0, 1.0, 2.0]])
def test_too_few_sessions_for_a_line_give_their_mean(days: list[float]) -> None:
    values = np.arange(len(days), dtype=float)
    found = baselines.regression(np.array(days), values, AT)
    assert found.tolist() == [values.mean()] * 2


def test_smoothing_by_hand() -> None:
    """1, then 1 + .5 (2 - 1) = 1.5, then 2.25, then 3.125."""
    assert baselines.smoothing(0.5)(*RISING, AT).tolist() == [3.125, 3.125]


def test_past_errors_are_those_of_the_four_weeks_after_each_session() -> None:
    """From day 0 at days 7, 14, 21: 1, 2, 3; from day 7: 1, 2; from day 14: 1."""
    assert baselines.past_errors(baselines.last_value, RISING).tolist() == [1, 2, 3, 1, 2, 1]
    apart = History(np.array([0.0, 29.0]), np.array([1.0, 2.0]))
    assert baselines.past_errors(baselines.last_value, apart).size == 0


def test_the_spread_is_that_of_the_lifts_own_errors() -> None:
    many = History(np.arange(0.0, 35.0, 7.0), np.array([1.0, 2.0, 3.0, 4.0, 5.0]))
    other = History(np.array([0.0, 7.0]), np.array([1.0, 101.0]))
    lift = np.array([0, 1])
    told = baselines.forecasts([baselines.last_value], [many, other], lift, AT)
    own = baselines.past_errors(baselines.last_value, many)
    assert told.mean.tolist() == [5.0, 101.0]
    assert told.sd[0] == pytest.approx(np.sqrt((own**2).mean()))
    assert told.sd[1] == pytest.approx(np.sqrt((np.append(own, 100.0) ** 2).mean()))  # too few of its own


def test_an_athlete_without_a_past_has_the_usual_spread() -> None:
    first = History(np.array([0.0]), np.array([1.0]))
    told = baselines.forecasts([baselines.last_value], [first], np.array([0]), np.array([7.0]))
    assert told.sd.tolist() == [baselines.UNKNOWN_SD]


def test_the_rule_that_did_best_so_far_is_taken() -> None:
    slow, quick = baselines.smoothing(0.1), baselines.smoothing(0.7)
    told = baselines.forecasts([slow, quick], [RISING], np.array([0]), np.array([28.0]))
    assert told.mean.tolist() == quick(*RISING, np.array([28.0])).tolist()
