"""What importers hand on, and the words they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

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
        "records": pl.Int64(),
        "status": pl.String(),
        "rule": pl.String(),
        "text": pl.String(),
        "problem": pl.String(),
    }
)
"""One record: what became of it. `records` is 1, but where a health export's records of another kind are
counted together. `problem` of a used record is a remark: a value that was not believed. `text` of a record
that is not rejected may be given, for a bound that rejects it later; null: the document itself shows it."""

RAW_PLAN: Final = pl.Schema(
    {
        "line": pl.Int64(),
        "name": pl.String(),
        "style": pl.String(),
        "starts_on": pl.Date(),
        "ends_on": pl.Date(),
        "reps_low": pl.Int32(),
        "reps_high": pl.Int32(),
        "rest_low_s": pl.Float64(),
        "rest_high_s": pl.Float64(),
        "days_per_week": pl.Int32(),
    }
)
"""One phase that an app's programme plans, in the columns of `Plan`."""

RAW_PEOPLE: Final = pl.Schema({"line": pl.Int64(), "person": pl.String()})
"""Whose a record is, in a file of many people."""


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
        clock: local where times are the phone's; utc where they need the client's zone.
        note_of: What a record's note speaks of: its set; its exercise (repeated on every row, or given on
            one of them alone). A comment on an exercise tells of one set only where it names it.
    """

    name: str
    locale: str = "en"
    fields: Mapping[str, str] = field(default_factory=dict)
    weight_unit: str | None = None
    distance_unit: str | None = None
    clock: Literal["local", "utc"] = "local"
    note_of: Literal["set", "exercise"] = "exercise"


@dataclass(frozen=True, kw_only=True)
class Hints:
    """What the coach said of the client that a file may not say itself."""

    client_toml: str = "client.toml"
    date_order: str | None = None
    columns: Columns | None = None
    timezone: str = ""
    """Where the client lives, for apps that write universal time; empty: not known."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """All that one file gave: its sets, its measurements, its plan, and the account of its records.

    Attributes:
        people: (line, person): whose each record is; null: all are one person's.
    """

    dialect: Dialect
    sets: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=RAW_SETS))
    body: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=RAW_BODY))
    ledger: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=RAW_LEDGER))
    plan: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=RAW_PLAN))
    people: pl.DataFrame | None = None

    @property
    def persons(self) -> list[str]:
        """The people that the file names, sorted; none where it is one person's."""
        return [] if self.people is None else self.people["person"].drop_nulls().unique().sort().to_list()

    @property
    def records_of(self) -> dict[str, int]:
        """How many of the file's records each person has, in the order of their names."""
        if self.people is None:
            return {}
        whose = self.ledger.select("line", "records").join(self.people.drop_nulls("person"), on="line")
        return dict(whose.group_by("person").agg(pl.col("records").sum()).sort("person").iter_rows())

    def of(self, *persons: str) -> Reading:
        """The part of a file of many people that is one person's, under the names that the file has for them."""
        if self.people is None:
            return self
        theirs = self.people.filter(pl.col("person").is_in(persons)).select("line")
        few = {
            name: getattr(self, name).join(theirs, on="line", how="semi", maintain_order="left")
            for name in ("sets", "body", "ledger", "plan")
        }
        return replace(self, **few, people=None)


@dataclass(frozen=True, kw_only=True)
class Importer:
    """One app's export: how to know it, and how to read it.

    Attributes:
        reads: The format it is in; `identify` and `read` are given a document of it.
        identify: The dialect if the file is this app's, from its content; null otherwise.
        read: The file's sets, measurements and ledger.
        dialects: Every layout it reads, with what tells it apart, for `phasewise formats`.
        needs: What the file cannot say and `client.toml` or evidence must.
        signature: Header words by which the nearest app is named for a file nobody claims.
        rules: The app's own rules for what is not a set, each with what it means.
        unseen: Layouts known from descriptions only: no real file of them was read.
        account: Apps of one account hold the same sessions under the same starts (a log and its backup).
        page: Its page in docs/exports.
    """

    app: str
    title: str
    identify: Callable[[Any, Hints], Dialect | None]
    read: Callable[[Any, Dialect, Hints], Reading]
    dialects: Mapping[str, str]
    signature: frozenset[str]
    reads: type = Delimited
    needs: str = ""
    rules: Mapping[str, str] = field(default_factory=dict)
    unseen: frozenset[str] = frozenset()
    account: str = ""
    page: str = ""

    def __post_init__(self) -> None:
        """An app has an account and a page of its own unless it says whose it shares."""
        object.__setattr__(self, "account", self.account or self.app)
        object.__setattr__(self, "page", self.page or self.app.replace("_", "-"))
