"""The days and sessions that a plan asks for up to a day: the calendar that a log is held against."""

from __future__ import annotations

from datetime import date

import polars as pl

from analysis.tables import WEEKDAYS


def begun(plan: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Return the phases that have begun by a day, in order; `ends_on` is that day where the phase goes on after it.

    `over` says whether the phase's last day has come.
    """
    return (
        plan.filter(pl.col("starts_on") <= as_of)
        .sort("phase")
        .with_columns(
            over=pl.col("ends_on") <= as_of, ends_on=pl.min_horizontal(pl.col("ends_on"), pl.lit(as_of))
        )
    )


def weekday(on: pl.Expr) -> pl.Expr:
    """Return the weekday's name, as in `PlanDays`."""
    names = dict(enumerate(WEEKDAYS, start=1))
    return on.dt.weekday().replace_strict(names, return_dtype=pl.Enum(list(WEEKDAYS)))


def dates(phases: pl.DataFrame, plan_days: pl.DataFrame) -> pl.DataFrame:
    """Return one row a day of the phases begun: phase, on, week, `planned` (its weekday is planned), `sets` (planned then)."""
    every = (
        phases.select("phase", on=pl.date_ranges("starts_on", "ends_on"))
        .explode("on")
        .with_columns(week=pl.col("on").dt.truncate("1w"), weekday=weekday(pl.col("on")))
    )
    asked = plan_days.select("phase", "weekday", "sets", planned=pl.lit(value=True))
    joined = every.join(asked, on=["phase", "weekday"], how="left", maintain_order="left")
    return joined.with_columns(pl.col("planned").fill_null(value=False))


def sessions(
    phases: pl.DataFrame, plan_days: pl.DataFrame, days: pl.DataFrame, keys: list[str]
) -> pl.DataFrame:
    """Return `sessions_planned` by phase, or by phase and week; null: not planned.

    Where every planned session of the week has its weekday, each such day of the calendar is a session. Else it is
    days_per_week / 7 of the days there were, to the nearest whole session.
    """
    counted = days.group_by(keys).agg(days=pl.len().cast(pl.Int64), listed=pl.col("planned").sum())
    stated = phases.select("phase", a_week=pl.col("days_per_week").cast(pl.Int64))
    weekdays = plan_days.group_by("phase").agg(weekdays=pl.len().cast(pl.Int64))
    known = counted.join(stated, on="phase", how="left").join(weekdays, on="phase", how="left")
    by_rate = (2 * pl.col("days") * pl.col("a_week") + 7) // 14
    return known.select(
        *keys,
        sessions_planned=pl.when(pl.col("weekdays") == pl.col("a_week")).then("listed").otherwise(by_rate),
    )
