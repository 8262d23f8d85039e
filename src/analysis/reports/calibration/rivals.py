"""The rules by which apps and coaches usually tell that lifts go up, each as it is meant and at its best.

A rule looks at estimated maxima, one a session and lift, by plain Epley, and gives a score: above zero it says "going
up". So that it can also be held against the verdict at other strictness than its own, the score is a number. Every rule is read
twice: lift by lift, going up where most lifts do; and all lifts together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from analysis.simulate import slopes
from analysis.simulate.slopes import Drawn

Vector = NDArray[np.float64]
BLOCK_DAYS: Final = 28
RELIABLE_R2: Final = 0.3
CONFIDENCE: Final = 0.95
"""One side of a 90% interval."""


class Maxima(NamedTuple):
    """Estimated maxima as an app shows them, one a session and lift."""

    lift: NDArray[np.intp]
    day: Vector
    log_e1rm: Vector

    def of(self, lift: int) -> Maxima:
        """Those of one lift, as if it were the only one."""
        kept = self.lift == lift
        return Maxima(np.zeros(int(kept.sum()), np.intp), self.day[kept], self.log_e1rm[kept])

    @property
    def lifts(self) -> int:
        """How many lifts there are."""
        return int(self.lift.max()) + 1


Score = Callable[[Maxima], float]


@dataclass(frozen=True, kw_only=True)
class Rival:
    """A rule by its name, and its score of one lift or of several together."""

    name: str
    together: Score

    def most_lifts(self, maxima: Maxima) -> float:
        """The score that more than half of the lifts reach: above zero where most lifts go up."""
        each = sorted((self.together(maxima.of(lift)) for lift in range(maxima.lifts)), reverse=True)
        return each[len(each) // 2]

    def readings(self, maxima: Maxima) -> tuple[tuple[str, float], ...]:
        """Its score by either reading."""
        return (("most lifts", self.most_lifts(maxima)), ("together", self.together(maxima)))


def seen(log: Drawn) -> Maxima:
    """Return what an app makes of the log: w (1 + n / 30), whose noise is that of the values the verdict sees.

    An app takes the session's best set, which is noisier than a mean over sets: this is kind to the rules.
    """
    load = log.log_e1rm - np.log1p(slopes.CURVE * (log.reps - 1))
    return Maxima(log.design.lift, log.design.day, load + np.log1p(log.reps / 30))


def last_against_first(maxima: Maxima) -> float:
    """Return the mean over the lifts of the last session's maximum over the first one's.

    >>> two = Maxima(np.zeros(3, np.intp), np.array([0.0, 7.0, 14.0]), np.array([4.5, 4.7, 4.6]))
    >>> round(last_against_first(two), 3)
    0.1
    """
    return _over_lifts(maxima, lambda day, y: float(y[day.argmax()] - y[day.argmin()]))


def best_of_four_weeks(maxima: Maxima) -> float:
    """Return the mean over the lifts of the best of the last four weeks over the best of the four before."""
    end = maxima.day.max()

    def gain(day: Vector, y: Vector) -> float:
        late = day > end - BLOCK_DAYS
        before = ~late & (day > end - 2 * BLOCK_DAYS)
        return _best(y[late]) - _best(y[before])

    return _over_lifts(maxima, gain)


def personal_bests(maxima: Maxima) -> float:
    """Return the mean over the lifts of the best of the last four weeks over the best of all weeks before.

    A new best counts in the last four weeks only: over a whole phase nearly everybody has one.
    """
    end = maxima.day.max()

    def gain(day: Vector, y: Vector) -> float:
        late = day > end - BLOCK_DAYS
        return _best(y[late]) - _best(y[~late])

    return _over_lifts(maxima, gain)


def slope_and_error(maxima: Maxima) -> float:
    """Return by how much the slope exceeds the error that its 90% interval allows (least squares), over that error."""
    slope, error, freedom, _ = _line(maxima)
    allowed = float(special.stdtrit(freedom, CONFIDENCE)) * error
    return slope / allowed - 1.0


def reliable_line(maxima: Maxima) -> float:
    """Return how far R squared of a rising line exceeds 0.3; of a falling line it counts below zero."""
    slope, _, _, r2 = _line(maxima)
    return float(np.sign(slope)) * r2 - RELIABLE_R2


class _Line(NamedTuple):
    slope: float
    error: float
    freedom: int
    r2: float


def _line(maxima: Maxima) -> _Line:
    """Least squares with a level for each lift and one slope for all."""
    rows = np.bincount(maxima.lift)
    day = maxima.day - (np.bincount(maxima.lift, maxima.day) / rows)[maxima.lift]
    y = maxima.log_e1rm - (np.bincount(maxima.lift, maxima.log_e1rm) / rows)[maxima.lift]
    slope = float(day @ y / (day @ day))
    left = float(((y - slope * day) ** 2).sum())
    freedom = y.size - rows.size - 1
    return _Line(
        slope, float(np.sqrt(left / freedom / (day @ day))), freedom, 1.0 - left / float((y**2).sum())
    )


def _best(y: Vector) -> float:
    """The highest; where nothing was logged, nothing was beaten and nothing beats."""
    return float(y.max()) if y.size else float("nan")


def _over_lifts(maxima: Maxima, gain: Callable[[Vector, Vector], float]) -> float:
    each = [gain(part.day, part.log_e1rm) for part in map(maxima.of, range(maxima.lifts))]
    told = [value for value in each if not np.isnan(value)]
    return float(np.mean(told)) if told else -1.0


ALL: Final[tuple[Rival, ...]] = tuple(
    Rival(name=name, together=score)
    for name, score in (
        ("last against first", last_against_first),
        ("best of 4 weeks against 4", best_of_four_weeks),
        ("slope against its error", slope_and_error),
        ("R² of 0.3, then the sign", reliable_line),
        ("personal bests", personal_bests),
    )
)
