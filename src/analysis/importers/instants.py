"""Instants as programs write them (ISO 8601 with a zone, seconds or milliseconds since 1970) as universal time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

MILLISECONDS_FROM: Final = 1e11
"""Seconds since 1970 reach this in the year 5138, milliseconds reached it in 1973."""


def utc(value: object) -> str | None:
    """The instant as text without a zone; what is no instant is handed on as it is, for the reader of dates.

    >>> utc("2026-02-10T11:03:34.335000Z"), utc("2026-02-10T11:03:34+02:00"), utc(1770721414335)
    ('2026-02-10 11:03:34', '2026-02-10 09:03:34', '2026-02-10 11:03:34')
    >>> utc("2026-02-10"), utc("soon"), utc(None)
    ('2026-02-10', 'soon', None)
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _of_epoch(value)
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    try:
        at = datetime.fromisoformat(text)
        return text if at.tzinfo is None else _shown(at.astimezone(UTC))
    except (ValueError, OverflowError):
        return text


def _of_epoch(value: float) -> str:
    try:
        seconds = value / 1000 if abs(value) >= MILLISECONDS_FROM else value
        return _shown(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return repr(value)


def _shown(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"
