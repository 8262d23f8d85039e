"""What sets at several loads tell of a lifter's own reps-per-load curve."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from analysis.stats import curve
from analysis.stats.curve import Curve

Vector = NDArray[np.float64]
K0 = 0.0333


def of(day: Vector, log_load: Vector, reps: Vector) -> Curve:
    return curve.learned(day, log_load, reps, k0=K0, log_sd=0.28)


def heavy_and_light(k: float, *, weeks: int = 24, pct_per_week: float = 0.0, seed: int = 0) -> Curve:
    """Triples on Mondays and tens on Thursdays, each day's strength 2% about the trend."""
    random = np.random.default_rng(seed)
    day = np.concatenate([[7.0 * week, 7.0 * week + 3] for week in range(weeks)])
    reps = np.tile([3.0, 10.0], weeks)
    able = 4.6 + pct_per_week / 100 * day / 7 + random.normal(0, 0.02, day.size)
    return of(day, able - np.log1p(k * (reps - 1)), reps)


@pytest.mark.parametrize("k", [0.022, 0.028, 0.0333, 0.040, 0.048])
def test_a_steepness_is_learned_from_heavy_and_light_days_and_held_by_the_prior(k: float) -> None:
    """Two thirds of the way, for the lifter's habits are in it too: 0.28^2 / (0.28^2 + 0.2^2) = 0.66."""
    found = [heavy_and_light(k, seed=seed) for seed in range(20)]
    middle = float(np.mean([np.log(each.k / K0) for each in found]))
    assert middle == pytest.approx(0.66 * np.log(k / K0), abs=0.05)
    assert all(0.15 < each.log_sd < 0.2 for each in found)


def test_four_sets_at_four_loads_are_weighed_as_worked_out_the_long_way() -> None:
    """Least squares about a level and a line, with what sessions share; the noise integrated out, habits blurred in."""
    day, log_load, reps = (
        np.array([0.0, 0.0, 7.0, 21.0]),
        np.array([4.0, 4.2, 4.4, 4.6]),
        np.array([12.0, 8.0, 5.0, 2.0]),
    )
    apart = np.abs(day[:, None] - day)
    known = np.linalg.inv(0.025**2 * (apart == 0) + 0.015**2 * np.exp(-apart / 14.0) + 0.015**2 * np.eye(4))
    lines = np.column_stack([np.ones(4), day])
    left = known - known @ lines @ np.linalg.inv(lines.T @ known @ lines) @ lines.T @ known
    maxima = [log_load + np.log(1 + k * (reps - 1)) for k in curve.GRID]
    told = np.array([(1 + y @ left @ y / 10) ** (-(10 + 2) / 2) for y in maxima])
    log_k = np.log(curve.GRID)
    habits = np.exp(-0.5 * ((log_k[:, None] - log_k) / 0.2) ** 2)
    weights = (habits @ told / habits.sum(axis=1)) * np.exp(-0.5 * ((log_k - np.log(K0)) / 0.28) ** 2)
    mean = np.average(log_k, weights=weights)
    sd = np.sqrt(np.average((log_k - mean) ** 2, weights=weights))
    found = of(day, log_load, reps)
    assert found.k == pytest.approx(np.exp(mean), rel=1e-9)
    assert found.log_sd == pytest.approx(sd, rel=1e-9)


def test_getting_stronger_is_not_taken_for_a_curve() -> None:
    flat, rising = heavy_and_light(K0), heavy_and_light(K0, pct_per_week=1.0)
    assert rising.k == pytest.approx(flat.k, rel=0.03)


def test_reps_that_rise_and_fall_at_one_load_tell_nothing() -> None:
    """They are the lifter's days; read as a curve they would make k vanish, and with it every rep gained."""
    random = np.random.default_rng(1)
    found = of(np.arange(60.0), np.full(60, 4.6), random.integers(5, 11, 60).astype(float))
    assert found == Curve(K0, 0.28)


def test_reps_gained_at_one_load_until_it_is_raised_keep_k() -> None:
    """Eight reps, nine, ten, then 2.5 kg more: what every double progression does, at 1% a week."""
    day, load, reps, able = [], [], [], []
    kg = 60.0
    for session in range(48):
        strength = 80.0 * np.exp(0.005 * session)
        possible = np.floor(1 + (strength / kg - 1) / K0)
        if possible >= 11:
            kg += 2.5
            possible = np.floor(1 + (strength / kg - 1) / K0)
        day.append(3.5 * session)
        load.append(np.log(kg))
        reps.append(possible)
        able.append(strength)
    found = of(np.array(day), np.array(load), np.array(reps))
    assert found.k == pytest.approx(K0, rel=0.10)


def test_the_unit_of_load_does_not_matter() -> None:
    random = np.random.default_rng(2)
    day, reps = np.arange(0.0, 90.0, 2), np.tile([3.0, 5.0, 8.0, 10.0, 12.0], 9)
    log_load = 4.6 - np.log1p(0.04 * (reps - 1)) + random.normal(0, 0.02, day.size)
    in_kg, in_lb = of(day, log_load, reps), of(day, log_load + np.log(2.20462), reps)
    assert in_lb.k == pytest.approx(in_kg.k, rel=1e-9)


@given(
    st.lists(st.tuples(st.integers(0, 300), st.floats(0.0, 6.0), st.integers(1, 12)), min_size=0, max_size=40)
)
def test_whatever_was_lifted_k_stays_within_what_lifters_have(sets: list[tuple[int, float, int]]) -> None:
    rows = np.array(sorted(sets), dtype=np.float64).reshape(-1, 3)
    found = of(rows[:, 0], rows[:, 1], rows[:, 2])
    assert 0.015 - 1e-9 <= found.k <= 0.060 + 1e-9
    assert 0 < found.log_sd < 0.45


@pytest.mark.parametrize(("log_load", "reps"), [(float("nan"), 5.0), (4.6, 0.5)])
def test_what_is_no_set_is_refused(log_load: float, reps: float) -> None:
    with pytest.raises(ValueError, match="a curve needs finite days and loads, and at least one rep"):
        curve.learned([0.0], [log_load], [reps], k0=K0, log_sd=0.28)
