"""Delimited text: every record as strings, with the physical line where it starts.

Nothing is converted and nothing is dropped here. A record that the quoting rules cannot make
sense of stays one record of its first line, so that the lines after it are still read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

import polars as pl

from analysis.errors import UnreadableFileError, called
from analysis.sources import blocks, quoting, workers
from analysis.sources.quoting import MAX_LINES_IN_RECORD, Record
from analysis.sources.text import decode
from analysis.sources.text_lines import TextLines

DELIMITERS: Final = (",", ";", "\t", "|")
LINE: Final = "#line"
FIELDS: Final = "#fields"
OWN: Final = frozenset(
    {
        LINE,
        FIELDS,
        "#extra",
        "#tester",
        "#weight",
        "#weight_unit",
        "#distance",
        "#distance_unit",
        "#kind",
        "#side",
        "#sets",
    }
)
EXTRA: Final = "#extra"
BETWEEN: Final = "\x1f"
"""ASCII's unit separator: no export has one."""

MAX_COLUMNS: Final = 500
"""No log has more; a header of a million commas would fill the memory."""

FIELDS_AT_ONCE: Final = 1 << 20
"""So many fields read one by one are laid down together."""

FEW_LINES: Final = 64
"""So few are read one by one as fast as in a block."""

MOST_LINES: Final = 1 << 12
"""In a stretch without any order so many are read one by one before a block is tried again."""


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
    lines: TextLines
    text_quoted: bool

    def without_rows(self) -> Delimited:
        """The file once its records have been read elsewhere: its lines can still be shown."""
        return replace(self, rows=self.rows.clear())

    def fields(self, line: int) -> list[str]:
        """The fields of the record that starts at a line, with the spaces that stand around them."""
        return quoting.first_of(self.lines[line - 1 : line - 1 + MAX_LINES_IN_RECORD], self.delimiter)

    def record(self, line: int, most: int = 300) -> str:
        """The text that starts at a line, cut to what is worth showing."""
        return self.lines[line - 1].rstrip("\r\n")[:most]


def read(file: Path | str, data: bytes) -> Delimited:
    """Read a delimited file from its bytes; see `of_text`.

    Raises:
        UnreadableFileError: not text, empty, or with more columns than a log can have.
    """
    return of_utf8(file, *decode(file, data))


def of_text(file: Path | str, text: str, encoding: str) -> Delimited:
    """Read a delimited file from its text; blank lines and a spreadsheet's `sep=` line are not records.

    Raises:
        UnreadableFileError: empty, or with more columns than a log can have.
    """
    return of_utf8(file, text.encode(errors="replace"), encoding)


def of_utf8(file: Path | str, data: bytes, encoding: str) -> Delimited:
    """Read a delimited file from its text in UTF-8; `encoding` is what it was written in; see `of_text`.

    Raises:
        UnreadableFileError: empty, or with more columns than a log can have.
    """
    lines = TextLines(data)
    start = next((i for i, line in enumerate(lines) if line.strip() and not _is_hint(line)), None)
    if start is None:
        raise UnreadableFileError(file, "the file is empty", "Export it again")
    delimiter = _delimiter(lines[start], lines[:start])
    _refuse_too_wide(file, lines[start].count(delimiter) + 1)
    first = quoting.taken(lines, start, len(lines), delimiter, width=None, most=1)
    if not first.records:  # a line of quotes and nothing between them
        raise UnreadableFileError(file, "the file is empty", "Export it again")
    header = unique([name.strip().lstrip("﻿") for name in first.records[0].fields])
    return Delimited(
        file=called(file),
        encoding=encoding,
        delimiter=delimiter,
        header=header,
        header_line=first.records[0].at + 1,
        rows=_rows(lines, first.next_at, delimiter, header, width=first.width),
        lines=lines,
        text_quoted='"' in "".join(lines[start : start + 20]),
    )


def header_at(doc: Delimited, line: int) -> tuple[str, ...]:
    """The column names that a line would give, were it the header."""
    text = doc.lines[line - 1]
    names = quoting.first_of([text], _delimiter(text, ()))
    return unique([name.strip() for name in names[:MAX_COLUMNS]])


def below(doc: Delimited, line: int) -> Delimited:
    """The table whose header stands at a line, under a title and notes; records keep their lines in the file.

    Raises:
        UnreadableFileError: the line has more columns than a log can have.
    """
    table = of_text(doc.file, "".join(doc.lines[line - 1 :]), doc.encoding)
    rows = table.rows.with_columns(pl.col(LINE) + (line - 1))
    return replace(table, header_line=line, rows=rows, lines=doc.lines)


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
    counts = {d: len(quoting.first_of([header], d)) for d in DELIMITERS}
    return max(DELIMITERS, key=lambda d: counts[d])


