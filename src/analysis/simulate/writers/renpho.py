"""Renpho's export: one line a weighing, with the columns that the scale works out beside what it measures."""

from __future__ import annotations

from itertools import groupby
from typing import Final

import dataframely as dy

from analysis.simulate.performed import BodyReading
from analysis.simulate.writers.text import bare
from analysis.simulate.writers.writer import BodyWriter

HEADER: Final = (
    "Time of Measurement,Weight(kg),BMI,Body Fat(%),Fat-Free Mass(kg),Subcutaneous Fat(%),Visceral Fat,"
    "Body Water(%),Skeletal Muscle(%),Muscle Mass(kg),Bone Mass(kg),Protein(%),BMR(kcal),Metabolic Age"
)
BESIDE: Final = ",16.1,7,55.2,49.8,,3.1,18.0,1702,34"


def write(readings: dy.DataFrame[BodyReading]) -> str:
    """Return the text of an export, newest first."""
    lines = []
    for at, rows in groupby(readings.to_dicts(), key=lambda row: row["measured_at"]):
        values = {row["measure"]: row["value"] for row in rows}
        told = (bare(values.get(measure)) for measure in ("bodyweight_kg", "body_fat_pct", "lean_mass_kg"))
        weight, fat, lean = told
        lines.append(f"{at:%Y-%m-%d %H:%M:%S},{weight},,{fat},{lean}{BESIDE}")
    return "\n".join([HEADER, *reversed(lines)]) + "\n"


WRITERS: Final = (
    BodyWriter(
        app="renpho",
        file="RENPHO-export.csv",
        write=lambda readings: write(readings).encode(),
        measures=frozenset({"bodyweight_kg", "body_fat_pct"}),
    ),
)
