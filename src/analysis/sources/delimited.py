"""Delimited text: every record as strings, with the physical line where it starts.

Nothing is converted and nothing is dropped here. A record that the quoting rules cannot make
sense of stays one record of its first line, so that the lines after it are still read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from analysis.errors import UnreadableFileError
from analysis.sources.text import decode

DELIMITERS: Final = (",", ";", "\t", "|")
LINE: Final = "#line"
FIELDS: Final = "#fields"
OWN: Final = frozenset(
    {LINE, FIELDS, "#extra", "#tester", "#weight", "#weight_unit", "#distance", "#distance_unit"}
)
EXTRA: Final = "#extra"
BETWEEN: Final = "\x1f"
"""ASCII's unit separator: no export has one."""

MAX_LINES_IN_RECORD: Final = 200
MAX_RECORD_CHARS: Final = 1 << 20
MAX_COLUMNS: Final = 500
"""No log has more; a header of a million commas would fill the memory."""


@dataclass(frozen=True, kw_only=True)
class Delimited:
    """One delimited file.

    Attributes:
        rows: One row a record: `#line` (where it starts, from 1), `#fields` (how many it has),
            then one string column a header field. A field that is missing or empty is null.
            Fields beyond the header stand in `#extra`, joined by `BETWEEN`; null where there are none.
        lines: The physical lines, for showing a record as it stands in the file.
    """

    file: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_line: int
    rows: pl.DataFrame
    lines: tuple[str, ...]
    text_quoted: bool

    def fields(self, line: int) -> list[str]:
        """The fields of the record that starts at a line, with the spaces that stand around them."""
        few = self.lines[line - 1 : line - 1 + MAX_LINES_IN_RECORD]
        try:
            return next(csv.reader(few, delimiter=self.delimiter), [])
        except csv.Error:
            return []

    def record(self, line: int, most: int = 300) -> str:
        """The text that starts at a line, cut to what is worth showing."""
        return self.lines[line - 1].rstrip("\r\n")[:most]


def read(file: Path | str, data: bytes) -> Delimited:
    """Read a delimited file from its bytes; see `of_text`.

    Raises:
        UnreadableFileError: not text, empty, or with more columns than a log can have.
    """
    return of_text(file, *decode(file, data))


def of_text(file: Path | str, text: str, encoding: str) -> Delimited:
    """Read a delimited file from its text; blank lines and a spreadsheet's `sep=` line are not records.

    Raises:
        UnreadableFileError: empty, or with more columns than a log can have.
    """
    lines = tuple(io.StringIO(text, newline=""))
    start = next((i for i, line in enumerate(lines) if line.strip() and not _is_hint(line)), None)
    if start is None:
        raise UnreadableFileError(file, "the file is empty", "Export it again")
    delimiter = _delimiter(lines[start], lines[:start])
    _refuse_too_wide(file, lines[start].count(delimiter) + 1)
    records = list(_records(lines, start, delimiter))
    header = unique([name.strip().lstrip("﻿") for name in records[0][1]])
    return Delimited(
        file=Path(file).name,
        encoding=encoding,
        delimiter=delimiter,
        header=header,
        header_line=records[0][0],
        rows=_frame(records[1:], header),
        lines=lines,
        text_quoted='"' in "".join(lines[start : start + 20]),
    )


def _refuse_too_wide(file: Path | str, columns: int) -> None:
    """Refuse a header of very many columns: every record would get as many fields."""
    if columns > MAX_COLUMNS:
        seen = f"the header has {columns} columns, more than a log can have ({MAX_COLUMNS})"
        raise UnreadableFileError(file, seen, "Export it again")


