"""A table's contract, asked first whether it is kept: most frames keep theirs, and to find what breaks one costs more."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, Self, overload

import dataframely as dy
import polars as pl


class Contract(dy.Schema):
    """A contract that gives what dataframely's own gives, sooner where a frame keeps it.

    dataframely plans the good rows, the bad ones and why they are bad, all at once, and plans anew each time: that takes
    some ten milliseconds however few the rows, and a report checks two hundred frames. Here the same rules are made once
    and asked together; a frame that breaks one goes to dataframely, which says which and where.
    """

    @overload
    @classmethod
    def validate(cls, df: pl.DataFrame, /, *, cast: bool = False, **kwargs: Any) -> dy.DataFrame[Self]: ...
    @overload
    @classmethod
    def validate(cls, df: pl.LazyFrame, /, *, cast: bool = False, **kwargs: Any) -> dy.LazyFrame[Self]: ...
    @classmethod
    def validate(
        cls, df: pl.DataFrame | pl.LazyFrame, /, *, cast: bool = False, **kwargs: Any
    ) -> dy.DataFrame[Self] | dy.LazyFrame[Self]:
        """Return the rows, typed.

        Raises:
            dataframely.exc.ValidationError: a row breaks a rule; dataframely.exc.SchemaError: a column is missing or of
                another type.
        """
        if isinstance(df, pl.LazyFrame):
            return super().validate(df, cast=cast, **kwargs)
        kept = cls.kept_by(df, cast=cast)
        return super().validate(df, cast=cast, **kwargs) if kept is None else kept

    @classmethod
    def kept_by(cls, df: pl.DataFrame, *, cast: bool = False) -> dy.DataFrame[Self] | None:
        """Return the columns of the contract, if all rows keep it; null where one does not, or a column is wrong."""
        schema = cls._empty().schema
        if df.schema != schema:
            shaped = _shaped(df, schema, cast=cast)
            if shaped is None:
                return None
            df = shaped
        asked = cls._asked()
        if df.height and asked and not all(df.select(asked).row(0)):
            return None
        return df  # type: ignore[return-value]  # typed by what was just asked

    @overload
    @classmethod
    def create_empty(cls, *, lazy: Literal[False] = False) -> dy.DataFrame[Self]: ...
    @overload
    @classmethod
    def create_empty(cls, *, lazy: Literal[True]) -> dy.LazyFrame[Self]: ...
    @overload
    @classmethod
    def create_empty(cls, *, lazy: bool) -> dy.DataFrame[Self] | dy.LazyFrame[Self]: ...
    @classmethod
    def create_empty(cls, *, lazy: bool = False) -> dy.DataFrame[Self] | dy.LazyFrame[Self]:
        """Return the table without a row."""
        empty = cls._empty().clone()
        return empty.lazy() if lazy else empty  # type: ignore[return-value]  # made by dataframely

    @classmethod
    @cache
    def _empty(cls) -> pl.DataFrame:
        return super().create_empty()

    @classmethod
    @cache
    def _asked(cls) -> list[pl.Expr]:
        """For each rule, whether all rows keep it; a rule says nothing of a row for which it is null."""
        rules = cls._validation_rules(with_cast=False)
        return [rule.expr.all().alias(name) for name, rule in rules.items()]


def _shaped(df: pl.DataFrame, schema: pl.Schema, *, cast: bool) -> pl.DataFrame | None:
    """The columns of the contract in its order and types; null where that is not to be had."""
    if not schema.keys() <= df.schema.keys():
        return None
    wrong = [name for name, dtype in schema.items() if df.schema[name] != dtype]
    if wrong and not cast:
        return None
    try:
        return df.select(pl.col(name).cast(schema[name]) if name in wrong else name for name in schema)
    except pl.exceptions.PolarsError:
        return None
