"""The catalogue of lifts: what each one trains, how its load counts, and what it is called in a report.

One lift is one line of `catalogue.csv`, written by hand. Squats give the hamstrings no credit: they barely
grow from squats (Kubo 2019; Plotkin 2023). Whatever the catalogue does not say is null.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import dataframely as dy
import polars as pl

from analysis.tables.contract import Contract

MUSCLES: Final = (
    "chest", "back_lats", "back_upper", "delts_front", "delts_side", "delts_rear", "biceps", "triceps",
    "forearms", "quads", "hamstrings", "glutes", "adductors", "calves", "abs", "lower_back", "neck",
)  # fmt: skip
"""The muscles that sets are counted for; hip abductors count as glutes."""

PATTERNS: Final = (
    "squat", "hinge", "lunge", "horizontal_push", "vertical_push", "horizontal_pull", "vertical_pull",
    "knee_extension", "knee_flexion", "hip_thrust", "hip_abduction", "hip_adduction", "hip_flexion", "calf",
    "shin", "elbow_flexion", "elbow_extension", "shoulder_isolation", "chest_isolation", "trunk", "olympic",
    "carry", "neck", "grip", "conditioning",
)  # fmt: skip

EQUIPMENT: Final = (
    "barbell", "dumbbell", "kettlebell", "cable", "machine", "smith", "bodyweight", "band", "ez_bar",
    "trap_bar", "plate", "other",
)  # fmt: skip
"""`other`: the name does not say, or it is none of these."""

LOAD_MODELS: Final = ("external", "bodyweight", "assisted", "per_hand", "per_side", "machine")
"""How a logged load counts.

external: as logged. bodyweight: logged load plus `bw_share` of the body. assisted: that share less the logged
help. per_hand: one dumbbell of the two in use. per_side: one side at a time. machine: the number on a stack
or band, whose offset is not known: good for a trend on that machine, not for comparison.
"""


class Catalogue(Contract):
    """One lift that phasewise knows."""

    id = dy.String(primary_key=True, regex=r"^[a-z][a-z0-9_]*$", description="Movement, then equipment")
    name = dy.String(min_length=1, description="What a report calls it")
    pattern = dy.Enum(list(PATTERNS), description="Kind of movement")
    mechanic = dy.Enum(["compound", "isolation"], description="Several joints, or one")
    equipment = dy.Enum(list(EQUIPMENT), description="What is lifted; other: the name does not say")
    unilateral = dy.Bool(description="One side at a time; reps are logged per side")
    load_model = dy.Enum(list(LOAD_MODELS), description="How a logged load counts")
    bw_share = dy.Float64(
        nullable=True,
        min=0,
        max=1,
        description="Share of bodyweight lifted; 0: none; null: not known, so reps only and no e1RM",
    )
    k0 = dy.Float64(
        nullable=True,
        min=0.015,
        max=0.060,
        description="Slope of reps against load before the lifter's own is learned; null: no e1RM",
    )
    direct = dy.List(dy.Enum(list(MUSCLES)), description="Muscles a set counts 1 for")
    indirect = dy.List(dy.Enum(list(MUSCLES)), description="Muscles a set counts 0.5 for")
    main_lift = dy.Bool(description="May head a report when the client has chosen no main lifts")

    @dy.rule()
    def names_are_unique(cls) -> pl.Expr:  # noqa: N805 - dataframely makes rules class methods
        """Two lifts of one name could not be told apart in a report."""
        return pl.col("name").is_unique()

    @dy.rule()
    def no_muscle_counts_twice(cls) -> pl.Expr:  # noqa: N805 - dataframely makes rules class methods
        """A muscle is direct or indirect, not both."""
        return pl.col("direct").list.set_intersection("indirect").list.len() == 0


@dataclass(frozen=True, slots=True)
class Exercise:
    """One lift; the fields of `Catalogue`."""

    id: str
    name: str
    pattern: str
    mechanic: str
    equipment: str
    unilateral: bool
    load_model: str
    bw_share: float | None
    k0: float | None
    direct: tuple[str, ...]
    indirect: tuple[str, ...]
    main_lift: bool


@cache
def frame() -> dy.DataFrame[Catalogue]:
    """Return the catalogue: one row per lift, in the order of the ids.

    >>> frame().filter(pl.col("id") == "back_squat_barbell").select("name", "k0").row(0)
    ('Back squat', 0.036)
    """
    file = resources.files("analysis.exercises").joinpath("catalogue.csv")
    text = pl.read_csv(file.read_bytes(), infer_schema=False)
    muscles = [
        pl.col(role).fill_null("").str.split(";").list.filter(pl.element() != "")
        for role in ("direct", "indirect")
    ]
    flags = [pl.col(flag) == "true" for flag in ("unilateral", "main_lift")]
    return Catalogue.validate(text.with_columns(*muscles, *flags), cast=True)


@cache
def _by_id() -> dict[str, Exercise]:
    rows = frame().iter_rows(named=True)
    lists = ("direct", "indirect")
    return {row["id"]: Exercise(**{**row, **{role: tuple(row[role]) for role in lists}}) for row in rows}


def by_id(exercise: str) -> Exercise | None:
    """Return the lift of this id; None: there is none.

    >>> by_id("romanian_deadlift_barbell").direct
    ('hamstrings', 'glutes')
    """
    return _by_id().get(exercise)


def display_name(lift: str) -> str:
    """Return what a report calls a lift: the catalogue's name, or the name as logged where it has none.

    >>> display_name("bench_press_dumbbell"), display_name("Aunt Mabel's press")
    ('Dumbbell bench press', "Aunt Mabel's press")
    """
    known = by_id(lift)
    return known.name if known else lift
