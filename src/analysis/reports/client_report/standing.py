"""Where each main lift stands now and stood a month ago, with the doubt of both and of their difference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log
from typing import Any, Final

import polars as pl

from analysis.metrics.trend import CURVE_CV
from analysis.reports.client_report.brief import Brief

Z90: Final = 1.6449
STALE: Final = timedelta(days=45)
"""An estimate older than this before the month is no comparison for it."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One lift: the smoothed e1RM of its last day with an estimate up to the month's end, and of the last before the month.

    Null before and change: no estimate in the 45 days before the month.
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

    @property
    def changed(self) -> bool:
        """Whether the 90% interval of the change leaves out zero."""
        low, high = self.change_low_kg, self.change_high_kg
        return low is not None and high is not None and (low > 0 or high < 0)


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
    earlier = trend.filter(pl.col("on").is_between(first_on - STALE, first_on, closed="left"))
    current = now["on"] >= first_on
    before = earlier.row(-1, named=True) if current and not earlier.is_empty() else None
    return Standing(
        lift=now["lift"], on=now["on"], current=current,
        level_kg=now["level_kg"], low_kg=now["true_low_kg"], high_kg=now["true_high_kg"],
        **({} if before is None else _change(now, before)),
    )  # fmt: skip


def _change(now: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """The change as a factor, so on the log scale, where the bands are even.

    Its doubt is that of the line at both ends, and that of the lifter's own curve as far as the reps of the sets
    moved between them (0.28 of the curve's share): the rest of the curve, and of the effort, is common to both.
    The two ends of the line share sessions and so err alike; taking them as independent makes the interval wider
    than it need be, never narrower.
    """
    factor = log(now["level_kg"] / before["level_kg"])
    moved = CURVE_CV * (now["curve_share"] - before["curve_share"])
    error = Z90 * (_sd(now) ** 2 + _sd(before) ** 2 + moved**2) ** 0.5
    start = before["level_kg"]
    return {
        "before_on": before["on"],
        "before_kg": start,
        "change_kg": now["level_kg"] - start,
        "change_low_kg": start * (exp(factor - error) - 1),
        "change_high_kg": start * (exp(factor + error) - 1),
    }


def _sd(row: dict[str, Any]) -> float:
    return log(row["high_kg"] / row["low_kg"]) / (2 * Z90)
