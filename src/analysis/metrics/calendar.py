"""Calendar months by their first day."""

from __future__ import annotations

from datetime import date, timedelta

_LONGER_THAN_A_MONTH = timedelta(days=31)


def last_of(first_on: date) -> date:
    """Return the last day of the month that starts on `first_on`.

    >>> last_of(date(2028, 2, 1))
    datetime.date(2028, 2, 29)
    """
    return (first_on + _LONGER_THAN_A_MONTH).replace(day=1) - timedelta(days=1)


def before(first_on: date) -> date:
    """Return the first day of the month before the one that starts on `first_on`.

    >>> before(date(2026, 1, 1))
    datetime.date(2025, 12, 1)
    """
    return (first_on - timedelta(days=1)).replace(day=1)
