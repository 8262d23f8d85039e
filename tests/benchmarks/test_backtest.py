from __future__ import annotations

from datetime import date, datetime, timedelta

import backtest
import numpy as np
import polars as pl
import pytest
from real_logs import Window

AS_OF = date(2026, 4, 30)


def sessions(days_before: list[int], values: list[float], *, reps_share: float = 0.12) -> pl.DataFrame:
    """One lift's sessions so many days before the day they are judged; those after it have negative numbers."""
    on = [AS_OF - timedelta(days=days) for days in days_before]
    return pl.DataFrame(
        {
            "lift": "squat",
            "session": [str(day) for day in on],
            "performed_at": [datetime.combine(day, datetime.min.time()) for day in on],
            "performed_on": on,
            "log_e1rm": values,
            "log_e1rm_var": 0.002,
            "curve_share": reps_share,
            "effort_sd": 0.03,
            "rir_logged_share": 0.0,
            "k_log_sd": 0.28,
        }
    )


BEHIND = sessions(list(range(70, 0, -5)), [4.5 + 0.01 * (number % 3) for number in range(14)])
AHEAD = sessions([-1, -7, -8, -28], [4.51, 4.52, 4.53, 4.54])


def window(ahead: pl.DataFrame = AHEAD, behind: pl.DataFrame = BEHIND) -> Window:
    return Window("someone", AS_OF, ("squat",), behind, behind, ahead)


def test_sessions_fall_into_the_week_they_lie_in() -> None:
    rows = backtest.scored(window())
    assert rows["week"].to_list() == [1, 1, 2, 4]
    assert rows["sessions"].to_list() == [14] * 4


def test_of_a_session_to_come_only_its_day_is_known() -> None:
    """Its reps and its precision could tell how it went; what is expected must not depend on them."""
    told = AHEAD.with_columns(curve_share=0.3, log_e1rm_var=0.02, log_e1rm=3.0)
    fit = window().fit()
    for one, other in zip(
        backtest.expected(fit, window()), backtest.expected(fit, window(told)), strict=True
    ):
        np.testing.assert_array_equal(one, other)


def test_a_session_to_come_is_expected_to_be_like_the_last_three() -> None:
    harder = pl.concat([BEHIND.head(10), BEHIND.tail(4).with_columns(log_e1rm_var=0.004)])
    fit = window(behind=harder).fit()
    usual = backtest.expected(fit, window(behind=harder)).relative_variance
    np.testing.assert_allclose(usual, 2.0)


def test_the_baselines_see_half_a_year() -> None:
    long = pl.concat([sessions([190, 181], [3.0, 3.0]), BEHIND])
    (history,) = backtest.histories(window(behind=long)._replace(sessions=BEHIND))
    assert history.days.size == 15
    assert history.values[0] == 3.0


def test_scores_are_those_of_the_values_that_came() -> None:
    near = backtest.scored(window())
    far = backtest.scored(window(AHEAD.with_columns(log_e1rm=5.5)))
    assert (far["model"] > near["model"]).all()
    assert (far["place"] > 0.99).all()
    assert far["last value error"].to_list() == pytest.approx([0.99] * 4)


def test_the_mean_over_athletes_holds_each_against_the_baseline_that_is_best_for_them() -> None:
    rows = pl.DataFrame(
        {
            "athlete": ["a", "a", "b"],
            "model": [1.0, 3.0, 3.0],
            "last value": [4.0, 4.0, 6.0],
            "8-week regression": [9.0, 9.0, 3.0],
            "exponential smoothing": [5.0, 5.0, 5.0],
        }
    )
    assert backtest.by_athlete(rows) == pytest.approx((2 / 4 + 3 / 3) / 2)
