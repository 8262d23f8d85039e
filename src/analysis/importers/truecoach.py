"""TrueCoach: what a coach prescribed and what the client wrote beneath it, both in prose.

A result is read where it tells sets to its end, or where the prescription completes it without a doubt; all
else is listed, never guessed. See docs/exports/truecoach.md, `prose` and `prescription`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from analysis.importers import json_objects, prescription, prose, records, remarks, tabular
from analysis.importers.json_objects import Object
from analysis.importers.prescription import Answer
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.importers.records import NOT_PERFORMED, SKIPPED, Record
from analysis.sources.json_text import Json

RULES: Final = {
    "not_performed": "missed: the item was not done",
    "circuit": "a circuit or conditioning piece: its parts cannot be told apart",
    "question": "an answer to a question of the coach's, such as sleep from 1 to 10",
    "no_result": "nothing is written beneath the item",
    "nothing_counted": "words only, and the prescription does not say how many sets and reps were done",
}
UNREAD: Final = "prose_not_read"
PROBLEM: Final = "what was done cannot be told without guessing; write sets as 3x5 @ 60kg"
MEANING: Final = tabular.Meaning(
    kinds={"drop": "drop"},
    not_a_set={
        **NOT_PERFORMED,
        **{rule: pl.col("mark") == f"#{rule}" for rule in (*RULES, UNREAD) if rule != "not_performed"},
    },
)
QUESTION: Final = re.compile(r"\s*rate\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item of one workout, with what is known of the workout."""

    line: int
    one: Object
    workout: Object
    numbered: str | None
    person: str | None

    def text(self, key: str) -> str:
        """A text of the item; empty where there is none."""
        return json_objects.named(self.one, key) or ""


def identify(doc: Json, _: Hints) -> Dialect | None:
    """Workouts and their items, side by side."""
    value = json_objects.of(doc.value)
    known = isinstance(value.get("workouts"), list) and isinstance(value.get("workout_items"), list)
    return Dialect(name="web") if known else None


def _items(doc: Json) -> list[Item]:
    """Every item of the file, in the order of the file."""
    value = json_objects.of(doc.value)
    workouts = {json_objects.named(one, "id") or "": one for one in json_objects.each(value.get("workouts"))}
    numbers = _numbers(workouts)
    found = []
    for line, one in enumerate(json_objects.each(value.get("workout_items")), start=1):
        key = json_objects.named(one, "workout_id") or ""
        workout = workouts.get(key, json_objects.EMPTY)
        person = json_objects.named(workout, "client_id")
        found.append(Item(line=line, one=one, workout=workout, numbered=numbers.get(key), person=person))
    return found


def _numbers(workouts: Mapping[str, Object]) -> dict[str, str]:
    """The places of workouts that share their client's day, from the second on."""
    seen: dict[tuple[str | None, str | None], int] = {}
    numbers = {}
    for key, workout in workouts.items():
        day = (json_objects.named(workout, "client_id"), json_objects.named(workout, "due"))
        seen[day] = seen.get(day, 0) + 1
        if seen[day] > 1:
            numbers[key] = f"{seen[day]}"
    return numbers


def _answer(item: Item) -> Answer | None:
    """What the client told: sets of their own telling, else the prescription's with their loads."""
    result, info = item.text("result"), item.text("info")
    told = prose.read(result)
    if told is not None and not (len(told.sets) == 1 and told.sets[0].seconds and info):
        return Answer(told, None, "")
    if item.one.get("state") == "missed":
        return None
    return prescription.answered(result, info, lift=item.text("name"))


def _set_aside(item: Item) -> str | None:
    """The rule by which an item is no set whatever its result says; null: look at the result."""
    result = item.text("result")
    if not result:
        return "not_performed" if item.one.get("state") == "missed" else "no_result"
    if item.one.get("is_circuit") is True:
        return "circuit"
    return "question" if QUESTION.match(item.text("info")) else None


def _records(item: Item, answer: Answer | None, rule: str | None) -> list[Record]:
    """One record a set of the item; one alone, marked, where it gives none."""
    common = {
        "started": json_objects.named(item.workout, "due"),
        "workout": json_objects.named(item.workout, "title"),
        "session_number": item.numbered,
        "exercise": item.text("name"),
        "person": item.person,
    }
    asked = f" (asked: {item.text('info')})" if item.text("info") else ""
    shown = f"{item.text('name')}: {item.text('result')}{asked}".replace("\n", " / ")
    if answer is None:
        unread = rule or (UNREAD if re.search(r"\d", item.text("result")) else "nothing_counted")
        mark = SKIPPED if unread == "not_performed" else f"#{unread}"
        return [Record(item.line, {**common, "mark": mark}, shown)]
    note = item.text("result") if answer.told.comments else None
    return [
        Record(
            item.line,
            {**common, "mark": done.kind, "side": answer.side, "note": note, **prose.fields(done)},
            shown,
            part,
        )
        for part, done in enumerate(answer.told.sets)
    ]


def read(doc: Json, dialect: Dialect, hints: Hints) -> Reading:
    """Read the items: sets where the prose allows it, and a named reason where it does not."""
    found: list[Record] = []
    said: dict[int, str] = {}
    for item in _items(doc):
        rule = _set_aside(item)
        answer = _answer(item) if rule is None else None
        found += _records(item, answer, rule)
        if answer is not None and answer.remark:
            said[item.line] = answer.remark
    reading = records.read(doc.file, found, dialect, hints, MEANING)
    return remarks.rejected(remarks.told(reading, said), UNREAD, PROBLEM)


IMPORTER: Final = Importer(
    app="truecoach",
    title="TrueCoach",
    reads=Json,
    identify=identify,
    read=read,
    dialects={"web": "the answer of the client's web page: workouts and workout_items"},
    signature=frozenset({"workouts", "workout_items", "result", "info"}),
    needs="the weight's unit, where results do not write it",
    rules={**RULES, UNREAD: "numbers that can only be guessed at; listed, and rejected"},
)
