from __future__ import annotations

import polars as pl
import pytest

from analysis import units


def test_a_pound_is_the_international_pound() -> None:
    assert units.KG_PER_LB == 0.45359237


@pytest.mark.parametrize(("unit", "kg"), [("kg", 100.0), ("lb", 45.359237), ("stone", None), (None, None)])
def test_a_weight_becomes_kilograms_or_is_not_known(unit: str | None, kg: float | None) -> None:
    found = pl.select(units.kg_from(pl.lit(100.0), pl.lit(unit, pl.String))).item()
    assert found == (kg if kg is None else pytest.approx(kg))


@pytest.mark.parametrize(
    ("unit", "metres"),
    [("m", 2.0), ("km", 2000.0), ("mi", 3218.688), ("ft", 0.6096), ("yd", 1.8288), ("kg", None)],
)
def test_a_distance_becomes_metres_or_is_not_known(unit: str, metres: float | None) -> None:
    found = pl.select(units.metres_from(pl.lit(2.0), pl.lit(unit))).item()
    assert found == (metres if metres is None else pytest.approx(metres))


def test_a_weight_that_is_not_known_stays_so() -> None:
    assert pl.select(units.kg_from(pl.lit(None, pl.Float64), pl.lit("lb"))).item() is None
