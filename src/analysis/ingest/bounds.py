"""What a number in a log can be: beyond these bounds it is a slip, and its record is rejected.

The bounds are wide on purpose. They keep out what nobody has lifted or measured; what is merely
unlikely for this lifter is for the doubts of the metrics, which keep the set.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

import polars as pl

from analysis.importers.distinct import Runs

MAX_LOAD_KG: Final = 1000.0
"""No lift of a person and no stack of a machine is heavier; a full leg press stays below."""

MAX_REPS: Final = 1_000_000.0
MAX_DURATION_S: Final = 24 * 3600.0
MAX_DISTANCE_M: Final = 1e6
EARLIEST: Final = date(1970, 1, 1)
LATEST: Final = date(2100, 12, 31)

LONE_D: Final = 366
"""A record alone on its day, and so many days after all others, is a slip of the year."""

LONE_AMONG: Final = 10
"""In a file of fewer other records a lone one proves nothing."""

GAP_D: Final = 10 * 366
"""A break that nobody's log survives: a few records after it are a clock set wrong."""

FEW: Final = 0.05

MEASURES: Final[dict[str, tuple[float, float]]] = {
    "bodyweight_kg": (20, 400), "body_fat_pct": (1, 75), "lean_mass_kg": (10, 250), "fat_mass_kg": (0.5, 300),
    "neck_cm": (20, 80), "shoulders_cm": (30, 220), "chest_cm": (40, 220), "waist_cm": (35, 250),
    "abdomen_cm": (35, 250), "hips_cm": (40, 250),
    "left_arm_cm": (10, 80), "right_arm_cm": (10, 80), "left_forearm_cm": (10, 60), "right_forearm_cm": (10, 60),
    "left_thigh_cm": (20, 120), "right_thigh_cm": (20, 120), "left_calf_cm": (15, 80), "right_calf_cm": (15, 80),
    "triceps_skinfold_mm": (1, 120), "subscapular_skinfold_mm": (1, 120), "suprailiac_skinfold_mm": (1, 120),
}  # fmt: skip
"""The least and the most of a measure, in the unit its name ends with."""


class Bound(NamedTuple):
    """A rule that rejects a record, where it holds, and what to say."""

    rule: str
    broken: pl.Expr
    problem: pl.Expr


def of_sets(far_days: list[date]) -> tuple[Bound, ...]:
    """The rules of sets, on the columns of `Sets` and `negative` (a negative load that is no help)."""
    load = pl.max_horizontal("load_kg", "assistance_kg")
    return (
        Bound("negative_weight", pl.col("negative"), pl.lit("a weight below zero on a lift that no help makes easier; mend its sign")),
        Bound("load_out_of_range", load > MAX_LOAD_KG, _said("load", load, f"kg is more than {MAX_LOAD_KG:.0f} kg")),
        Bound("reps_out_of_range", pl.col("reps") > MAX_REPS, _said("reps", pl.col("reps"), f"is more than {MAX_REPS:.0f}")),
        Bound("duration_out_of_range", pl.col("duration_s") > MAX_DURATION_S, _said("duration", pl.col("duration_s"), "s is more than a day")),
        Bound("distance_out_of_range", pl.col("distance_m") > MAX_DISTANCE_M, _said("distance", pl.col("distance_m"), "m is more than 1000 km")),
        far(pl.col("performed_at"), far_days),
    )  # fmt: skip


def of_body(far_days: list[date]) -> tuple[Bound, ...]:
    """The rules of measurements, on the columns of `Body` and `foreign` (a unit that the measure cannot have)."""
    measure = pl.col("measure")
    low = measure.replace_strict({m: float(lo) for m, (lo, _) in MEASURES.items()}, return_dtype=pl.Float64)
    high = measure.replace_strict({m: float(hi) for m, (_, hi) in MEASURES.items()}, return_dtype=pl.Float64)
    told = pl.format("{}: {} is not between {} and {}", measure, pl.col("value").round(2), low, high)
    return (
        Bound("unit_unknown", pl.col("foreign"), pl.format("{}: '{}' is not a unit of it", measure, "unit")),
        Bound("value_out_of_range", ~pl.col("value").is_between(low, high), told),
        far(pl.col("measured_at"), far_days),
    )


