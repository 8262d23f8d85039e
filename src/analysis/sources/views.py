"""One file in every format that could be its own: the door through which importers look at it."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from analysis.errors import UnreadableFileError
from analysis.sources import delimited, fit, json_text, lines, sqlite, xml_stream
from analysis.sources.blob import Blob
from analysis.sources.document import Document
from analysis.sources.text import Text, decode

TEXT: Final[frozenset[type]] = frozenset({lines.Lines, delimited.Delimited})
HEAD_BYTES: Final = 4096


class Views:
    """What one file can be looked at as; each view is made once, when first asked for."""

    def __init__(self, blob: Blob) -> None:
        """Look at a file; nothing is read yet but what a view needs."""
        self.blob = blob
        self._made: dict[type, Document] = {}

    @cached_property
    def kinds(self) -> frozenset[type]:
        """The formats that the file's first bytes allow.

        Raises:
            UnreadableFileError: it cannot be opened, or is nothing that holds a log.
        """
        head = self.blob.head()
        if head.startswith(sqlite.MAGIC):
            return frozenset({sqlite.Database})
        if head[fit.MAGIC_AT : fit.MAGIC_AT + 4] == fit.MAGIC:
            return frozenset({fit.Fit})
        if xml_stream.looks_like(head):
            return frozenset({xml_stream.Xml})
        if json_text.looks_like(self.text.data[:HEAD_BYTES].decode(errors="ignore")):
            return frozenset({json_text.Json})
        return TEXT

    @cached_property
    def text(self) -> Text:
        """The file's text.

        Raises:
            UnreadableFileError: it is not text.
        """
        found = decode(self.blob.name, self.blob.whole())
        return Text(found.data, self.blob.encoding or found.encoding)

    def get(self, kind: type) -> Document | None:
        """The file as one format understands it; null where its first bytes rule that out.

        Raises:
            UnreadableFileError: it should be of that format and is damaged.
        """
        if kind not in self.kinds:
            return None
        if kind not in self._made:
            self._made[kind] = self._make(kind)
        return self._made[kind]

    def _make(self, kind: type) -> Document:
        name = self.blob.name
        if kind is sqlite.Database:
            return sqlite.read(name, self.blob.whole())
        if kind is fit.Fit:
            return fit.read(name, self.blob.whole())
        if kind is xml_stream.Xml:
            return xml_stream.read(self.blob)
        if kind is json_text.Json:
            return json_text.read(name, self.text.text, self.text.encoding)
        if kind is lines.Lines:
            return lines.Lines(name, self.text.encoding, self.text.data)
        if kind is delimited.Delimited:
            return delimited.of_utf8(name, *self.text)
        raise UnreadableFileError(name, "no format of its own", "Please report it")
