"""Which planned lifts were done, and how much of each."""

from __future__ import annotations

from datetime import date

import dataframely as dy
import polars as pl

from analysis.judgement.planned import held_sets, planned_days
from analysis.tables import GradedSets, Plan, PlanDays, PlannedLifts, PlanSets


def of(
    graded: dy.DataFrame[GradedSets],
    plan: dy.DataFrame[Plan],
    plan_days: dy.DataFrame[PlanDays],
    plan_sets: dy.DataFrame[PlanSets],
    *,
    as_of: date,
) -> dy.DataFrame[PlannedLifts]:
    """One row a lift that a phase begun names, over its planned days up to a day.

    Counted week by week, as `Adherence.sets_pct` is: a session that moves by a day or two loses nothing, and more than
    planned in one week makes up for no other.
    """
    begun = planned_days.begun(plan, as_of)
    days = planned_days.dates(begun, plan_days)
    held = held_sets.of(graded, begun, plan_days, plan_sets, main_lifts=())
    met = (
        held_sets.lift_sets(held, days, plan_sets).group_by("phase", "lift").agg(pl.col("plan", "met").sum())
    )
    counted = met.select(
        "phase", "lift", sets_planned="plan", sets_done="met", sets_pct=100 * pl.col("met") / pl.col("plan")
    )
    return PlannedLifts.validate(counted.sort("phase", "lift"), cast=True)
