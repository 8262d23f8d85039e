"""Session values of an athlete whose rate is known: numbers only, thousands in a minute, to see how often a verdict errs.

Against the model that judges them they differ where real lifters do: readiness has another time scale, and every lift a
reps-per-load curve of its own while values are worked out with one for all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.stats.design import DAYS_A_WEEK, Design
from analysis.units import WEEKS_PER_MONTH

Vector = NDArray[np.float64]
Reps = Literal["steady", "falling", "switch"]
"""steady: 4 to 6; falling: from 9 to 4 over the weeks; switch: fives, then tens from half way."""

CURVE: Final = 1 / 30
"""k of the formula that values are worked out with."""

ASSUMED_EFFORT_SD: Final = 1.5
"""Reps by which effort that is not logged is in doubt."""


@dataclass(frozen=True, kw_only=True)
class Sloping:
    """An athlete: SDs are of log e1RM."""

    weeks: int
    pct_per_month: float = 0.0
    """Mean rate of the lifts, 100 x log points."""
    lifts: int = 3
    sessions_per_week: int = 2
    spread_per_week: float = 0.0015
    """SD of the lifts' own rates about the mean rate."""
    readiness_sd: float = 0.015
    readiness_days: float = 10.0
    own_sd: float = 0.0
    own_days: float = 20.0
    """What each lift does on its own for some weeks, as readiness does in all of them."""
    weekday_sd: float = 0.0
    """By what each lift differs from one weekday to the other, as on light and heavy days."""
    noise_sd: float = 0.025
    reps: Reps = "steady"
    curve: float | None = None
    """k of every lift; null: each lift has its own, 28% (CV) about the formula's."""
    effort_logged: bool = True
    harder_reps_sd: float = 0.0
    """Where effort is not logged: reps by which it grows or falls from the first day to the last (SD)."""
    noise_tails: float | None = None
    """Degrees of freedom of Student's t from which noise comes, at the same SD; null: normal."""
    unlogged: tuple[float, float] = (0.0, 0.0)
    """Share of the sessions that are not logged, the worst ones, on the first day and on the last."""


class Drawn(NamedTuple):
    """What the athlete logs, and the truth."""

    design: Design
    log_e1rm: Vector
    slope_per_week: float
    """True mean of the lifts' rates, which lie about the athlete's."""
    reps: Vector
    """Reps to failure of each session's sets."""


def drawn(athlete: Sloping, random: np.random.Generator) -> Drawn:
    """Return the session values of one such athlete."""
    lift, day = _days(athlete, random)
    own = athlete.spread_per_week * random.normal(size=athlete.lifts)
    slopes = athlete.pct_per_month / 100 / WEEKS_PER_MONTH + own
    more_reps = _reps(athlete, day, random) - 1
    k = (
        np.full(athlete.lifts, athlete.curve)
        if athlete.curve
        else CURVE * np.exp(0.28 * random.normal(size=athlete.lifts))
    )
    misread = np.log1p(CURVE * more_reps) - np.log1p(k[lift] * more_reps)
    noise = athlete.noise_sd * _noise(athlete, day.size, random)
    wobble = _readiness(athlete, day, random) + noise
    per_rep = CURVE / (1 + CURVE * more_reps)
    harder = athlete.harder_reps_sd * random.normal() * per_rep * (day - day.mean()) / np.ptp(day)
    if athlete.own_sd or athlete.weekday_sd:
        wobble += _own(athlete, lift, day, random)
    y = slopes[lift] * day / DAYS_A_WEEK + misread + harder + wobble
    z = CURVE * more_reps / (1 + CURVE * more_reps)
    means = np.bincount(lift, z) / np.bincount(lift)
    drift = np.zeros(day.size) if athlete.effort_logged else ASSUMED_EFFORT_SD * per_rep
    design = Design.of(lift, day, z - means[lift], np.ones(day.size), drift)
    log = Drawn(design, y, float(slopes.mean()), more_reps + 1)
    return _part(log, _logged(athlete, day, wobble)) if any(athlete.unlogged) else log


def until(athlete: Drawn, weeks: int) -> Drawn:
    """Return the same log as it was after the first weeks."""
    return _part(athlete, athlete.design.day < DAYS_A_WEEK * weeks)


def _part(log: Drawn, kept: NDArray[np.bool_]) -> Drawn:
    return log._replace(design=log.design.where(kept), log_e1rm=log.log_e1rm[kept], reps=log.reps[kept])


def _logged(athlete: Sloping, day: Vector, wobble: Vector) -> NDArray[np.bool_]:
    """All but those sessions that fell short of the athlete's trend by too much to be written down."""
    first, last = athlete.unlogged
    share = first + (last - first) * day / day.max()
    worse_than = np.argsort(np.argsort(wobble)) / wobble.size
    kept: NDArray[np.bool_] = worse_than >= share
    return kept


def _noise(athlete: Sloping, size: int, random: np.random.Generator) -> Vector:
    """Of SD 1."""
    df = athlete.noise_tails
    return random.normal(size=size) if df is None else random.standard_t(df, size) * np.sqrt((df - 2) / df)


def _days(athlete: Sloping, random: np.random.Generator) -> tuple[NDArray[np.intp], Vector]:
    """Each lift on its days of the week, a day sooner or later."""
    times = athlete.sessions_per_week
    week, lift, session = np.indices((athlete.weeks, athlete.lifts, times)).reshape(3, -1)
    day = DAYS_A_WEEK * week + session * DAYS_A_WEEK // times + random.integers(0, 2, week.size)
    return lift.astype(np.intp), day.astype(np.float64)


def _reps(athlete: Sloping, day: Vector, random: np.random.Generator) -> Vector:
    if athlete.reps == "steady":
        return random.integers(4, 7, day.size).astype(np.float64)
    if athlete.reps == "switch":
        return np.where(day < DAYS_A_WEEK * athlete.weeks / 2, 5.0, 10.0)
    falling: Vector = np.round(9 - 5 * day / day.max() + random.normal(0, 0.7, day.size))
    return falling.clip(2, 12)


def _readiness(athlete: Sloping, day: Vector, random: np.random.Generator) -> Vector:
    return athlete.readiness_sd * _wandering(day, athlete.readiness_days, random)


def _own(athlete: Sloping, lift: NDArray[np.intp], day: Vector, random: np.random.Generator) -> Vector:
    """What lifts do each on their own: a process, and an effect of the weekday."""
    week = int(DAYS_A_WEEK)
    weekdays = random.normal(size=(athlete.lifts, week))
    own: Vector = athlete.weekday_sd * weekdays[lift, day.astype(np.intp) % week]
    for each in range(athlete.lifts):
        own[lift == each] += athlete.own_sd * _wandering(day[lift == each], athlete.own_days, random)
    return own


def _wandering(day: Vector, memory_days: float, random: np.random.Generator) -> Vector:
    """An Ornstein-Uhlenbeck process of SD 1 in its stationary state, day by day."""
    days, of_day = np.unique(day, return_inverse=True)
    values = random.normal(size=days.size)
    for i, gap in enumerate(np.diff(days), start=1):
        alike = np.exp(-gap / memory_days)
        values[i] = alike * values[i - 1] + np.sqrt(1 - alike**2) * values[i]
    wandering: Vector = values[of_day]
    return wandering
