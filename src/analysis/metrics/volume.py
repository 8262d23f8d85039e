"""How much work, week by week: in all, by muscle, by intensity."""

from __future__ import annotations

from datetime import date
from typing import Final

import dataframely as dy
import polars as pl

from analysis.metrics import lift_facts, weeks
from analysis.metrics.loads import share_of_a_set
from analysis.tables import GradedSets, MuscleMonths, MuscleWeeks, WeeklyLoad, ZoneSets
from analysis.tables.measures import BANDS, ZONES

HEAVY_PCT: Final = 80.0
HEAVY_REPS: Final = 5.0
VOLUME_REPS: Final = (8.0, 15.0)
SECONDS_PER_HOUR: Final = 3600.0
ZONE_EDGES_PCT: Final = (60.0, 70.0, 80.0, 90.0)
BAND_EDGES: Final = (4.0, 10.0, 20.0, 30.0)
"""Fractional sets a muscle and week: minimum, growth target from and to, high to."""


def weekly_load(
    graded: dy.DataFrame[GradedSets], *, until: date | None = None, catalogue: pl.DataFrame | None = None
) -> dy.DataFrame[WeeklyLoad]:
    """Return one row per week from the first trained to that of `until` (`weeks.of`); a week off is a row of zeros.

    Tonnage grows with the rep range at equal effort, so it compares weeks of one phase only. The shares are of
    hard sets, not of work sets.
    """
    by_week = load_by(graded, "week", catalogue=catalogue)
    counts = ["sessions", "work_sets", "hard_sets", "tonnage_kg", "reps"]
    every = weeks.of(graded, until=until)
    filled = every.join(by_week, on="week", how="left").with_columns(pl.col(counts).fill_null(0))
    return WeeklyLoad.validate(filled.select(WeeklyLoad.column_names()), cast=True)