def unique(names: list[str]) -> tuple[str, ...]:
    """Column names with repeats numbered, so that no column hides another.

    >>> unique(["Set", "Weight", "Set", ""])
    ('Set', 'Weight', 'Set (2)', 'column 4')
    """
    out: dict[str, None] = {}
    copies: dict[str, int] = {}
    for place, raw in enumerate(names, start=1):
        bare = name = raw if raw and not _means_more(raw) else f"column {place}"
        while name in out:
            copies[bare] = copies.get(bare, 1) + 1
            name = f"{bare} ({copies[bare]})"
        out[name] = None
    return tuple(out)


def _means_more(name: str) -> bool:
    """Whether polars would take the name for a pattern, or it is one of our own columns'."""
    return name == "*" or (name.startswith("^") and name.endswith("$")) or name in OWN


def _is_hint(line: str) -> bool:
    """`sep=;` is a spreadsheet's hint, not a header."""
    return line.lower().startswith("sep=") and len(line.strip()) <= len("sep=;")


def _delimiter(header: str, before: tuple[str, ...]) -> str:
    """The separator that splits the header into most fields; a `sep=` line is believed."""
    for line in before:
        if _is_hint(line) and line.strip()[4:] in DELIMITERS:
            return line.strip()[4:]
    counts = {d: len(_first_record(header, d)) for d in DELIMITERS}
    return max(DELIMITERS, key=lambda d: counts[d])


def _first_record(line: str, delimiter: str) -> list[str]:
    csv.field_size_limit(MAX_RECORD_CHARS)
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


class _RunawayQuoteError(Exception):
    """A quote was opened and not closed within reason."""


def _records(lines: tuple[str, ...], start: int, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, fields); blank lines are passed over.

    A record that swallows lines and breaks the quoting rules, or ends with the wrong number of
    fields, had a stray quote: it is given as its first line alone, and reading goes on with the next.
    """
    csv.field_size_limit(MAX_RECORD_CHARS)
    at = start
    width: int | None = None
    while at < len(lines):
        feed = _Feed(lines, at)
        reader = csv.reader(feed, delimiter=delimiter, strict=True)
        while True:
            first = feed.at
            feed.begin()
            try:
                fields = next(reader, None)
            except (_RunawayQuoteError, csv.Error):
                fields = []
            if fields is None:
                return
            if feed.at - first > 1 and (width is None or len(fields) != width):
                fields = []
            if not fields and lines[first].strip():
                yield first + 1, _alone(lines[first], delimiter, width)
                at = first + 1
                break
            if any(field.strip() for field in fields) or (len(fields) > 1 and lines[first].strip()):
                width = width or len(fields)
                yield first + 1, fields
            at = feed.at


def _alone(line: str, delimiter: str, width: int | None) -> list[str]:
    """The fields of a line whose quotes break the rules: by the lenient rules if they fit, else without quotes."""
    lenient = _first_record(line, delimiter)
    if len(lenient) == width:
        return [field.rstrip("\r\n") for field in lenient]
    return line.rstrip("\r\n").replace('"', "").split(delimiter)


class _Feed:
    """Lines for the csv reader that know where they are and refuse a record without end."""

    def __init__(self, lines: tuple[str, ...], at: int) -> None:
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


def _frame(records: list[tuple[int, list[str]]], header: tuple[str, ...]) -> pl.DataFrame:
    """Strings only; empty and missing are null."""
    width = len(header)
    padded = [
        fields if len(fields) == width else (fields + [""] * (width - len(fields)))[:width]
        for _, fields in records
    ]
    columns = list(zip(*padded, strict=True)) if padded else [()] * width
    frame = pl.DataFrame(
        {name: pl.Series(list(values), dtype=pl.String) for name, values in zip(header, columns, strict=True)}
    )
    return frame.select(
        pl.Series(LINE, [line for line, _ in records], dtype=pl.Int64),
        pl.Series(FIELDS, [len(fields) for _, fields in records], dtype=pl.Int64),
        pl.Series(
            EXTRA,
            [BETWEEN.join(fields[width:]) if len(fields) > width else None for _, fields in records],
            dtype=pl.String,
        ),
        *(pl.col(name).str.strip_chars().replace("", None) for name in header),
    )
