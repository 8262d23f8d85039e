"""Liftosaur: one row a set of the programme, whether done or not, what was asked beside what was done.

Completed Reps is empty for a set that was not done. The weight that counts is the completed one, in
its own unit. See docs/exports/liftosaur.md.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.importers import derived, records, tabular
from analysis.importers.derived import column
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.sources.delimited import Delimited

FIELDS: Final = {
    "Workout DateTime": "started", "Exercise": "exercise", "Completed Reps": "reps", "Completed RPE": "rpe",
    "Completed Weight Value": "weight", "Completed Weight Unit": "weight_unit", "Notes": "note",
}  # fmt: skip
NEEDED: Final = frozenset({"Workout DateTime", "Program", "Day Name", "Exercise", "Completed Reps"})


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """A programme, its day, and reps that were completed."""
    if not {*NEEDED, "Completed Weight Value"} <= set(doc.header):
        return None
    return Dialect(
        name="history",
        fields={FIELDS[name]: name for name in doc.header if name in FIELDS},
        clock="utc",
    )


def _mark(doc: Delimited) -> pl.Expr:
    """What a set of the programme was for; null where the record names no exercise."""
    done = pl.col("Completed Reps").is_not_null()
    return (
        pl.when(pl.col("Exercise").is_null())
        .then(None)
        .when(~done)
        .then(pl.lit(records.SKIPPED))
        .when(column(doc, "Is Warmup Set?") == "1")
        .then(pl.lit("warm-up"))
        .when(column(doc, "Is AMRAP?") == "1")
        .then(pl.lit("amrap"))
    )


MEANING: Final = tabular.Meaning(
    kinds={"warm-up": "warm_up", "amrap": "amrap"},
    not_a_set={"not_performed": (pl.col("mark") == records.SKIPPED) & ~pl.col("too_short")},
)


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read the history; programme and day together name the workout."""
    day = pl.concat_str("Program", "Day Name", separator=" · ", ignore_nulls=True)
    nameless = pl.col("Program").is_null() & pl.col("Day Name").is_null()
    workout = pl.when(~nameless).then(day)
    whole, named = derived.with_fields(doc, dialect, mark=_mark(doc), workout=workout)
    return tabular.read(whole, named, hints, MEANING)


IMPORTER: Final = Importer(
    app="liftosaur",
    title="Liftosaur",
    identify=identify,
    read=read,
    dialects={"history": "the programme's sets with required and completed reps and weight"},
    signature=NEEDED | {"Is Warmup Set?", "Required Reps", "Completed Weight Value", "Completed Weight Unit"},
    needs="the client's time zone",
    rules={"not_performed": "planned, and the app says that it was not done"},
)
