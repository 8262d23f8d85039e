"""Boostcamp's history as its web page loads it: a day, its workouts, their exercises, their sets.

Days are the client's own; the times beside them are universal and only tell when a workout was ticked off.
See docs/exports/boostcamp.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from analysis.importers import json_objects, records, remarks, tabular
from analysis.importers.json_objects import Object
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.importers.records import NOT_PERFORMED, SKIPPED, Record
from analysis.sources.json_text import Json

DIALECTS: Final = {"web": "the answer of the app's web page, by day"}
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}$")
REPS: Final = frozenset({"", "reps", "rep", "repetitions"})
TIMES: Final = frozenset({"time", "duration", "seconds", "sec"})
STRANGE: Final = "#counts something else"
UNREADABLE: Final = "sets_unreadable"
MEANING: Final = tabular.Meaning(
    not_a_set={**NOT_PERFORMED, UNREADABLE: pl.col("mark") == STRANGE},
    whole_day=True,
)


def identify(doc: Json, _: Hints) -> Dialect | None:
    """Workouts under days, with sets of an amount."""
    days = _days(doc)
    if not days or not all(DAY.match(day) for day in days):
        return None
    workouts = (one for day in days.values() for one in json_objects.each(day))
    return Dialect(name="web") if any(isinstance(one.get("records"), list) for one in workouts) else None


def _days(doc: Json) -> Object:
    """The days: the file itself, or the data of a whole answer."""
    value = json_objects.of(doc.value)
    return json_objects.of(value["data"]) if "data" in value else value


def _records(doc: Json) -> Iterator[Record]:
    line = 0
    for day, workouts in _days(doc).items():
        for place, workout in enumerate(json_objects.each(workouts), start=1):
            for exercise in json_objects.each(workout.get("records")):
                for one in json_objects.each(exercise.get("sets")):
                    line += 1
                    yield _record(line, day, (place, workout), exercise, one)


def _record(line: int, day: str, numbered: tuple[int, Object], exercise: Object, one: Object) -> Record:
    place, workout = numbered
    amount = None if one.get("amountEmpty") is True else records.text_of(one.get("amount"))
    counts = (
        json_objects.named(one, "target_type") or json_objects.named(exercise, "target_type") or ""
    ).lower()
    strange = counts not in REPS | TIMES and (json_objects.number(amount) or 0) > 0
    return Record(
        line=line,
        fields={
            "started": day,
            "workout": json_objects.named(workout, "title", "name"),
            "session_number": f"{place}" if place > 1 else None,
            "exercise": json_objects.named(exercise, "name"),
            "mark": SKIPPED if one.get("skipped") is True else STRANGE if strange else None,
            "weight": None if one.get("valueEmpty") is True else records.text_of(one.get("value")),
            "weight_unit": json_objects.named(one, "weight_unit"),
            "reps": None if counts in TIMES else amount,
            "seconds": amount if counts in TIMES else None,
            "rpe": records.text_of(one.get("archived_rpe")),
            "note": _note(exercise),
        },
        text=json_objects.shown(one),
    )


def _note(exercise: Object) -> str | None:
    note: Any = exercise.get("notes", exercise.get("note"))
    return note if isinstance(note, str) else None


def read(doc: Json, dialect: Dialect, hints: Hints) -> Reading:
    """Read the history; the workouts of one day are told apart by their place in it."""
    reading = records.read(doc.file, _records(doc), dialect, hints, MEANING)
    return remarks.rejected(reading, UNREADABLE, "the set counts neither repetitions nor seconds")


IMPORTER: Final = Importer(
    app="boostcamp",
    title="Boostcamp",
    reads=Json,
    identify=identify,
    read=read,
    dialects=DIALECTS,
    signature=frozenset({"records", "sets", "amount", "value", "weight_unit"}),
    rules={"not_performed": "skipped, not done"},
)
