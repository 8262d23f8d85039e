"""Text whose lines are fields, as of a table, but of many tables in one: each record with the line it starts at.

A quoted field may hold line breaks. A quote that is never closed must not swallow the sets below it, so a
record ends before any line that an importer knows to begin another.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

MOST_LINES: Final = 60
"""No note of a lifter is longer."""

MAX_FIELD: Final = 1 << 20


class Row(NamedTuple):
    """One record: its line, its fields without the spaces around them, and its text as it stands."""

    line: int
    fields: list[str]
    text: str


def rows(lines: Sequence[str], delimiter: str, *, begins: re.Pattern[str]) -> Iterator[Row]:
    r"""Yield the records that are not blank; `begins` is how a line starts that no note can hold.

    >>> found = list(rows(['"1. Row","two', 'lines"', '1,60,8'], ",", begins=re.compile("#")))
    >>> [(row.line, row.fields) for row in found]
    [(1, ['1. Row', 'two\nlines']), (3, ['1', '60', '8'])]
    """
    at = 0
    while at < len(lines):
        many = _lines_of_record(lines, at, begins) if lines[at].count('"') % 2 else 1
        text = "\n".join(lines[at : at + many])
        if text.strip():
            yield Row(at + 1, _fields(text, delimiter), text)
        at += many


def _lines_of_record(lines: Sequence[str], at: int, begins: re.Pattern[str]) -> int:
    """How many lines the record has that opens a quote on its first; 1 where the quote is never closed."""
    for more in range(at + 1, min(at + MOST_LINES, len(lines))):
        if begins.match(lines[more]):
            return 1
        if lines[more].count('"') % 2:
            return more - at + 1
    return 1


def _fields(text: str, delimiter: str) -> list[str]:
    csv.field_size_limit(MAX_FIELD)
    try:
        found = next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error:
        found = text.replace('"', "").split(delimiter)
    return [plain(field) for field in found]


def plain(text: str) -> str:
    r"""The text with common spaces, and none around it.

    >>> plain("7:26\u00a0pm "), plain("51\u202fmin")
    ('7:26 pm', '51 min')
    """
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\ufeff", "").strip()
