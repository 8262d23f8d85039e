"""The physical lines of a text, found by their offsets: a million of them cost eight megabytes, not eighty."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, overload

import numpy as np

from analysis.sources.workers import results

if TYPE_CHECKING:
    import numpy.typing as npt

LF: Final = 10
CR: Final = 13
LARGE: Final = 1 << 25
"""More bytes than these are worth a second core."""

STEP: Final = 1 << 18
"""Bytes looked at together: as many as the processor's nearer memory holds."""


class TextLines(Sequence[str]):
    r"""The lines of a text in UTF-8, each with its end; `\n`, `\r\n` and `\r` end one.

    >>> list(TextLines(b"a\r\nb\rc"))
    ['a\r\n', 'b\r', 'c']
    """

    def __init__(self, data: bytes) -> None:
        """Take a text; its bytes are kept, its lines are made when asked for."""
        self.data = data

    @cached_property
    def codes(self) -> npt.NDArray[np.uint8]:
        """The bytes as numbers; a view, not a copy."""
        return np.frombuffer(self.data, np.uint8)

    @cached_property
    def offsets(self) -> npt.NDArray[np.int64]:
        """Where each line starts, and where the last ends: one number more than there are lines."""
        ends = found(self.codes, LF) + 1
        if b"\r" in self.data:
            returns = found(self.codes, CR) + 1
            inside = returns[returns < len(self.data)]
            alone = inside[self.codes[inside] != LF]
            last = returns[returns == len(self.data)]
            ends = np.sort(np.concatenate([ends, alone, last]))
        whole = [len(self.data)] if not len(ends) or ends[-1] < len(self.data) else []
        return np.concatenate([np.zeros(1, np.int64), ends, np.array(whole, np.int64)])

    def __len__(self) -> int:
        """How many lines there are; a text of nothing has none."""
        return len(self.offsets) - 1 if self.data else 0

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        """A line by its place from 0, or those of a slice that goes forwards."""
        if isinstance(at, slice):
            first, last, step = at.indices(len(self))
            text = self.data[self.offsets[first] : self.offsets[max(first, last)]].decode()
            return tuple(io.StringIO(text, newline=""))[::step]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        place = at % len(self)
        return self.data[self.offsets[place] : self.offsets[place + 1]].decode()

    def place_after(self, at: int, size: int) -> int:
        """The place of the line before which, from line `at` on, about so many bytes stand; at least one line."""
        place = int(np.searchsorted(self.offsets, self.offsets[at] + size, side="right")) - 1
        return min(max(place, at + 1), len(self))


def found(codes: npt.NDArray[np.uint8], code: int) -> npt.NDArray[np.int64]:
    """The places of a byte, in order."""
    if len(codes) < LARGE:
        return _found(codes, code)
    half = len(codes) // 2
    first, second = results(partial(_found, codes[:half], code), partial(_found, codes[half:], code))
    return np.concatenate([first, second + half])


def _found(codes: npt.NDArray[np.uint8], code: int) -> npt.NDArray[np.int64]:
    """The same; a piece at a time, for the speed of it."""
    pieces = [np.flatnonzero(codes[at : at + STEP] == code) + at for at in range(0, len(codes), STEP)]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.int64)
