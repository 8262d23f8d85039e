"""How often the verdict errs on athletes of known truth: a quick look; `benchmarks/verdict_calibration.py` is the long one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import sqrt
from typing import NamedTuple

import numpy as np
import pytest

from analysis.judgement.rate import labels, rates
from analysis.judgement.rate.labels import Label
from analysis.judgement.rate.rates import PCT_PER_MONTH
from analysis.judgement.thresholds import Thresholds
from analysis.simulate import slopes
from analysis.simulate.slopes import Sloping

ATHLETES = 100
NUMBERS = Thresholds()
RULE = labels.rule(NUMBERS, final=True)

Athlete = Callable[..., Sloping]


class Judged(NamedTuple):
    held: bool
    """Whether the 90% interval holds the truth."""
    label: Label
    p_improving: float
    improving: bool


def judge(athlete: Sloping, random: np.random.Generator) -> Judged:
    log = slopes.drawn(athlete, random)
    rate = rates.posterior(log.design, log.log_e1rm).slope().scaled(PCT_PER_MONTH)
    low, high = rate.interval()
    p0, pd = rate.probability_above(0.0), rate.probability_above(NUMBERS["rate.delta_intermediate"])
    truth = log.slope_per_week * PCT_PER_MONTH
    return Judged(low <= truth <= high, RULE.label(p0, pd), p0, truth > 0)


@cache
def cell(athlete: Sloping) -> list[Judged]:
    random = np.random.default_rng(athlete.weeks)
    return [judge(athlete, random) for _ in range(ATHLETES)]


def share(athlete: Sloping, label: Label) -> float:
    return float(np.mean([each.label == label for each in cell(athlete)]))


def above(rate: float) -> float:
    """A rate and two standard errors of what so many athletes show of it."""
    return rate + 2 * sqrt(rate * (1 - rate) / ATHLETES)


@pytest.mark.parametrize("weeks", [8, 12])
def test_ninety_percent_intervals_hold_the_truth_as_often_as_they_say(weeks: int) -> None:
    held = np.mean([each.held for each in cell(Sloping(weeks=weeks))])
    assert 0.85 <= held <= 0.97


@pytest.mark.parametrize("weeks", [8, 12])
def test_flat_athletes_are_seldom_said_to_work(weeks: int) -> None:
    assert share(Sloping(weeks=weeks), "working") <= above(0.05)


def test_effort_that_grows_unlogged_is_not_taken_for_strength() -> None:
    athlete = Sloping(weeks=12, effort_logged=False, harder_reps_sd=1.0)
    assert share(athlete, "working") <= above(0.05)


def test_twelve_weeks_at_three_percent_a_month_are_seen() -> None:
    assert share(Sloping(weeks=12, pct_per_month=3.0), "working") >= 1 - above(0.15)


def test_a_change_of_rep_range_is_not_taken_for_progress() -> None:
    """Fives, then tens, of a lifter who gets more reps from a load than the formula thinks: 3% for nothing."""
    assert share(Sloping(weeks=8, reps="switch", curve=1 / 36), "working") <= above(0.05)


def test_probabilities_come_true_as_often_as_they_say() -> None:
    """Rates drawn about zero: of those that are said to improve with 80% or more, and with 20% to 80%, how many do."""
    random = np.random.default_rng(3)
    drawn = [judge(Sloping(weeks=8, pct_per_month=2.0 * random.normal()), random) for _ in range(ATHLETES)]
    for low, high in ((0.2, 0.8), (0.8, 1.0)):
        among = [each for each in drawn if low <= each.p_improving <= high]
        said = np.mean([each.p_improving for each in among])
        assert np.mean([each.improving for each in among]) == pytest.approx(said, abs=0.15)
