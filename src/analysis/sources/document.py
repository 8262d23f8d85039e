"""What every kind of document can do, whatever its format."""

from __future__ import annotations

from typing import Protocol


class Document(Protocol):
    """One file as one format understands it; records are known by their line, or by their place from 1."""

    @property
    def file(self) -> str:
        """How errors call it."""

    @property
    def encoding(self) -> str | None:
        """Of its text; null where it is not text."""

    @property
    def delimiter(self) -> str | None:
        """Between its fields; null where it has none."""

    def record(self, line: int, most: int = 300) -> str:
        """The record as it stands in the file, cut to what is worth showing."""
