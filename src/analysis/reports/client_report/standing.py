"""Where each main lift stands now and stood before the month, with the doubt of both and of their difference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log
from typing import Any, Final

import polars as pl

from analysis.exercises import catalogue
from analysis.metrics.steepness import LOG_SD
from analysis.reports.client_report.brief import Brief
from analysis.stats.normal import Z_90

NEAREST: Final = timedelta(days=14)
"""Two estimates nearer than this share most of their sessions: their difference says nothing."""

FARTHEST: Final = timedelta(days=45)
"""An estimate older than this is no comparison for a month."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One lift: the smoothed e1RM of its last day with an estimate up to the month's end, and of a day before the month.

    That day is the last before the month, 14 to 45 days before the one now. Null before and change: there is none.
    """

    lift: str
    on: date
    current: bool
    """Whether the estimate is of the month itself; a lift can be trained without one, by sets of many reps."""
    level_kg: float
    low_kg: float
    """90% interval of the true one-rep max, with what is not known of the lifter's own curve and effort."""
    high_kg: float
    before_on: date | None = None
    before_kg: float | None = None
    change_kg: float | None = None
    change_low_kg: float | None = None
    change_high_kg: float | None = None
    with_body: bool = False
    """Whether the lift moves a share of bodyweight, which is then part of the estimates."""
    body_change_kg: float | None = None
    """What the change of bodyweight alone adds to the change; null: none, or not known."""

    @property
    def changed(self) -> bool:
        """Whether the 90% interval of the change leaves out zero, with what bodyweight alone added and without it."""
        low, high, body = self.change_low_kg, self.change_high_kg, self.body_change_kg or 0.0
        if low is None or high is None:
            return False
        return min(low, low - body) > 0 or max(high, high - body) < 0

    @property
    def by_the_body(self) -> bool:
        """Whether it leaves out zero only with what bodyweight alone added."""
        low, high = self.change_low_kg, self.change_high_kg
        return low is not None and high is not None and (low > 0 or high < 0) and not self.changed


def standings(brief: Brief) -> list[Standing]:
    """Return the main lifts that have an estimate, in their order."""
    found = (
        _standing(brief.trend.filter(pl.col("lift") == lift).sort("on"), brief) for lift in brief.main_lifts
    )
    return [standing for standing in found if standing is not None]


def _standing(trend: pl.DataFrame, brief: Brief) -> Standing | None:
    if trend.is_empty():
        return None
    first_on = brief.month.first_on
    now = trend.row(-1, named=True)
    gap = pl.lit(now["on"]) - pl.col("on")
    earlier = trend.filter(pl.col("on") < first_on, gap.is_between(NEAREST, FARTHEST))
    current = now["on"] >= first_on
    before = earlier.row(-1, named=True) if current and not earlier.is_empty() else None
    with_body = moves_body(now["lift"])
    return Standing(
        lift=now["lift"], on=now["on"], current=current,
        level_kg=now["level_kg"], low_kg=now["true_low_kg"], high_kg=now["true_high_kg"],
        with_body=with_body,
        body_change_kg=_body_change(brief, now, before) if with_body and before is not None else None,
        **({} if before is None else _change(now, before)),
    )  # fmt: skip


def moves_body(lift: str) -> bool:
    """Whether a share of bodyweight is part of the lift's estimate."""
    known = catalogue.by_id(lift)
    return known is not None and (known.load_model == "assisted" or (known.bw_share or 0.0) > 0)


def estimated_name(lift: str) -> str:
    """Return the lift's name beside an estimate, which says where bodyweight is part of it.

    >>> estimated_name("pull_up_bodyweight"), estimated_name("back_squat_barbell")
    ('Pull-up, with bodyweight', 'Back squat')
    """
    return f"{catalogue.display_name(lift)}{', with bodyweight' if moves_body(lift) else ''}"


def _body_change(brief: Brief, now: dict[str, Any], before: dict[str, Any]) -> float | None:
    """What the change of the moved bodyweight adds to the estimate at equal reps; null: not known.

    The estimate is the load times 1 + k (n - 1) = 1 / (1 - z), with z the curve's share, and so is the body's part of it.
    """
    known = brief.graded.filter(pl.col("lift") == now["lift"], pl.col("body_kg").is_not_null())
    then, since = (known.filter(pl.col("performed_on") <= row["on"])["body_kg"] for row in (before, now))
    return None if then.is_empty() else float(since[-1] - then[-1]) / (1 - now["curve_share"])


def _change(now: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """The change as a factor, so on the log scale, where the bands are even.

    Its doubt is that of the line at both ends, and that of the lifter's own curve as far as the reps of the sets
    moved between them (0.28 of the curve's share): the rest of the curve, and of the effort, is common to both.
    The two ends of the line share sessions and so err alike; taking them as independent makes the interval wider
    than it need be, never narrower.
    """
    factor = log(now["level_kg"] / before["level_kg"])
    moved = LOG_SD * (now["curve_share"] - before["curve_share"])
    error = Z_90 * (_sd(now) ** 2 + _sd(before) ** 2 + moved**2) ** 0.5
    start = before["level_kg"]
    return {
        "before_on": before["on"],
        "before_kg": start,
        "change_kg": now["level_kg"] - start,
        "change_low_kg": start * (exp(factor - error) - 1),
        "change_high_kg": start * (exp(factor + error) - 1),
    }


def _sd(row: dict[str, Any]) -> float:
    return log(row["high_kg"] / row["low_kg"]) / (2 * Z_90)
