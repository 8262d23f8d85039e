"""The curve that a lifter's sets are read with: theirs where sets tell it, lifters' at large where not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from analysis.metrics import graded
from analysis.tables import GradedSets, Sets

Row = dict[str, Any]
Grade = Callable[[list[Row]], dy.DataFrame[GradedSets]]
K0, OWN_K = 0.036, 0.050
MONDAY = date(2026, 1, 5)


@pytest.fixture
def grade(make_sets: Callable[[list[Row]], dy.DataFrame[Sets]], lifts: pl.DataFrame) -> Grade:
    return lambda rows: graded.grade(make_sets(rows), catalogue=lifts)


def trained(reps_by_day: dict[int, float], *, weeks: int = 16, k: float = OWN_K) -> list[Row]:
    """Three sets to failure of a maximum of 150 kg on each of these days of every week."""
    return [
        {"on": MONDAY + timedelta(weeks=week, days=day), "reps": reps, "rir": 0.0, "load_kg": 150 / (1 + k * (reps - 1))}
        for week in range(weeks) for day, reps in reps_by_day.items() for _ in range(3)
    ]  # fmt: skip


def test_heavy_and_light_days_of_one_lifter_come_nearer_to_one_maximum(grade: Grade) -> None:
    found = grade(trained({0: 3.0, 3: 10.0}))
    by_reps = dict(found.group_by("reps").agg(pl.col("e1rm_kg").mean()).iter_rows())
    as_lifters_at_large = 1 + K0 * 9, 1 + K0 * 2
    apart_at_first = (as_lifters_at_large[0] / (1 + OWN_K * 9)) / (as_lifters_at_large[1] / (1 + OWN_K * 2))
    assert apart_at_first < 0.95
    assert by_reps[10.0] / by_reps[3.0] == pytest.approx(1.0, abs=0.025)
    assert found["k"].unique().to_list() == [pytest.approx(0.0450, rel=0.03)]
    assert found["k_log_sd"][0] < 0.2


@pytest.mark.parametrize(
    "rows",
    [trained({0: 5.0}), trained({0: 5.0, 3: 7.0}), trained({0: 3.0, 3: 10.0}, weeks=1)[:5]],
    ids=["one rep range", "two reps apart", "five sets"],
)
def test_sets_that_say_nothing_leave_the_curve_of_lifters_at_large(grade: Grade, rows: list[Row]) -> None:
    found = grade(rows)
    assert found["k"].unique().to_list() == [K0]
    assert found["k_log_sd"].unique().to_list() == [0.28]


def test_only_the_first_three_sets_of_a_session_teach(grade: Grade) -> None:
    """Later ones are tired, and a lifter who does many would seem to have another curve."""
    rows = trained({0: 3.0, 3: 10.0})
    tired = [row | {"load_kg": 0.8 * row["load_kg"]} for row in rows]
    both = [
        row
        for number in range(0, len(rows), 3)
        for row in (*rows[number : number + 3], *tired[number : number + 3])
    ]
    assert grade(both)["k"][0] == pytest.approx(grade(rows)["k"][0])


def test_a_lift_without_a_curve_gets_none(grade: Grade) -> None:
    found = grade([row | {"exercise": "ab_wheel"} for row in trained({0: 3.0, 3: 10.0})])
    assert found["k"].null_count() == found["k_log_sd"].null_count() == found.height
