"""The weights a client usually works with."""

from __future__ import annotations

from datetime import date, timedelta

import dataframely as dy
import polars as pl

from analysis.metrics import calendar
from analysis.metrics.loads import share_of_a_set
from analysis.tables import GradedSets, WorkingWeights


def working_weights(
    graded: dy.DataFrame[GradedSets], *, month: tuple[date, date]
) -> dy.DataFrame[WorkingWeights]:
    """Return the usual work: one row per lift with a work set in the month (first day, last day), by lift.

    Loads are external loads as logged. Quantiles are of the sets actually done (no value between two plates).
    `before_median_kg` is of the calendar month before the first day. Doubtful loads are left out,
    and drop sets: their loads are what was left after the set, not what the client works with.
    """
    first_on, last_on = month
    work = graded.filter("is_work", pl.col("kind").cast(pl.String) != "drop").with_columns(
        sure_kg=pl.when(pl.col("quarantine").is_null()).then("load_kg")
    )
    before = (
        _between(work, calendar.before(first_on), first_on - timedelta(days=1))
        .group_by("lift")
        .agg(before_median_kg=_done(0.5))
    )
    usual = (
        _between(work, first_on, last_on)
        .group_by("lift")
        .agg(
            sessions=pl.col("session").n_unique(),
            work_sets=share_of_a_set().sum().ceil(),
            load_low_kg=_done(0.1),
            load_median_kg=_done(0.5),
            load_high_kg=pl.col("sure_kg").max(),
            reps_median=pl.col("reps").median(),
            rir_median=pl.col("rir").median(),
        )
        .join(before, on="lift", how="left")
        .sort("lift")
    )
    return WorkingWeights.validate(usual.select(WorkingWeights.column_names()), cast=True)


def _between(work: pl.DataFrame, first_on: date, last_on: date) -> pl.DataFrame:
    return work.filter(pl.col("performed_on").is_between(first_on, last_on))


def _done(quantile: float) -> pl.Expr:
    """A quantile that is one of the loads done, not a weight between two plates."""
    return pl.col("sure_kg").quantile(quantile, interpolation="lower")
