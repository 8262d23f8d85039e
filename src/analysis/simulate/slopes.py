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
    noise_sd: float = 0.025
    reps: Reps = "steady"
    curve: float | None = None
    """k of every lift; null: each lift has its own, 28% (CV) about the formula's."""
    effort_logged: bool = True
    harder_reps_sd: float = 0.0
    """Where effort is not logged: reps by which it grows or falls from the first day to the last (SD)."""


class Drawn(NamedTuple):
    """What the athlete logs, and the truth."""

    design: Design
    log_e1rm: Vector
    slope_per_week: float
    """True mean of the lifts' rates, which lie about the athlete's."""


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
    noise = athlete.noise_sd * random.normal(size=day.size)
    per_rep = CURVE / (1 + CURVE * more_reps)
    harder = athlete.harder_reps_sd * random.normal() * per_rep * (day - day.mean()) / np.ptp(day)
    y = slopes[lift] * day / DAYS_A_WEEK + _readiness(athlete, day, random) + misread + harder + noise
    z = CURVE * more_reps / (1 + CURVE * more_reps)
    means = np.bincount(lift, z) / np.bincount(lift)
    drift = np.zeros(day.size) if athlete.effort_logged else ASSUMED_EFFORT_SD * per_rep
    design = Design.of(lift, day, z - means[lift], np.ones(day.size), drift)
    return Drawn(design, y, float(slopes.mean()))


def until(athlete: Drawn, weeks: int) -> Drawn:
    """Return the same log as it was after the first weeks."""
    kept = athlete.design.day < DAYS_A_WEEK * weeks
    return athlete._replace(design=athlete.design.where(kept), log_e1rm=athlete.log_e1rm[kept])


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
    """An Ornstein-Uhlenbeck process in its stationary state, day by day."""
    days, of_day = np.unique(day, return_inverse=True)
    values = random.normal(size=days.size)
    for i, gap in enumerate(np.diff(days), start=1):
        alike = np.exp(-gap / athlete.readiness_days)
        values[i] = alike * values[i - 1] + np.sqrt(1 - alike**2) * values[i]
    return athlete.readiness_sd * values[of_day]
