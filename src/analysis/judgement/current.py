"""Which phase the day lies in that the report speaks of: the plan's if it was followed, else the log's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import dataframely as dy
import polars as pl

from analysis.judgement.case import CurrentPhase
from analysis.judgement.thresholds import Thresholds
from analysis.tables import Adherence, Phases, Plan


def of(
    phases: dy.DataFrame[Phases],
    plan: dy.DataFrame[Plan],
    adherence: dy.DataFrame[Adherence],
    *,
    as_of: date,
    thresholds: Thresholds,
) -> CurrentPhase | None:
    """Return the phase that `as_of` lies in; null: none is planned for it, and the log's last is over.

    1. The plan's, where one covers the day and is followed: at least `adherence.plan_first_pct` of its trained weeks
       were of its style. A planned phase is believed unseen while it is younger than `adherence.early_weeks`, and a
       planned deload always, since a week of light training says nothing of its style. A deload that is only weeks
       inside a planned phase is no phase: the one around it goes on.
    2. Else the log's last phase, if it ended less than `phases.layoff_days` before. It starts where the log shows
       it to, whatever was planned.
    3. Else the plan's, where one covers the day: it is what was to be trained, though nothing was.

    Args:
        phases: as `phases.found` returns them.
        plan: the planned phases; where two overlap, the later start holds.
        adherence: of the planned phases that have begun.
        as_of: the day the report speaks of; no log and no plan behind it is later.
        thresholds: the numbers in force.
    """
    planned = _planned(plan, as_of)
    if planned and _followed(planned, adherence, as_of, thresholds):
        return _of_plan(planned, as_of)
    return _of_log(phases, as_of, thresholds) or (_of_plan(planned, as_of) if planned else None)


def _planned(plan: pl.DataFrame, as_of: date) -> dict[str, Any] | None:
    covering = plan.filter(pl.lit(as_of).is_between("starts_on", "ends_on")).sort("starts_on", "phase")
    return None if covering.is_empty() else covering.row(-1, named=True)


def _followed(planned: dict[str, Any], adherence: pl.DataFrame, as_of: date, thresholds: Thresholds) -> bool:
    early = timedelta(weeks=thresholds["adherence.early_weeks"])
    if planned["style"] == "deload" or as_of - planned["starts_on"] + timedelta(days=1) < early:
        return True
    of_phase = adherence.filter(pl.col("phase") == planned["phase"])["style_pct"].drop_nulls()
    return bool((of_phase >= thresholds["adherence.plan_first_pct"]).any())


def _of_plan(planned: dict[str, Any], as_of: date) -> CurrentPhase:
    return CurrentPhase(
        style=planned["style"],
        starts_on=planned["starts_on"],
        as_of=as_of,
        ends_on=planned["ends_on"],
        origin="plan",
        name=planned["name"] or "",
        over=as_of >= planned["ends_on"],
    )


def _of_log(phases: pl.DataFrame, as_of: date, thresholds: Thresholds) -> CurrentPhase | None:
    begun = phases.filter(pl.col("starts_on") <= as_of).sort("starts_on")
    if begun.is_empty():
        return None
    last = begun.row(-1, named=True)
    if (as_of - last["ends_on"]).days >= thresholds["phases.layoff_days"]:
        return None
    return CurrentPhase(
        style=last["label"],
        starts_on=last["starts_on"],
        as_of=min(as_of, last["ends_on"]),
        ends_on=None,
        origin="log",
    )
