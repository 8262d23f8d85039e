"""Text of several tables under banners: `### EXERCISE LOGS ######`, each table with a header of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import polars as pl

from analysis.errors import UnreadableFileError
from analysis.sources import delimited
from analysis.sources.delimited import BETWEEN, EXTRA, LINE
from analysis.sources.delimited import FIELDS as FIELD_COUNT

_BANNER: Final = re.compile(r"\s*#{3,}\s*([A-Z][A-Z /]*?)\s*(#*)\s*$")
WIDTH: Final = 54
LONGEST: Final = 200
"""No banner is longer."""

_RULE: Final = re.compile(r"\s*#{10,}\s*$")


class Section(NamedTuple):
    """One table: the lines between its banner and the next, and the line of the first of them."""

    first_line: int
    lines: Sequence[str]


class Table(NamedTuple):
    """The records of the sections of one name, as text by column; `#line` is their line in the file.

    Attributes:
        header: The columns.
        rows: The records that are whole.
        short: The lines of those with too few fields.
        long: The lines of those with too many.
    """

    header: frozenset[str]
    rows: list[dict[str, Any]]
    short: list[int]
    long: list[int]


def banner(line: str) -> tuple[str, str] | None:
    """The name of a banner and what fills its line; null where the line is none.

    >>> banner("### NOTES ######"), banner("### NOTES"), banner("1,2,3")
    (('NOTES', '######'), ('NOTES', ''), None)
    """
    told = _BANNER.match(line) if len(line) <= LONGEST else None
    return (told[1], told[2]) if told else None


def sections(lines: Sequence[str]) -> dict[str, list[Section]]:
    """The sections by name, in the order of the file."""
    found: dict[str, list[Section]] = {}
    name, start = "", 0
    for at, line in enumerate([*lines, "#" * WIDTH]):
        if not line.lstrip().startswith("###"):
            continue
        told = banner(line)
        if told is not None or _RULE.match(line):
            if name:
                found.setdefault(name, []).append(Section(start + 1, lines[start:at]))
            name, start = (told[0] if told else ""), at + 1
    return found


def table(file: str, encoding: str, found: Sequence[Section]) -> Table:
    """The records of sections that hold one table each; none where there is nothing in them."""
    whole = Table(frozenset(), [], [], [])
    for section in found:
        if not any(line.strip() for line in section.lines):
            continue
        try:
            doc = delimited.of_text(file, "\n".join(section.lines), encoding)
        except UnreadableFileError:
            continue
        rows = doc.rows.with_columns(pl.col(LINE) + (section.first_line - 1))
        short = pl.col(FIELD_COUNT) < len(doc.header)
        long = (pl.col(EXTRA).str.strip_chars(BETWEEN + " ") != "").fill_null(value=False)
        whole = Table(
            whole.header | frozenset(doc.header),
            whole.rows + rows.filter(~short & ~long).to_dicts(),
            whole.short + rows.filter(short)[LINE].to_list(),
            whole.long + rows.filter(long)[LINE].to_list(),
        )
    return whole
