"""Hevy: one row a set, every field named in the header with its unit, dates in the phone's language.

Weight and distance units are independent (kg with miles, lbs with km). `set_index` starts again
with each block of an exercise. An empty weight is bodyweight. See docs/exports/hevy.md.

A spreadsheet program that saves a note of several lines may leave a record in pieces: its head with
no set, the note's other lines, and a tail that ends with the set. Those are put together again.
"""

from __future__ import annotations

import dataclasses
import itertools
from typing import Any, Final

import polars as pl

from analysis.importers import double_columns, tabular
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.sources.delimited import FIELDS as FIELD_COUNT
from analysis.sources.delimited import Delimited

DIALECTS: Final = {
    "H0": "2023; without superset_id",
    "H1": "since 2024; with superset_id",
}
FIELDS: Final = {
    "title": "workout",
    "start_time": "started",
    "end_time": "ended",
    "exercise_title": "exercise",
    "superset_id": "superset",
    "exercise_notes": "note",
    "set_type": "mark",
    "weight_kg": "weight",
    "weight_lbs": "weight",
    "reps": "reps",
    "distance_km": "distance",
    "distance_miles": "distance",
    "distance_meters": "distance",
    "duration_seconds": "seconds",
    "rpe": "rpe",
}
WEIGHTS: Final = {"weight_kg": "kg", "weight_lbs": "lb"}
DISTANCES: Final = {"distance_km": "km", "distance_miles": "mi", "distance_meters": "m"}
KINDS: Final = {"normal": "work", "warmup": "warm_up", "failure": "failure", "dropset": "drop"}


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """Hevy's headers are English everywhere and like no other app's."""
    names = {name.lower(): name for name in doc.header}
    if not {"exercise_title", "set_index", "set_type", "start_time"} <= names.keys():
        return None
    weight = "kg" if "weight_kg" in names else "lb" if "weight_lbs" in names else None
    far = next(
        (u for n, u in (("km", "km"), ("miles", "mi"), ("meters", "m")) if f"distance_{n}" in names), None
    )
    return Dialect(
        name="H1" if "superset_id" in names else "H0",
        fields={FIELDS[low]: name for low, name in names.items() if low in FIELDS},
        weight_unit=weight,
        distance_unit=far,
    )


PIECE: Final = "#piece of a note"
MOST_PIECES: Final = 40

MEANING: Final = tabular.Meaning(
    kinds=KINDS,
    not_a_set={"line_of_a_note": pl.col("mark") == PIECE},
)


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read the workouts' export."""
    whole = rejoined(doc)
    for field, units in (("weight", WEIGHTS), ("distance", DISTANCES)):
        named = {name: units[name.lower()] for name in doc.header if name.lower() in units}
        whole, dialect = double_columns.merged(whole, dialect, field, named)
    return tabular.read(whole, dialect, hints, MEANING)


def rejoined(doc: Delimited) -> Delimited:
    """The file with records that a line break in a note had split put together again.

    The set is kept at the line of its tail; head and middle become lines of a note.
    """
    mark = next(name for name in doc.header if name.lower() == "set_type")
    if doc.rows[mark].is_not_null().all():
        return doc
    rows = doc.rows.to_dicts()
    for at, row in enumerate(rows):
        if row[mark] is None and row[doc.header[1]] is not None and _says_no_set(row, doc.header):
            _rejoin(rows, at, doc.header, mark)
    return dataclasses.replace(doc, rows=pl.DataFrame(rows, schema=doc.rows.schema))


def _first_of_set(header: tuple[str, ...]) -> int:
    """The place of the first field that tells of the set, not of its workout or exercise."""
    return header.index(next(name for name in header if name.lower() == "set_index"))


def _says_no_set(row: dict[str, Any], header: tuple[str, ...]) -> bool:
    """Whether a record ends before its set: too few fields, or all fields of the set empty."""
    first = _first_of_set(header)
    return row[FIELD_COUNT] <= first or all(row[name] is None for name in header[first:])


def _rejoin(rows: list[dict[str, Any]], head: int, header: tuple[str, ...], mark: str) -> None:
    """Join the record that starts at `head` with the tail that ends it, if one follows."""
    first = _first_of_set(header)
    for tail in range(head + 1, min(head + MOST_PIECES, len(rows))):
        cells = [rows[tail][name] for name in header]
        start = _set_starts(cells, first)
        if start is not None:
            before = {name: rows[head][name] for name in header[:first]}
            after = dict(zip(header[first:], [*cells[start:], *[None] * len(header)], strict=False))
            whole = rows[tail][FIELD_COUNT] - start >= len(header) - first
            count = len(header) if whole else rows[tail][FIELD_COUNT]
            rows[tail] = {**rows[tail], **before, **after, FIELD_COUNT: count}
            for piece in range(head, tail):
                rows[piece] = {**rows[piece], mark: PIECE}
            return
        if rows[tail][mark] is not None:
            return


def _set_starts(cells: list[str | None], place: int) -> int | None:
    """Where a tail's set begins: a set index followed by a set type, further left than its place.

    A set in its place is a record of its own, not the end of another.
    """
    for at, (index, kind) in enumerate(itertools.pairwise(cells)):
        if index is not None and index.isdigit() and kind in KINDS:
            return at if at < place and not _is_set(cells, place) else None
    return None


def _is_set(cells: list[str | None], place: int) -> bool:
    return (cells[place] or "").isdigit() and cells[place + 1 : place + 2] in [[kind] for kind in KINDS]


IMPORTER: Final = Importer(
    app="hevy",
    title="Hevy",
    identify=identify,
    read=read,
    dialects=DIALECTS,
    signature=frozenset(FIELDS),
    rules={
        "line_of_a_note": "part of a note whose line break a spreadsheet program took for the end of a record"
    },
)
