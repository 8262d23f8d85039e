"""What was planned."""

from __future__ import annotations

from typing import Final

import dataframely as dy
import polars as pl

STYLES: Final = ("strength", "hypertrophy", "combination", "deload", "endurance")


class Plan(dy.Schema):
    """One planned phase."""

    client = dy.String(primary_key=True, min_length=1, description="The client's folder name")
    phase = dy.Int32(primary_key=True, min=1, description="Place of the phase in the plan, from 1")
    style = dy.Enum(list(STYLES), description="What the phase trains")
    name = dy.String(nullable=True, description="What the coach calls it; null: no name")
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
