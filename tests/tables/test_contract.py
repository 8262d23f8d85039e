"""A contract asked in passing: what it gives is what dataframely itself gives."""

from __future__ import annotations

from typing import Any

import dataframely as dy
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tables.test_contracts import GOOD, frame

from analysis import tables
from analysis.tables import Ledger, Sets, Sources
from analysis.tables.contract import Contract

ODD: dict[type[pl.DataType], list[Any]] = {
    pl.String: [None, "", "a", "used", "kg"],
    pl.Enum: [None],
    pl.Int16: [None, -1, 0, 1],
    pl.Int32: [None, -1, 0, 1],
    pl.Int64: [None, -1, 0, 1, 2, 3],
    pl.Float64: [None, -1.0, 0.0, 5.0, 1e12, float("nan"), float("inf")],
    pl.Boolean: [None, True],
}
"""Values of which some keep a contract and some break it."""


def told(of: Any, table: pl.DataFrame, *, cast: bool) -> pl.DataFrame | tuple[type[Exception], str]:
    """What a contract gives for a frame: the rows, or its error in words."""
    try:
        found: pl.DataFrame = of.validate(table, cast=cast)
    except (dy.exc.ValidationError, dy.exc.SchemaError, pl.exceptions.PolarsError) as err:
        return type(err), str(err)
    return found


@st.composite
def frames(draw: st.DrawFn) -> tuple[type[Contract], pl.DataFrame]:
    """A table's good rows, a few values of which are swapped, its columns perhaps in another order or of another type."""
    schema = draw(st.sampled_from(sorted(GOOD, key=lambda each: each.__name__)))
    rows: list[dict[str, Any]] = [{} for _ in range(draw(st.integers(0, 3)))]
    for row in rows:
        for _ in range(draw(st.integers(0, 2))):
            name = draw(st.sampled_from(schema.column_names()))
            pool = ODD.get(type(schema.columns()[name].dtype))
            if pool is not None:
                row[name] = draw(st.sampled_from(pool))
    made = frame(schema, *rows) if rows else schema.create_empty()
    if draw(st.booleans()):
        made = made.select(draw(st.permutations(made.columns)))
    if draw(st.booleans()):
        made = made.with_columns(pl.lit(1).alias("beside"))
    if draw(st.integers(0, 3)) == 0:
        made = made.with_columns(pl.col(draw(st.sampled_from(schema.column_names()))).cast(pl.String))
    if draw(st.integers(0, 9)) == 0:
        made = made.drop(draw(st.sampled_from(schema.column_names())))
    return schema, made  # type: ignore[return-value]  # every table is one


@given(made=frames(), cast=st.booleans())
@settings(max_examples=300)
def test_a_contract_gives_what_dataframely_gives(
    *, made: tuple[type[Contract], pl.DataFrame], cast: bool
) -> None:
    schema, table = made
    ours, theirs = told(schema, table, cast=cast), told(super(Contract, schema), table, cast=cast)
    assert type(ours) is type(theirs)
    if isinstance(ours, pl.DataFrame) and isinstance(theirs, pl.DataFrame):
        assert ours.equals(theirs)
        assert ours.schema == theirs.schema
    else:
        assert ours == theirs


@pytest.mark.parametrize(
    "table", [*tables.STORED, *tables.MEASURED, *tables.JUDGED], ids=lambda t: t.__name__
)
def test_every_table_is_asked_so(table: type[dy.Schema]) -> None:
    assert issubclass(table, Contract)
    assert table._asked()
    loose = (
        dy.Integer,
        dy.Float,
        dy.Decimal,
        dy.Struct,
        dy.Any,
    )  # several types keep these, of which one is asked for
    assert not [name for name, column in table.columns().items() if isinstance(column, loose)]
    assert table.create_empty().equals(super(Contract, table).create_empty())
    assert table.create_empty().schema == super(Contract, table).create_empty().schema


def test_an_empty_table_is_made_anew_for_each_who_asks() -> None:
    first = Sets.create_empty()
    first.insert_column(0, pl.Series("beside", [], dtype=pl.Int8))
    assert "beside" not in Sets.create_empty().columns
    assert Sets.create_empty(lazy=True).collect().columns == Sets.column_names()


def test_a_lazy_frame_is_checked_when_it_is_collected() -> None:
    good, wrong = frame(Sources, {}), frame(Sources, {"lines": 4})
    assert Sources.validate(good.lazy()).collect().equals(good)
    with pytest.raises(pl.exceptions.ComputeError, match="every_line_is_accounted_for"):
        Sources.validate(wrong.lazy()).collect()


def test_rows_that_keep_it_are_given_and_those_that_do_not_are_none() -> None:
    kept = Ledger.kept_by(frame(Ledger, {}).with_columns(pl.col("line").cast(pl.Int32)), cast=True)
    assert kept is not None
    assert kept.schema == Ledger.create_empty().schema
    assert Ledger.kept_by(frame(Ledger, {"status": "rejected", "text": "x"})) is None
    assert Ledger.kept_by(frame(Ledger, {}).drop("line")) is None


def test_a_text_that_is_no_number_is_not_taken_for_nothing() -> None:
    worded = frame(Sets, {}).with_columns(rest_s=pl.lit("a minute"))
    assert Sets.kept_by(worded, cast=True) is None
    with pytest.raises(dy.exc.ValidationError, match="dtype"):
        Sets.validate(worded, cast=True)


def test_a_rule_that_says_nothing_of_a_row_is_no_reason_to_look_closer() -> None:
    assert Sets.kept_by(frame(Sets, {"rir": None, "load_kg": None})) is not None


def test_a_contract_without_rules_is_kept() -> None:
    class Loose(Contract):
        a = dy.Int64(nullable=True)

    assert Loose.validate(pl.DataFrame({"a": [1, None]})).height == 2
