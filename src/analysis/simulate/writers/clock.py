"""Where the sample clients live, for apps that write universal time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

HOME: Final = "Europe/Berlin"


def in_utc(at: datetime) -> datetime:
    """Return a wall time of `HOME` as universal time.

    >>> in_utc(datetime(2026, 7, 1, 0, 30)).isoformat()
    '2026-06-30T22:30:00+00:00'
    """
    return at.replace(tzinfo=ZoneInfo(HOME)).astimezone(UTC)
