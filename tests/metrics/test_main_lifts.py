from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from analysis.metrics import graded, main_lifts, sessions
from analysis.tables import LiftSessions, Sets

Row = dict[str, Any]
MakeSets = Callable[[list[Row]], dy.DataFrame[Sets]]


@pytest.fixture
def trained(make_sets: MakeSets, lifts: pl.DataFrame) -> dy.DataFrame[LiftSessions]:
    rows: list[Row] = [{"on": date(2026, 1, day), "exercise": lift} for lift, days in
            (("squat", (5, 6)), ("bench", (5, 6, 7)), ("db_bench", (5, 6, 7, 8)), ("pull_up", (5,))) for day in days]  # fmt: skip
    rows.append({"exercise": None, "lift": "Log press", "on": date(2026, 1, 9)})
    return sessions.lift_sessions(graded.grade(make_sets(rows), catalogue=lifts))


def test_without_a_choice_the_main_lifts_by_sessions(
    trained: dy.DataFrame[LiftSessions], lifts: pl.DataFrame
) -> None:
    # Dumbbell bench is no main lift; the pull-up has no e1RM without a bodyweight.
    assert main_lifts.main_lifts(trained, catalogue=lifts) == ["bench", "squat"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (["squat", "db_bench"], ["squat", "db_bench"]),
        (["Dumbbell Bench Press", "squat", "Squat"], ["db_bench", "squat"]),
        (["Log press"], ["Log press"]),
        (["overhead press", "squat"], ["squat"]),
        (["overhead press"], ["bench", "squat"]),
    ],
)
def test_the_clients_choice_comes_first(
    trained: dy.DataFrame[LiftSessions], lifts: pl.DataFrame, chosen: list[str], expected: list[str]
) -> None:
    assert main_lifts.main_lifts(trained, chosen=chosen, catalogue=lifts) == expected


def test_what_is_trained_now_comes_before_an_old_favourite(make_sets: MakeSets, lifts: pl.DataFrame) -> None:
    old: list[Row] = [{"on": date(2025, 1, day), "exercise": "squat"} for day in range(1, 20)]
    new: list[Row] = [{"on": date(2026, 1, day), "exercise": "bench"} for day in (5, 7)]
    both = sessions.lift_sessions(graded.grade(make_sets(old + new), catalogue=lifts))
    assert main_lifts.main_lifts(both, catalogue=lifts) == ["bench"]


def test_without_any_main_lift_the_most_trained_lifts_are_spoken_of(
    make_sets: MakeSets, lifts: pl.DataFrame
) -> None:
    rows: list[Row] = [{"on": date(2026, 1, day), "exercise": "db_bench"} for day in (5, 7)]
    only = sessions.lift_sessions(graded.grade(make_sets(rows), catalogue=lifts))
    assert main_lifts.main_lifts(only, catalogue=lifts) == ["db_bench"]