def far(when: pl.Expr, days: list[date]) -> Bound:
    """The rule of the days that `far_days` found."""
    problem = pl.format("date: {} is years from all others of the file; mend it", when.dt.date())
    broken = when.dt.date().is_in(days) if days else pl.lit(value=False)
    return Bound("date_far_from_the_rest", broken, problem)


def _said(label: str, value: pl.Expr, verdict: str) -> pl.Expr:
    return pl.format(f"{label}: {{}} {verdict}", value)


def far_days(when: pl.Series, *, one_a_day: bool = False) -> list[date]:
    """The days of a file's records that cannot be right.

    Before 1970 or after 2100; a few records more than ten years after the rest; or, unless the file
    has one record a day by its nature, a single record more than a year after all others.
    """
    runs = Runs(when.to_frame("day"))
    days = runs.few.select(pl.col("day").dt.date(), pl.Series("n", runs.lengths)).drop_nulls()
    sane = pl.col("day").is_between(EARLIEST, LATEST)
    counts = (
        days.filter(sane)
        .group_by("day")
        .agg(pl.col("n").sum())
        .sort("day")
        .with_columns(
            pl.col("day").diff().dt.total_days().alias("gap"),
            pl.col("n").cum_sum(reverse=True).alias("after"),
        )
    )
    few = (pl.col("gap") > GAP_D) & (pl.col("after") <= FEW * pl.col("n").sum())
    late = counts.filter(few.cum_sum() > 0)["day"].to_list()
    lone = [] if one_a_day else _lone(counts.filter(~pl.col("day").is_in(late)))
    return [*days.filter(~sane)["day"].unique(), *late, *lone]


def _lone(counts: pl.DataFrame) -> list[date]:
    """The last day, where it holds one record and lies more than a year after all others."""
    last = counts.tail(1)
    alone = (pl.col("n") == 1) & (pl.col("gap") > LONE_D)
    return last.filter(alone)["day"].to_list() if counts["n"].sum() > LONE_AMONG else []


def once_a_record(rows: pl.DataFrame) -> pl.DataFrame:
    """The first row of each record, for a table with a row a set of it."""
    return rows if rows["source_part"].max() in {None, 0} else rows.unique("source_line")


def broken(frame: pl.DataFrame, bounds: Iterable[Bound]) -> pl.DataFrame:
    """(line, broken, said): the first rule that each record with a row out of bounds breaks."""
    held = [(b, b.broken.fill_null(value=False)) for b in bounds]
    out = frame.filter(pl.any_horizontal(holds for _, holds in held))
    return out.select(
        pl.col("source_line").alias("line"),
        pl.coalesce(pl.when(holds).then(pl.lit(b.rule)) for b, holds in held).alias("broken"),
        pl.coalesce(pl.when(holds).then(b.problem) for b, holds in held).alias("said"),
    ).unique("line", keep="first", maintain_order=True)


def of_contract(details: pl.DataFrame, columns: Iterable[str]) -> pl.DataFrame:
    """(line, broken, said) of rows that break their table's own contract, by the name of its rule."""
    rules = [c for c in details.columns if c not in set(columns)]
    if details.is_empty() or not rules:
        return pl.DataFrame(schema={"line": pl.Int64, "broken": pl.String, "said": pl.String})
    name = pl.coalesce(
        pl.when(pl.col(c).cast(pl.String) == "invalid").then(pl.lit(c.replace("|", "_"))) for c in rules
    )
    return details.select(
        pl.col("source_line").alias("line"),
        name.alias("broken"),
        pl.lit("a value is out of the range that makes sense").alias("said"),
    ).unique("line", keep="first")
