"""RP Hypertrophy: mesocycles of weeks, days, exercises and sets, as the app's own web page loads them.

Exercises are numbers there, names only where a list of exercises stands beside or a tool wrote them. Sets that
were planned and not done are part of the file: a skipped one has -1 reps and a weight. A bodyweight lift's
weight includes the lifter. See docs/exports/rp-hypertrophy.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from analysis.importers import bodyweight_inside, instants, json_objects, records, remarks, rp_phases, tabular
from analysis.importers.json_objects import Object
from analysis.importers.reading import RAW_BODY, UNITS, Dialect, Hints, Importer, Reading
from analysis.importers.records import NOT_PERFORMED, SKIPPED, Record
from analysis.sources.json_text import Json

DIALECTS: Final = {
    "web": "the answer of the app's web page: weeks, days, exercises by number",
    "rp-export": "written by the RP Export bookmarklet: a list of workouts, exercises by name",
}
UNDONE: Final = frozenset({"skipped", "ready", "pendingReps", "pendingWeight"})
DONE: Final = "complete"
FEEDBACK: Final = ("pump", "soreness", "workload")
MEANING: Final = tabular.Meaning(
    # The reps of a myorep set are those of its rounds together, with a few breaths between them.
    kinds={"myorep": "drop", "myorep-match": "drop"},
    not_a_set=NOT_PERFORMED,
)


@dataclass(frozen=True, kw_only=True)
class Workout:
    """One day of a mesocycle, in either layout; times are universal."""

    mesocycle: int
    name: str | None
    unit: str | None
    started: str | None
    ended: str | None
    bodyweight: float | None
    weighed: str | None
    exercises: tuple[Object, ...]
    feedback: Object


def identify(doc: Json, _: Hints) -> Dialect | None:
    """Mesocycles with the app's words for them."""
    cycles = _cycles(doc)
    if json_objects.are(cycles, "weeks") and any(_is_web(cycle) for cycle in json_objects.each(cycles)):
        return Dialect(name="web", clock="utc")
    if json_objects.are(cycles, "workouts") and any(_is_export(cycle) for cycle in json_objects.each(cycles)):
        return Dialect(name="rp-export", clock="utc")
    return None


def _cycles(doc: Json) -> object:
    """The list of mesocycles: the file itself, one of its keys, or one mesocycle alone."""
    value = doc.value
    if isinstance(value, dict):
        return value.get("mesocycles", [value])
    return value


def _is_web(cycle: Object) -> bool:
    return bool({"microRirs", "sourceMesoId"} & cycle.keys()) and isinstance(cycle.get("weeks"), list)


def _is_export(cycle: Object) -> bool:
    return {"weeksCount", "daysPerWeek"} <= cycle.keys() and isinstance(cycle.get("workouts"), list)


def _workouts(doc: Json, dialect: Dialect) -> Iterator[Workout]:
    for place, cycle in enumerate(json_objects.each(_cycles(doc))):
        if dialect.name == "web":
            for week in json_objects.each(cycle.get("weeks")):
                yield from (_day(place, cycle, day) for day in json_objects.each(week.get("days")))
        else:
            yield from (_exported(place, cycle, one) for one in json_objects.each(cycle.get("workouts")))


def _day(place: int, cycle: Object, day: Object) -> Workout:
    """A day of the web page's answer: it begins when its first set was ticked."""
    exercises = tuple(json_objects.each(day.get("exercises")))
    done = [
        one
        for exercise in exercises
        for one in json_objects.each(exercise.get("sets"))
        if one.get("status") == DONE
    ]
    ticks = sorted(tick for one in done if (tick := instants.utc(one.get("finishedAt"))) is not None)
    return Workout(
        mesocycle=place,
        name=json_objects.named(day, "label"),
        unit=json_objects.named(day, "unit") or json_objects.named(cycle, "unit"),
        started=ticks[0] if ticks else instants.utc(day.get("finishedAt")),
        ended=ticks[-1] if ticks else None,
        bodyweight=json_objects.number(day.get("bodyweight")),
        weighed=instants.utc(day.get("bodyweightAt")),
        exercises=exercises,
        feedback={json_objects.named(one, "muscleGroupId") or "": one for one in json_objects.each(day.get("muscleGroups"))},
    )  # fmt: skip


def _exported(place: int, cycle: Object, one: Object) -> Workout:
    """A workout of the bookmarklet's file, which has one time for all its sets."""
    day = json_objects.named(one, "dayNumber")
    at = instants.utc(one.get("date"))
    return Workout(
        mesocycle=place,
        name=json_objects.named(one, "label", "dayLabel") or (f"Day {day}" if day else None),
        unit=json_objects.named(one, "unit") or json_objects.named(cycle, "unit"),
        started=at,
        ended=None,
        bodyweight=json_objects.number(one.get("bodyweight")),
        weighed=at,
        exercises=tuple(json_objects.each(one.get("exercises"))),
        feedback={},
    )


@dataclass(frozen=True, kw_only=True)
class Logged:
    """One set of the file, its place in it, and where it stands."""

    line: int
    workout: Workout
    exercise: str | None
    one: Object
    note: str | None

    @property
    def is_done(self) -> bool:
        """Whether it was performed as far as its status says."""
        return json_objects.named(self.one, "status") not in UNDONE and self.one.get("reps") != -1

    @property
    def weight(self) -> float | None:
        """What was lifted, the lifter's own weight in it for some lifts."""
        return json_objects.number(self.one.get("weight"))

    @property
    def body(self) -> float | None:
        """What the lifter weighed, in the unit of the weights."""
        stated = json_objects.number(self.one.get("bodyweight"))
        return stated if stated is not None else self.workout.bodyweight


