"""The verdict on a simulated log, gate and labels as in a report."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import NormalDist
from typing import Final, NamedTuple

import polars as pl

from analysis.judgement.rate import gate, labels, rates
from analysis.judgement.rate.labels import Label, Rule
from analysis.judgement.rate.rates import PCT_PER_MONTH, Fit
from analysis.judgement.thresholds import Thresholds
from analysis.simulate.slopes import Drawn
from analysis.stats.mixture import Mixture

THRESHOLDS: Final = Thresholds()
DELTA: Final = THRESHOLDS["rate.delta_intermediate"]
"""All simulated athletes are intermediates."""
FINAL, RUNNING = (labels.rule(THRESHOLDS, final=final) for final in (True, False))
STARTS_ON: Final = date(2026, 1, 5)
_NORMAL: Final = NormalDist()
_SURE: Final = 1e-12
"""Probabilities nearer to 0 or 1 than this count as so near."""


class Phase(NamedTuple):
    """A simulated phase as the gate sees it."""

    weeks: float
    ended: bool = True

    @property
    def starts_on(self) -> date:
        """Its first day."""
        return STARTS_ON

    @property
    def as_of(self) -> date:
        """Last day judged."""
        return STARTS_ON + timedelta(days=round(7 * self.weeks) - 1)

    @property
    def ends_on(self) -> date | None:
        """Its planned last day: none."""
        return None


class Said(NamedTuple):
    """What the verdict says."""

    rate: Mixture
    """% a month."""
    gated: bool
    """Whether the log is too short or empty for any label."""
    steady: bool
    """Whether the rule of a phase that has ended may be used."""
    p_improving: float
    p_worthwhile: float

    def label(self, rule: Rule) -> Label:
        """Return the label by a rule, or by the stricter one of a running phase where the rep range changed."""
        by = rule if self.steady else RUNNING
        return "can't tell yet" if self.gated else by.label(self.p_improving, self.p_worthwhile)

    @property
    def score(self) -> float:
        """How far both probabilities exceed what "working" asks, as deviations of a standard normal."""
        if self.gated:
            return -_NORMAL.inv_cdf(1.0 - _SURE)
        rule = FINAL if self.steady else RUNNING
        return min(_z(self.p_improving) - _z(rule.working_p0), _z(self.p_worthwhile) - _z(rule.working_pd))


def fitted(log: Drawn) -> Fit:
    """Return the model's fit to a simulated log."""
    names = tuple(f"lift {number}" for number in range(1, int(log.design.lift.max()) + 2))
    return Fit(names, pl.DataFrame(), log.design, rates.posterior(log.design, log.log_e1rm))


def of(log: Drawn, weeks: float) -> Said:
    """Return what the verdict says of a simulated log after so many weeks."""
    fit = fitted(log)
    rate = fit.rate
    gated = bool(gate.why(fit, Phase(weeks), THRESHOLDS))
    steady = fit.may_be_final(THRESHOLDS)
    return Said(rate, gated, steady, rate.probability_above(0.0), rate.probability_above(DELTA))


def truth(log: Drawn) -> float:
    """Return the true mean rate of the lifts in % a month."""
    return log.slope_per_week * PCT_PER_MONTH


def _z(probability: float) -> float:
    return _NORMAL.inv_cdf(min(max(probability, _SURE), 1.0 - _SURE))
