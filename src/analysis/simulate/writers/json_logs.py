"""A log as nested objects: sessions, their exercises, their sets, from which JSON exports are written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

import dataframely as dy

from analysis.simulate.lifts import lift
from analysis.simulate.performed import Performed
from analysis.simulate.writers.clock import in_utc

Row = dict[str, Any]


def sessions(sets: dy.DataFrame[Performed]) -> Iterator[list[Row]]:
    """Yield the sets of each session, oldest first."""
    for _, rows in groupby(sets.to_dicts(), key=lambda row: row["started_at"]):
        yield list(rows)


def entries(session: list[Row]) -> Iterator[list[Row]]:
    """Yield the sets of each exercise of a session, in order."""
    for _, rows in groupby(session, key=lambda row: row["entry"]):
        yield list(rows)


def name_of(row: Row, app: str = "hevy") -> str:
    """Return the exercise as an app writes it."""
    return lift(row["exercise"]).names[app]


def stamp(at: datetime) -> str:
    """Return a wall time as web pages write universal time.

    >>> stamp(datetime(2026, 1, 5, 18, 30))
    '2026-01-05T17:30:00.000Z'
    """
    return f"{in_utc(at):%Y-%m-%dT%H:%M:%S}.000Z"


def millis(at: datetime) -> int:
    """Return a wall time as milliseconds since 1970."""
    return round(in_utc(at).timestamp() * 1000)


def end_of(row: Row) -> datetime:
    """Return when the session of a set ended."""
    started: datetime = row["started_at"]
    return started + timedelta(seconds=row["session_s"])


def dumped(value: object, *, indent: int | None = None) -> bytes:
    """Return a value as JSON, letters beyond ASCII as they are."""
    return json.dumps(value, ensure_ascii=False, indent=indent).encode()
