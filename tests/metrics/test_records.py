from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from analysis.metrics import graded, records
from analysis.tables import Records, Sets

Row = dict[str, Any]
MakeSets = Callable[[list[Row]], dy.DataFrame[Sets]]
Measure = Callable[[list[Row]], dy.DataFrame[Records]]
WEIGHS_80 = pl.DataFrame({"on": [date(2025, 1, 1)], "bodyweight_kg": [80.0]})


@pytest.fixture
def measure(make_sets: MakeSets, lifts: pl.DataFrame) -> Measure:
    """Records of rows one a day, in the order given."""

    def of(rows: list[Row]) -> dy.DataFrame[Records]:
        dated = [{"on": date(2026, 1, 1) + timedelta(days=day), **row} for day, row in enumerate(rows)]
        return records.records(
            graded.grade(make_sets(dated), bodyweight=WEIGHS_80, catalogue=lifts), catalogue=lifts
        )

    return of


def beaten(found: dy.DataFrame[Records], record: str) -> list[tuple[int, float, float | None]]:
    """Day of January, value and previous of each record of a kind."""
    rows = found.filter(pl.col("record") == record).select(pl.col("on").dt.day(), "value", "previous")
    return [tuple(row) for row in rows.iter_rows()]


def test_the_first_time_has_no_previous(measure: Measure) -> None:
    found = measure([{}])
    assert found["record"].to_list() == ["e1rm", "load", "reps_at_load"]
    assert found["previous"].to_list() == [None, None, None]


def test_a_load_is_beaten_by_a_heavier_one_only(measure: Measure) -> None:
    found = measure([{"load_kg": load} for load in (100.0, 100.0, 95.0, 102.5, 102.5, 101.0, 105.0)])
    assert beaten(found, "load") == [(1, 100, None), (4, 102.5, 100), (7, 105, 102.5)]


def test_reps_count_at_the_same_load(measure: Measure) -> None:
    found = measure([{"reps": reps} for reps in (5.0, 6.0, 6.0, 4.0, 8.0)])
    assert beaten(found, "reps_at_load") == [(1, 5, None), (2, 6, 5), (5, 8, 6)]


def test_more_reps_are_no_record_after_as_many_at_a_heavier_load(measure: Measure) -> None:
    found = measure([{"reps": 5.0}, {"load_kg": 110.0, "reps": 8.0}, {"reps": 7.0}, {"reps": 9.0}])
    assert beaten(found, "reps_at_load") == [(1, 5, None), (4, 9, 7)]


def test_a_pull_up_without_load_has_rep_records(measure: Measure) -> None:
    found = measure([{"exercise": "pull_up", "load_kg": None, "reps": reps} for reps in (8.0, 9.0)])
    assert beaten(found, "reps_at_load") == [(1, 8, None), (2, 9, 8)]
    assert found.filter(pl.col("record") == "reps_at_load")["load_kg"].to_list() == [None, None]


def gaining(make_sets: MakeSets, lifts: pl.DataFrame, rows: list[Row]) -> dy.DataFrame[Records]:
    """Records of pull-ups, one session a day, by a client who gains a kilogram a day."""
    days = [date(2026, 1, 1) + timedelta(days=day) for day in range(len(rows))]
    weights = pl.DataFrame({"on": days, "bodyweight_kg": [80.0 + day for day in range(len(rows))]})
    dated = [
        {"on": on, "exercise": "pull_up", "load_kg": None, "reps": 8.0, **row}
        for on, row in zip(days, rows, strict=True)
    ]
    done = graded.grade(make_sets(dated), bodyweight=weights, catalogue=lifts)
    return records.records(done, catalogue=lifts)


def test_bodyweight_alone_sets_no_record(make_sets: MakeSets, lifts: pl.DataFrame) -> None:
    assert [day for day, _, _ in beaten(gaining(make_sets, lifts, [{}, {}, {}, {}]), "e1rm")] == [1]


@pytest.mark.parametrize("better", [{"reps": 9.0}, {"load_kg": 2.5}])
def test_more_reps_or_more_load_at_any_bodyweight_set_one(
    make_sets: MakeSets, lifts: pl.DataFrame, better: Row
) -> None:
    found = beaten(gaining(make_sets, lifts, [{}, {}, better]), "e1rm")
    # The estimate before is that of the day before: 81 kg at n 10, 81 x (1 + .033 x 9).
    assert [(day, previous) for day, _, previous in found] == [(1, None), (3, pytest.approx(81 * 1.297))]


def test_a_day_names_its_best_set(measure: Measure) -> None:
    day = date(2026, 3, 1)
    found = measure([{"on": day, "reps": 3.0}, {"on": day, "load_kg": 95.0, "reps": 8.0, "rir": 0.0}])
    best = found.filter(pl.col("record") == "e1rm").row(0, named=True)
    assert (best["value"], best["source_line"]) == (pytest.approx(95 * 1.252), 2)


def test_warm_ups_and_doubtful_loads_set_no_record(measure: Measure) -> None:
    found = measure([{}, {"kind": "warm_up", "load_kg": 120.0}, {}, {}, {"load_kg": 900.0}, {}])
    assert beaten(found, "load") == [(1, 100, None)]
