"""This month beside the month before, measure by measure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import dataframely as dy
import polars as pl

from analysis.metrics import calendar, main_lifts, trend, volume
from analysis.tables import GradedSets, LiftSessions, MonthCompared

MEASURES: Final[dict[str, pl.Expr]] = {
    "sessions": pl.col("sessions"),
    "work_sets": pl.col("work_sets"),
    "hard_sets": pl.col("hard_sets"),
    "tonnage_kg": pl.col("tonnage_kg"),
    "reps": pl.col("reps"),
    "heavy_share_pct": 100 * pl.col("heavy_share"),
    "volume_share_pct": 100 * pl.col("volume_share"),
    "compound_share_pct": 100 * pl.col("compound_share"),
    "mean_pct_1rm": pl.col("mean_pct_1rm"),
    "median_rest_s": pl.col("median_rest_s"),
    "median_rir": pl.col("median_rir"),
    "session_min": pl.col("session_s") / 60,
    "work_sets_per_h": pl.col("work_sets_per_h"),
}
"""The measures of every month, by their stable names; `e1rm_kg:<lift>` follows for each main lift."""


def compare(
    graded: dy.DataFrame[GradedSets],
    sessions: dy.DataFrame[LiftSessions],
    *,
    month_start: date,
    lifts: Sequence[str] | None = None,
    catalogue: pl.DataFrame | None = None,
) -> dy.DataFrame[MonthCompared]:
    """Return one row per measure, in the order of `MEASURES`, then e1RM by lift.

    The e1RM of a month is the smoothed level on the month's last day with a session value, seen with everything
    up to the end of this month. A month without any training is null throughout, not zero.

    Args:
        graded: graded sets, up to the end of the month or beyond.
        sessions: their lift sessions.
        month_start: first day of this month.
        lifts: lifts to give the e1RM of; null: `main_lifts.main_lifts(sessions)`.
        catalogue: as in `graded.grade`.
    """
    this, last = month_start.replace(day=1), calendar.before(month_start.replace(day=1))
    by_month = volume.load_by(
        graded.with_columns(month=pl.col("performed_on").dt.month_start()), "month", catalogue=catalogue
    )
    measured = by_month.select("month", **{name: value.cast(pl.Float64) for name, value in MEASURES.items()})
    work = measured.unpivot(index="month", variable_name="measure", value_name="value")
    spoken_of = main_lifts.main_lifts(sessions, catalogue=catalogue) if lifts is None else list(lifts)
    strength = _levels(sessions, spoken_of, until=this)
    names = [*MEASURES, *(f"e1rm_kg:{lift}" for lift in spoken_of)]
    values = pl.concat([work, strength])
    rows = pl.DataFrame({"measure": names}, schema={"measure": pl.String})
    if not graded.is_empty():
        rows = rows.join(_of(values, this, "this_month"), on="measure", how="left", maintain_order="left")
        rows = rows.join(_of(values, last, "last_month"), on="measure", how="left", maintain_order="left")
    else:
        rows = rows.clear().with_columns(
            this_month=pl.lit(None, pl.Float64), last_month=pl.lit(None, pl.Float64)
        )
    both = (pl.col("last_month") != 0) & (pl.col("this_month") != 0)
    change = pl.when(both).then(100 * (pl.col("this_month") / pl.col("last_month") - 1))
    return MonthCompared.validate(rows.with_columns(change_pct=change), cast=True)


def _of(values: pl.DataFrame, month: date, name: str) -> pl.DataFrame:
    return values.filter(pl.col("month") == month).select("measure", pl.col("value").alias(name))


def _levels(sessions: dy.DataFrame[LiftSessions], lifts: Sequence[str], *, until: date) -> pl.DataFrame:
    """The last smoothed level of each lift and month, as measures; no day after this month is looked at."""
    seen = LiftSessions.validate(
        sessions.filter(pl.col("lift").is_in(list(lifts)), pl.col("performed_on").dt.month_start() <= until)
    )
    return (
        trend.lift_trend(seen)
        .sort("lift", "on")
        .group_by("lift", month=pl.col("on").dt.month_start())
        .agg(value=pl.col("level_kg").last())
        .select("month", measure=pl.lit("e1rm_kg:") + pl.col("lift"), value="value")
    )
