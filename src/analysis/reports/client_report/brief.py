"""Everything one client's report is made of, gathered once: nothing later than the month's last day is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import dataframely as dy
import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from analysis.display.number import Unit
from analysis.errors import NothingToReportError
from analysis.judgement import course
from analysis.judgement.course import Course
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import (
    bodies,
    graded,
    months,
    records,
    volume,
    working,
)
from analysis.reports import client_log
from analysis.reports.client_log import Stored
from analysis.reports.client_report.month import Month
from analysis.settings import ClientSettings, CoachSettings
from analysis.store import processed
from analysis.tables import (
    Body,
    BodyWeeks,
    GradedSets,
    Ledger,
    LiftSessions,
    LiftTrend,
    MonthCompared,
    MuscleMonths,
    MuscleWeeks,
    Plan,
    PlanDays,
    PlanSets,
    Records,
    Sets,
    Sources,
    WeeklyLoad,
    Weights,
    WorkingWeights,
)


class Params(BaseModel):
    """What the notebook is run with."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    client: str = "marcus-base"
    month: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")] = "2026-10"
    workspace: str = "."


@dataclass(frozen=True, kw_only=True)
class Brief:
    """One client's month: settings, stored tables up to its end, and every measure of them."""

    params: Params
    month: Month
    client: ClientSettings
    coach: CoachSettings
    plan: dy.DataFrame[Plan]
    sets: dy.DataFrame[Sets]
    body: dy.DataFrame[Body]
    ledger: dy.DataFrame[Ledger]
    sources: dy.DataFrame[Sources]
    weights: dy.DataFrame[Weights]
    graded: dy.DataFrame[GradedSets]
    doubtful: dy.DataFrame[GradedSets]
    sessions: dy.DataFrame[LiftSessions]
    trend: dy.DataFrame[LiftTrend]
    weekly: dy.DataFrame[WeeklyLoad]
    muscles: dy.DataFrame[MuscleWeeks]
    muscle_month: dy.DataFrame[MuscleMonths]
    working: dy.DataFrame[WorkingWeights]
    records: dy.DataFrame[Records]
    compared: dy.DataFrame[MonthCompared]
    body_weeks: dy.DataFrame[BodyWeeks]
    main_lifts: Sequence[str]
    course: Course
    """What was trained, planned and done, and what follows from it."""

    @property
    def unit(self) -> Unit:
        """The unit in which the coach reads weights."""
        return self.coach.display_unit

    @property
    def name(self) -> str:
        """The client as the coach calls them; else the folder's name, letter for letter."""
        return self.client.name or self.params.client

    @property
    def of_month(self) -> pl.DataFrame:
        """The month's graded sets."""
        return self.graded.filter(pl.col("performed_on").is_between(*self.month.span))

    @property
    def hard_of_month(self) -> pl.DataFrame:
        """The month's hard sets."""
        return self.of_month.filter(pl.col("hard") > 0)

    @property
    def trained_this_month(self) -> bool:
        """Whether the month has any set."""
        return not self.of_month.is_empty()

    def measure(self, name: str, *, before: bool = False) -> float | None:
        """Return one of the compared measures of this month or the one before; null: not known."""
        row = self.compared.filter(pl.col("measure") == name)
        value = None if row.is_empty() else row["last_month" if before else "this_month"][0]
        return None if value is None else float(value)


def gather(params: Params) -> Brief:
    """Return the brief of the client's month.

    Raises:
        NothingToReportError: no set up to the month's end.
        BadSettingError: a settings file that cannot be used, or that names a lift or muscle nobody knows.
    """
    workspace, month = Path(params.workspace), Month.parse(params.month)
    stored = client_log.read(workspace, params.client)
    weights = processed.read_weights(workspace, params.client)
    return assemble(
        params,
        client=stored.client,
        coach=stored.coach,
        numbers=stored.thresholds,
        plan=stored.plan,
        plan_days=stored.plan_days,
        plan_sets=stored.plan_sets,
        sets=_reported(stored.sets, params, month),
        body=client_log.until(stored.body, Body, "measured_at", month.last_on),
        ledger=processed.read_ledger(workspace, params.client),
        sources=processed.read_sources(workspace, params.client),
        weights=client_log.until(weights, Weights, "first_on", month.last_on),
    )


def assemble(  # noqa: PLR0913 - one keyword a stored table
    params: Params,
    *,
    client: ClientSettings,
    coach: CoachSettings,
    numbers: Thresholds,
    plan: dy.DataFrame[Plan],
    plan_days: dy.DataFrame[PlanDays],
    plan_sets: dy.DataFrame[PlanSets],
    sets: dy.DataFrame[Sets],
    body: dy.DataFrame[Body],
    ledger: dy.DataFrame[Ledger],
    sources: dy.DataFrame[Sources],
    weights: dy.DataFrame[Weights],
) -> Brief:
    """Measure the stored tables, which hold nothing after the month, and return the brief."""
    month = Month.parse(params.month)
    known = Stored(
        client=client, coach=coach, thresholds=numbers, sets=sets, body=body,
        plan=plan, plan_days=plan_days, plan_sets=plan_sets,
    )  # fmt: skip
    judged = course.with_frozen_reference(
        client_log.measuring(known, as_of=month.last_on),
        first_guess=client_log.planned_from(plan, month.last_on),
    )
    case = judged.case
    return Brief(
        params=params,
        month=month,
        client=client,
        coach=coach,
        plan=plan,
        sets=sets,
        body=body,
        ledger=ledger,
        sources=sources,
        weights=weights,
        graded=case.graded,
        doubtful=graded.quarantine(case.graded),
        sessions=case.lift_sessions,
        trend=case.trend,
        weekly=case.weekly,
        muscles=case.muscle_weeks,
        muscle_month=volume.muscle_month(case.graded, month=month.span),
        working=working.working_weights(case.graded, month=month.span),
        records=records.records(case.graded),
        compared=months.compare(
            case.graded, case.lift_sessions, month_start=month.first_on, lifts=case.main_lifts
        ),
        body_weeks=bodies.body_weeks(body, sex=client.sex, height_cm=client.height_cm, coach=coach.coach),
        main_lifts=case.main_lifts,
        course=judged,
    )


def _reported(sets: dy.DataFrame[Sets], params: Params, month: Month) -> dy.DataFrame[Sets]:
    kept = client_log.until(sets, Sets, "performed_at", month.last_on)
    if kept.is_empty():
        days = sets["performed_at"].dt.date()
        raise NothingToReportError(
            params.client,
            month=params.month,
            first_on=None if sets.is_empty() else str(days.min()),
            last_on=None if sets.is_empty() else str(days.max()),
        )
    return kept
