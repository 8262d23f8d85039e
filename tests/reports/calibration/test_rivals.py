"""The usual rules, on logs worked by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from analysis.reports.calibration import rivals
from analysis.reports.calibration.rivals import Maxima, Rival
from analysis.simulate import slopes
from analysis.simulate.slopes import Sloping


def maxima(*lifts: Sequence[float], every: float = 7.0) -> Maxima:
    """A session of each lift every so many days."""
    lift = np.repeat(np.arange(len(lifts)), [len(each) for each in lifts])
    day = np.concatenate([every * np.arange(len(each)) for each in lifts])
    return Maxima(lift, day, np.concatenate([np.asarray(each, dtype=np.float64) for each in lifts]))


def test_last_against_first_is_the_mean_of_the_lifts_differences() -> None:
    assert rivals.last_against_first(maxima([1.0, 9.0, 1.3], [2.0, 2.1])) == pytest.approx((0.3 + 0.1) / 2)


def test_the_best_of_four_weeks_looks_at_no_more_than_eight() -> None:
    """Twelve weekly sessions: weeks 9 to 12 against 5 to 8; the record of week 1 is out of sight."""
    log = maxima([9.0, 1, 1, 1, 2.0, 1, 1, 1, 1, 2.5, 1, 1])
    assert rivals.best_of_four_weeks(log) == pytest.approx(0.5)
    assert rivals.personal_bests(log) == pytest.approx(2.5 - 9.0)


def test_the_slope_counts_where_its_interval_lies_above_zero() -> None:
    """Days 0, 1, 2 and values 0, 2, 1: slope 1/2, error sqrt(1.5 / 1 / 2) = 0.866, and t(1) at 95% is 6.314."""
    score = rivals.slope_and_error(maxima([0.0, 2.0, 1.0], every=1.0))
    assert score == pytest.approx(0.5 / (6.313752 * np.sqrt(0.75)) - 1)


def test_r_squared_of_that_line_is_a_quarter() -> None:
    """1 - 1.5 / 2; falling, it counts below zero."""
    assert rivals.reliable_line(maxima([0.0, 2.0, 1.0], every=1.0)) == pytest.approx(0.25 - 0.3)
    assert rivals.reliable_line(maxima([1.0, 2.0, 0.0], every=1.0)) == pytest.approx(-0.25 - 0.3)


def test_levels_of_lifts_are_no_slope() -> None:
    wobble = [0.0, 0.1, 0.0, 0.1, 0.0]
    apart = maxima(wobble, [5.0 + each for each in wobble])
    assert rivals.slope_and_error(apart) == pytest.approx(-1.0)


@pytest.mark.parametrize(
    ("gains", "score"),
    [([0.3, 0.2, -1.0], 0.2), ([0.3, -0.2], -0.2), ([0.4, 0.3, 0.2, -1.0], 0.2), ([0.1], 0.1)],
)
def test_most_lifts_is_more_than_half(gains: Sequence[float], score: float) -> None:
    rule = Rival(name="last", together=rivals.last_against_first)
    assert rule.most_lifts(maxima(*([0.0, gain] for gain in gains))) == pytest.approx(score)


@pytest.mark.parametrize("rule", rivals.ALL, ids=lambda rule: rule.name)
def test_every_rule_sees_a_rise_and_no_fall_without_noise(rule: Rival) -> None:
    rising = [0.01 * week + 0.0001 * (-1) ** week for week in range(12)]
    for lifts in ([rising], [rising, rising, rising]):
        assert all(score > 0 for _, score in rule.readings(maxima(*lifts)))
        assert all(score < 0 for _, score in rule.readings(maxima(*([-y for y in lift] for lift in lifts))))


@pytest.mark.parametrize("rule", rivals.ALL, ids=lambda rule: rule.name)
def test_the_order_of_sessions_and_a_heavier_lifter_make_no_difference(rule: Rival) -> None:
    random = np.random.default_rng(0)
    log = rivals.seen(slopes.drawn(Sloping(weeks=12, pct_per_month=1.0), random))
    order = random.permutation(log.day.size)
    shuffled = Maxima(log.lift[order], log.day[order], log.log_e1rm[order] + 0.5)
    for (_, score), (_, again) in zip(rule.readings(log), rule.readings(shuffled), strict=True):
        assert again == pytest.approx(score)


def test_an_app_sees_plain_epley() -> None:
    """Ten reps of a load worth 1 by (1 + 9/30) are seen as (1 + 10/30)."""
    still = Sloping(weeks=4, readiness_sd=0, noise_sd=0, spread_per_week=0, curve=slopes.CURVE, reps="switch")
    log = rivals.seen(slopes.drawn(still, np.random.default_rng(0)))
    late, early = log.log_e1rm[log.day >= 14], log.log_e1rm[log.day < 14]
    assert late == pytest.approx(np.log((4 / 3) / 1.3))
    assert early == pytest.approx(np.log((7 / 6) / (34 / 30)))
