"""What lies ahead of a phase: worked by hand, in weeks from the day judged."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from analysis.judgement.case import CurrentPhase
from analysis.judgement.rate import ahead, rates
from analysis.judgement.rate.rates import Fit
from analysis.judgement.rate.weeks_to_decide import Ahead
from analysis.judgement.thresholds import Thresholds
from analysis.stats.design import Design

FIRST = date(2026, 1, 5)


def trained_on(*days: int) -> Fit:
    on = [FIRST + timedelta(days=day) for day in days]
    design = Design.of(
        np.zeros(len(on)), [float(20458 + day) for day in days], np.zeros(len(on)), np.ones(len(on))
    )
    posterior = rates.posterior(design, np.zeros(len(on)))
    return Fit(("squat",), pl.DataFrame({"performed_on": on}), design, posterior)


def of(fit: Fit, as_of_day: int, *, ends_day: int | None = None) -> Ahead:
    ends_on = None if ends_day is None else FIRST + timedelta(days=ends_day)
    as_of = FIRST + timedelta(days=as_of_day)
    phase = CurrentPhase(style="strength", starts_on=FIRST, as_of=as_of, ends_on=ends_on, origin="plan")
    return ahead.of(fit, phase, 0.75, Thresholds())


def test_the_day_judged_is_counted_from_the_last_session_on() -> None:
    assert of(trained_on(0, 7, 14), 14).as_of_day == 20458 + 14
    assert of(trained_on(0, 7, 14), 20).as_of_day == 20458 + 20


@pytest.mark.parametrize(("ends_day", "weeks"), [(None, None), (41, 3.0), (27, 1.0), (20, 0.0)])
def test_what_is_left_of_a_planned_phase_is_in_weeks(ends_day: int | None, weeks: float | None) -> None:
    assert of(trained_on(0, 7, 14), 20, ends_day=ends_day).weeks_left == weeks


@pytest.mark.parametrize(("first_day", "as_of_day", "weeks"), [
    (0, 13, 2),  # two weeks of four are over
    (0, 20, 1),
    (0, 27, 0),
    (21, 34, 2),  # five weeks are over, but sessions span 13 days of 24: eleven lack
    (21, 48, 0),
])  # fmt: skip
def test_the_gate_opens_with_the_weeks_of_the_phase_and_the_days_of_its_sessions(
    first_day: int, as_of_day: int, weeks: int
) -> None:
    assert max(of(trained_on(first_day, as_of_day), as_of_day).first_week, 0) == weeks
