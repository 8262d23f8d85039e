"""Delimited records that are in order, read by polars a block at a time.

A block counts as read only if its bytes prove it: every quote stands where a field begins or ends or is
doubled inside one, and the bytes of the fields, the separators, the quotes and the line ends add up to the
bytes of the block. Then every record has as many fields as the header, and its line is known. Whatever does
not prove itself is for `quoting`. Where a block ends is soon told; proving it is done for two at a time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import polars as pl

from analysis.sources.quoting import MAX_LINES_IN_RECORD, MAX_RECORD_CHARS
from analysis.sources.text_lines import CR, LF, TextLines, found
from analysis.sources.workers import AT_ONCE

if TYPE_CHECKING:
    import numpy.typing as npt

QUOTE: Final = 34
SPACE: Final = 32
BOM: Final = b"\xef\xbb\xbf"
BLOCK_BYTES: Final = 1 << 22
"""Large enough that polars works at its full speed, small enough that a copy of it costs nothing."""

LOOKED_AT: Final = 1 << 20
"""Bytes looked at together where two threads do: each look takes its turn to begin, so they are long."""

FEW_BLANK: Final = 1 << 10
"""So many blank lines are no matter, however few records stand between them."""

UNUSUAL_SPACE: Final = (0xC2, 0xE1, 0xE2, 0xE3)
"""With what byte the spaces beyond ASCII begin."""


class Block(NamedTuple):
    """Records in order.

    Attributes:
        rows: One row a record, one string column a field, without the spaces around it; an empty one is null.
        at: The place of each record's first line, from 0.
        next_at: The place of the line after the last record.
    """

    rows: pl.DataFrame
    at: npt.NDArray[np.int64]
    next_at: int


def read(lines: TextLines, at: int, until: int, delimiter: str, width: int) -> Block | None:
    """Read the records from line `at` on that end before line `until`; null where that is not certain."""
    piece = _cut(lines, at, until)
    return None if piece is None else _proved(piece, delimiter, width)


def in_order(lines: TextLines, at: int, delimiter: str, width: int) -> Iterator[Block]:
    """Yield block after block from line `at` on, up to the first that is not certain."""
    if lines.place_after(at, BLOCK_BYTES) == len(lines):
        block = read(lines, at, len(lines), delimiter, width)
        if block is not None:
            yield block
        return
    under_way: deque[Future[Block | None]] = deque()
    with ThreadPoolExecutor(AT_ONCE) as workers:
        while True:
            while at < len(lines) and len(under_way) <= AT_ONCE:
                until = _last_outside(lines, at, lines.place_after(at, BLOCK_BYTES))
                if until == at:
                    break
                under_way.append(workers.submit(read, lines, at, until, delimiter, width))
                at = until
            block = under_way.popleft().result() if under_way else None
            if block is None:
                workers.shutdown(cancel_futures=True)
                return
            yield block


def _last_outside(lines: TextLines, at: int, until: int) -> int:
    """The last line up to `until` that starts outside quotes, where line `at` does; `at` where there is none."""
    start, end = lines.offsets[at], lines.offsets[until]
    if not _count(lines.codes[start:end], QUOTE) % 2:
        return until  # mostly: to count quotes costs a tenth of finding them
    piece = _cut(lines, at, until)
    return at if piece is None else at + piece.lines


def _count(codes: npt.NDArray[np.uint8], code: int) -> int:
    """How often a byte stands there."""
    return int(np.count_nonzero(codes == code))


def _proved(piece: _Piece, delimiter: str, width: int) -> Block | None:
    """The records of a piece; null where they are not certain."""
    doubled = _doubled(piece, ord(delimiter)) if _sane(piece) else None
    if doubled is None:
        return None
    bounds = piece.offsets[np.append(piece.starts, piece.lines)]
    ends = _line_ends(piece.codes, bounds[1:])
    blank = np.diff(bounds) == ends
    records = int((~blank).sum())
    separators = records * (width - 1)
    # Of a record too short, and of a blank line, polars would make a row as wide as the others.
    if len(blank) > 2 * records + FEW_BLANK or _count(piece.codes, ord(delimiter)) < separators:
        return None
    data = piece.codes.tobytes()
    # At the end of a text without a line's end polars overlooks a separator too many.
    whole = data if data.endswith(b"\n") else data + b"\n"
    rows = None if data.startswith(BOM) else _parsed(whole, delimiter, width)
    if rows is None or rows.height != len(piece.starts):
        return None
    quotes = len(piece.quotes) - doubled
    lengths = rows.select(pl.all().str.len_bytes())
    if sum(lengths.sum().row(0)) + separators + quotes + int(ends.sum()) != len(data):
        return None
    starts = piece.starts
    if blank.any():
        rows, starts = rows.filter(pl.Series(~blank)), starts[~blank]
    if delimiter == "\t" and _has_nothing(rows):
        return None
    spaced = _spaced(rows, _spaces(piece, data, ord(delimiter), int(ends.sum())))
    loose = [name for name, least in zip(rows.columns, lengths.min().row(0), strict=True) if least == 0]
    rows = rows.with_columns(
        *(bare(name) for name in spaced), *(_said(name) for name in loose if name not in spaced)
    )
    return Block(rows, starts + piece.at, piece.at + piece.lines)


class _Piece(NamedTuple):
    """Bytes that hold whole records if their quotes are in order.

    Attributes:
        at: The place of its first line in the text.
        at_end: Whether it is the last of the text.
        codes: The bytes.
        offsets: Where each line starts, and where the last ends.
        starts: The places of the lines that start outside quotes: of the records.
        quotes: The places of the quotes.
    """

    at: int
    at_end: bool
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
    if not end:
        return None
    return _Piece(
        at=at,
        at_end=at + end == len(lines),
        codes=codes[: offsets[end]],
        offsets=offsets[: end + 1],
        starts=outside[:-1],
        quotes=quotes[: before[end]],
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


def _sane(piece: _Piece) -> bool:
    r"""Whether all lines end with `\n`, the last perhaps with nothing, and no record is longer than a log's can be."""
    ends = piece.offsets[1:-1] if piece.at_end else piece.offsets[1:]
    starts = np.append(piece.starts, piece.lines)
    return bool(
        (piece.codes[ends - 1] == LF).all()
        and piece.codes[-1] != CR  # it would stand in the sum for the separator of a record cut short
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


def _has_nothing(rows: pl.DataFrame) -> bool:
    """Whether a record is of spaces alone: where the separator is a space itself, it is no record."""
    nothing = pl.all_horizontal(pl.all().str.strip_chars().fill_null("") == "")
    return bool(rows.select(nothing.any()).item())


def _spaces(piece: _Piece, data: bytes, delimiter: int, line_ends: int) -> str:
    """What spaces may stand at the edges of fields: `none`, `plain` ones only, or `any` kind."""
    if not data.isascii() and any(code in data for code in UNUSUAL_SPACE):
        return "any"
    codes = piece.codes
    controls, touching = 0, bool(len(codes)) and SPACE in (codes[0], codes[-1])
    for at in range(0, len(codes), LOOKED_AT):
        part = codes[at : at + LOOKED_AT + 1]  # one more than a step: the pair that spans two steps
        edge = part < SPACE
        controls += int(np.count_nonzero(edge[:LOOKED_AT]))
        if not touching:
            edge |= part == QUOTE
            edge |= part == delimiter
            touching = not _is_text(piece, _beside(part == SPACE, edge) + at, delimiter)
    if controls != line_ends:
        return "any"
    return "plain" if touching else "none"


def _spaced(rows: pl.DataFrame, spaces: str) -> frozenset[str]:
    """The columns in which a space may stand at the edge of a field."""
    if spaces == "none":
        return frozenset()
    if spaces == "any":
        return frozenset(rows.columns)
    found = rows.select((pl.all().str.starts_with(" ") | pl.all().str.ends_with(" ")).any()).row(0)
    return frozenset(name for name, is_spaced in zip(rows.columns, found, strict=True) if is_spaced)


def bare(name: str) -> pl.Expr:
    """A field without the spaces around it; one of nothing else is null."""
    return pl.col(name).str.strip_chars().replace("", None)


def _said(name: str) -> pl.Expr:
    """A field; one of nothing is null."""
    return pl.when(pl.col(name) != "").then(name)


def _beside(space: npt.NDArray[np.bool_], edge: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """The places of the edges that have a space before or after them."""
    return np.concatenate(
        [
            np.flatnonzero(space[1:] & edge[:-1]),
            np.flatnonzero(space[:-1] & edge[1:]) + 1,
        ]
    )


def _is_text(piece: _Piece, places: npt.NDArray[np.int64], delimiter: int) -> bool:
    """Whether all these are separators inside quotes, so that none is at the edge of a field."""
    inside = np.searchsorted(piece.quotes, places) % 2 == 1
    return bool((inside & (piece.codes[places] == delimiter)).all())
