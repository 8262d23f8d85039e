"""Hevy's programming interface: workouts as JSON, whole or flattened to one object a set. See docs/exports/hevy.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analysis.importers import instants, json_objects, records, tabular
from analysis.importers.json_objects import Object
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.importers.records import Record
from analysis.sources.json_text import Json

DIALECTS: Final = {
    "API": "workouts with exercises and sets, as Hevy's interface answers",
    "API flattened": "one object a set, under the names of the CSV's columns",
}
KINDS: Final = {"normal": "work", "warmup": "warm_up", "failure": "failure", "dropset": "drop"}
MEANING: Final = tabular.Meaning(kinds=KINDS)
SET: Final = {
    "reps": ("reps",), "rpe": ("rpe",), "seconds": ("duration_seconds",), "mark": ("type", "set_type"),
}  # fmt: skip
WEIGHTS: Final = {"weight_kg": "kg", "weight_lbs": "lb"}
DISTANCES: Final = {"distance_meters": "m", "distance_km": "km", "distance_miles": "mi"}


def identify(doc: Json, _: Hints) -> Dialect | None:
    """Workouts with a start and exercises; or sets with the CSV's names."""
    if any(_is_workout(one) for one in _workouts(doc)):
        return Dialect(name="API", clock="utc")
    if json_objects.are(doc.value, "exercise_title", "start_time", "set_index"):
        return Dialect(name="API flattened", clock="utc")
    return None


def _is_workout(one: Object) -> bool:
    return isinstance(one.get("exercises"), list) and "start_time" in one and "title" in one


def _workouts(doc: Json) -> Iterator[Object]:
    """The workouts of an answer: a page, a list, one alone, or the events that changed them."""
    value = doc.value
    if isinstance(value, dict):
        if "events" in value:
            return (json_objects.of(event.get("workout")) for event in json_objects.each(value["events"]))
        value = value.get("workouts", value.get("workout", [value]))
        value = [value] if isinstance(value, dict) else value
    return json_objects.each(value)


def _nested(doc: Json) -> Iterator[tuple[Object, Object, Object]]:
    """Each set with its exercise and its workout."""
    for workout in _workouts(doc):
        for exercise in json_objects.each(workout.get("exercises")):
            for one in json_objects.each(exercise.get("sets")):
                yield workout, exercise, one


def _record(line: int, workout: Object, exercise: Object, one: Object) -> Record:
    weight = next((name for name in WEIGHTS if one.get(name) is not None), "")
    far = next((name for name in DISTANCES if one.get(name) is not None), "")
    return Record(
        line=line,
        fields={
            "started": _minute(workout.get("start_time")),
            "ended": _minute(workout.get("end_time")),
            "workout": json_objects.named(workout, "title"),
            "exercise": json_objects.named(exercise, "title"),
            "superset": json_objects.named(exercise, "superset_id", "supersets_id"),
            "note": json_objects.named(exercise, "notes"),
            "weight": json_objects.named(one, weight),
            "weight_unit": WEIGHTS.get(weight),
            "distance": json_objects.named(one, far),
            "distance_unit": DISTANCES.get(far),
            **{ours: json_objects.named(one, *theirs) for ours, theirs in SET.items()},
        },
        text=json_objects.shown(one),
    )


def _minute(value: object) -> str | None:
    """A time to its minute, as Hevy's CSV has it: the sessions of both are the same."""
    at = instants.utc(value)
    return at if at is None else at[:16]


def _unflattened(one: Object) -> tuple[Object, Object, Object]:
    """A flattened set as if it stood in its workout."""
    exercise = {
        "title": one.get("exercise_title"), "notes": one.get("exercise_notes"), "superset_id": one.get("superset_id"),
    }  # fmt: skip
    return one, exercise, one


def read(doc: Json, dialect: Dialect, hints: Hints) -> Reading:
    """Read the workouts; weights are in the unit that their key names."""
    flat = dialect.name == "API flattened"
    found = map(_unflattened, json_objects.each(doc.value)) if flat else _nested(doc)
    listed = [_record(line, *one) for line, one in enumerate(found, start=1)]
    return records.read(doc.file, listed, dialect, hints, MEANING)


IMPORTER: Final = Importer(
    app="hevy_api",
    title="Hevy (API)",
    reads=Json,
    identify=identify,
    read=read,
    dialects=DIALECTS,
    signature=frozenset({"title", "start_time", "exercises", "sets", "weight_kg"}),
    unseen=frozenset(DIALECTS),
    account="hevy",
    page="hevy",
)
