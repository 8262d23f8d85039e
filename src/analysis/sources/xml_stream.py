"""XML too large to hold: known by its first element, read element by element.

Two ways to read: `elements` for a tree's parts with their text, `openings` for files of gigabytes whose
records are attributes. Neither resolves an entity; what declares one is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element, ParseError  # the types; parsing is defusedxml's
from xml.parsers import expat

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from analysis.errors import UnreadableFileError
from analysis.sources.blob import Blob

HEAD_BYTES: Final = 1 << 16
PIECE: Final = 1 << 18
MAX_DTD_BYTES: Final = 1 << 20
MAX_TAG_BYTES: Final = 1 << 23
"""A tag that runs on for longer than this is no record."""

MAX_DEPTH: Final = 100
_ROOT: Final = re.compile(r"<([A-Za-z_][\w.-]*)(?=[\s>/])")


class BreaksOffError(UnreadableFileError):
    """The file was cut off, or is not well formed from some line on; what stood before may be used."""


@dataclass(frozen=True, eq=False)
class Xml:
    """One XML file. `root` is the name of its first element."""

    file: str
    root: str
    blob: Blob
    encoding: str = "xml"
    delimiter: None = None

    def elements(self) -> Iterator[tuple[str, Element, int]]:
        """Yield (event, element, depth) of every start and end; ended elements are the caller's to clear.

        Raises:
            UnreadableFileError: it is not well formed, or declares entities.
        """
        depth = 0
        with self.blob.opened() as stream:
            try:
                for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=False):
                    depth += event == "start"
                    yield event, element, depth
                    depth -= event == "end"
            except ParseError as err:
                line = err.position[0]
                seen = f"the XML breaks off at line {line}"
                raise UnreadableFileError(self.file, seen, "Export it again") from err
            except DefusedXmlException as err:
                seen = f"the XML declares entities ({type(err).__name__})"
                raise UnreadableFileError(self.file, seen, "No export does; it is not read") from err
            except (ValueError, LookupError) as err:  # an encoding that is none, or none that is read
                seen = f"the XML cannot be read ({' '.join(str(err).split())[:80]})"
                raise UnreadableFileError(self.file, seen, "Export it again") from err

    def openings(self, depth: int) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield name and attributes of each element at a depth, the root's being 1; nothing else is held.

        The document type of a health export is skipped, for some phones write one that is not well formed.

        Raises:
            BreaksOffError: it is not well formed, after all before that was yielded.
            UnreadableFileError: it declares entities, or is nested or tagged like nothing that an app writes.
        """
        found: list[tuple[str, dict[str, str]]] = []
        parser = _parser(found, depth)
        fed = 0
        with self.blob.opened() as stream:
            piece = self._without_dtd(stream)
            while True:
                fault: Exception | None = None
                try:
                    parser.Parse(piece, not piece)
                except (expat.ExpatError, ValueError, LookupError, _RefusedError) as err:
                    fault = err
                yield from found
                found.clear()
                fed += len(piece)
                if fault is not None:
                    raise self._broken(fault, parser.ErrorLineNumber) from fault
                if not piece:
                    return
                if fed - parser.CurrentByteIndex > MAX_TAG_BYTES:
                    raise self._broken(_RefusedError("has a tag of many megabytes"), 0)
                piece = stream.read(PIECE)

    def _without_dtd(self, stream: BinaryIO) -> bytes:
        """The first piece, its document type blanked out."""
        piece = stream.read(PIECE)
        starts_at = piece.find(b"<!DOCTYPE")
        if starts_at < 0:
            return piece
        while (ends_at := _dtd_end(piece, starts_at)) < 0:
            more = stream.read(PIECE)
            if not more or len(piece) > MAX_DTD_BYTES:
                raise self._broken(_RefusedError("has a document type without an end"), 0)
            piece += more
        declared = piece[starts_at:ends_at]
        if b"<!ENTITY" in declared:
            raise self._broken(_RefusedError("declares entities"), 0)
        return piece[:starts_at] + re.sub(rb"[^\r\n]", b" ", declared) + piece[ends_at:]

    def _broken(self, fault: Exception, line: int) -> UnreadableFileError:
        if isinstance(fault, _RefusedError):
            return UnreadableFileError(self.file, f"the XML {fault}", "No export does; it is not read")
        return BreaksOffError(self.file, f"the XML breaks off at line {line}", "Export it again")

    def record(self, line: int, most: int = 300) -> str:  # noqa: ARG002 - the importer hands on each record's text
        """Nothing: the file is not held."""
        return ""


class _RefusedError(Exception):
    """What no app writes."""


def _parser(found: list[tuple[str, dict[str, str]]], wanted: int) -> expat.XMLParserType:
    """A parser that lists the elements which open at a depth."""
    parser = expat.ParserCreate()
    depth = 0

    def opens(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth == wanted:
            found.append((name, attributes))
        elif depth > MAX_DEPTH:
            msg = "is nested deeper than any export"
            raise _RefusedError(msg)

    def closes(_: str) -> None:
        nonlocal depth
        depth -= 1

    def declares(*_: object) -> None:
        msg = "declares entities"
        raise _RefusedError(msg)

    parser.StartElementHandler = opens
    parser.EndElementHandler = closes
    parser.EntityDeclHandler = declares
    return parser


def _dtd_end(piece: bytes, starts_at: int) -> int:
    """Where a document type ends; below zero where the piece does not hold its end."""
    inner, plain = piece.find(b"[", starts_at), piece.find(b">", starts_at)
    if plain < 0 or not 0 <= inner < plain:
        return plain + 1 if plain >= 0 else -1
    closing = re.compile(rb"\]\s*>").search(piece, inner)
    return closing.end() if closing else -1


def looks_like(head: bytes) -> bool:
    """Whether bytes begin as XML does, in UTF-8 or UTF-16."""
    return (
        head.replace(b"\x00", b"")
        .lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
        .startswith((b"<?xml", b"<!DOCTYPE", b"<HealthData", b"<log"))
    )


def read(blob: Blob) -> Xml:
    """Know an XML file by its first element."""
    text = blob.head(HEAD_BYTES).replace(b"\x00", b"").decode("utf-8", errors="replace")
    bare = re.sub(r"<!--.*?-->|<\?.*?\?>", " ", text, flags=re.DOTALL)
    bare = re.sub(r"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", " ", bare, flags=re.DOTALL)
    found = _ROOT.search(bare)
    return Xml(blob.name, found.group(1) if found else "", blob)
