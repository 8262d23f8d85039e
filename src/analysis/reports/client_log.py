"""One client's log as judgement reads it: what the store holds, and how it is measured up to a day.

Every report and command that judges a client begins here, so that two of them never differ in what they judged.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import dataframely as dy
import polars as pl

from analysis.display import number
from analysis.display.number import Unit
from analysis.judgement import thresholds, words
from analysis.judgement.case import Log
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import graded, loads, main_lifts, sessions, trend, volume
from analysis.metrics.stated import Tested
from analysis.reports import named
from analysis.settings import ClientSettings, CoachSettings, client, coach
from analysis.store import originals, processed
from analysis.tables import Body, GradedSets, Plan, PlanDays, PlanSets, Sets

Schema = TypeVar("Schema", bound=dy.Schema)


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What is known of one client before anything is measured."""

    client: ClientSettings
    coach: CoachSettings
    thresholds: Thresholds
    sets: dy.DataFrame[Sets]
    body: dy.DataFrame[Body]
    plan: dy.DataFrame[Plan]
    plan_days: dy.DataFrame[PlanDays]
    plan_sets: dy.DataFrame[PlanSets]

    def until(self, last_on: date) -> Stored:
        """Return it as it was at the end of a day; the plan is known from the first."""
        return replace(
            self,
            sets=until(self.sets, Sets, "performed_at", last_on),
            body=until(self.body, Body, "measured_at", last_on),
        )


def read(workspace: Path, name: str) -> Stored:
    """Return what the workspace holds of a client that has been imported; no sets where it has not.

    Raises:
        BadSettingError: a settings file that cannot be used, or that names a lift or muscle nobody knows.
    """
    folder, sets = originals.folder(workspace, name), processed.read_sets(workspace, name)
    settings, ours = client.read(folder), coach.read(workspace)
    named.check(settings, sets=sets, file=folder / client.FILE_NAME)
    return Stored(
        client=settings,
        coach=ours,
        thresholds=thresholds.of_coach(ours, workspace / coach.FILE_NAME),
        sets=sets,
        body=processed.read_body(workspace, name),
        plan=processed.read_plan(workspace, name),
        plan_days=processed.read_plan_days(workspace, name),
        plan_sets=processed.read_plan_sets(workspace, name),
    )


def until(frame: dy.DataFrame[Schema], schema: type[Schema], at: str, last_on: date) -> dy.DataFrame[Schema]:
    """Return the rows up to the end of a day."""
    return schema.validate(frame.filter(pl.col(at).cast(pl.Date) <= last_on))


def measuring(stored: Stored, *, as_of: date) -> Callable[[date | None], Log]:
    """Return the function that measures the log with its percentages of one-rep max frozen at a day.

    Null instead of a day: frozen at the first day of each month. `stored` holds nothing later than `as_of`.
    """
    sets, body = stored.sets, stored.body
    weighed = loads.smoothed_bodyweight(body, fallback_kg=stored.client.bodyweight_kg)
    tested = _tested(stored.client, sets, as_of)
    chosen = [named.lift(wanted, sets) for wanted in stored.client.main_lifts]

    def measured(reference_from: date | None) -> Log:
        grades = graded.grade(sets, bodyweight=weighed, reference_from=reference_from)
        of_lifts = sessions.lift_sessions(grades, tested=tested, bodyweight=weighed)
        return Log(
            as_of=as_of, client=stored.client, thresholds=stored.thresholds,
            graded=grades, lift_sessions=of_lifts, trend=trend.lift_trend(of_lifts),
            weekly=volume.weekly_load(grades, until=as_of),
            muscle_weeks=volume.muscle_weeks(grades, until=as_of),
            body=body, plan=stored.plan, plan_days=stored.plan_days, plan_sets=stored.plan_sets,
            main_lifts=main_lifts.main_lifts(of_lifts, chosen=chosen), coach=stored.coach.coach,
        )  # fmt: skip

    return measured


def _tested(settings: ClientSettings, sets: pl.DataFrame, as_of: date) -> list[Tested]:
    """The maxima that the coach states, up to a day."""
    return [
        (named.lift(test.exercise, sets), test.on, test.load_kg)
        for test in settings.tested
        if test.on <= as_of
    ]


def doubtful_maxima(
    settings: ClientSettings,
    sets: dy.DataFrame[Sets],
    body: dy.DataFrame[Body],
    grades: dy.DataFrame[GradedSets],
    *,
    as_of: date,
    unit: Unit,
) -> tuple[str, ...]:
    """Say which stated maxima are not used, since the log belies them, and what to do: a sentence or two each.

    `unit`: in which the coach reads weights; the maximum is told in kilograms too, as it stands in the file.
    """
    tested = _tested(settings, sets, as_of)
    if not tested:
        return ()
    weighed = loads.smoothed_bodyweight(body, fallback_kg=settings.bodyweight_kg)
    found = sessions.doubtful_maxima(grades, tested=tested, bodyweight=weighed)
    return tuple(
        f"{words.lift(lift)}: the maximum of {_stated(kg, unit)} that client.toml states for {words.day(on)} is"
        f" {kg / usual_kg:.1f} times what the log implies ({number.weight(usual_kg, unit)}), so it is not used. If it is no slip and no"
        " pounds, log it as a set of one rep with RIR 0."
        for lift, on, kg, usual_kg in found.select(
            "lift", "performed_on", "stated_kg", "usual_kg"
        ).iter_rows()
    )


def _stated(load_kg: float, unit: Unit) -> str:
    """A maximum as the coach reads weights; beside it, as the file has it.

    >>> _stated(102.5, "kg"), _stated(102.5, "lb")
    ('102.5 kg', '226 lb (102.5 kg)')
    """
    written = f"{number.trimmed(load_kg)} kg"
    return written if unit == "kg" else f"{number.weight(load_kg, unit)} ({written})"


def planned_from(plan: dy.DataFrame[Plan], as_of: date) -> date | None:
    """Return the first day of the planned phase that a day lies in; null: none is planned for it."""
    running = plan.filter((pl.col("starts_on") <= as_of) & (pl.col("ends_on") >= as_of))
    return None if running.is_empty() else running["starts_on"].min()  # type: ignore[return-value]  # a date
