from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
import ruptures
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from analysis.judgement.thresholds import Thresholds
from analysis.stats import partition

SHIPPED = Thresholds()
FIRST, THEN = SHIPPED["phases.beta_first"], SHIPPED["phases.beta"]
FLOOR, WEEKS = SHIPPED["phases.sigma_floor"], SHIPPED.whole("phases.min_weeks")

LEVELS = np.repeat([0.7, -0.7, 0.0, 0.7, -0.7], [4, 4, 4, 4, 8])
BOUNDARIES = (4, 8, 12, 16)

values = st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=9)
penalties = st.floats(0.0, 3.0)
sizes = st.integers(1, 4)


def cost(y: NDArray[np.float64] | list[float], at: list[int], penalty: float) -> float:
    return partition.squares_left(y, at) + penalty * len(at)


def best_of_all(y: list[float], penalty: float, min_size: int) -> float:
    """Every way to cut, tried."""
    allowed = (
        list(at)
        for count in range(len(y))
        for at in combinations(range(1, len(y)), count)
        if all(np.diff([0, *at, len(y)]) >= min_size)
    )
    return min((cost(y, at, penalty) for at in allowed), default=cost(y, [], penalty))


def steps(y: NDArray[np.float64]) -> list[int]:
    return partition.steps(y, first=FIRST, then=THEN, floor=FLOOR, min_size=WEEKS)


@given(values, penalties, sizes)
@settings(max_examples=80)
def test_no_other_way_to_cut_costs_less(y: list[float], penalty: float, min_size: int) -> None:
    found = partition.cuts(y, penalty=penalty, min_size=min_size)
    assert cost(y, found, penalty) == pytest.approx(best_of_all(y, penalty, min_size), abs=1e-9)
    assert not found or min(np.diff([0, *found, len(y)])) >= min_size


def test_a_step_is_cut_where_it_saves_more_than_the_penalty() -> None:
    # One mean leaves 2 x 3 x 1.5^2 = 13.5 about 2.5, two leave nothing: a cut is worth any penalty up to 13.5.
    y = [1.0, 1.0, 1.0, 4.0, 4.0, 4.0]
    assert partition.squares_left(y, []) == pytest.approx(13.5)
    assert partition.cuts(y, penalty=13.4) == [3]
    assert partition.cuts(y, penalty=13.6) == []


def test_of_equal_cuts_the_earlier_is_taken() -> None:
    # Whole it leaves 2; cut at 1 or at 2 it leaves half a square; at both, none: 1.1 either way is the least.
    assert partition.cuts([0.0, 1.0, 2.0], penalty=0.6) == [1]


@given(values, st.floats(-5, 5), penalties, sizes)
@settings(max_examples=40)
def test_a_shift_of_the_series_moves_no_cut(y: list[float], by: float, penalty: float, min_size: int) -> None:
    shifted = [value + by for value in y]
    found = partition.cuts(shifted, penalty=penalty, min_size=min_size)
    assert cost(y, found, penalty) == pytest.approx(best_of_all(y, penalty, min_size), abs=1e-6)


def random_series(count: int) -> list[NDArray[np.float64]]:
    numbers = np.random.default_rng(1)
    made = []
    for _ in range(count):
        n, levels = int(numbers.integers(6, 37)), int(numbers.integers(1, 6))
        lengths = numbers.multinomial(n, np.full(levels, 1 / levels))
        scatter = numbers.choice([0.12, 0.2, 0.3]) * numbers.standard_normal(n)
        made.append(np.repeat(numbers.normal(0, 0.6, levels), lengths) + scatter)
    return made


def test_a_thousand_random_series_are_cut_as_ruptures_cuts_them() -> None:
    for y in random_series(1000):
        penalty = THEN * partition.noise(y, floor=FLOOR) ** 2 * float(np.log(y.size))
        ours = partition.cuts(y, penalty=penalty, min_size=WEEKS)
        theirs = ruptures.Pelt(model="l2", min_size=WEEKS, jump=1).fit(y).predict(pen=penalty)[:-1]
        assert ours == theirs or cost(y, ours, penalty) == pytest.approx(cost(y, theirs, penalty), abs=1e-9)


