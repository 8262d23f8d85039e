"""A coach's own table: any header, read by a mapping that the coach has confirmed.

Three shapes: one row a set; a packed cell (`5x5@100`, `100x5, 100x5, 95x4`) a row; and cells
left blank because they repeat the one above. The mapping stands in `client.toml` under
`[table."file.csv"]`; where it does not, one is proposed from the headers and nothing is read.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

import polars as pl
import tomlkit

from analysis.errors import BadSettingError, UnmappedColumnsError
from analysis.importers import dates, packed, tabular
from analysis.importers.reading import DISTANCES, UNITS, WEIGHTS, Dialect, Hints, Importer, Reading
from analysis.settings.client import Columns
from analysis.sources.delimited import Delimited

FIELDS: Final = {
    "date": "started", "time": "time", "workout": "workout", "exercise": "exercise", "kind": "mark",
    "weight": "weight", "unit": "weight_unit", "reps": "reps", "rpe": "rpe", "rir": "rir",
    "rest": "rest", "duration": "seconds", "distance": "distance", "note": "note",
}  # fmt: skip
"""A key of `[table."…"]` to our field."""

KINDS: Final = {
    "w": "warm_up", "warm-up": "warm_up", "warmup": "warm_up", "warm up": "warm_up", "aufwärmen": "warm_up",
    "d": "drop", "drop": "drop", "dropset": "drop", "drop set": "drop", "f": "failure", "failure": "failure",
    "amrap": "amrap", "test": "test", "1rm": "test", "cool-down": "cool_down", "cooldown": "cool_down",
}  # fmt: skip


@cache
def synonyms() -> dict[str, str]:
    """Header words in lower case, in several languages, to a key of `[table."…"]`."""
    text = resources.files("analysis.importers").joinpath("generic_headers.csv").read_text("utf-8")
    return {
        word.strip(): row["key"]
        for row in csv.DictReader(text.splitlines())
        for word in row["words"].split(";")
    }


def proposal(header: tuple[str, ...]) -> dict[str, str]:
    """What the headers seem to mean: a key of `[table."…"]` to a header.

    >>> proposal(("Datum", "Übung", "Gewicht (kg)", "Wdh"))
    {'date': 'Datum', 'exercise': 'Übung', 'weight': 'Gewicht (kg)', 'reps': 'Wdh'}
    """
    found: dict[str, str] = {}
    for name in header:
        bare = name.lower().replace("_", " ").split("(")[0].strip()
        for unit in (" kg", " kgs", " lb", " lbs"):
            bare = bare.removesuffix(unit)
        key = synonyms().get(bare)
        if key is not None:
            found.setdefault(key, name)
    return found


def identify(doc: Delimited, hints: Hints) -> Dialect | None:
    """A confirmed mapping claims its file; else a table with a date, an exercise and something done is proposed."""
    if hints.columns is not None:
        return Dialect(name="confirmed", weight_unit=hints.columns.weight_unit)
    seems = _dated(doc, proposal(doc.header))
    done = {"reps", "packed", "duration", "weight"} & seems.keys()
    return Dialect(name="proposed", fields=seems) if {"date", "exercise"} <= seems.keys() and done else None


def _dated(doc: Delimited, seems: dict[str, str]) -> dict[str, str]:
    """Propose as date a column that holds dates: some logs keep seconds in `Timestamp` and the date in `Time`."""
    for key in ("date", "time"):
        if key in seems and doc.rows.height:
            read_back = dates.read(doc.rows[seems[key]].drop_nulls().head(200), order="dmy").values
            if read_back.is_not_null().any():
                rest = {k: v for k, v in seems.items() if k not in {"date", "time"}}
                keep = {"time": seems["time"]} if key == "date" and "time" in seems else {}
                return {"date": seems[key], **keep, **rest}
    return {k: v for k, v in seems.items() if k != "date"}


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read a table by its confirmed mapping.

    Raises:
        UnmappedColumnsError: no mapping is confirmed; the message is the proposal to paste.
        BadSettingError: the mapping names a column that the file has not.
    """
    if hints.columns is None:
        raise UnmappedColumnsError(
            doc.file, proposal=as_toml(doc.file, dialect.fields, doc), client_toml=hints.client_toml
        )
    columns = hints.columns
    _check(doc, columns, hints)
    filled = _forward_filled(doc, columns)
    fields = {ours: name for key, ours in FIELDS.items() if (name := getattr(columns, key)) is not None}
    mapped = Dialect(
        name="packed cells" if columns.packed or columns.sets else "one row a set",
        fields=fields,
        weight_unit=columns.weight_unit or unit_in(columns.weight, WEIGHTS),
        distance_unit=unit_in(columns.distance, DISTANCES),
    )
    order = Hints(client_toml=hints.client_toml, date_order=columns.date_order or hints.date_order)
    if columns.packed is not None or columns.sets is not None:
        return packed.read(filled, mapped, order, MEANING, cell=columns.packed, times=columns.sets)
    return tabular.read(filled, mapped, order, MEANING)


