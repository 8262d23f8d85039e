"""Every set with what can be said of its load, its effort and its purpose: what all other metrics read."""

from __future__ import annotations

from datetime import date
from typing import Final

import dataframely as dy
import polars as pl

from analysis.metrics import doubt, effort, lift_facts, loads, reference, steepness, warm_ups
from analysis.tables import GradedSets, Sets

ORDER: Final = ("performed_at", "session", "source", "source_line", "source_part")


def grade(
    sets: dy.DataFrame[Sets],
    *,
    bodyweight: pl.DataFrame | None = None,
    reference_from: date | None = None,
    catalogue: pl.DataFrame | None = None,
) -> dy.DataFrame[GradedSets]:
    """Return the graded sets of one client: one row per set as performed, in order of time and file.

    Args:
        sets: one client's sets, up to the day the report speaks of.
        bodyweight: what `loads.smoothed_bodyweight` returns; without it, lifts that move the body have no load.
        reference_from: first day of the phase whose percentages stand on one reference; null: month by month.
        catalogue: exercises in the shape of `exercises.catalogue.frame()`, which is the default.
    """
    days = pl.col("performed_at").dt.date()
    dated = sets.sort(ORDER).with_columns(performed_on=days, week=days.dt.truncate("1w"))
    with_load = loads.with_loads(lift_facts.join(dated, catalogue), bodyweight)
    worked = effort.with_effort(warm_ups.with_inferred(with_load))
    estimated = effort.with_e1rm(steepness.with_learned(effort.with_e1rm(doubt.with_doubt(worked))))
    graded = effort.with_hard(reference.with_pct(estimated, reference_from))
    return GradedSets.validate(graded.select(GradedSets.column_names()), cast=True)


def quarantine(graded: dy.DataFrame[GradedSets]) -> dy.DataFrame[GradedSets]:
    """Return the sets whose load is in doubt; `quarantine` says why. They are in the log, not in the numbers."""
    return GradedSets.validate(graded.filter(pl.col("quarantine").is_not_null()))
