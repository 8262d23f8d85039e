"""The bytes of one file, in a folder or in an archive, opened as often as needed and never all at once unasked."""

from __future__ import annotations

import hashlib
import io
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from analysis.errors import UnreadableFileError

MAX_BYTES: Final = 400_000_000
"""What is read into memory whole: forty years of daily training are a twentieth of it."""

CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class Blob:
    """One file's bytes.

    Attributes:
        name: How errors and tables call it.
        size: Its length as the folder or archive states it; an archive may lie.
        opened: A new stream from its first byte.
        encoding: Of its text, where that is known beside the bytes: a workbook's sheet says `xlsx`.
        digest: Gives its sha256, where that is known or under way; null: it is not known.
    """

    name: str
    size: int
    opened: Callable[[], BinaryIO]
    encoding: str | None = None
    digest: Callable[[], str | None] = lambda: None

    def head(self, most: int = 4096) -> bytes:
        """Its first bytes.

        Raises:
            UnreadableFileError: it cannot be opened.
        """
        with self._stream() as stream:
            return stream.read(most)

    def whole(self, most: int = MAX_BYTES) -> bytes:
        """All of it.

        Raises:
            UnreadableFileError: it cannot be opened, or is longer than `most`, whatever its stated size.
        """
        if self.size > most:
            raise self._too_large()
        with self._stream() as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise self._too_large()
        return data

    def sha256(self) -> str:
        """The digest of its bytes, read a piece at a time where it is not known."""
        if (known := self.digest()) is not None:
            return known
        digest = hashlib.sha256()
        with self._stream() as stream:
            while piece := stream.read(CHUNK):
                digest.update(piece)
        return digest.hexdigest()

    def _stream(self) -> BinaryIO:
        try:
            return self.opened()
        except OSError as err:
            seen = f"the file cannot be opened ({err.strerror or type(err).__name__})"
            raise UnreadableFileError(
                self.name, seen, "See who may read it, and whether it is still there"
            ) from err

    def _too_large(self) -> UnreadableFileError:
        return UnreadableFileError(self.name, "the file is too large to be a training log", "Export it again")


def of_bytes(name: str, data: bytes, *, encoding: str | None = None) -> Blob:
    """Bytes that are at hand, such as a workbook's sheet written out as a table."""
    return Blob(name, len(data), lambda: io.BytesIO(data), encoding)


def refusing(error: UnreadableFileError, name: str) -> Blob:
    """A part that raises when it is opened, so that the parts beside it are still read."""

    def opened() -> BinaryIO:
        raise error

    return Blob(name, 0, opened)


def of_file(path: Path, name: str, digest: Callable[[], str | None] = lambda: None) -> Blob:
    """A file of a folder; `digest` gives its sha256, where that is known or under way.

    Raises:
        UnreadableFileError: it is not there, or is a pipe or a device, which may never end.
    """
    try:
        found = path.stat()
    except OSError as err:
        seen = f"the file cannot be opened ({err.strerror or type(err).__name__})"
        raise UnreadableFileError(name, seen, "See who may read it, and whether it is still there") from err
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableFileError(name, "this is no file but a pipe, a device or a folder", "Name a file")
    return Blob(name, found.st_size, lambda: path.open("rb"), digest=digest)
