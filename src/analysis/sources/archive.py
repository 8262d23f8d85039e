"""Zip archives: their members as files of their own, read as they are unpacked and never written anywhere.

What an archive says of itself is not believed: its directory is read within bounds, a member gives no more
than it states, and one that grows too much or lies is refused in one line, so that the others are read.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from analysis.errors import UnreadableFileError
from analysis.sources.blob import CHUNK, Blob, refusing

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06")
"""A member, or the directory of an archive that holds none."""

MAX_DIRECTORY_BYTES: Final = 8 << 20
"""Of the archive's table of contents: forty thousand workout routes with long names."""

MAX_LOGS: Final = 2_000
"""Members that could hold a log: one activity a training day for ten years is 1,500."""

MAX_RATIO: Final = 100
"""Logs shrink to a tenth, Apple's XML to a thirtieth; what shrinks further holds nothing to read."""

SMALL: Final = 5_000_000
"""What an archive may grow to whatever its size."""

ENCRYPTED: Final = 1
PACKED_BY: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How every exporter packs; the other ways may ask for gigabytes before the first byte."""

NAME_SHOWN: Final = 200
LOCAL_HEADER: Final = struct.Struct("<4s22xHH")
COMPANIONS: Final = frozenset({
    ".jpg", ".jpeg", ".png", ".heic", ".webp", ".gif", ".svg", ".mp4", ".mov", ".pdf", ".html", ".htm", ".css", ".js",
    ".md", ".rtf", ".gpx", ".tcx", ".kml", ".plist", ".ds_store", ".toml", ".log", ".ini",
})  # fmt: skip
"""What lies beside logs and holds none: photos, routes, pages, settings."""

APPLE: Final = "apple_health_export"
"""The folder of Apple's export, in every language: only the XML in it itself tells of training and weight."""

DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    struct.error,
)


def is_one(head: bytes) -> bool:
    """Whether a file begins as a zip archive does."""
    return head.startswith(MAGIC)


def directory(blob: Blob) -> list[zipfile.ZipInfo]:
    """The archive's members, in its order, as it lists them.

    Raises:
        UnreadableFileError: the archive is damaged, or its directory is larger than any export's.
    """
    try:
        with (
            blob.opened() as stream,
            zipfile.ZipFile(cast("BinaryIO", _Frugal(blob.name, stream))) as archive,
        ):
            return archive.infolist()
    except DAMAGED as err:
        raise UnreadableFileError(
            blob.name, "the archive is damaged or was not downloaded to its end", "Get it again"
        ) from err


def room(blob: Blob) -> int:
    """How many bytes an archive of this size may unpack to, all its members together."""
    return max(SMALL, MAX_RATIO * blob.size)


def members(blob: Blob, listed: list[zipfile.ZipInfo]) -> Iterator[Blob]:
    """Yield the members that could hold a log, by their names; what is known to hold none is passed over.

    Raises:
        UnreadableFileError: there are more of them than an export has.
    """
    logs = [info for info in listed if _could_be_a_log(info)]
    if len(logs) > MAX_LOGS:
        seen = f"the archive holds {len(logs):,} files that could be logs, more than are read ({MAX_LOGS:,})"
        raise UnreadableFileError(blob.name, seen, "Put those that are logs into the folder itself")
    names: dict[str, int] = {}
    left = room(blob)
    for info in logs:
        inner = _plain(info.filename)
        names[inner] = names.get(inner, 0) + 1
        copy = f" ({names[inner]})" if names[inner] > 1 else ""
        yield member(blob, info, f"{blob.name}/{inner}{copy}", most=left)
        left -= info.file_size if info.file_size <= left else 0


def member(blob: Blob, info: zipfile.ZipInfo, name: str, *, most: int) -> Blob:
    """One member of at most so many bytes; one that cannot be read safely is refused when it is opened."""
    seen = _why_not(info, most)
    if seen is not None:
        hint = "Unpack the archive and put the log itself into the folder"
        return refusing(UnreadableFileError(name, seen, hint), name)
    return Blob(name, info.file_size, partial(_opened, blob, info, name))


def _could_be_a_log(info: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(_plain(info.filename))
    if info.is_dir() or any(part.startswith((".", "__MACOSX")) for part in path.parts):
        return False
    if APPLE in path.parts[:-1]:
        return path.parts[-2] == APPLE and path.suffix == ".xml" and not path.stem.endswith("_cda")
    return path.suffix.lower() not in COMPANIONS


def _plain(name: str) -> str:
    """A member's name as a label: no way up or to the root, no control signs, not endless."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    shown = "".join(sign if sign.isprintable() else "_" for sign in "/".join(parts))
    return shown[-NAME_SHOWN:] or "unnamed"


def _why_not(info: zipfile.ZipInfo, most: int) -> str | None:
    """Why a member is not opened; null: it is."""
    if info.flag_bits & ENCRYPTED:
        return "it is protected by a password"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "it is a link to another file"
    if info.compress_type not in PACKED_BY:
        return "it is packed in a way that no exporter uses"
    if info.file_size > most:
        return "it unpacks to more than any log holds"
    return None


def _opened(blob: Blob, info: zipfile.ZipInfo, name: str) -> BinaryIO:
    """A member's bytes from the first.

    The archive's directory is not read again for every member: an export may have thousands.
    """
    stream = blob.opened()
    try:
        stream.seek(info.header_offset)
        magic, name_bytes, extra_bytes = LOCAL_HEADER.unpack(stream.read(LOCAL_HEADER.size))
        if magic != MAGIC[0]:
            raise zipfile.BadZipFile
        stream.seek(name_bytes + extra_bytes, io.SEEK_CUR)
        unpacked = zipfile.ZipExtFile(stream, "r", info, close_fileobj=True)
    except DAMAGED as err:
        stream.close()
        raise _damaged(name) from err
    return io.BufferedReader(_Member(name, unpacked), CHUNK)


def _damaged(name: str) -> UnreadableFileError:
    return UnreadableFileError(name, "the archive is damaged here", "Get it again")


class _Member(io.RawIOBase):
    """A member being unpacked: what breaks in it is told as a fault of the file.

    It gives no more than the archive states, for `ZipExtFile` stops there.
    """

    def __init__(self, name: str, unpacked: zipfile.ZipExtFile) -> None:
        self._name, self._unpacked = name, unpacked

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            data = self._unpacked.read(len(view))
        except DAMAGED as err:
            raise _damaged(self._name) from err
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._unpacked.close()
        super().close()


class _Frugal(io.RawIOBase):
    """An archive's stream that hands out no directory too large to be an export's."""

    def __init__(self, name: str, stream: BinaryIO) -> None:
        self._name, self._stream = name, stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, to: int, whence: int = io.SEEK_SET, /) -> int:
        return self._stream.seek(to, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def read(self, size: int | None = -1, /) -> bytes:
        most = MAX_DIRECTORY_BYTES + 1
        wanted = most if size is None or size < 0 else min(size, most)
        data = self._stream.read(wanted)
        if len(data) == most:
            seen = "the archive's table of contents is larger than that of any export"
            raise UnreadableFileError(self._name, seen, "Put the log itself into the folder")
        return data
