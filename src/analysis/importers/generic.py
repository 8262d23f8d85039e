"""A coach's own table: any header, read by a mapping that the coach has confirmed.

One row a set, or several sets a row: packed cells (`5x5@100`), lists (`[100,95,90]`), a column a set, or a number
of sets; cells left blank where they repeat the one above; a title over the table. The mapping stands in
`client.toml` under `[table."file.csv"]`; where it does not, one is proposed and nothing is read.
"""

from __future__ import annotations

import dataclasses
from typing import Final

import polars as pl

from analysis.errors import BadSettingError, UnmappedColumnsError
from analysis.importers import proposed, several, tabular
from analysis.importers.reading import DISTANCES, UNITS, WEIGHTS, Dialect, Hints, Importer, Reading
from analysis.settings.client import Columns
from analysis.sources import delimited
from analysis.sources.delimited import Delimited

FIELDS: Final = {
    "date": "started", "time": "time", "workout": "workout", "exercise": "exercise", "kind": "mark",
    "weight": "weight", "unit": "weight_unit", "reps": "reps", "rpe": "rpe", "rir": "rir",
    "rest": "rest", "duration": "seconds", "distance": "distance", "note": "note",
    "bodyweight": "bodyweight", "person": "person", "side": "side",
}  # fmt: skip
"""A key of `[table."…"]` to our field."""

FLAGS: Final = {"warm_up": "warm_up", "drop": "drop", "failed": "failure"}
"""A key that names a column of yes and no, to the kind of set that a yes makes; the first goes before the others."""

SEVERAL: Final = ("wide", "weights", "lists", "forward_fill")
"""Keys that name several columns."""

KINDS: Final = {
    "w": "warm_up", "warm-up": "warm_up", "warmup": "warm_up", "warm up": "warm_up", "aufwärmen": "warm_up", "warm_up": "warm_up",
    "d": "drop", "drop": "drop", "dropset": "drop", "drop set": "drop", "f": "failure", "failure": "failure",
    "amrap": "amrap", "test": "test", "1rm": "test", "cool-down": "cool_down", "cooldown": "cool_down", "cool_down": "cool_down",
}  # fmt: skip

YES: Final = (
    "true",
    "yes",
    "y",
    "1",
    "1.0",
    "x",
    "✓",
    "✔",
    "ja",
    "oui",
    "si",
    "sí",
    "sì",
    "sim",
    "tak",
    "wahr",
    "vrai",
    "verdadero",
    "vero",
)
SIDES: Final = {
    "l": "left", "left": "left", "links": "left", "gauche": "left", "izquierda": "left", "sinistra": "left",
    "r": "right", "right": "right", "rechts": "right", "droite": "right", "derecha": "right", "destra": "right",
    "each": "each", "each side": "each", "per side": "each", "per arm": "each", **dict.fromkeys(YES, "each"),
}  # fmt: skip
"""The side that a cell names; a yes in a column such as `Per Arm` means each."""

NOTHING_MAPPED: Final = pl.all_horizontal(pl.col(*tabular.FIELDS).is_null())
"""A row may be blank but for a number of its own, or a column that the coach left out."""

MEANING: Final = tabular.Meaning(kinds=KINDS, whole_day=True, not_a_set={"blank_row": NOTHING_MAPPED})


def identify(doc: Delimited, hints: Hints) -> Dialect | None:
    """A confirmed mapping claims its file; else a table with a date, an exercise and something done is proposed."""
    if hints.columns is not None:
        return Dialect(name="confirmed", weight_unit=hints.columns.weight_unit)
    return Dialect(name="proposed") if proposed.table(doc) is not None else None


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:  # noqa: ARG001 - the mapping says all
    """Read a table by its confirmed mapping.

    Raises:
        UnmappedColumnsError: no mapping is confirmed; the message is the proposal to paste.
        BadSettingError: the mapping names a column that the file has not.
    """
    if hints.columns is None:
        raise UnmappedColumnsError(doc.file, proposal=_proposal(doc), client_toml=hints.client_toml)
    columns = hints.columns
    table = _prepared(_table(doc, columns, hints), columns)
    layout = several.Layout(
        cell=columns.packed,
        wide=columns.wide,
        weights=columns.weights,
        lists=columns.lists,
        times=columns.sets,
    )
    order = Hints(client_toml=hints.client_toml, date_order=columns.date_order or hints.date_order)
    mapped = _mapped(columns, layout)
    return (
        several.read(table, mapped, order, MEANING, layout)
        if layout.said
        else tabular.read(table, mapped, order, MEANING)
    )


def _proposal(doc: Delimited) -> str:
    """The mapping to paste, with what the table leaves open as comments."""
    here, seems = proposed.table(doc) or (doc, {})
    loads = [seems["weight"]] if "weight" in seems else seems.get("weights", [])
    said = bool(loads) and unit_in(str(loads[0]), WEIGHTS) is not None
    return proposed.as_toml(doc.file, seems, proposed.open_questions(here, seems, unit_said=said))


def _mapped(columns: Columns, layout: several.Layout) -> Dialect:
    """The layout that a mapping describes."""
    fields = {ours: name for key, ours in FIELDS.items() if (name := getattr(columns, key)) is not None}
    kind = {"mark": "#kind"} if any(getattr(columns, key) for key in FLAGS) else {}
    side = {"side": "#side"} if columns.side is not None else {}
    loads = columns.weight or (columns.weights[0] if columns.weights else None)
    return Dialect(
        name=_name(layout),
        fields={**fields, **kind, **side},
        weight_unit=columns.weight_unit or unit_in(loads, WEIGHTS),
        distance_unit=unit_in(columns.distance, DISTANCES),
        note_of="exercise" if layout.said or columns.note in columns.forward_fill else "set",
    )


