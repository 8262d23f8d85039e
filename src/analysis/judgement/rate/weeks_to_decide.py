"""How many more weeks of the same training it takes until the log can tell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from analysis.judgement.rate import labels, priors
from analysis.judgement.rate.rates import PCT_PER_MONTH, Fit
from analysis.judgement.thresholds import Thresholds
from analysis.stats import grid_posterior
from analysis.stats.design import Design


class Ahead(NamedTuple):
    """What the next weeks depend on besides the sessions so far."""

    as_of_day: float
    """On the design's scale of days."""
    first_week: int
    """Before this many further weeks no label is given, whatever the sessions say."""
    weeks_left: float | None
    """Until the phase's planned last day; null: none is planned."""
    delta_pct_per_month: float


def of(fit: Fit, ahead: Ahead, thresholds: Thresholds) -> int | None:
    """Return the fewest further weeks after which a label is given with probability `rate.decide_p`.

    Null where it would take more than `rate.decide_weeks`, or nothing was trained in the weeks that those to come are
    taken to be like. The sessions to come repeat the days, rep ranges and precision of the last
    `rate.decide_pattern_weeks`. What they will say is not known, but how much more surely the rate will be known
    then is: the variance of a Gaussian posterior does not depend on y. With the variance V now and v then, the estimate
    then is normal about the one now with variance V - v. v / V is taken at the likeliest node of the grid.
    """
    length = 7 * thresholds.whole("rate.decide_pattern_weeks")
    pattern = fit.design.where(fit.design.day > ahead.as_of_day - length)
    if not pattern.day.size:
        return None
    variance = _variance_at_mode(fit)
    now, rate, steady = variance(fit.design), fit.rate, fit.may_be_final(thresholds)

    def decided(weeks: int) -> bool:
        future = _with_further(fit.design, pattern, ahead.as_of_day, weeks, length)
        final = steady and ahead.weeks_left is not None and weeks >= ahead.weeks_left
        sd = rate.sd * sqrt(variance(future) / now)
        low, high = labels.rule(thresholds, final=final).undecided(sd, ahead.delta_pct_per_month)
        estimate = NormalDist(rate.mean, max(sqrt(max(rate.sd**2 - sd**2, 0.0)), 1e-9))
        return estimate.cdf(low) + 1.0 - estimate.cdf(high) >= thresholds["rate.decide_p"]

    return _fewest(decided, ahead, thresholds.whole("rate.decide_weeks"))


def _fewest(decided: Callable[[int], bool], ahead: Ahead, most: int) -> int | None:
    """The first week that decides; certainty only grows under one rule, so that halving finds it."""
    first, end = max(ahead.first_week, 1), most + 1
    turn = end if ahead.weeks_left is None else min(max(int(np.ceil(ahead.weeks_left)), first), end)
    for weeks in (range(first, turn), range(turn, end)):
        if weeks and decided(weeks[-1]):
            return weeks[bisect_left(weeks, x=True, key=decided)]
    return None


def _variance_at_mode(fit: Fit) -> Callable[[Design], float]:
    """Return the posterior variance of the mean rate, at the likeliest node, as a function of the design."""
    node = priors.GRID.at(fit.posterior.likeliest)
    contrast = fit.posterior.slope_contrast()

    def variance(design: Design) -> float:
        known = grid_posterior.fit(design, np.zeros(design.day.size), grid=node, prior=priors.PRIOR)
        return float(contrast @ known.covariances[0] @ contrast) * PCT_PER_MONTH**2

    return variance


def _with_further(design: Design, pattern: Design, as_of_day: float, weeks: int, length: int) -> Design:
    """The design with the pattern, which is `length` days long, repeated for some weeks."""
    for copy in range(-(-7 * weeks // length)):
        further = pattern._replace(day=pattern.day + length * (copy + 1))
        design = design.and_also(further.where(further.day <= as_of_day + 7 * weeks))
    return design
