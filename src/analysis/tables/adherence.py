"""What was planned beside what was done."""

from __future__ import annotations

from typing import Final

import dataframely as dy

from analysis.tables.contract import Contract
from analysis.tables.plan import STYLES
from analysis.tables.styles import TRAINED

DONE: Final = ("done", "partly done", "not done", "too early", "not logged")


class Adherence(Contract):
    """One planned phase that has begun, up to the day the report speaks of."""

    phase = dy.Int32(primary_key=True, min=1, description="As in Plan")
    style = dy.Enum(list(STYLES), description="As in Plan")
    starts_on = dy.Date(description="As in Plan")
    ends_on = dy.Date(description="The phase's last day, or the day the report speaks of if that is earlier")
    weeks = dy.Float64(min=0, description="Weeks from start to end")
    sessions_planned = dy.Int32(
        nullable=True, min=0, description="Sessions planned until then; null: not planned"
    )
    sessions_done = dy.Int32(min=0, description="Sessions with a work set")
    sessions_pct = dy.Float64(
        nullable=True, min=0, description="Done in % of planned, at most 100; null: not planned"
    )
    days_pct = dy.Float64(
        nullable=True, description="% of planned weekdays on which a session was done; null: no days planned"
    )
    reps_pct = dy.Float64(
        nullable=True,
        description="% of work sets inside the planned reps of their kind of lift, with its tolerance; null: no reps planned",
    )
    sets_pct = dy.Float64(
        nullable=True,
        description="Work sets done in % of those planned, week by week and where lifts are named lift by lift; null: no sets planned",
    )
    progression_pct = dy.Float64(
        nullable=True,
        description="% of the main lifts' sessions that did more than the one before, on a planned weekday the one before on that weekday; null: none to compare, or a deload",
    )
    rest_pct = dy.Float64(
        nullable=True,
        description="% of rests inside the planned range, with its tolerance; null: not planned or not known",
    )
    style_pct = dy.Float64(
        nullable=True,
        description="% of trained weeks in the planned style, those that leave it open read as planned; null: no trained week",
    )
    kappa = dy.Float64(
        nullable=True,
        description="Cohen's kappa of weekly label and plan over all phases begun; null: one style only",
    )
    boundary_lag_weeks = dy.Int32(
        nullable=True,
        description="Weeks by which the log's nearest change of style came later than the plan's; null: none to compare",
    )
    overall = dy.Enum(
        list(DONE), description="Whether the phase was done at all: kept apart from whether it worked"
    )


class PlannedWeeks(Contract):
    """One week of a planned phase that has begun."""

    phase = dy.Int32(primary_key=True, min=1, description="As in Plan")
    week = dy.Date(primary_key=True, description="Monday")
    planned = dy.Enum(list(STYLES), description="Planned style")
    trained = dy.Enum(
        list(TRAINED),
        nullable=True,
        description="Label of the week; null: a gap, or a week mostly outside the phase",
    )
    as_planned = dy.Bool(
        nullable=True,
        description="Whether that counts as the planned style, one that leaves it open read as planned; null: not asked (a gap, a deload)",
    )
    sessions_planned = dy.Int32(
        nullable=True, min=0, description="Sessions planned in the week; null: not planned"
    )
    sessions_done = dy.Int32(min=0, description="Sessions with a work set")
    reps_pct = dy.Float64(nullable=True, description="As in Adherence; null: as there")
    sets_pct = dy.Float64(nullable=True, description="As in Adherence; null: as there")
    rest_pct = dy.Float64(nullable=True, description="As in Adherence; null: as there")


class PlannedLifts(Contract):
    """One lift that the days of a planned phase name, over those of its days that have come."""

    phase = dy.Int32(primary_key=True, min=1, description="As in Plan")
    lift = dy.String(primary_key=True, min_length=1, description="As in Sets")
    sets_planned = dy.Int32(min=1, description="Work sets planned so far")
    sets_done = dy.Float64(
        min=0,
        description="Work sets done of those; what a week has above its plan makes up for no other week",
    )
    sets_pct = dy.Float64(min=0, max=100, description="Done in % of planned")
