"""FitNotes for Android: one row a set, a date and no session, names that are never quoted.

A name with a comma in it breaks its record into too many fields; the columns to the right of the
name are fixed, so it is put together again from the right. See docs/exports/fitnotes.md.
"""

from __future__ import annotations

import re
from typing import Final

from analysis.importers import double_columns, tabular
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.sources.delimited import Delimited

DIALECTS: Final = {
    "FN1": "the weight's unit in the header, no comments",
    "FN2": "FN1 with comments",
    "FN3": "the unit on every row, with comments",
    "FN3a": "the unit on every row, no comments",
}
FIELDS: Final = {
    "Date": "started",
    "Exercise": "exercise",
    "Weight": "weight",
    "Weight (kgs)": "weight",
    "Weight (kg)": "weight",
    "Weight (lbs)": "weight",
    "Weight Unit": "weight_unit",
    "Reps": "reps",
    "Distance": "distance",
    "Distance Unit": "distance_unit",
    "Time": "seconds",
    "Comment": "note",
}


_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """FitNotes begins with date, exercise, category, and a weight."""
    head = doc.header[:4]
    if head[:3] != ("Date", "Exercise", "Category") or not head[3:] or not head[3].startswith("Weight"):
        return None
    if "Kind" in doc.header:  # FitNotes 2
        return None
    per_row, comments = "Weight Unit" in doc.header, "Comment" in doc.header
    unit = "kg" if "kg" in head[3] else "lb" if "lb" in head[3] else None
    names = {(False, False): "FN1", (False, True): "FN2", (True, True): "FN3", (True, False): "FN3a"}
    return Dialect(
        name=names[per_row, comments],
        fields={FIELDS[name]: name for name in doc.header if name in FIELDS},
        weight_unit=unit,
        note_of="set",
    )


def rejoin(fields: list[str], header: tuple[str, ...]) -> list[str] | None:
    """Put a name with commas together again.

    The fields right of the category are fixed. Where both the exercise and the category may hold
    commas, the category is taken to be one field: users rename exercises far more often.

    >>> header = ("Date", "Exercise", "Category", "Weight (lbs)", "Reps")
    >>> rejoin(["2020-01-01", "Lat Pulldown (Cable", " Each Side)", "Back", "50.0", "10"], header)[1:3]
    ['Lat Pulldown (Cable, Each Side)', 'Back']
    """
    extra = len(fields) - len(header)
    if extra <= 0:
        return None
    name = ",".join(fields[1 : 2 + extra]).strip()
    if _DATE.search(name):  # a line break was lost: two records, not one long name
        return None
    return [fields[0], name, *fields[2 + extra :]]


MEANING: Final = tabular.Meaning(repair=rejoin)


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read the workout log; all sets of a day are one session, for the app knows no other.

    Raises:
        UnreadableFileError: two columns of weights.
    """
    double_columns.refuse(doc.file, [name for name in doc.header if FIELDS.get(name) == "weight"])
    return tabular.read(doc, dialect, hints, MEANING)


IMPORTER: Final = Importer(
    app="fitnotes",
    title="FitNotes (Android)",
    identify=identify,
    read=read,
    dialects=DIALECTS,
    signature=frozenset(FIELDS) | {"Category"},
)
