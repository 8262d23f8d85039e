from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar

import dataframely as dy
import polars as pl
import pytest

from analysis.judgement import current
from analysis.judgement.case import CurrentPhase
from analysis.judgement.thresholds import Thresholds
from analysis.tables import Adherence, Phases, Plan

Schema = TypeVar("Schema", bound=dy.Schema)
MONDAY = date(2026, 8, 3)
AS_OF = date(2026, 10, 31)
"""A Saturday: the week it lies in ends on 1 November."""


def plan(*rows: dict[str, Any]) -> dy.DataFrame[Plan]:
    usual = {"client": "x", "name": None, "days_per_week": 3} | dict.fromkeys(
        ("reps_low", "reps_high", "rest_low_s", "rest_high_s")
    )
    made = [usual | {"phase": place} | row for place, row in enumerate(rows, start=1)]
    return made_of(Plan, made)


def adherence(*style_pct: float | None) -> dy.DataFrame[Adherence]:
    usual = {
        "style": "strength", "starts_on": MONDAY, "ends_on": AS_OF, "weeks": 4.0, "sessions_done": 9,
        "overall": "done",
    }  # fmt: skip
    return made_of(
        Adherence, [usual | {"phase": p, "style_pct": pct} for p, pct in enumerate(style_pct, start=1)]
    )


def phases(*spans: tuple[str, date, date]) -> dy.DataFrame[Phases]:
    rows = [
        {
            "phase": place, "starts_on": start, "ends_on": end, "weeks": 4, "trained_weeks": 4, "deload_weeks": 0,
            "gap_weeks": 0, "label": label, "p_label": 1.0, "style": 0.5, "undulating": False, "after_layoff": False,
        }
        for place, (label, start, end) in enumerate(spans, start=1)
    ]  # fmt: skip
    return made_of(Phases, rows)


def made_of(schema: type[Schema], rows: list[dict[str, Any]]) -> dy.DataFrame[Schema]:
    types = schema.create_empty().schema
    return schema.validate(
        pl.DataFrame([{name: row.get(name) for name in types} for row in rows], schema=types)
    )


def of(
    phases: dy.DataFrame[Phases],
    plan: dy.DataFrame[Plan],
    adherence: dy.DataFrame[Adherence],
    on: date = AS_OF,
) -> CurrentPhase | None:
    return current.of(phases, plan, adherence, as_of=on, thresholds=Thresholds())


STRENGTH = {
    "style": "strength",
    "name": "Base",
    "starts_on": date(2026, 10, 5),
    "ends_on": date(2026, 11, 15),
}
LOGGED = ("hypertrophy", date(2026, 8, 3), date(2026, 11, 1))


def test_a_planned_phase_that_is_followed_is_the_phase() -> None:
    assert of(phases(LOGGED), plan(STRENGTH), adherence(70.0)) == CurrentPhase(
        style="strength",
        starts_on=date(2026, 10, 5),
        as_of=AS_OF,
        ends_on=date(2026, 11, 15),
        origin="plan",
        name="Base",
    )


@pytest.mark.parametrize("followed", [69.0, None])
def test_where_the_plan_is_not_followed_the_log_has_the_word(followed: float | None) -> None:
    assert of(phases(LOGGED), plan(STRENGTH), adherence(followed)) == CurrentPhase(
        style="hypertrophy", starts_on=date(2026, 8, 3), as_of=AS_OF, ends_on=None, origin="log"
    )


@pytest.mark.parametrize(("days", "origin"), [(12, "plan"), (13, "log")])
def test_a_planned_phase_is_believed_unseen_in_its_first_two_weeks(days: int, origin: str) -> None:
    young = STRENGTH | {"starts_on": AS_OF - timedelta(days=days)}
    running = of(phases(LOGGED), plan(young), adherence(0.0))
    assert running is not None
    assert running.origin == origin


def test_a_planned_deload_is_the_phase_whatever_the_log_says() -> None:
    easy = STRENGTH | {"style": "deload", "starts_on": AS_OF - timedelta(days=20)}
    running = of(phases(LOGGED), plan(easy), adherence(None))
    assert running is not None
    assert (running.style, running.origin) == ("deload", "plan")


def test_of_plans_that_overlap_the_later_holds() -> None:
    other = STRENGTH | {"style": "combination", "starts_on": date(2026, 10, 12)}
    running = of(phases(LOGGED), plan(other, STRENGTH), adherence(100.0, 100.0))
    assert running is not None
    assert running.style == "combination"


def test_a_day_that_no_plan_covers_has_the_logs_last_phase() -> None:
    over = STRENGTH | {"ends_on": AS_OF - timedelta(days=1)}
    running = of(phases(("strength", MONDAY, date(2026, 9, 6)), LOGGED), plan(over), adherence(100.0))
    assert running is not None
    assert (running.style, running.origin) == ("hypertrophy", "log")


@pytest.mark.parametrize(("on", "is_over"), [(date(2026, 11, 14), False), (date(2026, 11, 15), True)])
def test_the_logs_last_phase_is_over_after_a_layoff(on: date, is_over: bool) -> None:  # noqa: FBT001 - a table's column
    running = of(phases(LOGGED), plan(), adherence(), on)
    assert (running is None) is is_over


def test_a_phase_that_has_ended_is_judged_up_to_its_end() -> None:
    running = of(phases(LOGGED), plan(), adherence(), date(2026, 11, 8))
    assert running is not None
    assert running.as_of == date(2026, 11, 1)
    assert running.weeks == 13


def test_a_plan_that_covers_the_day_is_all_there_is_where_nothing_was_trained() -> None:
    running = of(phases(), plan(STRENGTH), adherence(None))
    assert running is not None
    assert running.origin == "plan"
    long_ago = phases(("hypertrophy", MONDAY, date(2026, 9, 6)))
    assert of(long_ago, plan(STRENGTH), adherence(None)) == running


def test_no_plan_and_no_log_is_no_phase() -> None:
    assert of(phases(), plan(), adherence()) is None


def test_a_phase_that_starts_after_the_day_is_not_current() -> None:
    assert of(phases(LOGGED), plan(), adherence(), date(2026, 8, 2)) is None
