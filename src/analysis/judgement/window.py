"""The weeks that a rule looks back on, and the training in them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import polars as pl

from analysis.judgement.case import Log
from analysis.metrics import lift_facts
from analysis.metrics.loads import share_of_a_set


class Window(NamedTuple):
    """Two days with all between them."""

    first_on: date
    last_on: date

    @property
    def weeks(self) -> float:
        """Its length."""
        return ((self.last_on - self.first_on).days + 1) / 7

    def of(self, frame: pl.DataFrame, on: str = "performed_on") -> pl.DataFrame:
        """Return the rows of its days."""
        return frame.filter(pl.col(on).is_between(self.first_on, self.last_on))


def back(log: Log, weeks: int) -> Window:
    """Return so many whole weeks up to the day the report speaks of, and those days of the first that complete its week.

    A window starts on a Monday, so that no week is judged by a part of it but the one that runs.
    """
    first_on = log.as_of - timedelta(days=7 * weeks - 1)
    return Window(first_on - timedelta(days=first_on.weekday()), log.as_of)


def trained_weeks(log: Log, window: Window) -> int:
    """Return how many weeks of a window have as many hard sets as a week of training needs."""
    weeks = window.of(log.weekly, "week")
    return weeks.filter(pl.col("hard_sets") >= log.thresholds["week.gap_hard_sets"]).height


def enough(log: Log, window: Window, threshold: str) -> bool:
    """Return whether a window has the trained weeks that a rule asks for by this threshold."""
    return trained_weeks(log, window) >= log.thresholds.whole(threshold)


def work_sets(log: Log, window: Window) -> pl.DataFrame:
    """Return the work sets of a window with `sets` (1; half where it is one side) and the lift's `mechanic`.

    `mechanic` is null for a lift that the catalogue does not know.
    """
    facts = lift_facts.frame().select("exercise", "mechanic")
    work = window.of(log.graded).filter("is_work").with_columns(sets=share_of_a_set())
    return work.join(facts, on="exercise", how="left", maintain_order="left")


def hard_sets(log: Log, window: Window) -> pl.DataFrame:
    """Return the hard sets of a window, as `work_sets` does; `hard` says how much of one each is."""
    return work_sets(log, window).filter(pl.col("hard") > 0)
