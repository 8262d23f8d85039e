"""How far a workbook's sheet reaches, found by looking through its XML once, without laying it out or holding it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, ParseError  # the types; parsing is defusedxml's
from xml.parsers import expat  # entities are refused below: defusedxml has no parser that holds no tree

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from analysis.errors import UnreadableFileError
from analysis.sources.blob import CHUNK, Blob

MAX_CELLS: Final = 3_000_000
"""From the first cell with something in it to the last, the empty ones between them too."""

MAX_TEXT_CHARS: Final = 100_000_000
"""Of all cells of a sheet: many cells may share one long text."""

MAX_STRINGS: Final = 3_000_000
LETTERS: Final = 26
DIGITS: Final = "0123456789"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class Extent(NamedTuple):
    """Where the cells with something in them lie.

    Attributes:
        first_row: From 1.
        too_far: Why the sheet cannot be laid out, in words; empty: it can.
    """

    first_row: int
    too_far: str


def paths(file: str, book: bytes, links: bytes) -> dict[str, str]:
    """A sheet's name to the part of the workbook that holds it, in the order of the tabs.

    Raises:
        UnreadableFileError: the workbook's list of sheets is damaged.
    """
    try:
        targets = {
            str(e.get("Id")): str(e.get("Target", "")) for e in fromstring(links) if _tag(e) == "Relationship"
        }
        found = {
            str(e.get("name", "")): targets.get(str(e.get(_RELATION) or e.get(_STRICT)), "")
            for e in fromstring(book).iter()
            if _tag(e) == "sheet"
        }
    except (ParseError, DefusedXmlException, ValueError, LookupError) as err:
        raise _damaged(file) from err
    return {
        name: path.lstrip("/") if path.startswith(("/", "xl/")) else f"xl/{path}"
        for name, path in found.items()
    }


def text_lengths(strings: Blob) -> list[int]:
    """How long each of the workbook's shared texts is, in their order.

    Raises:
        UnreadableFileError: they are damaged, or more than a log has.
    """
    lengths: list[int] = []

    def started(name: str, _: dict[str, str]) -> None:
        if _local(name) == "si":
            lengths.append(0)
            if len(lengths) > MAX_STRINGS:
                raise _damaged(strings.name)

    def said(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    _look_through(strings, started, said)
    return lengths


def of(sheet: Blob, lengths: Sequence[int]) -> Extent | None:
    """Where a sheet's cells lie; null where it holds nothing.

    Raises:
        UnreadableFileError: it is damaged.
    """
    cells = _Cells(lengths)
    try:
        _look_through(sheet, cells.started, cells.said)
        cells.settle()
    except _TooFarError as err:
        return Extent(cells.first, str(err))
    return Extent(cells.first, "") if cells.first else None


class _TooFarError(Exception):
    """The sheet reaches further than can be laid out."""


class _Cells:
    """What was seen of a sheet so far: a cell counts once its value was seen, one that is only formatted does not."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self._lengths = lengths
        self.first = self._last = self._low = self._high = self._row = self._column = self._chars = 0
        self._shared = self._filled = self._in_value = False
        self._text = ""
        self._columns: dict[str, int] = {}

    def started(self, name: str, attributes: dict[str, str]) -> None:
        tag = _local(name)
        if tag == "c":
            self.settle()
            self._place(attributes.get("r", ""))
            self._shared = attributes.get("t") == "s"
        elif tag in {"v", "is"}:
            self._filled = self._in_value = True
        elif tag == "row":
            self.settle()
            self._row, self._column = _number(attributes.get("r", ""), self._row + 1), 0
        elif tag == "f":
            self._in_value = False

    def said(self, text: str) -> None:
        if not self._in_value:
            return
        if self._shared:
            self._text += text if len(self._text) < len("1000000") else ""
        else:
            self._chars += len(text)

    def settle(self) -> None:
        """Count the cell before this one, if there was something in it."""
        if not self._filled:
            return
        if self._shared:
            place = _number(self._text.strip(), -1)
            self._chars += self._lengths[place] if 0 <= place < len(self._lengths) else 0
        self._filled = self._in_value = False
        self._text = ""
        self.first, self._last = min(self.first or self._row, self._row), max(self._last, self._row)
        self._low, self._high = min(self._low or self._column, self._column), max(self._high, self._column)
        if (self._last - self.first + 1) * (self._high - self._low + 1) > MAX_CELLS:
            said = f"a cell in row {self._row:,}, column {self._column:,} lies too far from the rest"
            raise _TooFarError(said)
        if self._chars > MAX_TEXT_CHARS:
            said = "its cells hold more text than any log"
            raise _TooFarError(said)

    def _place(self, where: str) -> None:
        """Where the next cell lies: as it says itself, else after the one before it."""
        letters = where.rstrip(DIGITS)
        self._column = self._columns.get(letters) or self._column_of(letters)
        self._row = _number(where[len(letters) :], self._row)

    def _column_of(self, letters: str) -> int:
        column = column_of(letters)
        if column is None:
            return self._column + 1
        self._columns[letters] = column
        return column


def column_of(letters: str) -> int | None:
    """A column's number, from 1; null where the letters name none.

    >>> column_of("A"), column_of("AB"), column_of("XFD"), column_of(""), column_of("a1")
    (1, 28, 16384, None, None)
    """
    if not 1 <= len(letters) <= len("XFD") or not (letters.isascii() and letters.isalpha()):
        return None
    number = 0
    for letter in letters.upper():
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number


def _look_through(
    part: Blob, started: Callable[[str, dict[str, str]], None], said: Callable[[str], None]
) -> None:
    """Tell of every element that starts and of every text, in order."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.CharacterDataHandler = started, said
    parser.StartDoctypeDeclHandler = lambda *_: _refuse(part.name)
    with part.opened() as stream:
        try:
            while piece := stream.read(CHUNK):
                parser.Parse(piece, False)  # noqa: FBT003 - expat takes no names
            parser.Parse(b"", True)  # noqa: FBT003 - as above
        except (expat.ExpatError, ValueError, LookupError) as err:
            raise _damaged(part.name) from err


def _refuse(file: str) -> None:
    """No workbook declares a document type; one that does may declare entities."""
    raise _damaged(file)


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _number(text: str, otherwise: int) -> int:
    """A row's or a text's number; a row has at most seven digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise  # noqa: PLR2004 - as said


def _damaged(file: str) -> UnreadableFileError:
    return UnreadableFileError(
        file, "the workbook is damaged", "Save it as an Excel workbook (.xlsx) or as CSV"
    )
