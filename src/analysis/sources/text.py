"""Bytes to text: byte-order mark, UTF-16, UTF-8, else the likeliest single- or multi-byte encoding."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final, NamedTuple

from charset_normalizer import from_bytes

from analysis.errors import UnreadableFileError

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LEGACY: Final = ("cp1252", "cp1250", "cp1251", "cp1254", "gb18030", "shift_jis", "euc_kr", "big5")
SAMPLE_BYTES: Final = 60_000
MAGIC: Final[dict[bytes, str]] = {
    b"PK\x03\x04": "a zip archive or an Excel workbook",
    b"SQLite format 3": "an SQLite database",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
}
NO_LOG: Final = frozenset({"a PDF", "a picture"})
"""What no saving turns into a log; the app that made it may export one."""

NOT_A_LOG: Final = "If it holds no log, name it under not_logs in client.toml"


class Text(NamedTuple):
    """A file's text, as UTF-8 without a mark, and how it was encoded."""

    data: bytes
    encoding: str

    @property
    def text(self) -> str:
        """The text; made anew each time, for most of a long file is never looked at as text."""
        return self.data.decode()


def _text(data: bytes, encoding: str) -> Text:
    """Bytes of another encoding as UTF-8; what cannot be decoded is marked."""
    return Text(data.decode(encoding, errors="replace").encode(errors="replace"), encoding)


def decode(file: Path | str, data: bytes) -> Text:
    """Return the file's text.

    Raises:
        UnreadableFileError: the bytes are not text.
    """
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            hint = "Ask for the app's own export" if what in NO_LOG else "Export it as CSV"
            raise UnreadableFileError(file, f"this is {what}, not a text export", f"{hint}. {NOT_A_LOG}")
    if data[8:12] == b".FIT":
        raise UnreadableFileError(file, "this is a FIT activity file", "Export the sets as CSV")
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _text(data, encoding)
    wide = _utf16_without_mark(data)
    if wide is not None:
        return _text(data, wide)
    if b"\x00" in data:
        raise UnreadableFileError(file, "this is binary data, not text", NOT_A_LOG)
    return _eight_bit(data)


def _utf16_without_mark(data: bytes) -> str | None:
    """Text in a Western export has a NUL in every other byte when it is UTF-16."""
    head = data[:SAMPLE_BYTES]
    if len(head) < 2:  # noqa: PLR2004 - one code unit
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) / 2 > even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(head) / 2 > odd else None


def _eight_bit(data: bytes) -> Text:
    if data.isascii():
        return Text(data, "utf-8")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as err:
        # A download cut off inside a character is still UTF-8.
        return _text(data, "utf-8" if err.start >= len(data) - 3 else _legacy(data))
    return Text(data, "utf-8")


def _legacy(data: bytes) -> str:
    """Windows-1252 unless the bytes clearly read better as another code page.

    Only the lines with a byte above ASCII tell anything, so only those are shown to the detector.
    """
    telling = b"\n".join(line for line in data[:4_000_000].splitlines() if not line.isascii())
    best = from_bytes(telling[:SAMPLE_BYTES], cp_isolation=list(LEGACY)).best()
    if best is None or best.encoding in {"cp1250", "cp1254"}:
        # Central European and Turkish share most letters with Western; short texts cannot tell.
        return "cp1252"
    return best.encoding
