"""What is assumed of lifters before their log is read: the priors of the verdict's model.

All are SDs of log e1RM, or of its rate per week. The common rate is centred on zero on purpose: a prior that expected
a gain would make "working" the answer to an empty log. The grid's weights are measured: by `benchmarks/fit_priors.py` on
360 windows of 12 weeks of 28 athletes' real logs, then drawn a little towards lifters who log with care (decision 0018).
"""

from __future__ import annotations

from typing import Final

from analysis.stats.grid import Axis, Grid, Prior
from analysis.stats.wander import STILL, Wander

CURVE_SD: Final = 0.28
"""SD of log k, the steepness of the reps-per-load curve, over lifters (Nuzzo 2024, doi 10.1007/s40279-023-01937-7)."""

FORMULA_SD: Final = 0.10
"""What is left of it when k has been learned: no curve is quite the formula's, and the phase's own sets taught part of
it (our choice)."""

PRIOR: Final = Prior(level_sd=0.5, slope_sd=0.010, rep_sd=0.15, common_rep_sd=0.45, drift_sd=2 / 3)
"""rep_sd, common_rep_sd: of what a unit of z = k(n-1)/(1+k(n-1)) adds, the share of a value that the reps-per-load curve is
answerable for. Most of it is taken to be the lifter's, alike in all lifts: were it each lift's own, a change of rep range
in several lifts at once would seem to average it away. It is half as large again as lifters' curves differ, so that a change of
rep range does not fake progress even in those whose curves are a fifth flatter than the formula's in all lifts (our choice).

drift_sd: effort that nobody logged may have changed from the first day to the last by a rep (two thirds of the 1.5
reps it is in doubt by; our choice): a lifter who leaves fewer reps looks stronger than they are."""

GRID: Final = Grid(
    spread=((0.0015, 0.3), (0.005, 0.7)),
    shared_sd=((0.0, 0.22), (0.015, 0.50), (0.045, 0.28)),
    shared_days=((7.0, 0.5), (30.0, 0.5)),
    noise_sd=((0.014, 0.13), (0.025, 0.30), (0.042, 0.29), (0.075, 0.18), (0.14, 0.10)),
    wander=(
        (STILL, 0.40),
        (Wander(weekday_sd=1.2), 0.17),
        (Wander(1.0, 40.0), 0.13),
        (Wander(1.5, 20.0, 1.2), 0.09),
        (Wander(2.0, 20.0), 0.21),
    ),
)
"""spread: how far the lifts' own rates lie from the common one. shared_sd, shared_days: readiness, from sleep, food and
fatigue, which moves all lifts of a day; days are those after which it is down to a third. noise_sd: a session of
median precision. wander: what a lift does on its own, in multiples of the noise. It goes up and down for some weeks, as
loads, effort and technique do that nobody logs, and has light and heavy weekdays."""

TAILS: Final[Axis] = tuple((1.0 / precision, 0.25) for precision in (0.305, 0.653, 1.059, 1.804))
"""Factors of the noise's variance in a session to come, whose tails are heavier than a normal distribution's: Student's t with
four degrees of freedom, in four equal parts. It widens what is foretold of one session; of a rate it changes nothing."""