def _name(layout: several.Layout) -> str:
    if layout.cell:
        return "packed cells"
    if layout.wide or layout.weights:
        return "a column a set"
    if layout.lists:
        return "lists in cells"
    return "sets and reps" if layout.times else "one row a set"


def unit_in(header: str | None, known: frozenset[str]) -> str | None:
    """The unit where a header says it.

    >>> unit_in("Gewicht (kg)", WEIGHTS), unit_in("metres", DISTANCES), unit_in("load", WEIGHTS)
    ('kg', 'm', None)
    """
    words = (header or "").lower().replace("(", " ").replace(")", " ").replace("_", " ").split()
    return next((UNITS[w] for w in words if UNITS.get(w) in known), None)


def _named(columns: Columns) -> list[str]:
    """Every column that a mapping names."""
    single = [name for key in (*FIELDS, *FLAGS, "sets", "packed") if (name := getattr(columns, key))]
    return [*single, *(name for key in SEVERAL for name in getattr(columns, key))]


def _table(doc: Delimited, columns: Columns, hints: Hints) -> Delimited:
    """The table with the columns of the mapping, under its title if it has one.

    Raises:
        BadSettingError: no line near the file's top has all of them; or the columns of sets do not pair.
    """
    where = {"file": hints.client_toml, "line": None, "key": f'table."{doc.file}"'}
    if columns.wide and columns.weights and len(columns.wide) != len(columns.weights):
        said = f"wide names {len(columns.wide)} columns and weights {len(columns.weights)}"
        raise BadSettingError(**where, problem=said, hint="They pair: the first of each is the first set.")  # type: ignore[arg-type]  # by name
    wanted = _named(columns)
    if set(wanted) <= set(doc.header):
        return doc
    for line in proposed.lines_of_header(doc)[1:]:
        if set(wanted) <= set(delimited.header_at(doc, line)):
            return delimited.below(doc, line)
    missing = next(name for name in wanted if name not in doc.header)
    hint = f"It has: {', '.join(doc.header)}."
    raise BadSettingError(**where, problem=f"the file has no column {missing!r}", hint=hint)  # type: ignore[arg-type]  # by name


def _prepared(doc: Delimited, columns: Columns) -> Delimited:
    """Give blank cells what they repeat, and columns of yes and no the words that they stand for."""
    rows = _forward_filled(doc.rows, columns) if columns.forward_fill else doc.rows
    flags = {key: name for key in FLAGS if (name := getattr(columns, key))}
    if flags:
        own = pl.col(columns.kind) if columns.kind else pl.lit(None, pl.String)
        said = [
            pl.when(
                _word(name).is_in(YES) | _word(name).is_in([k for k, v in KINDS.items() if v == FLAGS[key]])
            ).then(pl.lit(FLAGS[key]))
            for key, name in flags.items()
        ]
        rows = rows.with_columns(pl.coalesce(*said, own).alias("#kind"))
    if columns.side is not None:
        side = _word(columns.side).replace_strict(SIDES, default=None, return_dtype=pl.String)
        rows = rows.with_columns(side.alias("#side"))
    return dataclasses.replace(doc, rows=rows)


def _word(name: str) -> pl.Expr:
    return pl.col(name).str.strip_chars(" .").str.to_lowercase()


def _forward_filled(rows: pl.DataFrame, columns: Columns) -> pl.DataFrame:
    """Give blank cells the value above them, in the columns the coach named.

    A date or a name is repeated to the next one. A weight, a note and the like are repeated within the rows of one
    name of one day: the first row of the next lift has its own, or none.
    """
    done = [
        n
        for n in (
            columns.reps,
            columns.packed,
            columns.duration,
            columns.weight,
            *columns.wide,
            *columns.weights,
        )
        if n
    ]
    something = pl.any_horizontal(pl.col(n).is_not_null() for n in done) if done else pl.lit(value=True)
    heads = [columns.date, columns.workout, columns.exercise, columns.time, columns.person]
    keys = [n for n in columns.forward_fill if n in heads]
    begins = pl.any_horizontal(pl.col(n).is_not_null() for n in keys) if keys else pl.lit(value=False)
    begins = begins | pl.any_horizontal(
        (pl.col(n) != pl.col(n).shift()).fill_null(value=False) for n in (columns.date, columns.exercise)
    )
    within = [n for n in columns.forward_fill if n not in keys]
    return rows.with_columns(begins.cum_sum().alias("#block")).with_columns(
        *(pl.when(something).then(pl.col(n).forward_fill()).otherwise(pl.col(n)).alias(n) for n in keys),
        *(pl.when(something).then(pl.col(n).forward_fill().over("#block")).otherwise(pl.col(n)).alias(n) for n in within),
    ).drop("#block")  # fmt: skip


IMPORTER: Final = Importer(
    app="generic",
    title="A table of your own",
    identify=identify,
    read=read,
    dialects={
        "one row a set": "any headers, mapped in client.toml",
        "sets and reps": "a row stands for as many equal sets as its sets column says",
        "packed cells": "5x5@100, or 100x5, 100x5, 95x4 in one cell",
        "lists in cells": "a number a set in one cell: [160,140,120], 8/8/6",
        "a column a set": "Set 1, Set 2, …; or Reps 1, Weight 1, Reps 2, …",
        "forward-filled": "blank cells repeat the one above (forward_fill in client.toml)",
    },
    signature=frozenset({"date", "exercise", "weight", "reps"}),
    needs="a mapping of its columns in client.toml; phasewise proposes it",
)
