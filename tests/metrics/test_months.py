from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from analysis.metrics import graded, months, sessions, working
from analysis.tables import MonthCompared, Sets

Row = dict[str, Any]
MakeSets = Callable[[list[Row]], dy.DataFrame[Sets]]
Compare = Callable[..., dict[str, tuple[Any, ...]]]


@pytest.fixture
def compare(make_sets: MakeSets, lifts: pl.DataFrame) -> Compare:
    def of(rows: list[Row], **settings: Any) -> dict[str, tuple[Any, ...]]:
        done = graded.grade(make_sets(rows), catalogue=lifts)
        found: dy.DataFrame[MonthCompared] = months.compare(
            done, sessions.lift_sessions(done), catalogue=lifts, **settings
        )
        return {name: (this, last, change) for name, this, last, change in found.iter_rows()}

    return of


ROWS: list[Row] = [
    *({"on": date(2025, 12, day)} for day in (3, 10)),
    *({"on": date(2026, 1, day)} for day in (7, 14, 21)),
    {"on": date(2026, 2, 4), "load_kg": 112.0},
]


def test_this_month_beside_the_last_across_new_year(compare: Compare) -> None:
    found = compare(ROWS, month_start=date(2026, 1, 1))
    assert found["sessions"] == (3, 2, pytest.approx(50))
    assert found["tonnage_kg"] == (1500, 1000, pytest.approx(50))
    assert found["heavy_share_pct"] == (100, 100, 0)
    assert found["median_rest_s"] == (None, None, None)
    assert found["volume_share_pct"] == (0, 0, None)


def test_nothing_after_the_month_is_looked_at(compare: Compare) -> None:
    found = compare(ROWS, month_start=date(2026, 1, 1))
    assert found["e1rm_kg:squat"] == (pytest.approx(121.6), pytest.approx(121.6), pytest.approx(0, abs=1e-9))


def test_a_month_without_training_is_not_known_rather_than_zero(compare: Compare) -> None:
    found = compare(ROWS, month_start=date(2025, 12, 1))
    assert found["sessions"] == (2, None, None)


def test_the_measures_keep_their_names_and_order(compare: Compare) -> None:
    found = compare(ROWS, month_start=date(2026, 1, 1), lifts=["squat", "bench"])
    assert list(found) == [*months.MEASURES, "e1rm_kg:squat", "e1rm_kg:bench"]
    assert found["e1rm_kg:bench"] == (None, None, None)


def test_working_weights_are_weights_that_were_lifted(make_sets: MakeSets, lifts: pl.DataFrame) -> None:
    january: list[Row] = [
        {"on": date(2026, 1, 7), "load_kg": load, "reps": reps, "rir": rir}
        for load, reps, rir in ((100.0, 5.0, 2.0), (105.0, 5.0, None), (110.0, 4.0, 1.0), (112.5, 3.0, 1.0))
    ]
    december: list[Row] = [
        {"on": date(2025, 12, 1), "load_kg": 95.0},
        {"on": date(2025, 11, 30), "load_kg": 10.0},
    ]
    warm: list[Row] = [{"on": date(2026, 1, 7), "load_kg": 60.0, "kind": "warm_up"}]
    done = graded.grade(make_sets([*january, *december, *warm]), catalogue=lifts)
    (row,) = working.working_weights(done, month=(date(2026, 1, 1), date(2026, 1, 31))).iter_rows(named=True)
    assert (row["load_low_kg"], row["load_median_kg"], row["load_high_kg"]) == (100, 105, 112.5)
    assert (row["sessions"], row["work_sets"], row["reps_median"], row["rir_median"]) == (1, 4, 4.5, 1.0)
    assert row["before_median_kg"] == 95
