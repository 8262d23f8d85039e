"""FIT activity files: their messages, decoded by Garmin's own library."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from garmin_fit_sdk import Decoder, Stream

from analysis.errors import UnreadableFileError, called

MAGIC: Final = b".FIT"
MAGIC_AT: Final = 8
MAX_BYTES: Final = 20_000_000
"""A day of records each second is five."""

MAX_MESSAGES: Final = 500_000
"""Five days of records each second: what would not fit into memory breaks off here."""

HEADER_SIZES: Final = (12, 14)
SIZE_AT: Final = slice(4, 8)
CHECKSUM_BYTES: Final = 2


@dataclass(frozen=True, eq=False)
class Fit:
    """One activity: its messages by their kind (`session_mesgs`, `set_mesgs`, …), fields by name."""

    file: str
    messages: dict[str, list[dict[str, Any]]]
    encoding: None = None
    delimiter: None = None

    def record(self, line: int, most: int = 300) -> str:
        """The set message at a place, from 1."""
        sets = self.messages.get("set_mesgs", [])
        if not 0 < line <= len(sets):
            return ""
        return ", ".join(f"{name}={value}" for name, value in sets[line - 1].items())[:most]


def read(file: Path | str, data: bytes) -> Fit:
    """Read an activity.

    Raises:
        UnreadableFileError: it is cut off, or its checksum says that it was damaged on its way.
    """
    name = called(file)
    if len(data) > MAX_BYTES:
        raise UnreadableFileError(name, "the activity is too large", "Export it again")
    ends_at = _end(data)
    if ends_at is None:
        raise UnreadableFileError(name, "the activity is cut off", "Export it again")
    chained = data[ends_at + MAGIC_AT : ends_at + MAGIC_AT + len(MAGIC)] == MAGIC
    try:
        stream = Stream.from_byte_array(bytearray(data if chained else data[:ends_at]))
        messages, errors = Decoder(stream).read(mesg_listener=_Counter())
    except Exception as err:  # the library raises whatever the bytes provoke
        seen = f"the activity is damaged ({type(err).__name__})"
        raise UnreadableFileError(name, seen, "Export it again") from err
    if errors:
        said = " ".join(str(errors[0]).split())[:120]
        raise UnreadableFileError(name, f"the activity is damaged ({said})", "Export it again")
    return Fit(name, dict(messages))  # type: ignore[arg-type]  # each message is a dictionary


def _end(data: bytes) -> int | None:
    """Where the activity ends by its own header; null where the bytes end before."""
    if len(data) < min(HEADER_SIZES) or data[0] not in HEADER_SIZES:
        return None
    ends_at = data[0] + int.from_bytes(data[SIZE_AT], "little") + CHECKSUM_BYTES
    return ends_at if ends_at <= len(data) else None


class _Counter:
    """Breaks the decoding off when there are more messages than an activity has."""

    def __init__(self) -> None:
        self.seen = 0

    def __call__(self, _kind: int, _message: object) -> None:
        self.seen += 1
        if self.seen > MAX_MESSAGES:
            msg = "more messages than an activity has"
            raise ValueError(msg)
