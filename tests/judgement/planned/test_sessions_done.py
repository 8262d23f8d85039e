"""Of what a share was done: planned sessions or sets, else the days a week that are meant."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import polars as pl
import pytest

from analysis.judgement.case import CurrentPhase
from analysis.judgement.planned import sessions_done
from analysis.judgement.planned.share_done import ShareDone
from analysis.settings import ClientSettings

FIRST = date(2026, 1, 5)
SESSIONS = pl.DataFrame({"performed_on": [FIRST + timedelta(days=day) for day in range(-1, 70, 3)]})
"""Every third day."""


def done(
    sets_pct: float | None = None, days: int | None = None, origin: Literal["plan", "log"] = "plan"
) -> ShareDone | None:
    running = CurrentPhase(
        style="strength",
        starts_on=FIRST,
        as_of=FIRST + timedelta(days=55),
        ends_on=None,
        origin=origin,
    )
    held = pl.DataFrame(
        {"starts_on": [FIRST], "sessions_pct": [75.0], "sets_pct": [sets_pct]},
        schema_overrides={"sets_pct": pl.Float64},
    )
    return sessions_done.of(held, SESSIONS, running, ClientSettings(days_per_week=days))


@pytest.mark.parametrize(("sets_pct", "pct", "of"), [
    (None, 75.0, "the planned sessions"), (90.0, 75.0, "the planned sessions"), (60.0, 60.0, "the planned sets"),
])  # fmt: skip
def test_of_a_plan_the_lesser_share_counts_under_its_own_name(
    sets_pct: float | None, pct: float, of: str
) -> None:
    assert done(sets_pct) == ShareDone(pct=pct, of=of)


def test_without_a_plan_days_a_week_are_held_against_and_named() -> None:
    """Days 2, 5 to 53 are eighteen sessions, of thirty-two."""
    assert done(days=4, origin="log") == ShareDone(pct=56.25, of="the sessions that 4 days a week make")
    assert done(days=1, origin="log") == ShareDone(pct=100.0, of="the sessions that 1 day a week makes")
    assert done(origin="log") is None
