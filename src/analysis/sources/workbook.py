"""Excel workbooks: each sheet with something on it as a table of its own, a line a row of the sheet.

Cells are read by calamine. Before it may, the sheets are looked through piece by piece: calamine lays a sheet out
from its first cell to its last, so that one stray cell in the farthest corner would fill the memory. It is given
a workbook made of the parts that were looked through and of nothing else.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final

import fastexcel

from analysis.errors import UnreadableFileError
from analysis.sources import archive, sheet_extent
from analysis.sources.blob import Blob, of_bytes, refusing
from analysis.sources.sheet_extent import Extent

MAIN: Final = "xl/workbook.xml"
LINKS: Final = "xl/_rels/workbook.xml.rels"
STRINGS: Final = "xl/sharedStrings.xml"
BESIDE: Final = (MAIN, LINKS, STRINGS, "xl/styles.xml", "[Content_Types].xml", "_rels/.rels")
OTHERS: Final[Mapping[str, str]] = {
    "xl/workbook.bin": "a binary Excel workbook (.xlsb)",
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file",
    "Index/Document.iwa": "an Apple Numbers or Pages document",
}
"""The one file by which documents of other programs, zip archives too, are known."""

SAVE_AS: Final = "Save it as an Excel workbook (.xlsx) or as CSV"
MAX_XML_BYTES: Final = 200_000_000
"""Of all that is looked at, unpacked: half a million rows of ten columns."""

MAX_SHEETS: Final = 100
NO_DAY: Final = re.compile(r"^1899-12-3[01] (?=\d\d:\d\d:\d\d)")
"""Before a cell's time of day, which a workbook keeps as a time of its first day."""

MIDNIGHT: Final = " 00:00:00"
BREAKS: Final = re.compile(r"[\r\n]+")


def is_one(names: set[str]) -> bool:
    """Whether an archive with these members is a workbook."""
    return MAIN in names


def other(names: set[str]) -> str | None:
    """Which other program's document an archive with these members is, in words; null: none that is known."""
    return next((what for name, what in OTHERS.items() if name in names), None)


def sheets(blob: Blob, listed: list[zipfile.ZipInfo], *, room: int) -> Iterator[Blob]:
    """Yield the sheets that hold something, as CSV text whose lines are the sheet's rows.

    Line breaks inside a cell become spaces. A sheet that cannot be laid out is refused alone. `room` is how many
    bytes the workbook, or the archive that it came in, may unpack to.

    Raises:
        UnreadableFileError: the workbook is damaged, or larger than any log.
    """
    parts = _Parts(blob, listed, min(room, MAX_XML_BYTES))
    paths = sheet_extent.paths(blob.name, parts.read(MAIN), parts.read(LINKS))
    lengths = sheet_extent.text_lengths(parts.opened(STRINGS)) if parts.has(STRINGS) else []
    extents: dict[str, Extent | None] = {}
    for name, path in list(paths.items())[:MAX_SHEETS]:
        if parts.has(path):
            extents[name] = sheet_extent.of(parts.opened(path), lengths)
    small = {
        name: paths[name] for name, extent in extents.items() if extent is not None and not extent.too_far
    }
    book = _opened(blob.name, parts.only({*BESIDE, *small.values()}))
    for name, extent in extents.items():
        called = f"{blob.name}/{name}"
        if extent is not None and extent.too_far:
            hint = "Delete what lies far from the table, or save the sheet as CSV"
            yield refusing(UnreadableFileError(called, extent.too_far, hint), called)
        elif extent is not None:
            yield of_bytes(called, _as_csv(called, book, name, extent).encode(), encoding="xlsx")


class _Parts:
    """The files a workbook is made of, within bounds; of two of one name the first."""

    def __init__(self, blob: Blob, listed: list[zipfile.ZipInfo], most: int) -> None:
        self._blob = blob
        self._of: dict[str, Blob] = {}
        for info in listed:
            path = info.filename.replace("\\", "/").lstrip("/")
            self._of.setdefault(path, archive.member(blob, info, blob.name, most=most))
        wanted = [p for n, p in self._of.items() if n in BESIDE or n.startswith("xl/worksheets/")]
        if sum(part.size for part in wanted) > most:
            raise UnreadableFileError(
                blob.name, "the workbook is too large to be a training log", "Save the sheet as CSV"
            )

    def has(self, path: str) -> bool:
        return path in self._of

    def opened(self, path: str) -> Blob:
        return self._of[path]

    def read(self, path: str) -> bytes:
        if path not in self._of:
            raise _damaged(self._blob.name)
        return self._of[path].whole(MAX_XML_BYTES)

    def only(self, paths: set[str]) -> bytes:
        """A workbook of these parts alone."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as packed:
            for path in sorted(paths & self._of.keys()):
                packed.writestr(zipfile.ZipInfo(path), self.read(path))
        return made.getvalue()


def _opened(file: str, data: bytes) -> fastexcel.ExcelReader:
    try:
        return fastexcel.read_excel(data)
    except BaseException as err:
        if not _is_of_the_library(err):
            raise
        raise _damaged(file) from err


def _as_csv(file: str, book: fastexcel.ExcelReader, name: str, extent: Extent) -> str:
    """One sheet as CSV text, its blank rows as blank lines."""
    try:
        frame = book.load_sheet(name, header_row=None, dtypes="string").to_polars()
    except BaseException as err:
        if not _is_of_the_library(err):
            raise
        raise _damaged(file) from err
    out = io.StringIO(newline="")
    out.write("\n" * (extent.first_row - 1))
    writer = csv.writer(out, lineterminator="\n")
    for row in frame.rows():
        cells = [_cell(value) for value in row]
        if any(cells):
            writer.writerow(cells)
        else:
            out.write("\n")
    return out.getvalue()


def _cell(value: str | None) -> str:
    r"""A cell as text: a day without a time is a day, a time without a day is a time.

    >>> _cell("2026-01-05 00:00:00"), _cell("1899-12-31 17:30:00"), _cell("felt\ngood"), _cell(None)
    ('2026-01-05', '17:30:00', 'felt good', '')
    """
    if value is None:
        return ""
    return BREAKS.sub(" ", NO_DAY.sub("", value)).removesuffix(MIDNIGHT)


def _is_of_the_library(err: BaseException) -> bool:
    """Calamine says what is wrong with a workbook, or stops in a way that Python takes for the end of the program."""
    return isinstance(err, fastexcel.FastExcelError) or type(err).__name__ == "PanicException"


def _damaged(file: str) -> UnreadableFileError:
    return UnreadableFileError(file, "the workbook is damaged", SAVE_AS)
