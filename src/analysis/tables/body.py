"""Measurements of the client's body."""

from __future__ import annotations

from typing import Final

import dataframely as dy

from analysis.tables.contract import Contract

MEASURES: Final = (
    "bodyweight_kg", "body_fat_pct", "lean_mass_kg", "fat_mass_kg",
    "neck_cm", "shoulders_cm", "chest_cm", "waist_cm", "abdomen_cm", "hips_cm",
    "left_arm_cm", "right_arm_cm", "left_forearm_cm", "right_forearm_cm",
    "left_thigh_cm", "right_thigh_cm", "left_calf_cm", "right_calf_cm",
    "triceps_skinfold_mm", "subscapular_skinfold_mm", "suprailiac_skinfold_mm",
)  # fmt: skip


class Body(Contract):
    """One measurement of one thing at one time."""

    client = dy.String(primary_key=True, min_length=1, description="The client's folder name")
    source = dy.String(primary_key=True, description="sha256 of the file it was read from")
    source_line = dy.Int64(primary_key=True, min=1, description="Line (or record) of that file")
    measure = dy.Enum(
        list(MEASURES), primary_key=True, description="What was measured, with its unit in the name"
    )
    measured_at = dy.Datetime(description="When; local wall time, midnight when only a date is known")
    value = dy.Float64(min_exclusive=0, description="The reading, in the unit the measure's name ends with")
    tester = dy.String(nullable=True, description="Who measured; null: not stated")