def _rows(
    lines: TextLines, at: int, delimiter: str, header: tuple[str, ...], *, width: int | None
) -> pl.DataFrame:
    """All records after the header: in blocks where they are in order, else one by one.

    A block that is not is halved until the disorder stands in a few lines; the next one is twice as long again,
    and where the disorder goes on, so are the few.
    """
    done = _Pile(header)
    size, few_lines = blocks.BLOCK_BYTES, FEW_LINES
    in_order = width == len(header) > 1
    while at < len(lines):
        if in_order and size == blocks.BLOCK_BYTES:
            for block in blocks.in_order(lines, at, delimiter, len(header)):
                done.add_block(block)
                at = block.next_at
            if at == len(lines):
                break
        until = lines.place_after(at, size)
        small = in_order and size < blocks.BLOCK_BYTES
        found = blocks.read(lines, at, until, delimiter, len(header)) if small else None
        if found is not None:
            done.add_block(found)
            at, few_lines = found.next_at, FEW_LINES
            size = min(size * 2, blocks.BLOCK_BYTES)
        elif in_order and until - at > few_lines:
            size //= 2
        else:
            few = lines[at : until + MAX_LINES_IN_RECORD]
            taken = quoting.taken(few, 0, until - at, delimiter, width=width)
            done.add_records([Record(at + r.at, r.fields) for r in taken.records])
            at, width = at + taken.next_at, taken.width
            if in_order:
                size, few_lines = min(size * 2, blocks.BLOCK_BYTES), min(few_lines * 2, MOST_LINES)
    return _joined(done.frames(), header)


class _Pile:
    """What was read so far: blocks in order, and between them what was read one by one."""

    def __init__(self, header: tuple[str, ...]) -> None:
        self._header = header
        self._frames: list[pl.DataFrame] = []
        self._records: list[Record] = []

    def add_block(self, block: blocks.Block) -> None:
        self._lay_down()
        rows = block.rows.rename(dict(zip(block.rows.columns, self._header, strict=True)))
        self._frames.append(rows.insert_column(0, pl.Series(LINE, block.at + 1, dtype=pl.Int64)))

    def add_records(self, records: list[Record]) -> None:
        """Keep them until there are enough for a frame: to make one costs as much as many fields."""
        self._records += records
        if len(self._records) * len(self._header) > FIELDS_AT_ONCE:
            self._lay_down()

    def frames(self) -> list[pl.DataFrame]:
        self._lay_down()
        return self._frames

    def _lay_down(self) -> None:
        if self._records:
            self._frames.append(_one_by_one(self._records, self._header))
            self._records = []


def _joined(done: list[pl.DataFrame], header: tuple[str, ...]) -> pl.DataFrame:
    """All records, a column at a time: what a block held is given back before the next column is laid together."""
    whole = [frame for frame in done if frame.height] or [_one_by_one([], header)]
    even = all(FIELDS not in frame.columns for frame in whole)
    parts = whole if even else [_told(frame, header) for frame in whole]
    names = [LINE, *([] if even else [FIELDS, EXTRA]), *header]
    columns = workers.results(
        *(partial(_laid_together, [p.drop_in_place(name) for p in parts]) for name in names)
    )
    return _told(pl.DataFrame(columns), header) if even else pl.DataFrame(columns)


def _laid_together(pieces: list[pl.Series]) -> pl.Series:
    """One column of its pieces, which are let go."""
    column = pl.concat(pieces, rechunk=True)
    pieces.clear()
    return column


def _told(frame: pl.DataFrame, header: tuple[str, ...]) -> pl.DataFrame:
    """Records in order with what there is to say of their fields: as many as the header has, and none beyond."""
    if FIELDS in frame.columns:
        return frame
    return frame.select(
        LINE,
        pl.lit(len(header), pl.Int64).alias(FIELDS),
        pl.lit(None, pl.String).alias(EXTRA),
        *header,
    )


def _one_by_one(records: list[Record], header: tuple[str, ...]) -> pl.DataFrame:
    """Records with any number of fields; those that are missing are null."""
    width = len(header)
    fields = pl.Series("fields", [r.fields[:width] for r in records], dtype=pl.List(pl.String))
    beyond = [BETWEEN.join(r.fields[width:]) if len(r.fields) > width else None for r in records]
    split = fields.to_frame().select(
        pl.col("fields").list.get(place, null_on_oob=True).alias(name) for place, name in enumerate(header)
    )
    return split.select(
        pl.Series(LINE, [r.at + 1 for r in records], dtype=pl.Int64),
        pl.Series(FIELDS, [len(r.fields) for r in records], dtype=pl.Int64),
        pl.Series(EXTRA, beyond, dtype=pl.String),
        *map(blocks.bare, header),
    )