def _logged(doc: Json, dialect: Dialect) -> list[Logged]:
    """Every set of the file, in order."""
    names = _names(doc)
    found: list[Logged] = []
    for workout in _workouts(doc, dialect):
        told: set[str] = set()
        for exercise in workout.exercises:
            note = _feedback(workout, exercise, told)
            for place, one in enumerate(json_objects.each(exercise.get("sets"))):
                found.append(
                    Logged(
                        line=len(found) + 1, workout=workout, exercise=_name(exercise, names), one=one,
                        note=note if place == 0 else None,
                    )
                )  # fmt: skip
    return found


def _names(doc: Json) -> dict[str, str]:
    """Names of exercises by number, where the file holds the app's list of them."""
    listed = json_objects.each(json_objects.of(doc.value).get("exercises"))
    pairs = ((json_objects.named(one, "id"), json_objects.named(one, "name")) for one in listed)
    return {number: name for number, name in pairs if number is not None and name is not None}


def _name(exercise: Object, names: dict[str, str]) -> str | None:
    """The exercise's name, else its number, by which `aliases.csv` can name it."""
    own = json_objects.named(exercise, "name") or json_objects.named(
        json_objects.of(exercise.get("exercise")), "name"
    )
    number = json_objects.named(exercise, "exerciseId")
    return own or names.get(number or "") or (f"exercise {number}" if number else None)


def _feedback(workout: Workout, exercise: Object, told: set[str]) -> str | None:
    """What the lifter answered on joints and, once a muscle group, on pump, soreness and workload."""
    group = json_objects.named(exercise, "muscleGroupId") or ""
    answers = {"joint pain": exercise.get("jointPain")}
    if group not in told:
        told.add(group)
        answers |= {word: json_objects.of(workout.feedback.get(group)).get(word) for word in FEEDBACK}
    said = [
        f"{word} {value}"
        for word, value in answers.items()
        if isinstance(value, int) and not isinstance(value, bool)
    ]
    return ", ".join(said) or None


def read(doc: Json, dialect: Dialect, hints: Hints) -> Reading:
    """Read the mesocycles: sets, bodyweights, and each mesocycle as a phase of the plan."""
    logged = _logged(doc, dialect)
    whole = bodyweight_inside.lifts(
        bodyweight_inside.Lifted(each.exercise, each.weight, each.body) for each in logged if each.is_done
    )
    inside = [each for each in logged if each.exercise in whole and each.is_done and each.body]
    loads = {each.line: _outer(each) for each in inside}
    reading = records.read(
        doc.file, [_record(each, loads.get(each.line)) for each in logged], dialect, hints, MEANING
    )
    said = {line: _told(*load) for line, load in loads.items()}
    reading = remarks.told(reading, said)
    cycles = list(json_objects.each(_cycles(doc)))
    return replace(
        reading,
        body=_body(reading, logged),
        plan=rp_phases.plan(cycles, {each.line: each.workout.mesocycle for each in logged}, reading.sets),
    )


def _outer(each: Logged) -> tuple[float, float, float]:
    """Weight, bodyweight, and what hung on the lifter beside it."""
    weight, body = each.weight or 0.0, each.body or 0.0
    return weight, body, round(max(weight - body, 0.0), 3)


def _told(weight: float, body: float, load: float) -> str:
    return f"the weight of {weight:g} includes the lifter's {body:g}; {load:g} is taken as the load"


def _record(each: Logged, load: tuple[float, float, float] | None) -> Record:
    one, workout = each.one, each.workout
    weight = records.text_of(one.get("weight")) if load is None else repr(load[2])
    return Record(
        line=each.line,
        fields={
            "started": workout.started,
            "ended": workout.ended,
            "workout": workout.name,
            "exercise": each.exercise,
            "mark": json_objects.named(one, "setType") if each.is_done else SKIPPED,
            "weight": weight,
            "weight_unit": json_objects.named(one, "unit") or workout.unit,
            "reps": records.text_of(one.get("reps")),
            "note": each.note,
        },
        text=json_objects.shown(one),
    )


def _body(reading: Reading, logged: list[Logged]) -> pl.DataFrame:
    """One measurement a weighing: days repeat the last weighing until there is a new one."""
    starts = dict(reading.sets.select("line", "performed_at").iter_rows())
    seen: set[tuple[str | None, float]] = set()
    rows = []
    for each in logged:
        weighing = (each.workout.weighed, each.workout.bodyweight or 0.0)
        if each.line in starts and weighing[1] > 0 and weighing not in seen:
            seen.add(weighing)
            unit = UNITS.get((each.workout.unit or "").lower())
            rows.append((each.line, starts[each.line], "bodyweight_kg", weighing[1], unit, None))
    return pl.DataFrame(rows, schema=RAW_BODY, orient="row")


IMPORTER: Final = Importer(
    app="rp_hypertrophy",
    title="RP Hypertrophy",
    reads=Json,
    identify=identify,
    read=read,
    dialects=DIALECTS,
    signature=frozenset({"weeks", "days", "exercises", "sets", "microRirs"}),
    needs="names of the exercises, in aliases.csv, for layout web",
    rules={"not_performed": "planned or skipped, not done"},
    unseen=frozenset({"rp-export"}),
)
