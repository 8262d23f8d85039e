"""Two columns for one thing, each with its own unit: `weight_kg` beside `weight_lbs`.

A file may have both where exports of two settings were put together. Each record is read from the
column that holds its number, in that column's unit.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from analysis.errors import UnreadableFileError
from analysis.importers import numbers
from analysis.importers.reading import Dialect
from analysis.sources.delimited import Delimited


def merged(
    doc: Delimited, dialect: Dialect, field: str, units: Mapping[str, str]
) -> tuple[Delimited, Dialect]:
    """One column of `field` (weight, distance) with a unit a record, from headers to their units.

    The first column with a number other than zero counts. With one header the file is left as it is.
    """
    if len(units) < 2:  # noqa: PLR2004 - one column is the rule
        return doc, dialect
    value, unit = f"#{field}", f"#{field}_unit"
    said = {name: ~numbers.is_missing(pl.col(name)) & ~_is_zero(name) for name in units}
    rows = doc.rows.with_columns(
        pl.coalesce(*(pl.when(told).then(pl.col(name)) for name, told in said.items()), *units).alias(value),
        pl.coalesce(
            *(pl.when(told).then(pl.lit(units[name])) for name, told in said.items()),
            *(pl.when(pl.col(name).is_not_null()).then(pl.lit(units[name])) for name in units),
        ).alias(unit),
    )
    fields = {**dialect.fields, field: value, f"{field}_unit": unit}
    changed = dataclasses.replace(dialect, fields=fields, **{f"{field}_unit": None})  # type: ignore[arg-type]  # by name
    return dataclasses.replace(doc, rows=rows), changed


def _is_zero(name: str) -> pl.Expr:
    return pl.col(name).str.contains(r"^\s*0+([.,]0*)?\s*$")


def refuse(file: Path | str, headers: Sequence[str]) -> None:
    """Refuse a file of an app that never writes two columns of weights.

    Raises:
        UnreadableFileError: there are two.
    """
    if len(headers) > 1:
        seen = f"two columns of weights, {' and '.join(repr(name) for name in headers)}"
        raise UnreadableFileError(file, seen, "Export it again, or leave one out")
