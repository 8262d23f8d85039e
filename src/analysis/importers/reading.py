"""What importers hand on, and the words they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from analysis.settings.client import Columns
from analysis.sources.delimited import Delimited

RAW_SETS: Final = pl.Schema(
    {
        "line": pl.Int64(),
        "part": pl.Int16(),
        "session": pl.String(),
        "performed_at": pl.Datetime("us"),
        "time_known": pl.Boolean(),
        "session_s": pl.Float64(),
        "workout": pl.String(),
        "exercise_logged": pl.String(),
        "kind": pl.String(),
        "side": pl.String(),
        "load": pl.Float64(),
        "load_unit": pl.String(),
        "reps": pl.Float64(),
        "rir": pl.Float64(),
        "rest_s": pl.Float64(),
        "duration_s": pl.Float64(),
        "distance": pl.Float64(),
        "distance_unit": pl.String(),
        "superset": pl.String(),
        "note": pl.String(),
    }
)
"""One set as the file has it: `load` in `load_unit` (kg, lb; null: the file does not say)."""

RAW_BODY: Final = pl.Schema(
    {
        "line": pl.Int64(),
        "measured_at": pl.Datetime("us"),
        "measure": pl.String(),
        "value": pl.Float64(),
        "unit": pl.String(),
        "tester": pl.String(),
    }
)
"""One measurement as the file has it: `value` in `unit` (null: in the measure's own)."""

RAW_LEDGER: Final = pl.Schema(
    {
        "line": pl.Int64(),
        "status": pl.String(),
        "rule": pl.String(),
        "text": pl.String(),
        "problem": pl.String(),
    }
)
"""One record: what became of it. `problem` of a used record is a remark: a value that was not believed."""


UNITS: Final = {
    "kg": "kg", "kgs": "kg", "kilo": "kg", "kilos": "kg", "kilogram": "kg", "kilograms": "kg", "lb": "lb", "lbs": "lb", "pound": "lb", "pounds": "lb",
    "m": "m", "km": "km", "mi": "mi", "mile": "mi", "miles": "mi", "ft": "ft", "yd": "yd", "metres": "m", "meters": "m",
}  # fmt: skip
"""How apps and people write units of weight and distance."""

WEIGHTS: Final = frozenset({"kg", "lb"})
DISTANCES: Final = frozenset(UNITS.values()) - WEIGHTS


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """One layout of an app's export.

    Attributes:
        fields: Our name of a field to the header it has in this file.
        weight_unit: kg or lb where the header states it.
        distance_unit: km, mi or m where the header states it.
    """

    name: str
    locale: str = "en"
    fields: Mapping[str, str] = field(default_factory=dict)
    weight_unit: str | None = None
    distance_unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class Hints:
    """What the coach said of the client that a file may not say itself."""

    client_toml: str = "client.toml"
    date_order: str | None = None
    columns: Columns | None = None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """All that one file gave: its sets, its measurements, and the account of its records."""

    dialect: Dialect
    sets: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=RAW_SETS))
    body: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=RAW_BODY))
    ledger: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=RAW_LEDGER))


@dataclass(frozen=True, kw_only=True)
class Importer:
    """One app's export: how to know it, and how to read it.

    Attributes:
        identify: The dialect if the file is this app's, from its content; null otherwise.
        read: The file's sets, measurements and ledger.
        dialects: Every layout it reads, with what tells it apart, for `phasewise formats`.
        needs: What the file cannot say and `client.toml` or evidence must.
        signature: Header words by which the nearest app is named for a file nobody claims.
    """

    app: str
    title: str
    identify: Callable[[Delimited, Hints], Dialect | None]
    read: Callable[[Delimited, Dialect, Hints], Reading]
    dialects: Mapping[str, str]
    signature: frozenset[str]
    needs: str = ""
