"""What is assumed of lifters before their log is read: the priors of the verdict's model.

All are SDs of log e1RM, or of its rate per week. The common rate is centred on zero on purpose: a prior that expected
a gain would make "working" the answer to an empty log. How far readiness moves a day, and for how long, is our
guess until it is fitted to real logs.
"""

from __future__ import annotations

from math import exp, log
from typing import Final

from analysis.stats.grid_posterior import Axis, Grid, Prior

CURVE_SD: Final = 0.28
"""SD of log k, the steepness of the reps-per-load curve, over lifters (Nuzzo 2024, doi 10.1007/s40279-023-01937-7)."""

FORMULA_SD: Final = 0.10
"""What is left of it when k has been learned: no curve is quite the formula's, and the phase's own sets taught part of
it (our choice)."""

PRIOR: Final = Prior(level_sd=0.5, slope_sd=0.010, rep_sd=0.15, common_rep_sd=0.30, drift_sd=2 / 3)
"""rep_sd, common_rep_sd: 0.34 together, which is 3.4% per tenth of z = k(n-1)/(1+k(n-1)), the share of a value that the
reps-per-load curve adds: a little more than lifters' curves differ by. Most of that is taken to be the lifter's, alike
in all lifts (our choice): were it each lift's own, a change of rep range in several lifts at once would seem to
average it away, and fake progress in a tenth of flat athletes whose curves are all flatter than the formula's.

drift_sd: effort that nobody logged may have changed from the first day to the last by a rep (two thirds of the 1.5
reps it is in doubt by; our choice): a lifter who leaves fewer reps looks stronger than they are."""

_SPREAD_SCALE: Final = 0.0025
_NOISE_MEDIAN: Final = 0.025
_NOISE_LOG_SD: Final = 0.5


def _half_normal(values: tuple[float, ...], scale: float) -> Axis:
    return tuple((value, exp(-0.5 * (value / scale) ** 2)) for value in values)


def _log_normal(values: tuple[float, ...], median: float, log_sd: float) -> Axis:
    return tuple((value, exp(-0.5 * (log(value / median) / log_sd) ** 2)) for value in values)


GRID: Final = Grid(
    spread=_half_normal((0.0005, 0.0015, 0.003, 0.006), _SPREAD_SCALE),
    shared_sd=((0.0, 0.15), (0.010, 0.40), (0.020, 0.30), (0.035, 0.15)),
    shared_days=((14.0, 1.0),),
    noise_sd=_log_normal((0.010, 0.015, 0.020, 0.027, 0.036, 0.048), _NOISE_MEDIAN, _NOISE_LOG_SD),
)
"""spread: how far the lifts' own rates lie from the common one. shared_sd, shared_days: readiness, from sleep, food and
fatigue, which moves all lifts of a day. noise_sd: a session of median precision."""
