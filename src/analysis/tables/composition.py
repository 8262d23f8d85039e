"""The make-up of the body, week by week."""

from __future__ import annotations

import dataframely as dy

from analysis.tables.contract import Contract


class CompositionWeeks(Contract):
    """One week's bodyweight and, by one tester's tape, what of it is fat and what is lean; errors are standard errors."""

    week = dy.Date(primary_key=True, description="Monday")
    tester = dy.String(
        primary_key=True, description="Who held the tape, as in BodyWeeks; scale: nobody did, that week has weigh-ins only"
    )  # fmt: skip
    weigh_ins = dy.Int32(min=0, description="Weigh-ins of the week")
    bodyweight_kg = dy.Float64(
        nullable=True, min_exclusive=0, description="Mean of the week's weigh-ins; null: under three of them"
    )
    bodyweight_error = dy.Float64(nullable=True, min=0, description="Its error; null: no mean")
    body_fat_pct = dy.Float64(
        nullable=True,
        min_exclusive=0,
        max_exclusive=100,
        description="Body fat by the tape (Navy); null: a girth, the sex or the height lacks, or the girths are no body's",
    )
    body_fat_error = dy.Float64(
        nullable=True,
        min=0,
        description="Its error from week to week, that of the tape alone; null: no body fat",
    )
    lean_mass_kg = dy.Float64(
        nullable=True, description="Bodyweight less its fat, by what weigh-ins there are; null: no body fat or no weigh-in"
    )  # fmt: skip
    lean_mass_error = dy.Float64(
        nullable=True, min=0, description="Its error from week to week; null: no lean mass"
    )
