"""What was done of each lift that a plan names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import dataframely as dy
import polars as pl

from analysis.judgement.planned import planned_lifts
from analysis.tables import GradedSets, Plan, PlanDays, PlanSets

MONDAY = date(2026, 1, 5)
Make = Callable[[list[dict[str, Any]]], dy.DataFrame[GradedSets]]
Rows = list[dict[str, Any]]


def table(schema: type[dy.Schema], rows: Rows) -> Any:
    return schema.validate(pl.DataFrame(rows, schema=schema.create_empty().schema))


def squats(day: int, sets: int, **other: Any) -> Rows:
    return [{"on": MONDAY + timedelta(days=day), **other} for _ in range(sets)]


def of(make: Make, done: Rows, *, as_of: int) -> Rows:
    """Two weeks of three squats each Monday and two calf raises each Friday, held against what was done."""
    key = {"client": "ana", "phase": 1}
    named = [("monday", "back_squat_barbell", 3), ("friday", "Calves", 2)]
    plan = key | {"style": "strength", "starts_on": MONDAY, "ends_on": MONDAY + timedelta(days=13)}
    found = planned_lifts.of(
        make(done), table(Plan, [plan]), table(PlanDays, [key | {"weekday": on, "sets": n} for on, _, n in named]),
        table(PlanSets, [
            key | {"weekday": on, "place": 1, "set_number": at, "exercise_planned": lift, "lift": lift, "reps_low": 5, "reps_high": 5}
            for on, lift, n in named for at in range(1, n + 1)
        ]),
        as_of=MONDAY + timedelta(days=as_of),
    )  # fmt: skip
    return found.to_dicts()


def row(lift: str, planned: int, done: float) -> dict[str, Any]:
    return {
        "phase": 1,
        "lift": lift,
        "sets_planned": planned,
        "sets_done": done,
        "sets_pct": 100 * done / planned,
    }


def test_only_the_days_that_have_come_are_counted(make_graded: Make) -> None:
    assert of(make_graded, squats(0, 3), as_of=0) == [row("back_squat_barbell", 3, 3)]
    assert of(make_graded, squats(0, 3), as_of=7) == [row("Calves", 2, 0), row("back_squat_barbell", 6, 3)]


def test_more_in_one_week_makes_up_for_no_other_and_a_day_may_move(make_graded: Make) -> None:
    assert of(make_graded, squats(0, 5), as_of=13)[1] == row("back_squat_barbell", 6, 3)
    assert of(make_graded, [*squats(0, 3), *squats(9, 2)], as_of=13)[1] == row("back_squat_barbell", 6, 5)


def test_a_row_of_one_side_is_half_a_set(make_graded: Make) -> None:
    assert of(make_graded, squats(0, 3, side="left"), as_of=3)[0] == row("back_squat_barbell", 3, 1.5)


def test_nothing_planned_by_name_gives_no_row(make_graded: Make) -> None:
    empty = PlanSets.create_empty()
    found = planned_lifts.of(
        make_graded(squats(0, 3)), Plan.create_empty(), PlanDays.create_empty(), empty, as_of=MONDAY
    )
    assert found.is_empty()
