"""Files that hold files: what is in an archive or a workbook, each through the same door as a file of its own."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.sources.blob import Blob


def unpacked(blob: Blob) -> Iterator[Blob]:
    """Yield what a file holds: itself, where it holds no others.

    A member is called by the file's name and its own: `export.zip/strong.csv`, `log.xlsx/Sheet1`.

    Raises:
        UnreadableFileError: the archive is damaged, protected, or larger than it says.
    """
    yield blob