def load_by(graded: pl.DataFrame, key: str, *, catalogue: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return the columns of `WeeklyLoad` but the week for each value of `key`, a column of the graded sets."""
    with_mechanic = graded.join(
        lift_facts.frame(catalogue).select("exercise", "mechanic"), on="exercise", how="left"
    )
    work, hard = pl.col("is_work"), pl.col("hard")
    heavy = (pl.col("pct_1rm") >= HEAVY_PCT).fill_null(value=False) | (pl.col("reps") <= HEAVY_REPS)
    matched = hard.filter(pl.col("mechanic").is_not_null())
    by_key = with_mechanic.group_by(key).agg(
        sessions=pl.col("session").n_unique(),
        work_sets=share_of_a_set().filter(work).sum().ceil(),
        hard_sets=hard.sum(),
        tonnage_kg=pl.col("tonnage_kg").filter(work).sum(),
        reps=pl.col("reps").filter(work).sum(),
        heavy_share=_ratio(hard.filter(heavy).sum(), hard.sum()),
        volume_share=_ratio(hard.filter(pl.col("reps").is_between(*VOLUME_REPS)).sum(), hard.sum()),
        compound_share=_ratio(hard.filter(pl.col("mechanic") == "compound").sum(), matched.sum()),
        mean_pct_1rm=pl.col("pct_1rm").filter(work).mean(),
        median_rest_s=pl.col("rest_s").filter(work).median(),
        median_rir=pl.col("rir").filter(work).median(),
    )
    return by_key.join(_clocked(graded, key), on=key, how="left").sort(key)


def _clocked(graded: pl.DataFrame, key: str) -> pl.DataFrame:
    """Mean session length and work sets an hour, over the sessions whose length is known."""
    sets = share_of_a_set().filter(pl.col("is_work")).sum()
    by_session = (
        graded.group_by(key, "session")
        .agg(pl.col("session_s").max(), sets.alias("sets"))
        .filter(pl.col("session_s") > 0)
    )
    return by_session.group_by(key).agg(
        pl.col("session_s").mean(),
        work_sets_per_h=pl.col("sets").sum() / (pl.col("session_s").sum() / SECONDS_PER_HOUR),
    )


def muscle_weeks(
    graded: dy.DataFrame[GradedSets], *, until: date | None = None, catalogue: pl.DataFrame | None = None
) -> dy.DataFrame[MuscleWeeks]:
    """Return one row per week (`weeks.of`) and muscle that the log ever trains: hard sets, direct and fractional.

    Fractional sets = direct + 0.5 x indirect hard sets (Pelland et al. 2025, doi 10.1007/s40279-025-02344-w).
    Bands: none; below 4; 4 to under 10; 10 to 20, the growth target; to 30; above. Unmatched lifts credit none.
    """
    credited = _credited(graded, "week", catalogue)
    grid = weeks.of(graded, until=until).join(credited.select("muscle").unique(), how="cross")
    filled = (
        grid.join(credited, on=["week", "muscle"], how="left")
        .with_columns(pl.col("direct_sets", "fractional_sets").fill_null(0.0))
        .with_columns(band=band(pl.col("fractional_sets")))
        .sort("week", "muscle")
    )
    return MuscleWeeks.validate(filled.select(MuscleWeeks.column_names()), cast=True)


def muscle_month(
    graded: dy.DataFrame[GradedSets], *, month: tuple[date, date], catalogue: pl.DataFrame | None = None
) -> dy.DataFrame[MuscleMonths]:
    """Return one row per muscle that the log ever trains: its hard sets in the month, and those of a mean week.

    `month` is first and last day. A mean week is the month's sets over its days / 7: no set is lost or counted twice
    where a week lies in two months, and days before a first session or after a last one count as days off.
    """
    first_on, last_on = month
    in_month = pl.col("performed_on").is_between(first_on, last_on)
    credited = (
        _credited(graded.with_columns(in_month=in_month), "in_month", catalogue)
        .group_by("muscle")
        .agg(pl.col("direct_sets", "fractional_sets").filter("in_month").sum())
    )
    in_weeks = ((last_on - first_on).days + 1) / 7
    by_week = credited.with_columns(
        direct_per_week=pl.col("direct_sets") / in_weeks, per_week=pl.col("fractional_sets") / in_weeks
    )
    rows = by_week.with_columns(band=band(pl.col("per_week"))).sort("muscle")
    return MuscleMonths.validate(rows.select(MuscleMonths.column_names()), cast=True)


def _credited(graded: pl.DataFrame, key: str, catalogue: pl.DataFrame | None) -> pl.DataFrame:
    """Direct and fractional hard sets of each value of `key` and muscle."""
    return (
        graded.filter(pl.col("hard") > 0)
        .group_by(key, "exercise")
        .agg(pl.col("hard").sum())
        .join(lift_facts.muscles(catalogue), on="exercise", how="inner")
        .group_by(key, "muscle")
        .agg(
            direct_sets=(pl.col("hard") * pl.col("direct")).sum(),
            fractional_sets=(pl.col("hard") * pl.col("fractional")).sum(),
        )
    )


def band(fractional_sets: pl.Expr) -> pl.Expr:
    """Where weekly fractional sets fall; the target is 10 to 20 with both ends.

    >>> pl.select(band(pl.Series([0, 3.5, 4, 10, 20, 20.5, 31], dtype=pl.Float64))).to_series().to_list()
    ['none', 'below minimum', 'low', 'target', 'target', 'high', 'very high']
    """
    minimum, target, high, very_high = BAND_EDGES
    return (
        pl.when(fractional_sets <= 0).then(pl.lit(BANDS[0]))
        .when(fractional_sets < minimum).then(pl.lit(BANDS[1]))
        .when(fractional_sets < target).then(pl.lit(BANDS[2]))
        .when(fractional_sets <= high).then(pl.lit(BANDS[3]))
        .when(fractional_sets <= very_high).then(pl.lit(BANDS[4]))
        .otherwise(pl.lit(BANDS[5]))
    )  # fmt: skip


def zone_sets(graded: dy.DataFrame[GradedSets], *, until: date | None = None) -> dy.DataFrame[ZoneSets]:
    """Return the work sets of each week in each zone of % 1RM; a lower edge belongs to the upper zone."""
    counted = (
        graded.filter("is_work")
        .group_by("week", zone=zone(pl.col("pct_1rm")))
        .agg(work_sets=share_of_a_set().sum().ceil())
    )
    zones = pl.DataFrame({"zone": ZONES}, schema={"zone": pl.Enum(ZONES)})
    grid = weeks.of(graded, until=until).join(zones, how="cross")
    filled = grid.join(counted, on=["week", "zone"], how="left").with_columns(
        pl.col("work_sets").fill_null(0)
    )
    return ZoneSets.validate(filled.sort("week", "zone"), cast=True)


def zone(pct_1rm: pl.Expr) -> pl.Expr:
    """Zone of % 1RM; a lower edge belongs to the zone above it.

    >>> pl.select(zone(pl.lit(pl.Series([59.9, 60, 85, 90, None], dtype=pl.Float64)))).to_series().to_list()
    ['<60', '60-70', '80-90', '>=90', 'unknown']
    """
    edges_passed = pl.sum_horizontal(
        (pct_1rm >= edge).fill_null(value=False).cast(pl.UInt8) for edge in ZONE_EDGES_PCT
    )
    known = edges_passed.replace_strict(dict(enumerate(ZONES[:-1])), return_dtype=pl.Enum(ZONES))
    return pl.when(pct_1rm.is_null()).then(pl.lit(ZONES[-1], pl.Enum(ZONES))).otherwise(known)


def _ratio(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """A share of nothing is not known."""
    return pl.when(whole > 0).then(part / whole)
