"""The verdict on simulated logs is the one of the reports."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.judgement.rate import rates
from analysis.reports.calibration import verdicts
from analysis.simulate import slopes
from analysis.simulate.slopes import Sloping


def test_a_score_above_zero_is_working_and_nothing_else_is() -> None:
    random = np.random.default_rng(1)
    for rate in np.linspace(-2.0, 5.0, 30):
        said = verdicts.of(slopes.drawn(Sloping(weeks=12, pct_per_month=rate), random), 12)
        assert (said.score >= 0) == (said.label(verdicts.FINAL) == "working")


def test_the_probabilities_are_those_of_the_models_posterior() -> None:
    log = slopes.drawn(Sloping(weeks=8, pct_per_month=2.0), np.random.default_rng(2))
    rate = rates.posterior(log.design, log.log_e1rm).slope().scaled(rates.PCT_PER_MONTH)
    said = verdicts.of(log, 8)
    assert said.p_improving == rate.probability_above(0.0)
    assert said.p_worthwhile == rate.probability_above(0.75)


def test_three_weeks_have_no_label_whatever_they_show() -> None:
    log = slopes.drawn(Sloping(weeks=5, pct_per_month=10.0), np.random.default_rng(3))
    early, late = verdicts.of(slopes.until(log, 3), 3), verdicts.of(log, 5)
    assert early.gated
    assert not late.gated
    sure = early._replace(p_improving=0.999, p_worthwhile=0.999)
    assert sure.label(verdicts.FINAL) == "can't tell yet"
    assert sure.score < 0 < sure._replace(gated=False).score


def test_truth_is_in_percent_a_month() -> None:
    athlete = Sloping(weeks=8, pct_per_month=2.0, spread_per_week=0.0)
    assert verdicts.truth(slopes.drawn(athlete, np.random.default_rng(4))) == pytest.approx(2.0)
