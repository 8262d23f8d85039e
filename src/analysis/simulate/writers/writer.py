"""What a writer of one app's format is, and what of a log survives in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import dataframely as dy

from analysis.simulate.performed import BodyReading, Performed
from analysis.tables import Plan

TRAITS: Final = ("time", "workout", "kind", "rir", "note", "rest_s", "session_s", "bodyweight")
"""What a format may keep of a set beside its day, place, lift, reps and load."""


@dataclass(frozen=True, kw_only=True)
class Writer:
    """One layout of one app's export.

    Attributes:
        app: The importer's word for the app.
        layout: The dialect that the importer must see; None: any.
        file: A name such files have.
        write: The log and its unit (kg, lb) to the file's bytes.
        keeps: Those of `TRAITS` that come back; the others are lost in the app's format.
        units: The units that the app can write.
        states_unit: Whether the file says its unit, or the coach must.
        timezone: Of the client, for apps that write universal time: what `client.toml` must say.
        settings: Anything else `client.toml` must say, such as a table's mapping.
    """

    app: str
    layout: str | None
    file: str
    write: Callable[[dy.DataFrame[Performed], str], bytes]
    keeps: frozenset[str]
    units: tuple[str, ...] = ("kg", "lb")
    states_unit: bool = True
    timezone: str = ""
    settings: str = ""


@dataclass(frozen=True, kw_only=True)
class BodyWriter:
    """One layout of one app's export of measurements.

    Attributes:
        app: The importer's word for the app.
        file: A name such files have.
        write: The readings to the file's bytes.
        measures: The measures that the app can write.
        time_kept: Whether the time of day comes back.
        settings: What `client.toml` must say.
    """

    app: str
    file: str
    write: Callable[[dy.DataFrame[BodyReading]], bytes]
    measures: frozenset[str]
    time_kept: bool = True
    timezone: str = ""
    settings: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanWriter:
    """One layout of one app's export of programmes.

    Attributes:
        app: The importer's word for the app.
        layout: The dialect that the importer must see.
        file: A name such files have.
        write: The planned phases to the file's bytes.
    """

    app: str
    layout: str
    file: str
    write: Callable[[dy.DataFrame[Plan]], bytes]
