"""Strength sets in FIT activities, as Garmin's watches record them.

A set is a message of its own, and so is the rest after it. Weights are kilograms whatever the watch
shows; times are universal, and the activity states the local one beside it. An exercise is a pair of
numbers: the file may give it a title, else the words of Garmin's own profile stand in. The watch
counts the reps; where it counted none, nothing is known of the set. See docs/exports/garmin-fit.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

import polars as pl
from garmin_fit_sdk import Profile

from analysis.importers import records, tabular
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.importers.records import Record
from analysis.sources.fit import Fit

Message = Mapping[str, Any]
DIALECTS: Final = {
    "local": "the activity states its local time",
    "universal": "universal time only; the client's zone is needed",
}
FIT_EPOCH: Final = datetime(1989, 12, 31, tzinfo=UTC)
WIDEST_ZONE: Final = timedelta(hours=14)
QUARTER: Final = timedelta(minutes=15)
"""Zones differ by quarters of an hour; the two clocks of a watch by a second or two."""

LATEST_S: Final = 1 << 32
REST: Final = "#rest"
UNCOUNTED: Final = "#uncounted"
HELD: Final = frozenset({
    "plank", "carry", "cardio", "run", "run_indoor", "bike", "bike_outdoor", "indoor_bike", "indoor_row", "elliptical",
    "stair_stepper", "floor_climb", "battle_rope", "cardio_sensors", "pose", "move",
})  # fmt: skip
"""Categories whose sets are timed, so that no reps means none."""


class Exercise(NamedTuple):
    """What a set was of: Garmin's category and the number of the exercise in it."""

    category: str
    number: int | None


def identify(doc: Fit, _: Hints) -> Dialect | None:
    """An activity with an active set."""
    if not any(_is_active(message) for message in _sets(doc)):
        return None
    local = _offset(doc) is not None
    return Dialect(
        name="local" if local else "universal", weight_unit="kg", clock="local" if local else "utc"
    )


def read(doc: Fit, dialect: Dialect, hints: Hints) -> Reading:
    """Read the sets; rests become the rest of the set before."""
    return records.read(doc.file, _records(doc), dialect, hints, MEANING)


def _sets(doc: Fit) -> list[Message]:
    return [m for m in doc.messages.get("set_mesgs", []) if isinstance(m, Mapping)]


def _is_active(message: Message) -> bool:
    kind = message.get("set_type")
    return kind == "active" or (kind is None and message.get("repetitions") is not None)


def _offset(doc: Fit) -> timedelta | None:
    """Local less universal time, as the activity states both; null where it does not."""
    for message in doc.messages.get("activity_mesgs", []):
        stamp, local = message.get("timestamp"), message.get("local_timestamp")
        if isinstance(stamp, datetime) and isinstance(local, int) and 0 <= local < LATEST_S:
            apart = timedelta(seconds=local) - (stamp - FIT_EPOCH)
            near = round(apart / QUARTER) * QUARTER
            if abs(near) <= WIDEST_ZONE:
                return near
    return None


def _records(doc: Fit) -> Iterator[Record]:
    """A record for every set message, rests too."""
    messages = _sets(doc)
    named, rests = _Names(doc), _rests(messages)
    sessions = _Sessions(doc, _offset(doc) or timedelta())
    for line, message in enumerate(messages, start=1):
        about = {**sessions.of(message), **named.of(message)}
        yield Record(
            line=line,
            fields={**about, **_measured(message, named), "rest": rests.get(line)},
            text=doc.record(line),
        )


def _measured(message: Message, named: _Names) -> dict[str, str | None]:
    """Load and reps; the seconds of a set that was held and not counted."""
    reps = message.get("repetitions")
    category = named.exercise(message).category
    held = not reps and (
        reps is None or category in HELD or named.step(message).get("duration_type") == "time"
    )
    active = _is_active(message)
    marks = ((REST, not active), (UNCOUNTED, not reps and not held), ("warm_up", category == "warm_up"))
    return {
        "mark": next((mark for mark, holds in marks if holds), None),
        "weight": records.text_of(_number(message.get("weight"))),
        "reps": records.text_of(_number(reps)),
        "seconds": records.text_of(_number(message.get("duration"))) if held else None,
    }  # fmt: skip


def _number(value: object) -> float | int | None:
    return value if isinstance(value, int | float) else None


def _rests(messages: list[Message]) -> dict[int, str]:
    """The line of a set to the seconds of rest that follow it."""
    rests: dict[int, float] = {}
    active = 0
    for line, message in enumerate(messages, start=1):
        seconds = message.get("duration")
        if _is_active(message):
            active = line
        elif active and isinstance(seconds, int | float):
            rests[active] = rests.get(active, 0.0) + seconds
    return {line: repr(seconds) for line, seconds in rests.items()}


