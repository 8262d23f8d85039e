"""XML too large to hold: known by its first element, read element by element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, ParseError  # the types; parsing is defusedxml's

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from analysis.errors import UnreadableFileError
from analysis.sources.blob import Blob

HEAD_BYTES: Final = 1 << 16
_ROOT: Final = re.compile(r"<([A-Za-z_][\w.-]*)(?=[\s>/])")


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

    def record(self, line: int, most: int = 300) -> str:  # noqa: ARG002 - the importer hands on each record's text
        """Nothing: the file is not held."""
        return ""


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
    return Xml(blob.name.rsplit("/", 1)[-1], found.group(1) if found else "", blob)
