"""A training diary in plain text: lines with a date, and lines with a lift and its sets.

    2026-01-05 Upper
    Bench press: 3x5 @ 100kg
    Pull up: BW x 10, 8, 6

A text is claimed where it has dates in lines of their own. It is read only if nearly all its lines with numbers
can be read without guessing; else it is refused, for half a diary is worse than none. See
docs/exports/prose-log.md and `prose`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import polars as pl

from analysis.errors import UnreadableFileError
from analysis.importers import prose, records, remarks, tabular
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.importers.records import Record
from analysis.sources.lines import Lines

MOST_BYTES: Final = 5_000_000
NEARLY_ALL: Final = 0.8
A_DIARY: Final = 3
"""So many days with something beneath them are no accident."""

WORD: Final = r"[^\W\d_]+"
DAY: Final = re.compile(
    rf"(?:{WORD}[.,:]?\s+)?(?P<day>\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}\.\s?\d{{1,2}}\.\s?(?:\d{{4}}|\d{{2}})|"
    rf"\d{{1,2}}([/\-])\d{{1,2}}\2\d{{4}}|\d{{1,2}}\.?\s+[^\W\d_]{{3,12}}\.?,?\s+\d{{4}}|[^\W\d_]{{3,12}}\.?\s+\d{{1,2}},?\s+\d{{4}})"
    r"(?:,?\s+(?P<time>\d{1,2}:\d{2}))?:?(?:\s+[\-–]?\s*(?P<workout>[^\t,;|\"=]{1,60}))?"
)
LIFT: Final = re.compile(
    r"(?:[-•*·]\s+)?(?P<lift>[^\W\d_][^\d:;|\t]{1,58}?)\s*(?:[:\-–]\s*|\s)(?P<sets>(?:[\d+]|(?:bw|body\s?weight|done)\b).*)",
    re.IGNORECASE,
)
MORE: Final = re.compile(r"(?:[-•*·]\s*)?(?P<sets>(?:[\d+]|bw\b|body\s?weight\b).*)", re.IGNORECASE)
RULES: Final = {
    "heading": "a date, or a lift's name in a line of its own",
    "note": "a line of words",
}
UNREAD: Final = "prose_not_read"
PROBLEM: Final = "the line cannot be read without guessing; write the lift: 3x5 @ 60kg, or 60kg x 5, 5, 5"
MEANING: Final = tabular.Meaning(
    not_a_set={rule: pl.col("mark") == f"#{rule}" for rule in (*RULES, UNREAD)}, whole_day=True
)


class Line(NamedTuple):
    """A line that says something: its rule, or the sets of a lift, under the last date above it."""

    number: int
    text: str
    rule: str | None
    started: str | None
    workout: str | None
    lift: str | None = None
    told: prose.Told | None = None


def identify(doc: Lines, _: Hints) -> Dialect | None:
    """Dates in lines of their own, with lines of sets beneath them; or a diary that must be refused."""
    if len(doc.data) > MOST_BYTES or not any(DAY.fullmatch(line) for line in doc.head):
        return None
    days, read_, unread = _counts(doc)
    if days and read_ and read_ >= NEARLY_ALL * (read_ + unread):
        return Dialect(name="diary")
    return Dialect(name="unreadable diary") if days >= A_DIARY and read_ + unread >= A_DIARY else None


def _counts(doc: Lines) -> tuple[int, int, int]:
    """How many lines are days, are sets, and have numbers that cannot be read."""
    lines = list(_lines(doc))
    days = len({line.started for line in lines if line.started is not None})
    return days, sum(line.told is not None for line in lines), sum(line.rule == UNREAD for line in lines)


def _lines(doc: Lines) -> Iterator[Line]:
    started = workout = lift = None
    for number, raw in enumerate(doc.lines, start=1):
        text = raw.strip()
        if not text:
            continue
        day = DAY.fullmatch(text)
        if day is not None:
            started = f"{day['day']} {day['time']}" if day["time"] else day["day"]
            workout, lift = day["workout"], None
            yield Line(number, text, "heading", started, workout)
        elif not re.search(r"\d", text):
            heads = _heads(doc.lines, number)
            lift = text.strip(" :-–•*·") if heads else lift
            yield Line(number, text, "heading" if heads else "note", started, workout)
        else:
            lift, told = _told(text, lift)
            yield Line(number, text, None if told is not None else UNREAD, started, workout, lift, told)


def _heads(lines: tuple[str, ...], number: int) -> bool:
    """Whether sets without a lift follow a line of words, which is then their lift's name."""
    following = next((line.strip() for line in lines[number : number + 3] if line.strip()), "")
    more = MORE.fullmatch(following)
    return more is not None and DAY.fullmatch(following) is None and prose.read(more["sets"]) is not None


def _told(text: str, lift: str | None) -> tuple[str | None, prose.Told | None]:
    """The lift of a line and its sets; sets alone are of the lift above."""
    if (more := MORE.fullmatch(text)) and lift is not None:
        return lift, prose.read(more["sets"])
    found = LIFT.fullmatch(text)
    if found is None:
        return lift, None
    told = prose.read(found["sets"])
    return (found["lift"].strip(" :-–"), told) if told is not None else (lift, None)


def _records(line: Line) -> list[Record]:
    """One record a set of a line; one alone, marked, where it gives none."""
    common = {"started": line.started, "workout": line.workout, "exercise": line.lift}
    if line.told is None:
        return [Record(line.number, {**common, "mark": f"#{line.rule}"}, line.text)]
    note = line.text if line.told.comments else None
    return [
        Record(
            line.number, {**common, "note": note, "mark": done.kind, **prose.fields(done)}, line.text, part
        )
        for part, done in enumerate(line.told.sets)
    ]


def read(doc: Lines, dialect: Dialect, hints: Hints) -> Reading:
    """Read a diary.

    Raises:
        UnreadableFileError: too few of its lines can be read without guessing.
        AmbiguousDatesError: day and month can be swapped in every date.
    """
    if dialect.name != "diary":
        _, told, unread = _counts(doc)
        seen = f"a diary in words; {unread} of its {told + unread} lines with numbers can only be guessed at (20x3: a load and reps, or sets and reps?)"
        raise UnreadableFileError(
            doc.file, seen, "Write a line a lift, as in: Squat: 3x5 @ 60kg, or 60kg x 5, 5, 5"
        )
    found = [record for line in _lines(doc) for record in _records(line)]
    return remarks.rejected(records.read(doc.file, found, dialect, hints, MEANING), UNREAD, PROBLEM)


IMPORTER: Final = Importer(
    app="prose_log",
    title="A diary in plain text",
    reads=Lines,
    identify=identify,
    read=read,
    dialects={"diary": "dates and lifts in lines of their own, sets as 3x5 @ 60kg or 60kg x 5, 5, 5"},
    signature=frozenset(),
    needs="the weight's unit, where lines do not write it",
    rules={**RULES, UNREAD: "numbers that can only be guessed at; listed, and rejected"},
)
