"""Lines through readings of known error: against the whole Gaussian written out, against hand work, and how often right."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from analysis.stats import pooled_lines
from analysis.stats.pooled_lines import Assumed, Readings

Vector = NDArray[np.float64]
ASSUMED = Assumed(
    level_sd=50.0, slope_sd=0.25, spread=((0.03, 1.0), (0.1, 1.0)), times=((1.0, 0.7), (2.0, 0.3)), wander=0.5,
    wander_days=10.0,
)  # fmt: skip
PLAIN = replace(ASSUMED, spread=((1e-6, 1.0),), times=((1.0, 1.0),), wander=0.0)


def weekly(slope: float, *, weeks: int = 12, error: float = 1.0, groups: int = 1, seed: int = 1) -> Readings:
    random = np.random.default_rng(seed)
    group, week = np.indices((groups, weeks)).reshape(2, -1)
    y = slope * week + error * random.normal(size=week.size)
    return Readings.of(group, group, 7.0 * week, np.full(week.size, error), y)


def test_one_line_without_wander_is_the_ridge_regression_of_a_textbook() -> None:
    found = pooled_lines.fit(weekly(0.3), PLAIN)
    readings = weekly(0.3)
    week = readings.day / 7 - readings.day.mean() / 7
    precision = float(week @ week) / 1.0**2 + 1.0 / 0.25**2
    assert found.common().mean == pytest.approx(float(week @ readings.y) / precision, abs=1e-6)
    assert found.common().sd == pytest.approx(precision**-0.5, rel=1e-4)


def test_the_posterior_is_that_of_the_whole_gaussian_written_out() -> None:
    random = np.random.default_rng(3)
    group = np.array([0, 0, 0, 0, 1, 1, 1])
    series = np.array([0, 0, 1, 1, 2, 2, 2])
    day, error = np.array([0.0, 7, 10, 28, 0, 14, 30]), np.array([1.0, 1, 0.7, 0.7, 1.5, 1.5, 1.5])
    y = random.normal(size=7) + 40
    assumed = replace(ASSUMED, spread=((0.03, 1.0), (0.3, 0.2)))
    found = pooled_lines.fit(Readings.of(series, group, day, error, y), assumed)

    week = (day - day.mean()) / 7
    centred = y - np.array([y[series == one].mean() for one in series])
    same = group[:, None] == group[None, :]
    log_weights, means = [], []
    for spread, spread_weight in assumed.spread:
        for times, times_weight in ASSUMED.times:
            slopes = np.outer(week, week) * (ASSUMED.slope_sd**2 + same * spread**2)
            levels = ASSUMED.level_sd**2 * (series[:, None] == series[None, :])
            mean_error = np.array([times * error[group == one].mean() for one in group])
            wander = same * (0.5 * mean_error) ** 2 * np.exp(-np.abs(day[:, None] - day[None, :]) / 10)
            whole = slopes + levels + wander + np.diag((times * error) ** 2)
            solved = np.linalg.solve(whole, centred)
            log_weights.append(
                -0.5 * (np.linalg.slogdet(whole)[1] + centred @ solved) + np.log(spread_weight * times_weight)
            )
            means.append((ASSUMED.slope_sd**2 + (group == 0) * spread**2) * week @ solved)
    weights = np.exp(np.array(log_weights) - max(log_weights))
    assert found.slope(0).mean == pytest.approx(weights @ np.array(means) / weights.sum(), rel=1e-9)


def test_two_testers_of_one_site_may_differ_by_any_amount() -> None:
    one = weekly(0.2)
    later = np.arange(12) >= 6
    two = one._replace(series=later.astype(np.intp), y=one.y + 30.0 * later)
    together = pooled_lines.fit(one, ASSUMED).slope(0)
    apart = pooled_lines.fit(two, ASSUMED).slope(0)
    assert abs(apart.mean) < 1.0
    assert apart.sd > together.sd


def test_sites_that_agree_say_more_than_one() -> None:
    assert (
        pooled_lines.fit(weekly(0.2, groups=4), ASSUMED).common().sd
        < pooled_lines.fit(weekly(0.2), ASSUMED).common().sd
    )


def test_readings_that_scatter_beyond_their_error_are_believed_less() -> None:
    calm = weekly(0.3, weeks=16, seed=5)
    wild = calm._replace(y=calm.y + 2.5 * np.random.default_rng(6).normal(size=16))
    calm_sd, wild_sd = (pooled_lines.fit(each, ASSUMED).common().sd for each in (calm, wild))
    assert wild_sd > 1.3 * calm_sd


def test_ninety_per_cent_intervals_hold_the_truth_nine_times_in_ten() -> None:
    random = np.random.default_rng(11)
    inside = 0
    for draw in range(300):
        common = 0.25 * random.normal()
        spread, times = random.choice([0.03, 0.1]), 1.0 if random.random() < 0.7 else 2.0
        own = common + spread * random.normal(size=3)
        group, week = np.indices((3, 10)).reshape(2, -1)
        y = own[group] * week + times * random.normal(size=30)
        for one in range(3):
            alike = np.exp(-7 * np.abs(np.subtract.outer(np.arange(10), np.arange(10))) / 10)
            y[group == one] += 0.5 * times * np.linalg.cholesky(alike) @ random.normal(size=10)
        low, high = (
            pooled_lines.fit(Readings.of(group, group, 7.0 * week, np.ones(30), y), ASSUMED)
            .slope(draw % 3)
            .interval()
        )
        inside += low <= own[draw % 3] <= high
    assert 0.86 <= inside / 300 <= 0.94


@settings(max_examples=25, deadline=None)
@given(shift=st.floats(-200, 200), days=st.integers(-1000, 1000))
def test_neither_the_zero_of_the_tape_nor_that_of_the_calendar_matters(shift: float, days: int) -> None:
    here = weekly(0.2, groups=2)
    there = here._replace(y=here.y + shift, day=here.day + days)
    assert pooled_lines.fit(there, ASSUMED).common().mean == pytest.approx(
        pooled_lines.fit(here, ASSUMED).common().mean, abs=1e-7
    )


@pytest.mark.parametrize("bad", [
    {"y": [1.0, float("nan")]}, {"error": [1.0, 0.0]}, {"day": [1.0]}, {name: [] for name in ("series", "group", "day", "error", "y")},
])  # fmt: skip
def test_readings_that_cannot_be_are_refused(bad: dict[str, list[float]]) -> None:
    good = {"series": [0, 0], "group": [0, 0], "day": [0.0, 7.0], "error": [1.0, 1.0], "y": [1.0, 2.0]}
    with pytest.raises(ValueError, match="readings need"):
        Readings.of(**{**good, **bad})  # type: ignore[arg-type]  # lists of either kind of number
