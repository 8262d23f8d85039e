"""What a forecast of session values must beat: last value, regression over eight weeks, exponential smoothing.

Each gives a normal distribution, with the spread that its own errors had so far: fair to it, and nothing is fitted to what
comes later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Rule = Callable[[Vector, Vector, Vector], Vector]
"""From days and values of the past to the values on days to come."""

HORIZON_DAYS: Final = 28.0
WINDOW_DAYS: Final = 56.0
LEAST_SESSIONS: Final = 3
LEAST_DAYS: Final = 7.0
"""Fewer sessions, or fewer days between them, give no regression; their mean stands in."""

LEAST_ERRORS: Final = 8
"""With fewer errors of its own a lift takes the spread of all of the athlete's."""

LEAST_SD: Final = 0.005
UNKNOWN_SD: Final = 0.06
"""Of an athlete without any error yet."""

SHARES: Final = (0.1, 0.2, 0.35, 0.5, 0.7)
"""Of the new value in a smoothed one; the best on the lift's past is taken."""


class History(NamedTuple):
    """The sessions of one lift so far, in order of time."""

    days: Vector
    values: Vector


class Forecast(NamedTuple):
    """A normal distribution for each session to come."""

    mean: Vector
    sd: Vector


def last_value(days: Vector, values: Vector, at: Vector) -> Vector:
    """Nothing changes."""
    del days
    return np.full(at.size, values[-1])


def regression(days: Vector, values: Vector, at: Vector) -> Vector:
    """A straight line through the last eight weeks goes on."""
    recent = days > days[-1] - WINDOW_DAYS
    x, y = days[recent] - days[-1], values[recent]
    if x.size < LEAST_SESSIONS or np.ptp(x) < LEAST_DAYS:
        return np.full(at.size, y.mean())
    slope = ((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum()
    return np.asarray(y.mean() + slope * (at - days[-1] - x.mean()))


def smoothing(share: float) -> Rule:
    """Return exponential smoothing, session by session, that starts at the first value.

    >>> smoothing(0.5)(np.array([0.0, 7.0]), np.array([1.0, 2.0]), np.array([14.0])).tolist()
    [1.5]
    """

    def rule(days: Vector, values: Vector, at: Vector) -> Vector:
        del days
        level = values[0]
        for value in values[1:]:
            level += share * (value - level)
        return np.full(at.size, level)

    return rule


RULES: Final[Mapping[str, tuple[Rule, ...]]] = {
    "last value": (last_value,),
    "8-week regression": (regression,),
    "exponential smoothing": tuple(smoothing(share) for share in SHARES),
}


def past_errors(rule: Rule, history: History) -> Vector:
    """Return the errors of the rule from each session so far at those of the four weeks after it."""
    days, values = history
    errors = [np.zeros(0)]
    for last in range(days.size - 1):
        then = (days > days[last]) & (days <= days[last] + HORIZON_DAYS)
        told = rule(days[: last + 1], values[: last + 1], days[then])
        errors.append(values[then] - told)
    return np.concatenate(errors)


def forecasts(
    rules: Sequence[Rule], histories: Sequence[History], lift: NDArray[np.intp], at: Vector
) -> Forecast:
    """Return the distribution of each session to come, of lift number `lift` on day `at`.

    Of several rules each lift takes the one with the least mean square error in its past.
    """
    chosen = [_best(rules, history) for history in histories]
    everyone = np.concatenate([errors for _, errors in chosen])
    mean, sd = np.zeros(at.size), np.zeros(at.size)
    for number, ((rule, errors), history) in enumerate(zip(chosen, histories, strict=True)):
        mine = lift == number
        mean[mine] = rule(*history, at[mine])
        sd[mine] = _spread(errors if errors.size >= LEAST_ERRORS else everyone)
    return Forecast(mean, sd)


def _best(rules: Sequence[Rule], history: History) -> tuple[Rule, Vector]:
    tried = [(rule, past_errors(rule, history)) for rule in rules]
    return min(tried, key=lambda each: float((each[1] ** 2).sum()))


def _spread(errors: Vector) -> float:
    return max(float(np.sqrt((errors**2).mean())), LEAST_SD) if errors.size else UNKNOWN_SD
