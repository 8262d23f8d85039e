"""Bests, and the days on which they were beaten."""

from __future__ import annotations

from typing import Final

import dataframely as dy
import polars as pl

from analysis.metrics import lift_facts
from analysis.tables import GradedSets, Records

_DAY: Final = ["lift", "performed_on"]
_SAME: Final = 1e-9
"""Relative: a best that differs by rounding alone is not beaten."""

_SAME_KG: Final = 1e-6


def records(
    graded: dy.DataFrame[GradedSets], *, catalogue: pl.DataFrame | None = None
) -> dy.DataFrame[Records]:
    """Return the bests: one row per lift, day and kind of record that was beaten on that day.

    e1rm: the highest estimate of one set; on a lift that moves the body only if no earlier day had as many reps with
    as much added (or as little help), since bodyweight alone moves the estimate. load: the heaviest external load. reps_at_load: more reps than ever
    at that load, unless a heavier load was already lifted for as many; for a bodyweight lift without added load
    `load_kg` is null. `previous` is null on the lift's first day: a first time, not a record to celebrate.
    Warm-ups, assisted lifts without a load and doubtful loads set none.
    """
    done = _done(graded, catalogue)
    found = pl.concat([_beaten(done, "e1rm", "e1rm_kg"), _beaten(done, "load", "load_kg"), _more_reps(done)])
    ordered = found.sort("lift", "performed_on", "record").rename({"performed_on": "on"})
    return Records.validate(ordered.select(Records.column_names()), cast=True)


def _done(graded: pl.DataFrame, catalogue: pl.DataFrame | None) -> pl.DataFrame:
    """Sets that may set a record, with the load that reps are compared at; bodyweight alone is load 0."""
    bodyweight_lifts = (
        lift_facts.frame(catalogue).filter(pl.col("load_model") == "bodyweight").get_column("exercise")
    )
    alone = pl.col("load_kg").is_null() & pl.col("exercise").is_in(bodyweight_lifts.implode())
    done = (
        graded.filter(
            pl.col("is_work") | (pl.col("kind") == "test"),
            pl.col("quarantine").is_null(),
            pl.col("reps").is_not_null(),
        )
        .with_columns(at_kg=pl.when(alone).then(0.0).otherwise("load_kg"))
        .sort("lift", "performed_at", "session", "set_number", "source", "source_line")
    )
    return done.with_columns(outdone=_outdone_but_for_the_body(done))


def _outdone_but_for_the_body(done: pl.DataFrame) -> pl.Series:
    """Whether a set of a lift that moves the body had as many reps with as much added on an earlier day.

    Such a set can imply more only because the body weighed more, or because more reps were said to be left.
    """
    moves_body = (pl.col("body_kg") > 0).fill_null(value=False)
    sets = done.select("lift", "performed_on", "reps", "e1rm_kg", moves=moves_body,
        added_kg=pl.col("load_eff_kg") - pl.col("body_kg")).with_row_index("row")  # fmt: skip
    moved = sets.filter("moves", pl.col("e1rm_kg").is_not_null())
    # Few sets ever exceed all before by their estimate, and only those could be records.
    bests = moved.sort("performed_on", "e1rm_kg", maintain_order=True).filter(
        (pl.col("e1rm_kg") > pl.col("e1rm_kg").cum_max().shift(1).over("lift")).fill_null(value=True)
    )
    earlier = moved.select("lift", on="performed_on", as_many="reps", as_much_kg="added_kg").unique()
    outdone = bests.join(earlier, on="lift").filter(
        pl.col("on") < pl.col("performed_on"),
        pl.col("as_many") >= pl.col("reps"),
        pl.col("as_much_kg") >= pl.col("added_kg") - _SAME_KG,
    )
    return sets["row"].is_in(outdone["row"].implode())


def _beaten(done: pl.DataFrame, record: str, measure: str) -> pl.DataFrame:
    """The days whose best of a measure exceeds that of every day before."""
    days = (
        done.filter(pl.col(measure).is_not_null())
        .sort("lift", "performed_on", measure, maintain_order=True)
        .group_by(_DAY, maintain_order=True)
        .agg(
            pl.col("load_kg", "reps", "source", "source_line", "outdone").last(), value=pl.col(measure).last()
        )
        .with_columns(previous=pl.col("value").cum_max().shift(1).over("lift"))
    )
    by_the_body = pl.col("outdone") if record == "e1rm" else pl.lit(value=False)
    beats = (pl.col("value") > pl.col("previous") * (1 + _SAME)) & ~by_the_body
    return _as_records(days.filter(pl.col("previous").is_null() | beats), record)


def _more_reps(done: pl.DataFrame) -> pl.DataFrame:
    """The days with more reps at a load than ever at that load or a heavier one; the heaviest such load."""
    at_load = [*_DAY, "at_kg"]
    days = (
        done.filter(pl.col("at_kg").is_not_null())
        .sort(*at_load, "reps", maintain_order=True)
        .group_by(at_load, maintain_order=True)
        .agg(pl.col("load_kg", "reps", "source", "source_line").last(), value=pl.col("reps").last())
        .with_columns(
            previous=pl.col("value").cum_max().shift(1).over("lift", "at_kg"),
            first_day=pl.col("performed_on") == pl.col("performed_on").min().over("lift"),
        )
    )
    candidates = days.filter(pl.col("first_day") | (pl.col("value") > pl.col("previous")))
    # Only bests of their own load can outdo a lighter one, and there are few of them.
    bests = days.filter(pl.col("previous").is_null() | (pl.col("value") > pl.col("previous")))
    outdone = candidates.join(
        bests.select("lift", heavier_on="performed_on", heavier_kg="at_kg", as_many="value"), on="lift"
    ).filter(
        pl.col("heavier_on") < pl.col("performed_on"),
        pl.col("heavier_kg") > pl.col("at_kg"),
        pl.col("as_many") >= pl.col("value"),
    )
    kept = candidates.join(outdone.select(at_load), on=at_load, how="anti").sort(at_load)
    return _as_records(kept.unique(_DAY, keep="last", maintain_order=True), "reps_at_load")


def _as_records(days: pl.DataFrame, record: str) -> pl.DataFrame:
    return days.select(
        *_DAY, "load_kg", "reps", "value", "previous", "source", "source_line", record=pl.lit(record)
    )
