"""Pure measures of one client's log: typed frame in, typed frame out; no file, no clock.

`ALL` lists them with one way to call each, so that what holds for every metric can be tested over all.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple

import dataframely as dy

from analysis.metrics import (
    bodies,
    calendar,
    composition,
    graded,
    loads,
    months,
    records,
    sessions,
    trend,
    volume,
    working,
)
from analysis.tables import (
    Body,
    BodyWeeks,
    CompositionWeeks,
    GradedSets,
    LiftSessions,
    LiftTrend,
    MonthCompared,
    MuscleMonths,
    MuscleWeeks,
    Records,
    Sets,
    WeeklyLoad,
    WorkingWeights,
    ZoneSets,
)


class Log(NamedTuple):
    """What one client did and measured."""

    sets: dy.DataFrame[Sets]
    body: dy.DataFrame[Body]

    @property
    def graded(self) -> dy.DataFrame[GradedSets]:
        """The sets, graded with the log's own bodyweight."""
        return graded.grade(self.sets, bodyweight=loads.smoothed_bodyweight(self.body))

    @property
    def lift_sessions(self) -> dy.DataFrame[LiftSessions]:
        """The graded sets by lift and session."""
        return sessions.lift_sessions(self.graded)

    @property
    def last_month(self) -> tuple[date, date]:
        """First and last day of the last trained month; of an empty log, of January 1970."""
        days: list[date] = self.sets["performed_at"].dt.date().to_list()
        day = max(days, default=date(1970, 1, 1))
        first = day.replace(day=1)
        return first, calendar.last_of(first)


class Metric(NamedTuple):
    """One metric: its name, the table it returns, and how to get it from a log."""

    name: str
    table: type[dy.Schema]
    of: Callable[[Log], dy.DataFrame[Any]]


ALL: Final[tuple[Metric, ...]] = (
    Metric("graded_sets", GradedSets, lambda log: log.graded),
    Metric("lift_sessions", LiftSessions, lambda log: log.lift_sessions),
    Metric("lift_trend", LiftTrend, lambda log: trend.lift_trend(log.lift_sessions)),
    Metric("weekly_load", WeeklyLoad, lambda log: volume.weekly_load(log.graded)),
    Metric("muscle_weeks", MuscleWeeks, lambda log: volume.muscle_weeks(log.graded)),
    Metric("muscle_months", MuscleMonths, lambda log: volume.muscle_month(log.graded, month=log.last_month)),
    Metric("zone_sets", ZoneSets, lambda log: volume.zone_sets(log.graded)),
    Metric(
        "working_weights",
        WorkingWeights,
        lambda log: working.working_weights(log.graded, month=log.last_month),
    ),
    Metric("records", Records, lambda log: records.records(log.graded)),
    Metric(
        "month_compared",
        MonthCompared,
        lambda log: months.compare(log.graded, log.lift_sessions, month_start=log.last_month[0]),
    ),
    Metric("body_weeks", BodyWeeks, lambda log: bodies.body_weeks(log.body)),
    Metric(
        "composition_weeks",
        CompositionWeeks,
        lambda log: composition.composition_weeks(bodies.body_weeks(log.body)),
    ),
)
