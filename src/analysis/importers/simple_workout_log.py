"""Simple Workout Log: one row a set, newest first, a time of entry; the last field may be left out.

Strength and cardio are two files. Neither states a unit. See docs/exports/simple-workout-log.md.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.importers import gaps, tabular
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.sources.delimited import Delimited

DIALECTS: Final = {
    "strength": "date, time, exercise, reps, weight and a comment that may be missing",
    "cardio": "duration, distance, heart rate, calories and notes; `null` for nothing",
}
STRENGTH: Final = {
    "Date": "started", "Time": "time", "Exercise": "exercise", "# of Reps": "reps", "Weight": "weight", "Comments": "note",
}  # fmt: skip
CARDIO: Final = {
    "Date": "started", "Time": "time", "Exercise": "exercise", "Duration": "seconds", "Distance": "distance", "Notes": "note",
}  # fmt: skip


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """The whole header, in order."""
    for name, fields, header in (
        ("strength", STRENGTH, tuple(STRENGTH)),
        (
            "cardio",
            CARDIO,
            ("Date", "Time", "Exercise", "Duration", "Distance", "Heart Rate", "Calories", "Notes"),
        ),
    ):
        if doc.header == header:
            return Dialect(name=name, fields={ours: theirs for theirs, ours in fields.items()}, note_of="set")
    return None


def _without_null(rows: pl.DataFrame) -> pl.DataFrame:
    """The app writes `null` where nothing was said."""
    return rows.with_columns(
        pl.when(pl.col(name) != "null").then(pl.col(name)).alias(name)
        for name in ("note", "seconds", "distance")
    )


MEANING: Final = tabular.Meaning(prepare=_without_null, missing_tail=1)


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read either file; entries are one session until a pause of hours."""
    return gaps.joined(tabular.read(doc, dialect, hints, MEANING))


IMPORTER: Final = Importer(
    app="simple_workout_log",
    title="Simple Workout Log",
    identify=identify,
    read=read,
    dialects=DIALECTS,
    signature=frozenset(STRENGTH),
    needs="the weight's unit",
)
