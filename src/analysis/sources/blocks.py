"""Delimited records that are in order, read by polars a block at a time.

A block counts as read only if its bytes prove it: every quote stands where a field begins or ends or is
doubled inside one, and the bytes of the fields, the separators, the quotes and the line ends add up to the
bytes of the block. Then every record has as many fields as the header, and its line is known. Whatever does
not prove itself is for `quoting`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

from analysis.sources.quoting import MAX_LINES_IN_RECORD, MAX_RECORD_CHARS
from analysis.sources.text_lines import CR, LF, TextLines, found

if TYPE_CHECKING:
    import numpy.typing as npt

QUOTE: Final = 34
BOM: Final = b"\xef\xbb\xbf"
BLOCK_BYTES: Final = 1 << 24
"""Large enough that polars works at its full speed, small enough that a copy of it costs nothing."""

UNUSUAL_SPACE: Final = (0xC2, 0xE1, 0xE2, 0xE3)
"""With what byte the spaces beyond ASCII begin."""


class Block(NamedTuple):
    """Records in order.

    Attributes:
        rows: One row a record, one string column a field; an empty field is null or empty.
        at: The place of each record's first line, from 0.
        next_at: The place of the line after the last record.
        tidy: Whether only a plain space can stand at the edge of a field.
    """

    rows: pl.DataFrame
    at: npt.NDArray[np.int64]
    next_at: int
    tidy: bool


def read(lines: TextLines, at: int, until: int, delimiter: str, width: int) -> Block | None:
    """Read the records from line `at` on that end before line `until`; null where that is not certain."""
    piece = _cut(lines, at, until)
    if piece is None or not _sane(piece, at_end=at + piece.lines == len(lines)):
        return None
    doubled = _doubled(piece, ord(delimiter))
    data = piece.codes.tobytes()
    rows = None if doubled is None or data.startswith(BOM) else _parsed(data, delimiter, width)
    if doubled is None or rows is None or rows.height != len(piece.starts):
        return None
    bounds = piece.offsets[np.append(piece.starts, piece.lines)]
    ends = _line_ends(piece.codes, bounds[1:])
    blank = np.diff(bounds) == ends
    separators = int((~blank).sum()) * (width - 1)
    quotes = len(piece.quotes) - doubled
    if _bytes_of(rows) + separators + quotes + int(ends.sum()) != len(data):
        return None
    starts = piece.starts
    if blank.any():
        rows, starts = rows.filter(pl.Series(~blank)), starts[~blank]
    if delimiter == "\t" and _has_nothing(rows):
        return None
    return Block(rows, starts + at, at + piece.lines, _tidy(data, piece.codes, int(ends.sum())))


class _Piece(NamedTuple):
    """Bytes that hold whole records if their quotes are in order.

    Attributes:
        codes: The bytes.
        offsets: Where each line starts, and where the last ends.
        starts: The places of the lines that start outside quotes: of the records.
        quotes: The places of the quotes.
    """

    codes: npt.NDArray[np.uint8]
    offsets: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    quotes: npt.NDArray[np.int64]

    @property
    def lines(self) -> int:
        return len(self.offsets) - 1


def _cut(lines: TextLines, at: int, until: int) -> _Piece | None:
    """The lines up to the last that ends outside quotes; null where there is none.

    A field that is still open there goes to the next block with its record.
    """
    offsets = lines.offsets[at : until + 1]
    codes = lines.codes[offsets[0] : offsets[-1]]
    offsets = offsets - offsets[0]
    quotes = found(codes, QUOTE)
    before = np.searchsorted(quotes, offsets) if len(quotes) else np.zeros(len(offsets), np.int64)
    outside = np.flatnonzero(before % 2 == 0)
    end = int(outside[-1])
    return (
        _Piece(codes[: offsets[end]], offsets[: end + 1], outside[:-1], quotes[: before[end]])
        if end
        else None
    )


def _doubled(piece: _Piece, delimiter: int) -> int | None:
    """How many quotes stand doubled inside a field; null where one stands where none may."""
    codes, quotes = piece.codes, piece.quotes
    if not len(quotes):
        return 0
    opening, closing = quotes[0::2], quotes[1::2]
    before = codes[opening - 1]
    if opening[0] == 0:
        before[0] = LF
    after = codes[np.minimum(closing + 1, len(codes) - 1)]
    if closing[-1] == len(codes) - 1:
        after[-1] = LF
    opens = (before == delimiter) | (before == LF) | (before == QUOTE)
    closes = (after == delimiter) | (after == LF) | (after == CR) | (after == QUOTE)
    return int((before == QUOTE).sum()) if opens.all() and closes.all() else None


def _sane(piece: _Piece, *, at_end: bool) -> bool:
    r"""Whether all lines end with `\n` and no record is longer than a log's can be."""
    ends = piece.offsets[1:-1] if at_end else piece.offsets[1:]
    starts = np.append(piece.starts, piece.lines)
    return bool(
        (piece.codes[ends - 1] == LF).all()
        and np.diff(starts).max() < MAX_LINES_IN_RECORD
        and np.diff(piece.offsets[starts]).max() < MAX_RECORD_CHARS
    )


def _parsed(data: bytes, delimiter: str, width: int) -> pl.DataFrame | None:
    schema = dict.fromkeys((f"{place}" for place in range(width)), pl.String)
    try:
        return pl.read_csv(data, has_header=False, schema=schema, separator=delimiter)
    except pl.exceptions.PolarsError:
        return None


def _line_ends(codes: npt.NDArray[np.uint8], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """How many bytes the end of each record's last line has: 2, 1, or at the end of the text 0."""
    feed = codes[ends - 1] == LF
    both = feed & (codes[np.maximum(ends - 2, 0)] == CR) & (ends > 1)
    return np.asarray(feed.astype(np.int64) + both)


def _bytes_of(rows: pl.DataFrame) -> int:
    return int(rows.select(pl.sum_horizontal(pl.all().str.len_bytes().sum())).item() or 0)


def _has_nothing(rows: pl.DataFrame) -> bool:
    """Whether a record is of spaces alone: where the separator is a space itself, it is no record."""
    nothing = pl.all_horizontal(pl.all().str.strip_chars().fill_null("") == "")
    return bool(rows.select(nothing.any()).item())


def _tidy(data: bytes, codes: npt.NDArray[np.uint8], line_ends: int) -> bool:
    """Whether no byte but the line ends can be part of a space other than the plain one."""
    if not data.isascii() and any(code in data for code in UNUSUAL_SPACE):
        return False
    return bool(np.count_nonzero(codes < ord(" ")) == line_ends)
