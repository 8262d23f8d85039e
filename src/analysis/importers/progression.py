"""Progression for Android: its file of finished workouts, `fws.json`. See docs/exports/progression.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analysis.importers import instants, json_objects, records, tabular
from analysis.importers.json_objects import Object
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.importers.records import Record
from analysis.sources.json_text import Json


def identify(doc: Json, _: Hints) -> Dialect | None:
    """A list of sessions with a time of start and activities."""
    fits = json_objects.are(doc.value, "startTime", "activities")
    return Dialect(name="fws", clock="utc") if fits else None


def _records(doc: Json) -> Iterator[Record]:
    line = 0
    for session in json_objects.each(doc.value):
        for activity in json_objects.each(session.get("activities")):
            performed = json_objects.of(activity.get("performance")).get("completedSets")
            for one in json_objects.each(performed):
                line += 1
                yield _record(line, session, activity, one)


def _record(line: int, session: Object, activity: Object, one: Object) -> Record:
    return Record(
        line=line,
        fields={
            "started": instants.utc(session.get("startTime")),
            "ended": instants.utc(session.get("endTime")),
            "workout": json_objects.named(session, "name"),
            "exercise": json_objects.named(activity, "name"),
            "weight": records.text_of(one.get("weight")),
            "reps": records.text_of(one.get("reps")),
        },
        text=json_objects.shown(one),
    )


def read(doc: Json, dialect: Dialect, hints: Hints) -> Reading:
    """Read the finished workouts; only sets that the lifter ticked are in the file."""
    return records.read(doc.file, _records(doc), dialect, hints, tabular.Meaning())


IMPORTER: Final = Importer(
    app="progression",
    title="Progression",
    reads=Json,
    identify=identify,
    read=read,
    dialects={"fws": "fws.json, the app's file of finished workouts"},
    signature=frozenset({"startTime", "activities", "performance", "completedSets"}),
    needs="the weight's unit; the client's time zone",
    unseen=frozenset({"fws"}),
)
