"""What was planned."""

from __future__ import annotations

from typing import Final

import dataframely as dy
import polars as pl

from analysis.tables.contract import Contract

STYLES: Final = ("strength", "hypertrophy", "combination", "deload", "endurance")


class Plan(Contract):
    """One planned phase."""

    client = dy.String(primary_key=True, min_length=1, description="The client's folder name")
    phase = dy.Int32(primary_key=True, min=1, description="Place of the phase in the plan, from 1")
    style = dy.Enum(list(STYLES), description="What the phase trains")
    name = dy.String(nullable=True, description="What the coach calls it; null: no name")
    aim = dy.String(nullable=True, description="What it is for, in a few words; null: not stated")
    starts_on = dy.Date(description="First day")
    ends_on = dy.Date(description="Last day, inclusive")
    reps_low = dy.Int32(nullable=True, min=1, description="Fewest planned reps a set; null: not planned")
    reps_high = dy.Int32(nullable=True, min=1, description="Most planned reps a set; null: not planned")
    rest_low_s = dy.Float64(
        nullable=True, min=0, description="Shortest planned rest in seconds; null: not planned"
    )
    rest_high_s = dy.Float64(
        nullable=True, min=0, description="Longest planned rest in seconds; null: not planned"
    )
    days_per_week = dy.Int32(
        nullable=True, min=1, max=14, description="Planned sessions a week; null: not planned"
    )

    @dy.rule()
    def ends_after_it_starts(cls) -> pl.Expr:
        """A phase lasts a day or more."""
        return pl.col("ends_on") >= pl.col("starts_on")


WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class PlanDays(Contract):
    """One planned training day of the weeks of one planned phase."""

    client = dy.String(primary_key=True, min_length=1, description="The client's folder name")
    phase = dy.Int32(primary_key=True, min=1, description="As in Plan")
    weekday = dy.Enum(list(WEEKDAYS), primary_key=True, description="Day of the week")
    focus = dy.String(nullable=True, description="What it trains, in the coach's words; null: not stated")
    reps_low = dy.Int32(
        nullable=True, min=1, description="Fewest planned reps of a main lift's set; null: not planned"
    )
    reps_high = dy.Int32(nullable=True, min=1, description="Most; null: not planned")
    accessory_reps_low = dy.Int32(
        nullable=True,
        min=1,
        description="Fewest planned reps of the other lifts; null: those of the main lifts",
    )
    accessory_reps_high = dy.Int32(nullable=True, min=1, description="Most; null: those of the main lifts")
    rest_low_s = dy.Float64(
        nullable=True, min=0, description="Shortest planned rest in seconds; null: not planned"
    )
    rest_high_s = dy.Float64(
        nullable=True, min=0, description="Longest planned rest in seconds; null: not planned"
    )
    sets = dy.Int32(nullable=True, min=1, description="Planned work sets of the day; null: not planned")


EACH: Final = ("leg", "arm", "side")


class PlanSets(Contract):
    """One planned work set."""

    client = dy.String(primary_key=True, min_length=1, description="The client's folder name")
    phase = dy.Int32(primary_key=True, min=1, description="As in Plan")
    weekday = dy.Enum(list(WEEKDAYS), primary_key=True, description="As in PlanDays")
    place = dy.Int32(primary_key=True, min=1, description="Place of the exercise in the session, from 1")
    set_number = dy.Int32(primary_key=True, min=1, description="Place of the set in the exercise, from 1")
    exercise_planned = dy.String(min_length=1, description="The exercise as the coach wrote it")
    exercise = dy.String(nullable=True, description="Catalogue id; null: the name is not matched")
    lift = dy.String(min_length=1, description="As in Sets")
    reps_low = dy.Int32(min=1, description="Fewest planned reps")
    reps_high = dy.Int32(min=1, description="Most planned reps")
    each = dy.Enum(
        list(EACH), nullable=True, description="Of what the reps are each, as planned; null: of the whole set"
    )
    rest_s = dy.Float64(
        nullable=True, min=0, description="Planned rest after it in seconds; null: not planned"
    )