class _Sessions:
    """When the sessions of a file began: one, unless several sports were recorded as one activity."""

    def __init__(self, doc: Fit, offset: timedelta) -> None:
        self.offset = offset
        found = [
            m for m in doc.messages.get("session_mesgs", []) if isinstance(m.get("start_time"), datetime)
        ]
        self.sessions: list[Message] = sorted(found, key=lambda m: m["start_time"])
        starts = [m["start_time"] for m in _sets(doc) if isinstance(m.get("start_time"), datetime)]
        self.first = min(starts, default=None)
        self.workout = _text(doc.messages.get("workout_mesgs", []), "wkt_name")

    def of(self, message: Message) -> dict[str, str | None]:
        """The session's start, length and name, for a set of it."""
        at = message.get("start_time")
        before = [s for s in self.sessions if isinstance(at, datetime) and s["start_time"] <= at]
        session = (before or self.sessions[:1] or [{}])[-1]
        start = session.get("start_time", self.first)
        return {
            "started": f"{start + self.offset:%Y-%m-%d %H:%M:%S}" if start else None,
            "length": records.text_of(_number(session.get("total_elapsed_time"))),
            "workout": self.workout or _text([session], "sport_profile_name"),
        }


class _Names:
    """What the exercises of a file are called: by its titles, else by Garmin's profile."""

    def __init__(self, doc: Fit) -> None:
        self.titles = {
            _exercise(m.get("exercise_category"), m.get("exercise_name")): title
            for m in doc.messages.get("exercise_title_mesgs", [])
            if (title := _text([m], "wkt_step_name"))
        }
        self.steps = {
            index: m
            for m in doc.messages.get("workout_step_mesgs", [])
            if isinstance(index := m.get("message_index"), int)
        }

    def step(self, message: Message) -> Message:
        """The step of the workout that the set was done for."""
        index = message.get("wkt_step_index")
        return self.steps.get(index, {}) if isinstance(index, int) else {}

    def exercise(self, message: Message) -> Exercise:
        """As the lifter or the watch labelled the set, else as the workout planned it."""
        labelled = _exercise(message.get("category"), message.get("category_subtype"))
        if labelled.category != UNKNOWN:
            return labelled
        step = self.step(message)
        return _exercise(step.get("exercise_category"), step.get("exercise_name"))

    def of(self, message: Message) -> dict[str, str | None]:
        """The exercise's name; none where nobody labelled the set."""
        exercise = self.exercise(message)
        return {"exercise": self.titles.get(exercise) or _words(exercise)}


UNKNOWN: Final = "unknown"


def _exercise(category: object, number: object) -> Exercise:
    """The first of the watch's guesses; it is the lifter's word once the set was labelled."""
    first = category[0] if isinstance(category, list) and category else category
    which = number[0] if isinstance(number, list) and number else number
    return Exercise(first if isinstance(first, str) else UNKNOWN, which if isinstance(which, int) else None)


def _words(exercise: Exercise) -> str | None:
    """An exercise in the words of Garmin's profile; its category's where the number is not in it.

    >>> _words(Exercise("bench_press", 1)), _words(Exercise("curl", 60000)), _words(Exercise("unknown", None))
    ('Barbell Bench Press', 'Curl', None)
    """
    known: Mapping[str, Mapping[int, str]] = Profile["types"]
    listed = known.get(f"{exercise.category}_exercise_name", {})
    word = (
        listed.get(exercise.number, exercise.category) if exercise.number is not None else exercise.category
    )
    return None if word == UNKNOWN else word.replace("_", " ").title()


def _text(messages: list[Message] | list[dict[str, Any]], name: str) -> str | None:
    found = (m.get(name) for m in messages)
    return next((text.strip() for text in found if isinstance(text, str) and text.strip()), None)


MEANING: Final = tabular.Meaning(
    kinds={"warm_up": "warm_up"},
    not_a_set={"rest_timer": pl.col("mark") == REST, "reps_not_counted": pl.col("mark") == UNCOUNTED},
)
IMPORTER: Final = Importer(
    app="garmin_fit",
    title="Garmin and other FIT activities",
    reads=Fit,
    identify=identify,
    read=read,
    dialects=DIALECTS,
    signature=frozenset({"set_mesgs", "exercise_title_mesgs"}),
    needs="the client's zone, for activities without their local time",
    rules={
        "rest_timer": "the rest between two sets; its seconds became the rest of the set before",
        "reps_not_counted": "a set in which the watch counted no repetition: what was done is not known",
    },
    unseen=frozenset({"universal"}),
)
