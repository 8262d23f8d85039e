from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from analysis.judgement.rate import labels, rates, weeks_to_decide
from analysis.judgement.rate.rates import Fit
from analysis.judgement.rate.weeks_to_decide import Ahead
from analysis.judgement.thresholds import Thresholds
from analysis.simulate import slopes
from analysis.simulate.slopes import Sloping

NUMBERS = Thresholds()
SIX_WEEKS = Ahead(as_of_day=41.0, first_week=1, weeks_left=None, delta_pct_per_month=0.75)


def fitted(athlete: Sloping, seed: int = 1, weeks: int = 6) -> Fit:
    log = slopes.until(slopes.drawn(athlete, np.random.default_rng(seed)), weeks)
    names = tuple("abcde"[: athlete.lifts])
    return Fit(names, pl.DataFrame(), log.design, rates.posterior(log.design, log.log_e1rm))


def weeks(fit: Fit, ahead: Ahead = SIX_WEEKS, numbers: Thresholds = NUMBERS) -> int | None:
    return weeks_to_decide.of(fit, ahead, numbers)


def test_a_clear_rate_is_decided_at_once_and_a_doubtful_one_later() -> None:
    clear = weeks(fitted(Sloping(weeks=6, pct_per_month=12.0)))
    doubtful = weeks(fitted(Sloping(weeks=6, pct_per_month=1.0)))
    assert clear == 1
    assert doubtful is not None
    assert doubtful > 3


def test_to_be_surer_takes_longer() -> None:
    fit = fitted(Sloping(weeks=6, pct_per_month=1.0))
    found = [weeks(fit, numbers=Thresholds({"rate.decide_p": p})) for p in (0.5, 0.65, 0.8)]
    assert found == sorted(found, key=lambda each: each or 99)
    assert found[0] != found[-1]


def test_beyond_the_weeks_looked_ahead_there_is_no_number() -> None:
    fit = fitted(Sloping(weeks=6, pct_per_month=1.0))
    assert weeks(fit, numbers=Thresholds({"rate.decide_weeks": 2.0})) is None


def test_no_label_is_promised_before_the_gate_opens() -> None:
    fit = fitted(Sloping(weeks=6, pct_per_month=12.0))
    assert weeks(fit, SIX_WEEKS._replace(first_week=5)) == 5


def test_a_phase_about_to_end_is_decided_by_the_rule_for_its_end() -> None:
    """The final rule asks for less, so a planned end can only bring the day nearer."""
    fit = fitted(Sloping(weeks=6, pct_per_month=1.0))
    running, ending = weeks(fit), weeks(fit, SIX_WEEKS._replace(weeks_left=2.0))
    assert running is not None
    assert ending is not None
    assert ending <= running


def test_without_training_to_repeat_there_is_no_number() -> None:
    fit = fitted(Sloping(weeks=6, pct_per_month=1.0))
    assert weeks(fit, SIX_WEEKS._replace(as_of_day=100.0)) is None


def test_the_share_of_those_decided_by_then_is_about_what_was_promised() -> None:
    """Athletes with rates drawn about zero, undecided after six weeks: by the week told, most have a label."""
    random, rule = np.random.default_rng(8), labels.rule(NUMBERS, final=False)
    kept: list[bool] = []
    for _ in range(60):
        athlete = Sloping(weeks=22, pct_per_month=4.0 * random.normal())
        log = slopes.drawn(athlete, random)
        early = slopes.until(log, 6)
        fit = Fit(
            ("a", "b", "c"), pl.DataFrame(), early.design, rates.posterior(early.design, early.log_e1rm)
        )
        if label(fit, rule) != "can't tell yet":
            continue
        more = weeks(fit)
        if more is not None:
            later = slopes.until(log, 6 + more)
            then = Fit(fit.lifts, fit.sessions, later.design, rates.posterior(later.design, later.log_e1rm))
            kept.append(label(then, rule) != "can't tell yet")
    assert len(kept) >= 15
    assert 0.6 <= np.mean(kept) <= 1.0


def label(fit: Fit, rule: labels.Rule) -> labels.Label:
    return rule.label(fit.rate.probability_above(0.0), fit.rate.probability_above(0.75))


@pytest.mark.parametrize("per_week", [1, 3])
def test_more_sessions_a_week_hardly_hasten_it(per_week: int) -> None:
    """Readiness is shared, so weeks and not sets buy certainty."""
    base = Sloping(weeks=6, pct_per_month=1.0)
    usual = weeks(fitted(base))
    other = weeks(fitted(replace(base, sessions_per_week=per_week)))
    assert usual is not None
    assert other is not None
    assert abs(usual - other) <= 6
