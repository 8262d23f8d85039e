"""Files that hold files: what is in an archive or a workbook, each through the same door as a file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analysis.errors import UnreadableFileError
from analysis.sources import archive, workbook
from analysis.sources.blob import Blob, of_bytes, refusing

OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROTECTED: Final = "EncryptedPackage".encode("utf-16-le")
"""What a workbook with a password holds, in the wrapping of old Office documents."""

OTHER_ARCHIVES: Final = {
    b"\x1f\x8b": "a file packed by gzip",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a file packed by bzip2",
    b"\xfd7zXZ\x00": "a file packed by xz",
}

MAX_HELD_BYTES: Final = 50_000_000
"""Of a workbook in an archive, which cannot be read as it is unpacked."""


def unpacked(blob: Blob) -> Iterator[Blob]:
    """Yield what a file holds: itself, where it holds no others.

    A member is called by the file's name and its own: `export.zip/strong.csv`, `log.xlsx/Sheet1`. A member that
    is refused is a part that raises when it is opened, so that the others are read.

    Raises:
        UnreadableFileError: the archive is damaged, of another kind, or larger than any export; or it holds no log.
    """
    head = blob.head(len(OLD_OFFICE))
    _refuse_others(blob, head)
    if not archive.is_one(head):
        yield blob
        return
    listed = archive.directory(blob)
    names = {info.filename for info in listed}
    if workbook.is_one(names):
        found = workbook.sheets(blob, listed, room=archive.room(blob))
    elif (what := workbook.other(names)) is not None:
        raise UnreadableFileError(blob.name, f"this is {what}", workbook.SAVE_AS)
    else:
        found = _through(archive.members(blob, listed), archive.room(blob))
    empty = True
    for part in found:
        empty = False
        yield part
    if empty:
        raise UnreadableFileError(
            blob.name, "nothing in it could be a log", "Put the log itself into the folder"
        )


def _through(members: Iterator[Blob], room: int) -> Iterator[Blob]:
    """The members of an archive; a workbook among them gives its sheets, an archive is refused.

    All workbooks share the archive's room: a thousand members may be the same packed bytes.
    """
    left = room
    for member in members:
        try:
            head = member.head(len(OLD_OFFICE))
            _refuse_others(member, head)
            listed = archive.directory(_held(member)) if archive.is_one(head) else None
            if listed is None:
                yield member
            elif workbook.is_one({info.filename for info in listed}):
                here, left = left, left - min(left, sum(info.file_size for info in listed))
                yield from workbook.sheets(_held(member), listed, room=here)
            else:
                yield refusing(_nested(member.name), member.name)
        except UnreadableFileError as err:
            yield refusing(err, member.name)


def _nested(name: str) -> UnreadableFileError:
    return UnreadableFileError(name, "an archive inside an archive is not read", "Unpack it into the folder")


def _held(member: Blob) -> Blob:
    """A member of an archive that is an archive itself, held in memory to be looked into."""
    return of_bytes(member.name, member.whole(MAX_HELD_BYTES))


def _refuse_others(blob: Blob, head: bytes) -> None:
    """Refuse, by its name, what another program must open first."""
    what = next((what for magic, what in OTHER_ARCHIVES.items() if head.startswith(magic)), None)
    if what is not None:
        raise UnreadableFileError(blob.name, f"this is {what}", "Unpack it, or send it as a zip archive")
    if head.startswith(OLD_OFFICE):
        if PROTECTED in blob.head(1 << 20):
            seen, hint = "the workbook is protected by a password", "Save it without one"
        else:
            seen, hint = (
                "this is an old Excel workbook (.xls) or another old Office document",
                workbook.SAVE_AS,
            )
        raise UnreadableFileError(blob.name, seen, hint)
