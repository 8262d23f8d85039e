"""Fields that an importer works out of a table's own columns before the table is read."""

from __future__ import annotations

import dataclasses

import polars as pl

from analysis.importers.reading import Dialect
from analysis.sources.delimited import Delimited


def with_fields(doc: Delimited, dialect: Dialect, **made: pl.Expr) -> tuple[Delimited, Dialect]:
    """Add a column for each of our fields, read in place of any other column for it.

    An expression must be null where a record says nothing, or blank rows would no longer be blank.
    """
    rows = doc.rows.with_columns(expr.cast(pl.String).alias(f"#{name}") for name, expr in made.items())
    fields = {**dialect.fields, **{name: f"#{name}" for name in made}}
    return dataclasses.replace(doc, rows=rows), dataclasses.replace(dialect, fields=fields)


def column(doc: Delimited, name: str) -> pl.Expr:
    """A column of the file; null throughout where this version of the app did not write it."""
    return pl.col(name) if name in doc.header else pl.lit(None, dtype=pl.String)


def folded(texts: pl.Expr) -> pl.Expr:
    """A word of the app in lower case, without spaces around it."""
    return texts.str.strip_chars().str.to_lowercase()
