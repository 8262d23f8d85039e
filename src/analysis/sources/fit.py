"""FIT activity files: their messages, decoded by Garmin's own library."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from garmin_fit_sdk import Decoder, Stream

from analysis.errors import UnreadableFileError

MAGIC: Final = b".FIT"
MAGIC_AT: Final = 8
MAX_BYTES: Final = 60_000_000
"""A day of records each second is five."""


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
        return str(sets[line - 1])[:most] if 0 < line <= len(sets) else ""


def read(file: Path | str, data: bytes) -> Fit:
    """Read an activity.

    Raises:
        UnreadableFileError: it is damaged.
    """
    name = Path(file).name
    if len(data) > MAX_BYTES:
        raise UnreadableFileError(name, "the activity is too large", "Export it again")
    try:
        messages, errors = Decoder(Stream.from_byte_array(bytearray(data))).read()
    except Exception as err:  # the library raises whatever the bytes provoke
        seen = f"the activity is damaged ({type(err).__name__})"
        raise UnreadableFileError(name, seen, "Export it again") from err
    if not messages and errors:
        raise UnreadableFileError(name, f"the activity is damaged ({errors[0]})", "Export it again")
    return Fit(name, dict(messages))  # type: ignore[arg-type]  # each message is a dictionary
