"""GymRun: one row a set with its own time, semicolons, parameters that each exercise defines for itself."""

from __future__ import annotations

from typing import Final

from analysis.importers import gaps, tabular
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.sources.delimited import Delimited

FIELDS: Final = {
    "Date": "started", "Time": "time", "Routine": "workout", "Exercise": "exercise", "Weight": "weight", "Reps": "reps",
    "Duration": "seconds", "Distance": "distance", "Note": "note",
}  # fmt: skip


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """Ten parameters an exercise, of which the last five have no name."""
    if not {*FIELDS, "Set", "Para6", "Para10"} <= set(doc.header):
        return None
    return Dialect(name="entries", fields={ours: theirs for theirs, ours in FIELDS.items()}, note_of="set")


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read the entries; sets of one routine are one session until a pause of hours."""
    return gaps.joined(tabular.read(doc, dialect, hints, tabular.Meaning()))


IMPORTER: Final = Importer(
    app="gymrun",
    title="GymRun",
    identify=identify,
    read=read,
    dialects={"entries": "semicolons, day.month.year, Para6 to Para10, Type, Book and Version1"},
    signature=frozenset(FIELDS) | {"Set", "Para6", "Para10", "Type", "Book", "Version1"},
    needs="the weight's unit",
)
