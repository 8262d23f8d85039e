"""What scales and health apps write: Withings, Health Export, Fitbit."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Final

import dataframely as dy

from analysis.simulate.performed import BodyReading
from analysis.simulate.writers.text import bare
from analysis.simulate.writers.writer import BodyWriter

WITHINGS: Final = (
    'Date,"Weight (kg)","Fat mass (kg)","Bone mass (kg)","Muscle mass (kg)","Hydration (kg)",Comments'
)


def _weighings(readings: dy.DataFrame[BodyReading]) -> list[tuple[datetime, dict[str, float]]]:
    """Return what was read at each time, oldest first."""
    times = groupby(
        readings.sort("measured_at", maintain_order=True).to_dicts(), key=lambda r: r["measured_at"]
    )
    return [(at, {row["measure"]: row["value"] for row in rows}) for at, rows in times]


def write_withings(readings: dy.DataFrame[BodyReading]) -> str:
    """Return the text of a weight export, newest first; a light foot gives a weight and nothing else."""
    lines = []
    for at, values in reversed(_weighings(readings)):
        fat = values.get("fat_mass_kg")
        lines.append(f'"{at:%Y-%m-%d %H:%M:%S}",{values["bodyweight_kg"]:.2f},{_two(fat)},,,,')
    return "\n".join([WITHINGS, *lines]) + "\n"


def _two(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def write_health_export(readings: dy.DataFrame[BodyReading]) -> str:
    """Return the text of a body-mass export, oldest first, without a line end behind the last record."""
    lines = [f"{at:%Y-%m-%d %H:%M:%S},{values['bodyweight_kg']:.3f}" for at, values in _weighings(readings)]
    return "\n".join(["Date,Body mass(kg)", *lines])


def write_fitbit(readings: dy.DataFrame[BodyReading]) -> str:
    """Return a table of fat and weight, a row a day; zero where it was not measured."""
    lines = ["date,fat,weight"]
    for at, values in _weighings(readings):
        fat, weight = (bare(values.get(name, 0)) for name in ("body_fat_pct", "bodyweight_kg"))
        lines.append(f"{at:%Y-%m-%d},{fat},{weight}")
    return "\n".join(lines) + "\n"


WRITERS: Final = (
    BodyWriter(
        app="withings",
        file="weight.csv",
        write=lambda readings: write_withings(readings).encode(),
        measures=frozenset({"bodyweight_kg"}),
    ),
    BodyWriter(
        app="health_export",
        file="body-mass.csv",
        write=lambda readings: write_health_export(readings).encode(),
        measures=frozenset({"bodyweight_kg"}),
    ),
    BodyWriter(
        app="fitbit",
        file="fitbit.csv",
        write=lambda readings: write_fitbit(readings).encode(),
        measures=frozenset({"bodyweight_kg", "body_fat_pct"}),
        time_kept=False,
        settings='weight_unit = "kg"',
    ),
)
