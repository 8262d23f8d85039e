"""Numbers as text, with either decimal sign, read over a whole column at once."""

from __future__ import annotations

from typing import Final, Literal

import polars as pl

MISSING: Final = ("", "-", "–", "null", "NULL", "NA", "N/A", "NaN", "nan", "None", "none", "--")
"""What exports write for nothing. `0` is never among them: zero is zero."""

Decimal = Literal[".", ","]


def decimal_sign(*columns: pl.Series) -> Decimal:
    """The decimal sign of a file: a comma if any value can only be read so.

    >>> decimal_sign(pl.Series(["17,5", "100"]))
    ','
    >>> decimal_sign(pl.Series(["1,250.5"]))
    '.'
    """
    for column in columns:
        texts = column.drop_nulls()
        if texts.str.contains(r"^\s*[+-]?\d+,\d{1,2}\b\D*$").any():
            return ","
        if texts.str.contains(r"^\s*[+-]?\d{1,3}(\.\d{3})+,\d").any():
            return ","
        if texts.str.contains(r"^\s*[+-]?(0,\d+|\d{4,},\d+|\d+,\d{4,})\s*$").any():
            return ","
    return "."


def has_point(*columns: pl.Series) -> bool:
    """Whether a value is written with a decimal point, so that a comma can only group thousands."""
    return any(column.drop_nulls().str.contains(r"\d\.\d").any() for column in columns)


def is_open(texts: pl.Expr) -> pl.Expr:
    """Whether a number can be thousands or decimals: one comma, three digits after it.

    >>> pl.select(is_open(pl.Series(["22,679", "0,500", "1,250,000", "62,5"]))).to_series().to_list()
    [True, False, False, False]
    """
    return texts.str.strip_chars().str.contains(r"^[+-]?[1-9]\d{0,2},\d{3}$").fill_null(value=False)


def read(texts: pl.Expr, *, decimal: Decimal = ".") -> pl.Expr:
    """Floats; null where the text is missing or is not a finite number.

    >>> pl.select(read(pl.lit("1.250,5"), decimal=",")).item()
    1250.5
    """
    plain = texts.str.strip_chars().str.replace_all(r"[\s\u{00A0}\u{202F}'’]", "")
    grouped = r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$" if decimal == "." else r"^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$"
    group, point = (",", ".") if decimal == "." else (".", ",")
    ungrouped = (
        pl.when(plain.str.contains(grouped))
        .then(plain.str.replace_all(group, "", literal=True))
        .otherwise(plain)
    )
    number = ungrouped.str.replace(point, ".", literal=True).cast(pl.Float64, strict=False)
    return pl.when(number.is_finite()).then(number)


def is_missing(texts: pl.Expr) -> pl.Expr:
    """Whether the cell says nothing at all."""
    return texts.is_null() | texts.str.strip_chars().is_in(list(MISSING))


def is_bad(texts: pl.Expr, *, decimal: Decimal = ".") -> pl.Expr:
    """Whether the cell says something that is not a number."""
    return ~is_missing(texts) & read(texts, decimal=decimal).is_null()
