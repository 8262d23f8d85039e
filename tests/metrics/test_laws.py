"""What holds for every metric."""

from __future__ import annotations

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analysis import metrics
from analysis.metrics import Log, Metric
from analysis.tables import MEASURED, Body, Sets

EVERY = pytest.mark.parametrize("metric", metrics.ALL, ids=lambda metric: metric.name)
NOT_LOADS = ("body_weeks",)


def scaled(log: Log, factor: float) -> Log:
    """The same log in heavier kilograms: loads, assistance and bodyweight."""
    loads = pl.col("load_kg", "assistance_kg") * factor
    weighed = pl.when(pl.col("measure") == "bodyweight_kg").then(pl.col("value") * factor).otherwise("value")
    return Log(
        Sets.validate(log.sets.with_columns(loads)), Body.validate(log.body.with_columns(value=weighed))
    )


def test_every_measured_table_has_a_metric() -> None:
    assert {metric.table for metric in metrics.ALL} == set(MEASURED)


@pytest.fixture(scope="module")
def of_year(year: Log) -> dict[str, pl.DataFrame]:
    """What every metric says of the sample, once."""
    return {metric.name: metric.of(year) for metric in metrics.ALL}


@EVERY
def test_the_sample_is_worth_testing_on(metric: Metric, of_year: dict[str, pl.DataFrame]) -> None:
    assert of_year[metric.name].height > 5


@EVERY
def test_what_comes_out_keeps_its_contract(metric: Metric, of_year: dict[str, pl.DataFrame]) -> None:
    assert metric.table.is_valid(of_year[metric.name])


@EVERY
def test_order_of_rows_does_not_matter(metric: Metric, year: Log, of_year: dict[str, pl.DataFrame]) -> None:
    shuffled = Log(
        Sets.validate(year.sets.sample(fraction=1, shuffle=True, seed=5)),
        Body.validate(year.body.sample(fraction=1, shuffle=True, seed=5)),
    )
    assert_frame_equal(of_year[metric.name], metric.of(shuffled), rel_tol=1e-12)


@EVERY
def test_nothing_in_is_nothing_out_with_the_same_schema(
    metric: Metric, of_year: dict[str, pl.DataFrame]
) -> None:
    empty = metric.of(Log(Sets.create_empty(), Body.create_empty()))
    assert empty.is_empty()
    assert empty.schema == of_year[metric.name].schema


@EVERY
def test_measuring_twice_gives_the_same_and_changes_no_input(
    metric: Metric, year: Log, of_year: dict[str, pl.DataFrame]
) -> None:
    sets, body = year.sets.clone(), year.body.clone()
    assert_frame_equal(of_year[metric.name], metric.of(year), check_exact=True)
    assert_frame_equal(year.sets, sets)
    assert_frame_equal(year.body, body)


@EVERY
@pytest.mark.parametrize("factor", [0.25])
def test_heavier_kilograms_scale_kilograms_and_nothing_else(
    metric: Metric, factor: float, year: Log, of_year: dict[str, pl.DataFrame]
) -> None:
    if metric.name in NOT_LOADS:
        return
    before, after = of_year[metric.name], metric.of(scaled(year, factor))
    expected = before.with_columns(pl.col(name) * factor for name in before.columns if name.endswith("_kg"))
    if "log_e1rm" in before.columns:
        expected = expected.with_columns(pl.col("log_e1rm") + pl.lit(factor).log())
    if metric.name == "records":
        in_kg = pl.col("record").is_in(["e1rm", "load"])
        scale = pl.when(in_kg).then(factor).otherwise(1.0)
        expected = expected.with_columns(pl.col("value", "previous") * scale)
    if metric.name == "month_compared":
        in_kg = pl.col("measure").str.contains("_kg")
        scale = pl.when(in_kg).then(factor).otherwise(1.0)
        expected = expected.with_columns(pl.col("this_month", "last_month") * scale)
    assert_frame_equal(after, expected, rel_tol=1e-9, abs_tol=1e-9)
