"""The lifts that sample athletes perform, and what each app calls them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

GRID: Final[dict[str, dict[str, tuple[float, float]]]] = {
    # smallest load and step of each kind of equipment, in the gym's own unit
    "kg": {
        "barbell": (20.0, 2.5), "dumbbell": (2.0, 2.0), "machine": (5.0, 5.0), "cable": (5.0, 2.5),
    },
    "lb": {
        "barbell": (45.0, 5.0), "dumbbell": (5.0, 5.0), "machine": (10.0, 10.0), "cable": (10.0, 5.0),
    },
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Lift:
    """One lift: its reps-per-load constant, how its load counts, and its name in each app."""

    exercise: str
    """Catalogue id."""
    k0: float
    """Population constant of load = 1RM / (1 + k (reps - 1))."""
    equipment: str
    hands: int
    """How many implements of the logged load are lifted at once."""
    sides: int
    """2 where the logged reps are those of each side."""
    body_share: float
    """Share of bodyweight that is lifted too."""
    names: Mapping[str, str]
    """Name by app: strong, hevy, hevy_pt, fitnotes, sheet; and FitNotes' category."""

    def on_grid(self, load: float, unit: str) -> float | None:
        """Return the load of the gym's grid nearest to `load`; None for bodyweight lifts.

        >>> lift("back_squat_barbell").on_grid(101.9, "kg")
        102.5
        """
        if self.equipment == "bodyweight":
            return None
        least, step = GRID[unit][self.equipment]
        return least + max(0, round((load - least) / step)) * step


@cache
def all_lifts() -> Mapping[str, Lift]:
    """Return every lift by its catalogue id, in the table's order."""
    text = (files("analysis.simulate") / "lifts.csv").read_text("utf-8")
    return MappingProxyType({row["exercise"]: _lift(row) for row in csv.DictReader(text.splitlines())})


def lift(exercise: str) -> Lift:
    """Return one lift.

    Raises:
        KeyError: the table has no such lift.
    """
    return all_lifts()[exercise]


def _lift(row: dict[str, str]) -> Lift:
    names = ("strong", "hevy", "hevy_pt", "fitnotes", "category", "sheet")
    return Lift(
        exercise=row["exercise"],
        k0=float(row["k0"]),
        equipment=row["equipment"],
        hands=int(row["hands"]),
        sides=int(row["sides"]),
        body_share=float(row["body_share"]),
        names=MappingProxyType({name: row[name] for name in names}),
    )
