"""Delimited records by the rules of the csv module, one at a time, whatever the damage.

The way for what is out of order: a stray quote, too many fields or too few. It is also the measure
of `blocks`, which reads what is in order many times as fast and must give the same.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Final, NamedTuple

MAX_LINES_IN_RECORD: Final = 200
MAX_RECORD_CHARS: Final = 1 << 20


class Record(NamedTuple):
    """One record: the place of its first line, from 0, and its fields."""

    at: int
    fields: list[str]


class Taken(NamedTuple):
    """Records in order.

    Attributes:
        records: One each.
        next_at: The place of the line after the last.
        width: How many fields a record has; null: no record has shown it.
    """

    records: list[Record]
    next_at: int
    width: int | None


class _RunawayQuoteError(Exception):
    """A quote was opened and not closed within reason."""


def first_of(lines: Sequence[str], delimiter: str) -> list[str]:
    """The fields of the record that starts with the first of these lines, by the lenient rules; none: it has no sense."""
    csv.field_size_limit(MAX_RECORD_CHARS)
    try:
        return next(csv.reader(lines, delimiter=delimiter), [])
    except csv.Error:
        return []


def taken(
    lines: Sequence[str], at: int, until: int, delimiter: str, *, width: int | None, most: int | None = None
) -> Taken:
    """Read the records that start from line `at` on and before line `until`; blank lines are passed over.

    A record that swallows lines and breaks the quoting rules, or ends with the wrong number of fields,
    had a stray quote: it is given as its first line alone, and reading goes on with the next.

    Args:
        lines: All lines of the text, with their ends.
        at: The place of the first line to read, from 0.
        until: The place of the first line that is not to be read; a record may run over it.
        delimiter: Between the fields.
        width: How many fields a record has; null: as many as the first.
        most: How many records to read; null: all.
    """
    csv.field_size_limit(MAX_RECORD_CHARS)
    out: list[Record] = []
    while at < until and (most is None or len(out) < most):
        feed = _Feed(lines, at)
        reader = csv.reader(feed, delimiter=delimiter, strict=True)
        while at < until and (most is None or len(out) < most):
            feed.begin()
            try:
                fields = next(reader, None)
            except (_RunawayQuoteError, csv.Error):
                fields = []
            if fields is None:
                return Taken(out, len(lines), width)
            line = lines[at]
            if feed.at - at > 1 and (width is None or len(fields) != width):
                fields = []
            if not fields and line.strip():
                out.append(Record(at, _alone(line, delimiter, width)))
                at += 1
                break
            if any(field.strip() for field in fields) or (len(fields) > 1 and line.strip()):
                width = width or len(fields)
                out.append(Record(at, fields))
            at = feed.at
    return Taken(out, at, width)


def _alone(line: str, delimiter: str, width: int | None) -> list[str]:
    """The fields of a line whose quotes break the rules: by the lenient rules if they fit, else without quotes."""
    lenient = first_of([line], delimiter)
    if len(lenient) == width:
        return [field.rstrip("\r\n") for field in lenient]
    return line.rstrip("\r\n").replace('"', "").split(delimiter)


class _Feed:
    """Lines for the csv reader that know where they are and refuse a record without end."""

    def __init__(self, lines: Sequence[str], at: int) -> None:
        self.lines, self.at, self._first, self._chars = lines, at, at, 0

    def begin(self) -> None:
        self._first, self._chars = self.at, 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self.at >= len(self.lines):
            raise StopIteration
        line = self.lines[self.at]
        self._chars += len(line)
        if self.at - self._first >= MAX_LINES_IN_RECORD or self._chars > MAX_RECORD_CHARS:
            raise _RunawayQuoteError
        self.at += 1
        return line
