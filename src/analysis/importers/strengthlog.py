"""StrengthLog: a table since 2025, before that lines of keys and values, and the text that the app copies.

The table's times are universal, in milliseconds. Workouts' names are not quoted and may hold commas. The old
export begins with the user's name, birthday and e-mail address: nothing before its first workout is read.
See docs/exports/strengthlog.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import polars as pl

from analysis.errors import UnreadableFileError
from analysis.importers import records, remarks, strengthlog_text, tabular
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.importers.records import Record
from analysis.sources import delimited
from analysis.sources.delimited import FIELDS as FIELD_COUNT
from analysis.sources.delimited import LINE
from analysis.sources.lines import Lines

DIALECTS: Final = {
    "table": "one row a set; start and end in milliseconds, universal time",
    "key-value": "the user's line, Workouts, then a line a workout and a line a set",
    "text": "copied from the app: a line a lift, as in 15 x 50 (PR!), 12 x 57.5",
}
HEADER: Final = ("workout", "start", "end", "exercise")
TOO_MANY: Final = "too_many_fields"
"""The engine's own rule, for a row whose commas cannot be told to be of its names or its comment."""

_MILLISECONDS: Final = re.compile(r"\d{11,14}$")
_MAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[A-Za-z]{2,24}[\w.-]{0,64}")


def identify(doc: Lines, _: Hints) -> Dialect | None:
    """By the table's header, the line that says Workouts, or the lines of a copied workout."""
    head = doc.head
    if head and tuple(head[0].lower().lstrip("\ufeff").split(",")[: len(HEADER)]) == HEADER:
        return Dialect(name="table", clock="utc", note_of="set")
    if strengthlog_text.is_key_value(head):
        return Dialect(name="key-value")
    return Dialect(name="text", note_of="set") if strengthlog_text.is_copied(head) else None


def read(doc: Lines, dialect: Dialect, hints: Hints) -> Reading:
    """Read any of the three; no e-mail address is handed on.

    Raises:
        UnreadableFileError: the table has no sensible header.
    """
    safe = Lines(doc.file, doc.encoding, _MAIL.sub("…", doc.text).encode()) if "@" in doc.text else doc
    if dialect.name == "table":
        found = _of_table(safe)
    elif dialect.name == "key-value":
        found = strengthlog_text.of_key_value(safe.lines)
    else:
        found = strengthlog_text.of_copied(safe.lines)
    reading = records.read(doc.file, found, dialect, hints, MEANING)
    return remarks.rejected(reading, TOO_MANY, "the record has too many fields; an unquoted separator?")


def _of_table(doc: Lines) -> Iterator[Record]:
    """The rows of the table, with names of unquoted commas put together again."""
    table = delimited.of_text(doc.file, doc.text, doc.encoding)
    if missing := {*HEADER, "reps", "warmup"} - set(table.header):
        seen = f"the header has no column {min(missing)!r}"
        raise UnreadableFileError(doc.file, seen, "Export it again")
    for row in table.rows.iter_rows(named=True):
        fields = [row[name] or "" for name in table.header]
        if row[FIELD_COUNT] > len(table.header):
            whole = rejoined(table.fields(row[LINE]), table.header)
            if whole is None:
                yield Record(row[LINE], {"mark": f"#{TOO_MANY}"}, table.record(row[LINE]))
                continue
            fields = whole
        cells = dict(zip(table.header, fields, strict=True))
        yield Record(row[LINE], _set(cells), table.record(row[LINE]))


def rejoined(fields: list[str], header: tuple[str, ...]) -> list[str] | None:
    """A record of too many fields with its names put together; null where it shows no start and end, or no marks.

    The workout ends where two times in milliseconds stand; the exercise's name takes what is too much
    before the marks true or false; what is too much after them is the set's comment.

    >>> header = ("workout", "start", "end", "exercise", "weight", "warmup", "max", "fail", "setComment")
    >>> rejoined(["A", " B", "1767955973239", "1767955979239", "Row", "60", "false", "false", "false", ""], header)
    ['A, B', '1767955973239', '1767955979239', 'Row', '60', 'false', 'false', 'false', '']
    """
    extra = len(fields) - len(header)
    flags = header.index("warmup")
    starts = next(
        (
            i
            for i in range(1, len(fields) - 1)
            if all(_MILLISECONDS.match(f.strip()) for f in fields[i : i + 2])
        ),
        None,
    )
    if starts is None:
        return None
    marks = next((i for i in range(starts, len(fields)) if fields[i].strip() in {"true", "false"}), None)
    if marks is None:
        return None
    in_workout = starts - 1
    in_exercise = marks - flags - in_workout
    after = extra - in_workout - in_exercise
    if min(in_workout, in_exercise, after) < 0:
        return None
    first, comment = (
        starts + 2,
        header.index("setComment") + in_workout + in_exercise if "setComment" in header else 0,
    )
    out = [
        ",".join(fields[:starts]),
        *fields[starts:first],
        ",".join(fields[first : first + in_exercise + 1]),
        *fields[first + in_exercise + 1 :],
    ]
    if after:
        at = comment - in_workout - in_exercise
        out = [*out[:at], ",".join(out[at : at + after + 1]), *out[at + after + 1 :]]
    return [field.strip() for field in out] if len(out) == len(header) else None


def _set(cells: dict[str, str]) -> dict[str, str | None]:
    """One set under our names; -1 is the app's word for nothing."""
    said = {name: cell for name, cell in cells.items() if cell not in {"", "-1"}}
    marks = [kind for kind in ("warmup", "fail") if said.get(kind, "").lower() == "true"]
    return {
        "started": _instant(said.get("start")),
        "ended": _instant(said.get("end")),
        "workout": said.get("workout"),
        "exercise": said.get("exercise"),
        "weight": strengthlog_text.load(said),
        "bodyweight": said.get("bodyweight"),
        "reps": said.get("reps"),
        "seconds": said.get("time"),
        "distance": said.get("distanceKM") or said.get("distanceM"),
        "distance_unit": "km" if said.get("distanceKM") else "m" if said.get("distanceM") else None,
        "mark": marks[0] if marks else None,
        "note": said.get("setComment"),
    }


def _instant(text: str | None) -> str | None:
    """Milliseconds since 1970 as a date and time; any other text as it is, for the account to show."""
    if text is None or not _MILLISECONDS.match(text):
        return text
    return f"{datetime.fromtimestamp(int(text) // 1000, UTC):%Y-%m-%d %H:%M:%S}"


MEANING: Final = tabular.Meaning(
    kinds={"warmup": "warm_up", "fail": "failure"},
    not_a_set={**strengthlog_text.NOT_A_SET, TOO_MANY: pl.col("mark") == f"#{TOO_MANY}"},
)

IMPORTER: Final = Importer(
    app="strengthlog",
    title="StrengthLog",
    identify=identify,
    read=read,
    reads=Lines,
    dialects=DIALECTS,
    signature=frozenset(
        {"workout", "start", "end", "exercise", "bodyweight", "extraWeight", "assistingWeight"}
    ),
    needs="the weight's unit; for the table the client's time zone",
    rules={
        "session": "the line of a workout; its sets keep its name and day",
        "other_line": "a line that is neither a workout nor a set, such as a comment",
    },
    unseen=frozenset(DIALECTS),
)