MEANING: Final = tabular.Meaning(kinds=KINDS, whole_day=True)


def unit_in(header: str | None, known: frozenset[str]) -> str | None:
    """The unit where a header says it.

    >>> unit_in("Gewicht (kg)", WEIGHTS), unit_in("metres", DISTANCES), unit_in("load", WEIGHTS)
    ('kg', 'm', None)
    """
    words = (header or "").lower().replace("(", " ").replace(")", " ").replace("_", " ").split()
    return next((UNITS[w] for w in words if UNITS.get(w) in known), None)


def as_toml(file: str, fields: Mapping[str, str], doc: Delimited) -> str:
    """The proposal in the words of `client.toml`."""
    blank = [name for name in fields.values() if _mostly_blank(doc, name)]
    said: dict[str, str | list[str]] = {**fields, **({"forward_fill": blank} if blank else {})}
    return tomlkit.dumps({"table": {file: said}}).strip()


def _mostly_blank(doc: Delimited, name: str) -> bool:
    """A date or exercise that is blank on many rows repeats the one above."""
    share = doc.rows[name].null_count() / max(doc.rows.height, 1)
    return proposal((name,)).keys() <= {"date", "exercise", "workout"} and share > 0.2  # noqa: PLR2004 - many


def _check(doc: Delimited, columns: Columns, hints: Hints) -> None:
    named = [v for k, v in columns.model_dump().items() if k in {*FIELDS, "sets", "packed"} and v]
    for name in [*named, *columns.forward_fill]:
        if name not in doc.header:
            raise BadSettingError(
                hints.client_toml,
                line=None,
                key=f'table."{doc.file}"',
                problem=f"the file has no column {name!r}",
                hint=f"It has: {', '.join(doc.header)}.",
            )


def _forward_filled(doc: Delimited, columns: Columns) -> Delimited:
    """Give blank cells the value above them, in the columns the coach named."""
    if not columns.forward_fill:
        return doc
    done = [n for n in (columns.reps, columns.packed, columns.duration, columns.weight) if n]
    something = pl.any_horizontal(pl.col(n).is_not_null() for n in done) if done else pl.lit(value=True)
    rows = doc.rows.with_columns(
        pl.when(something).then(pl.col(n).forward_fill()).otherwise(pl.col(n)).alias(n)
        for n in columns.forward_fill
    )
    return Delimited(
        file=doc.file, encoding=doc.encoding, delimiter=doc.delimiter, header=doc.header,
        header_line=doc.header_line, rows=rows, lines=doc.lines, text_quoted=doc.text_quoted,
    )  # fmt: skip


IMPORTER: Final = Importer(
    app="generic",
    title="A table of your own",
    identify=identify,
    read=read,
    dialects={
        "one row a set": "any headers, mapped in client.toml",
        "packed cells": "5x5@100, or 100x5, 100x5, 95x4 in one cell; or a sets column",
        "forward-filled": "blank cells repeat the one above (forward_fill in client.toml)",
    },
    signature=frozenset({"date", "exercise", "weight", "reps"}),
    needs="a mapping of its columns in client.toml; phasewise proposes it",
)