def test_where_ruptures_prunes_too_early_the_better_cuts_are_ours() -> None:
    # ruptures leaves out a cut that a segment of the least length would still need (its pull request 383). One
    # stretch leaves 6/5; a cut at 2 leaves 1/2 + 2/3 and costs 0.1 more: 19/15 in all.
    y = np.array([0.0, 1.0, 0.0, 0.0, 1.0])
    theirs = ruptures.Pelt(model="l2", min_size=2, jump=1).fit(y).predict(pen=0.1)[:-1]
    assert partition.cuts(y, penalty=0.1, min_size=2) == []
    assert cost(y, [], 0.1) == pytest.approx(6 / 5)
    assert cost(y, theirs, 0.1) >= 6 / 5 - 1e-12


@pytest.mark.parametrize("sd", [0.12, 0.20, 0.30])
def test_a_flat_log_of_24_weeks_is_hardly_ever_split(sd: float) -> None:
    numbers = np.random.default_rng(round(100 * sd))
    split = [bool(steps(-0.2 + sd * numbers.standard_normal(24))) for _ in range(600)]
    assert np.mean(split) <= 0.06


@pytest.mark.parametrize(("sd", "least"), [(0.12, 0.98), (0.20, 0.85), (0.30, 0.60)])
def test_boundaries_of_short_phases_are_found_within_a_week(sd: float, least: float) -> None:
    numbers = np.random.default_rng(round(100 * sd))
    cuts = [steps(LEVELS + sd * numbers.standard_normal(LEVELS.size)) for _ in range(600)]
    hits = [any(abs(cut - at) <= 1 for cut in found) for found in cuts for at in BOUNDARIES]
    assert np.mean(hits) >= least


@pytest.mark.parametrize("weeks", [6, 8, 12, 16, 52])
def test_short_and_long_flat_logs_are_hardly_ever_split_either(weeks: int) -> None:
    numbers = np.random.default_rng(weeks)
    split = [bool(steps(-0.5 + 0.2 * numbers.standard_normal(weeks))) for _ in range(400)]
    assert np.mean(split) <= 0.08


def test_a_step_under_the_least_noise_believed_is_none() -> None:
    # It saves 6 x 0.05^2 = 0.015; at an SD of 0.08 a cut of 24 weeks must save 3.5 x 0.0064 x 3.18 = 0.07.
    assert steps(np.repeat([0.0, 0.05], 12)) == []
    assert steps(np.repeat([0.0, 0.15], 12)) == [12]


def test_the_same_series_always_gives_the_same_steps() -> None:
    y = LEVELS + 0.3 * np.random.default_rng(3).standard_normal(LEVELS.size)
    assert steps(y) == steps(y.copy())


def test_the_noise_of_a_stepped_series_is_that_about_its_steps() -> None:
    numbers = np.random.default_rng(0)
    y = np.repeat([0.0, 5.0, -3.0], 500) + 0.2 * numbers.standard_normal(1500)
    assert partition.noise(y, floor=0.01) == pytest.approx(0.2, rel=0.05)


@pytest.mark.parametrize("y", [[], [1.0], [1.0, 9.0], [2.0, 2.0, 2.0]])
def test_a_series_without_scatter_has_the_least_noise_believed(y: list[float]) -> None:
    assert partition.noise(y, floor=0.08) == 0.08


@pytest.mark.parametrize("y", [[], [1.0], [1.0, -1.0, 1.0, -1.0, 1.0]])
def test_a_series_shorter_than_two_stretches_is_one(y: list[float]) -> None:
    assert partition.cuts(y, penalty=0.0, min_size=3) == []
    assert steps(np.array(y)) == []


@pytest.mark.parametrize(
    ("y", "penalty", "min_size"),
    [
        ([1.0, np.nan], 1.0, 1),
        ([[1.0], [2.0]], 1.0, 1),
        ([1.0], -1.0, 1),
        ([1.0], np.nan, 1),
        ([1.0], 1.0, 0),
    ],
)
def test_what_cannot_be_cut_is_refused(y: list[float], penalty: float, min_size: int) -> None:
    with pytest.raises(ValueError, match=r"series|penalty"):
        partition.cuts(y, penalty=penalty, min_size=min_size)
