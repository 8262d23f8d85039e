"""StrengthLog's two texts: the old export of keys and values, and a workout as the app copies it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import polars as pl

from analysis.importers.records import Record

SESSION: Final = "#session"
OTHER: Final = "#other"
NOT_A_SET: Final[Mapping[str, pl.Expr]] = {
    "session": pl.col("mark") == SESSION,
    "other_line": pl.col("mark") == OTHER,
}
WORKOUTS: Final = "Workouts"
FIRST_LINES: Final = 5
"""The user's two lines and the word come first."""

KEYS: Final = frozenset(("reps", "time", "distancekm", "distancemeter"))
"""The keys of the old export that say something was done."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}$")
_EXERCISE: Final = re.compile(r"[^\W\d_]+,\s*(.+)$")
_STARTS: Final = re.compile(r"(\d{2})-(\d{2})-(\d{4}) (\d{1,2}:\d{2}) - (\d{1,2}:\d{2})$")
_LENGTH: Final = re.compile(r"Duration: (.+)$")
_LIFT: Final = re.compile(r"(.+?): (?=[\d+-])(.+)$")
_PIECE: Final = re.compile(
    r"""\s*(?P<numbers>[+-]?\d[\d.:]*(?:\s+x\s+[+-]?\d[\d.:]*)*)(?P<marks>(?:\s*\([^()]*\))*)(?:\s*"(?P<note>[^"]*)")?\s*(?:,|$)"""
)
_TIME: Final = re.compile(r"\d{1,2}:\d{2}(:\d{2})?$")
MONTHS: Final = 12


def is_key_value(head: Sequence[str]) -> bool:
    """Whether the first lines are those of the old export: the user's, then the word."""
    return WORKOUTS in head[:FIRST_LINES] and head[0].count(",") >= len(("language", "sex", "age"))


def is_copied(head: Sequence[str]) -> bool:
    """Whether lines of a copied workout stand there: when, and how long."""
    return any(_STARTS.match(line) for line in head) and any(_LENGTH.match(line) for line in head)


def load(said: Mapping[str, str]) -> str | None:
    """The load of a set: help is below zero; on a bodyweight lift what was added."""
    helped = said.get("assistingWeight", "")
    if helped.strip("0.,"):
        return f"-{helped.lstrip('-')}"
    return said.get("extraWeight") if said.get("bodyweight") else said.get("weight")


def of_key_value(lines: Sequence[str]) -> Iterator[Record]:
    """The lines after the word, each a record: a workout, a set, or something else."""
    begin = next((i for i, line in enumerate(lines[:20]) if line.strip() == WORKOUTS), 0)
    workout: dict[str, str | None] = {}
    for at in range(begin + 2, len(lines)):
        text = lines[at].strip()
        if not text:
            continue
        fields = _fields(text)
        day = next((i for i, field in enumerate(fields) if i and _DAY.match(field)), None)
        if day is not None:
            weight = next(iter(fields[day + 1 :]), None)
            workout = {
                "started": fields[day],
                "workout": ", ".join(fields[:day]),
                "bodyweight": weight if weight != "-1" else None,
            }
            yield Record(at + 1, {**workout, "mark": SESSION, "bodyweight": None}, text)
        elif told := _EXERCISE.match(fields[0]):
            yield Record(at + 1, {**workout, "exercise": told[1], **_pairs(fields[1:])}, text)
            workout = {**workout, "bodyweight": None}
        else:
            yield Record(at + 1, {"mark": OTHER, "note": text}, text)


def _fields(text: str) -> list[str]:
    try:
        found = next(csv.reader([text], strict=True), [""])
    except csv.Error:
        found = text.replace('"', "").split(",")
    whole = [field.strip() for field in found] or [""]
    if whole[0] == "Exercise" and len(whole) > 1:  # the name was not quoted
        named = next((i for i, field in enumerate(whole) if field == "Set"), 2)
        return [", ".join(whole[:named]), *whole[named:]]
    return whole


def _pairs(fields: Sequence[str]) -> dict[str, str | None]:
    """The keys and values of a set; -1 is nothing. A set without any key that we know is handed on unread."""
    pairs = dict(zip(fields[::2], fields[1::2], strict=False))
    low = {key.lower(): value for key, value in pairs.items() if value not in {"", "-1"}}
    said = {
        "weight": low.get("weight", ""),
        "bodyweight": low.get("bodyweight", ""),
        "extraWeight": low.get("extraweight", ""),
        "assistingWeight": low.get("assistingweight", ""),
    }
    whole = len(fields) % 2 == 0 and KEYS & {key.lower() for key in pairs}
    warm_up = low.get("warmup", "").lower() in {"1", "true"}
    return {
        "weight": load({key: value for key, value in said.items() if value}),
        "reps": low.get("reps") if whole else ",".join(fields),
        "seconds": low.get("time"),
        "distance": low.get("distancekm") or low.get("distancemeter"),
        "distance_unit": "km" if low.get("distancekm") else "m" if low.get("distancemeter") else None,
        "rpe": low.get("rpe"),
        "rir": low.get("rir"),
        "mark": "warmup" if warm_up else None,
    }


def of_copied(lines: Sequence[str]) -> Iterator[Record]:
    """The lines of copied workouts, each a record; that of a lift holds all its sets."""
    starts = [m for line in lines if (m := _STARTS.match(line.strip()))]
    day_first = any(int(m[1]) > MONTHS for m in starts) and not any(int(m[2]) > MONTHS for m in starts)
    workout: dict[str, str | None] = {}
    for at, line in enumerate(lines):
        text = line.strip()
        if told := _STARTS.match(text):
            one, two, year = told[1], told[2], told[3]
            day = f"{year}-{two}-{one}" if day_first else f"{year}-{one}-{two}"
            workout = {"started": f"{day} {told[4]}", "ended": f"{day} {told[5]}"}
            yield Record(at + 1, {**workout, "mark": SESSION}, text)
        elif length := _LENGTH.match(text):
            workout = {**workout, "length": length[1]}
            yield Record(at + 1, {**workout, "mark": SESSION}, text)
        elif lift := _LIFT.match(text):
            for part, done in enumerate(_done(lift[2])):
                yield Record(at + 1, {**workout, "exercise": lift[1], **done}, text, part)
        elif text:
            yield Record(at + 1, {"mark": OTHER, "note": text}, text)


def _done(text: str) -> list[dict[str, str | None]]:
    """The sets of a lift's line; what is not understood is handed on unread."""
    found: list[dict[str, str | None]] = []
    at = 0
    while at < len(text):
        told = _PIECE.match(text, at)
        if told is None:
            return [{"reps": text}]
        numbers = re.split(r"\s+x\s+", told["numbers"])
        found.append({**_counted(numbers), "note": told["note"]})
        at = told.end()
    return found


def _counted(numbers: list[str]) -> dict[str, str | None]:
    """Reps, or reps and weight; of a machine's numbers the time alone, for the others differ by machine."""
    if _TIME.match(numbers[-1]):
        return {"seconds": numbers[-1]}
    if len(numbers) > len(("reps", "weight")):
        return {"reps": " x ".join(numbers)}
    return {"reps": numbers[0], "weight": numbers[1].removeprefix("+") if len(numbers) > 1 else None}
