from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.importers import numbers


def read(text: str | None, decimal: numbers.Decimal = ".") -> float | None:
    value = pl.select(numbers.read(pl.lit(text, pl.String), decimal=decimal)).item()
    assert value is None or isinstance(value, float)
    return value


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("100", ".", 100), (" 62.5 ", ".", 62.5), ("-20", ".", -20), ("1,250.5", ".", 1250.5), ("1 250", ".", 1250),
        ("1'250", ".", 1250), ("62,5", ",", 62.5), ("1.250,5", ",", 1250.5), ("1\u202f250,5", ",", 1250.5),
        ("0", ".", 0), ("0.0", ".", 0), ("1e2", ".", 100),
        ("8O", ".", None), ("inf", ".", None), ("nan", ".", None), ("1e999", ".", None), ("1,2,3", ",", None), ("", ".", None),
        ("62.5", ",", 62.5),  # a dot that groups nothing is a point
    ],
)  # fmt: skip
def test_a_number_is_read_with_its_decimal_sign(
    text: str, decimal: numbers.Decimal, expected: float | None
) -> None:
    assert read(text, decimal) == expected


@pytest.mark.parametrize(
    ("column", "sign"),
    [
        (["17,5", "100"], ","), (["1.250,5"], ","), (["82,4 kg"], ","), (["100", "60"], "."), (["1,250"], "."),
        (["1,250.5"], "."), (["62.5"], "."), ([None], "."),
    ],
)  # fmt: skip
def test_a_column_tells_its_decimal_sign(column: list[str | None], sign: str) -> None:
    assert numbers.decimal_sign(pl.Series(column, dtype=pl.String)) == sign


def test_one_column_with_a_comma_decides_for_the_file() -> None:
    assert numbers.decimal_sign(pl.Series(["100"]), pl.Series(["8,5"])) == ","


@pytest.mark.parametrize("text", ["", "-", "NA", "null", "None", "nan", None])
def test_what_exports_write_for_nothing_is_missing_and_not_bad(text: str | None) -> None:
    frame = pl.select(
        missing=numbers.is_missing(pl.lit(text, pl.String)), bad=numbers.is_bad(pl.lit(text, pl.String))
    )
    assert frame.row(0) == (True, False)


def test_zero_is_a_number_and_never_missing() -> None:
    frame = pl.select(missing=numbers.is_missing(pl.lit("0")), bad=numbers.is_bad(pl.lit("0")))
    assert frame.row(0) == (False, False)


@given(value=st.floats(-2000, 2000).map(lambda x: round(x, 2)))
@settings(max_examples=100, deadline=None)
def test_either_decimal_sign_gives_the_same_number(value: float) -> None:
    text = f"{value:.2f}"
    assert read(text, ".") == value
    assert read(text.replace(".", ","), ",") == value
