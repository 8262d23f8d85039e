"""What the warnings, the advice and the goals are judged from: one client's log up to a day, measured and styled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import dataframely as dy

from analysis.judgement.thresholds import Thresholds
from analysis.judgement.verdict import Verdict
from analysis.settings import ClientSettings
from analysis.tables import (
    Adherence,
    Body,
    GradedSets,
    LiftSessions,
    LiftTrend,
    MuscleWeeks,
    Phases,
    Plan,
    PlanDays,
    PlannedWeeks,
    PlanSets,
    SessionStyles,
    SetStyles,
    WeeklyLoad,
    WeekStyles,
)


@dataclass(frozen=True, kw_only=True)
class CurrentPhase:
    """The phase that the day the report speaks of lies in."""

    style: str
    """One of the planned styles, or of the labels a log can have."""
    starts_on: date
    as_of: date
    """Last day judged: the day the report speaks of, or the phase's last if that is earlier."""
    ends_on: date | None
    """Last planned day; null: the log's own phase, whose end nobody has said."""
    origin: Literal["plan", "log", "dates"]
    """Who says where it begins: the plan, the log, or the days that somebody named."""
    name: str = ""
    over: bool = False
    """Whether its plan has nothing more to come: its last day is judged, or its last planned session done. Not of days that
    somebody named."""

    @property
    def weeks(self) -> float:
        """Weeks from its first day to the day judged, both included.

        Of a phase that is over by plan the rest days after its last session count too, however the plan writes them: four weeks
        from a Monday to a Friday or a Saturday are four, not 3.7 or 3.9.
        """
        last_on = self.ends_on if self.over and self.ends_on is not None else self.as_of
        exact = ((last_on - self.starts_on).days + 1) / 7
        return max(exact, float(round(exact))) if self.over else exact

    @property
    def ended(self) -> bool:
        """Whether it has ended: by plan (`over`), or with the day that somebody named."""
        return self.over or (self.ends_on is not None and self.as_of >= self.ends_on)


@dataclass(frozen=True, kw_only=True)
class Log:
    """The measured log of one client, nothing in it later than `as_of`."""

    as_of: date
    client: ClientSettings
    thresholds: Thresholds
    graded: dy.DataFrame[GradedSets]
    lift_sessions: dy.DataFrame[LiftSessions]
    trend: dy.DataFrame[LiftTrend]
    weekly: dy.DataFrame[WeeklyLoad]
    muscle_weeks: dy.DataFrame[MuscleWeeks]
    body: dy.DataFrame[Body]
    plan: dy.DataFrame[Plan]
    plan_days: dy.DataFrame[PlanDays]
    plan_sets: dy.DataFrame[PlanSets]
    main_lifts: Sequence[str]
    coach: str = ""
    """The coach's name, whose tape errs less than another's."""


@dataclass(frozen=True, kw_only=True)
class Case(Log):
    """The log with what was trained, planned and reached: what every rule sees."""

    set_styles: dy.DataFrame[SetStyles]
    session_styles: dy.DataFrame[SessionStyles]
    week_styles: dy.DataFrame[WeekStyles]
    phases: dy.DataFrame[Phases]
    adherence: dy.DataFrame[Adherence]
    planned_weeks: dy.DataFrame[PlannedWeeks]
    current: CurrentPhase | None
    verdict: Verdict | None
    """On the current phase's lifts; null: no phase."""
