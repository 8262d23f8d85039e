"""FitNotes 2 for iPhone, as its maker describes it: one row a set, a date, and the weight in one of two columns."""

from __future__ import annotations

from typing import Final

from analysis.importers import double_columns, tabular
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.sources.delimited import Delimited

WEIGHTS: Final = {"Weight (kg)": "kg", "Weight (lbs)": "lb"}
FIELDS: Final = {
    "Date": "started", "Exercise": "exercise", "Reps": "reps", "Distance": "distance", "Distance Unit": "distance_unit",
    "Time": "seconds", "Notes": "note", **dict.fromkeys(WEIGHTS, "weight"),
}  # fmt: skip


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """FitNotes' columns with `Kind`: which of weight, reps, distance and time an exercise has (wr, dt)."""
    weights = [name for name in doc.header if name in WEIGHTS]
    if doc.header[:3] != ("Date", "Exercise", "Category") or not weights or "Kind" not in doc.header:
        return None
    if "Reps" not in doc.header:
        return None
    return Dialect(
        name="FN2i",
        fields={FIELDS[name]: name for name in doc.header if name in FIELDS},
        weight_unit=WEIGHTS[weights[0]] if len(weights) == 1 else None,
        note_of="set",
    )


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read the workout log, each weight from the column that holds it."""
    weights = {name: unit for name, unit in WEIGHTS.items() if name in doc.header}
    whole, named = double_columns.merged(doc, dialect, "weight", weights)
    return tabular.read(whole, named, hints, tabular.Meaning())


IMPORTER: Final = Importer(
    app="fitnotes2",
    title="FitNotes 2 (iPhone)",
    identify=identify,
    read=read,
    dialects={"FN2i": "a column of weights in kg and one in lbs, notes, kind of exercise"},
    signature=frozenset(
        {"Date", "Exercise", "Category", "Weight (kg)", "Weight (lbs)", "Reps", "Notes", "Kind"}
    ),
    unseen=frozenset({"FN2i"}),
    page="fitnotes-ios",
)
