"""Kilograms or pounds, where a file does not say: what the numbers themselves give away.

Plates differ. A 45 lb bar with pairs of plates ends in 5 (95, 135, 185, 225); a 20 kg bar with
pairs of plates ends in 0, 5, 2.5 or 7.5 (60, 82.5, 102.5). Each distinct load of each exercise is one
witness; how often each kind of number occurs in either unit is data (`unit_witnesses.csv`, counted
on files that do state their unit). The verdict needs odds of at least 100 to 1.
"""

from __future__ import annotations

import csv
import math
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

import polars as pl

from analysis.units import KG_PER_LB

MIN_LOG_ODDS: Final = math.log(100)
MIN_WITNESSES: Final = 8
NOISE: Final = 1e-3


class Verdict(NamedTuple):
    """The likelier unit, or null where the numbers do not decide, with the evidence in words."""

    unit: str | None
    evidence: str


@cache
def _weights() -> dict[tuple[str, str], tuple[float, float]]:
    text = resources.files("analysis.ingest").joinpath("unit_witnesses.csv").read_text("utf-8")
    return {
        (row["lift"], row["number"]): (float(row["share_kg"]), float(row["share_lb"]))
        for row in csv.DictReader(text.splitlines())
    }


def kind_of_number(load: pl.Expr) -> pl.Expr:
    """Which kind of number a load is, as lifters load bars, stacks and dumbbells.

    >>> pl.select(kind_of_number(pl.lit(132.5))).item()
    'half'
    """
    tenth = load % 10
    return (
        pl.when(tenth == 0)
        .then(pl.lit("ends in 0"))
        .when(tenth == 5)  # noqa: PLR2004 - the number's last digit; nearly all
        .then(pl.lit("ends in 5"))
        .when((load % 2.5) == 0)
        .then(pl.lit("half"))
        .when((load % 1.25) == 0)
        .then(pl.lit("quarter"))
        .when((load % 1) == 0)
        .then(pl.lit("other whole"))
        .otherwise(pl.lit("other"))
    )


def witnesses(sets: pl.DataFrame) -> pl.DataFrame:
    """One row a distinct load of an exercise: is the lift a barbell's, and what kind of number is it."""
    barbell = (
        pl.col("exercise_logged")
        .str.to_lowercase()
        .str.contains(r"barbell|squat|deadlift|bench press|langhantel|barre")
    )
    other = (
        pl.col("exercise_logged")
        .str.to_lowercase()
        .str.contains(r"dumbbell|machine|cable|smith|kettlebell|goblet|split")
    )
    return (
        sets.filter(pl.col("load") > 0)
        .select("exercise_logged", pl.col("load").round(3))
        .unique(maintain_order=True)
        .select(
            pl.when(barbell & ~other).then(pl.lit("barbell")).otherwise(pl.lit("other")).alias("lift"),
            kind_of_number(pl.col("load")).alias("number"),
            "load",
        )
    )


def infer(sets: pl.DataFrame) -> Verdict:
    """The unit of the loads of one file (columns `exercise_logged`, `load`)."""
    noise = converted(sets)
    if noise is not None:
        return noise
    seen = witnesses(sets)
    if seen.height < MIN_WITNESSES:
        return Verdict(None, f"only {seen.height} different loads to judge by")
    counts = seen.group_by("lift", "number").len().sort("lift", "number")
    odds = 0.0
    for lift, number, n in counts.iter_rows():
        kg, lb = _weights()[lift, number]
        # Witnesses of one lifter are alike; a square root keeps twenty of a kind from counting as twenty strangers.
        odds += math.sqrt(n) * math.log(kg / lb)
    said = _in_words(seen)
    if abs(odds) < MIN_LOG_ODDS:
        return Verdict(None, f"{said}: this fits both")
    return Verdict("kg" if odds > 0 else "lb", said)


def _in_words(seen: pl.DataFrame) -> str:
    bars = seen.filter(lift="barbell")
    which = bars if bars.height >= MIN_WITNESSES else seen
    name = "barbell loads" if which is bars else "different loads"
    parts = which["number"].value_counts(sort=True).head(3)
    listed = ", ".join(f"{n} {_phrase(kind)}" for kind, n in parts.iter_rows())
    return f"of {which.height} {name} {listed}"


def _phrase(kind: str) -> str:
    return {
        "half": "are 2.5 or 7.5",
        "quarter": "are 1.25 steps",
        "other whole": "are other whole numbers",
        "other": "are on no plate grid",
    }.get(kind, kind.replace("ends", "end"))


def converted(sets: pl.DataFrame) -> Verdict | None:
    """Loads like 20.4117 are pounds that were converted to kilograms; 44.0925 the other way round."""
    loads = sets.filter((pl.col("load") > 0) & ((pl.col("load") * 4) % 1 != 0))["load"].unique()
    if loads.len() < MIN_WITNESSES:
        return None
    for unit, factor in (("kg", 1 / KG_PER_LB), ("lb", KG_PER_LB)):
        grid = 2.5 if unit == "kg" else 1.25
        back = loads * factor
        on_grid = ((back / grid) - (back / grid).round()).abs() * grid < NOISE * back.clip(lower_bound=1)
        if (share := float(on_grid.sum() / on_grid.len())) > 0.8:  # noqa: PLR2004 - the number's last digit; nearly all
            other = "lb" if unit == "kg" else "kg"
            return Verdict(unit, f"{share:.0%} of the odd loads are whole {other} plates converted to {unit}")
    return None
