"""Numbers as text, with either decimal sign, read over a whole column at once."""

from __future__ import annotations

from typing import Final, Literal

import polars as pl

from analysis.importers import distinct

MISSING: Final = ("", "-", "–", "null", "NULL", "NA", "N/A", "NaN", "nan", "None", "none", "--")
"""What exports write for nothing. `0` is never among them: zero is zero."""

RANGE: Final = r"^\s*(?<low>\d{1,2}(?:\.\d{1,2})?)\s*[-–]\s*(?<high>\d{1,2}(?:\.\d{1,2})?)\s*$"

Decimal = Literal[".", ","]

_DECIMAL_COMMA: Final = (
    r"^\s*[+-]?\d+,\d{1,2}\b\D*$",
    r"^\s*[+-]?\d{1,3}(\.\d{3})+,\d",
    r"^\s*[+-]?(0,\d+|\d{4,},\d+|\d+,\d{4,})\s*$",
)
"""Texts in which a comma can only be the decimal sign."""


def decimal_sign(*columns: pl.Series) -> Decimal:
    """The decimal sign of a file: a comma if any value can only be read so.

    >>> decimal_sign(pl.Series(["17,5", "100"]))
    ','
    >>> decimal_sign(pl.Series(["1,250.5"]))
    '.'
    """
    for column in columns:
        texts = _with(column, ",")
        if any(texts.str.contains(pattern).any() for pattern in _DECIMAL_COMMA):
            return ","
    return "."


def has_point(*columns: pl.Series) -> bool:
    """Whether a value is written with a decimal point, so that a comma can only group thousands."""
    # Where a column has points, one is mostly near its top.
    few = (part for column in columns for part in (column.head(1000), column))
    return any(_with(part, ".").str.contains(r"\d\.\d").any() for part in few)


def _with(column: pl.Series, sign: str) -> pl.Series:
    """The distinct texts that hold a sign."""
    return column.filter(column.str.contains(sign, literal=True)).unique()


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


def plain(texts: pl.Series) -> pl.Series:
    """Floats as programs write them; null for all else, so for every text with a comma."""
    return texts.cast(pl.Float64, strict=False)


def values(texts: pl.Series, *, decimal: Decimal = ".", known: pl.Series | None = None) -> pl.Series:
    """The same floats as `read`, of a whole column and many times as fast where it holds few forms of number.

    `known` is what `plain` gives for the texts, where that is at hand.

    >>> values(pl.Series(["62.5", "1,250", "60 kg", None])).to_list()
    [62.5, 1250.0, None, None]
    """
    if decimal == ",":
        return distinct.read(
            texts, lambda few: few.to_frame("t").select(read(pl.col("t"), decimal=",")).to_series()
        )
    floats = plain(texts) if known is None else known
    if floats.null_count() == texts.null_count() and floats.is_finite().all():
        return floats
    odd = floats.is_null() & texts.is_not_null() | ~floats.is_finite().fill_null(value=True)
    rest = texts.set(~odd, None)
    others = distinct.read(rest, lambda few: few.to_frame("t").select(read(pl.col("t"))).to_series())
    return floats.zip_with(~odd, others)


def values_or_middles(
    texts: pl.Series, *, decimal: Decimal = ".", known: pl.Series | None = None
) -> pl.Series:
    """The same, where a range such as an RPE of `8-9` is its middle.

    >>> values_or_middles(pl.Series(["8", "8-9", "7,5 – 8", "hard"])).to_list()
    [8.0, 8.5, 7.75, None]
    """
    found = values(texts, decimal=decimal, known=known)
    unread = found.is_null() & texts.is_not_null()
    if not unread.any():
        return found
    ends = (
        texts.to_frame("t")
        .select(pl.col("t").str.replace_all(",", ".").str.extract_groups(RANGE))
        .unnest("t")
    )
    low, high = (ends[end].cast(pl.Float64, strict=False) for end in ("low", "high"))
    return found.zip_with(~unread, (low + high) / 2)


def is_missing(texts: pl.Expr) -> pl.Expr:
    """Whether the cell says nothing at all."""
    return texts.is_null() | texts.str.strip_chars().is_in(list(MISSING))


def is_bad(texts: pl.Expr, *, decimal: Decimal = ".") -> pl.Expr:
    """Whether the cell says something that is not a number."""
    return ~is_missing(texts) & read(texts, decimal=decimal).is_null()
