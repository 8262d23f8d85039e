"""wger: the workout log as its programming interface answers, one object a set.

Units are codes of the app's tables; exercises are numbers unless names were put in. See docs/exports/wger.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from analysis.importers import instants, json_objects, records, tabular
from analysis.importers.json_objects import Object
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.importers.records import Record
from analysis.sources.json_text import Json

DIALECTS: Final = {
    "log": "until 2024: reps, exercise_base, days without a time",
    "log-2": "since 2025: repetitions, exercise, sessions, universal times",
}
WEIGHTS: Final[Mapping[str, str]] = {"1": "kg", "2": "lb", "4": "plates"}
"""Codes of weight units; 3 is the lifter's own weight, 5 and 6 are speeds: no load hangs there."""

NO_LOAD: Final = frozenset({"3", "5", "6"})
DISTANCES: Final[Mapping[str, str]] = {"5": "mi", "6": "km", "8": "m"}
SECONDS, MINUTES = "3", "4"
MARKS: Final[Mapping[str, str]] = {"2": "until failure", "7": "max reps"}
MEANING: Final = tabular.Meaning(kinds={"until failure": "failure", "max reps": "amrap"})


def identify(doc: Json, _: Hints) -> Dialect | None:
    """A list of sets, or a page of one, in either generation of names."""
    logs = _logs(doc)
    if json_objects.are(logs, "date", "weight", "weight_unit", "reps"):
        return Dialect(name="log")
    if json_objects.are(logs, "date", "weight", "repetitions", "exercise"):
        times = any(isinstance(d := one.get("date"), str) and "T" in d for one in json_objects.each(logs))
        return Dialect(name="log-2", clock="utc" if times else "local")
    return None


def _logs(doc: Json) -> object:
    return doc.value.get("results") if isinstance(doc.value, dict) else doc.value


def _starts(doc: Json) -> dict[str, str]:
    """The first time of each session, which all its sets are given."""
    first: dict[str, str] = {}
    for one in json_objects.each(_logs(doc)):
        session, at = json_objects.named(one, "session"), instants.utc(one.get("date"))
        if session is not None and at is not None:
            first[session] = min(at, first.get(session, at))
    return first


def _record(line: int, one: Object, starts: Mapping[str, str], clock: str) -> Record:
    counted = json_objects.named(one, "repetitions_unit", "repetition_unit") or "1"
    weighed = json_objects.named(one, "weight_unit")
    amount = json_objects.named(one, "repetitions", "reps")
    at = starts.get(json_objects.named(one, "session") or "") or instants.utc(one.get("date"))
    loaded = weighed not in NO_LOAD
    return Record(
        line=line,
        fields={
            # Sets of one day without a session are one session; a day without a time keeps its day.
            "started": at if clock == "utc" else (at or "")[:10] or None,
            "exercise": _exercise(one),
            "mark": MARKS.get(counted),
            "weight": json_objects.named(one, "weight") if loaded else None,
            "weight_unit": WEIGHTS.get(weighed, f"unit {weighed}") if loaded and weighed is not None else None,
            "reps": amount if counted in {"1", *MARKS} else None,
            "seconds": amount if counted == SECONDS else _seconds(amount) if counted == MINUTES else None,
            "distance": amount if counted in DISTANCES else None,
            "distance_unit": DISTANCES.get(counted),
            "rir": json_objects.named(one, "rir"),
            "rest": json_objects.named(one, "rest"),
            "note": json_objects.named(one, "comment", "notes"),
        },
        text=json_objects.shown(one),
    )  # fmt: skip


def _seconds(minutes: str | None) -> str | None:
    """Minutes as seconds; what is no number is handed on, to be refused with its text."""
    value = json_objects.number(minutes)
    return minutes if value is None else repr(value * 60)


def _exercise(one: Object) -> str | None:
    """The exercise's name where it is told, else its number."""
    told = json_objects.named(one, "exercise_name", "exercise_base_name")
    listed = one.get("exercise", one.get("exercise_base"))
    inner = json_objects.of(listed)
    words = [inner, *json_objects.each(inner.get("translations"))]
    name = told or next((name for word in words if (name := json_objects.named(word, "name"))), None)
    number = json_objects.named({"id": listed}, "id") or json_objects.named(inner, "id")
    if name is None and number is not None and not number.isdigit():
        return number
    return name or (f"exercise {number}" if number else None)


def read(doc: Json, dialect: Dialect, hints: Hints) -> Reading:
    """Read the log; the sets of a session, or of a day where no session is told, stand together."""
    starts = _starts(doc)
    logs = enumerate(json_objects.each(_logs(doc)), start=1)
    found = [_record(line, one, starts, dialect.clock) for line, one in logs]
    return records.read(doc.file, found, dialect, hints, MEANING)


IMPORTER: Final = Importer(
    app="wger",
    title="wger",
    reads=Json,
    identify=identify,
    read=read,
    dialects=DIALECTS,
    signature=frozenset({"reps", "weight", "weight_unit", "repetition_unit", "exercise_base"}),
    needs="names of the exercises, in aliases.csv, where the file has numbers only",
    unseen=frozenset(DIALECTS),
)
