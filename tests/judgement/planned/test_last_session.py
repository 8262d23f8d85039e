"""A block that is planned and done is as long as it was planned, whichever day one looks from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from analysis.judgement import course
from analysis.judgement.case import CurrentPhase, Log
from analysis.judgement.rate import gate
from analysis.judgement.thresholds import Thresholds
from analysis.settings import ClientSettings

FIRST = date(2026, 1, 5)
"""A Monday."""
FRIDAY = FIRST + timedelta(weeks=4, days=-3)
SUNDAY = FIRST + timedelta(weeks=4, days=-1)
DAYS = tuple({"weekday": day} for day in ("monday", "wednesday", "friday"))
Running = Callable[..., CurrentPhase]


@pytest.fixture(scope="module")
def running(trained: Callable[..., Log], sessions_of: dict[str, Any]) -> Running:
    """The phase that the log's last day lies in: four planned weeks, trained on so many days of each."""

    def of(
        as_of: date, *, days: Sequence[int] = (0, 2, 4), weeks: int = 4, first_on: date | None = None,
        ended: bool = False, **planned: Any
    ) -> CurrentPhase:  # fmt: skip
        phase = {"style": "strength", "starts_on": FIRST, "ends_on": SUNDAY} | planned
        client = ClientSettings.model_validate({"phase": [phase]})
        log = trained(sessions_of["heavy"], weeks=weeks, days=days, as_of=as_of, client=client)
        found = course.case_of(log, first_on=first_on, ended_on=as_of if ended else None).current
        assert found is not None
        return found

    return of


@pytest.mark.parametrize("planned", [{"days_per_week": 3}, {"day": DAYS}])
def test_with_the_last_planned_session_done_a_four_week_block_is_over_and_four_weeks(
    running: Running, planned: dict[str, Any]
) -> None:
    """What `judge` sees on its last training day is what a report sees at the month's end."""
    friday, sunday = running(FRIDAY, **planned), running(SUNDAY, **planned)
    assert (friday.origin, friday.as_of, friday.ends_on) == ("plan", FRIDAY, SUNDAY)
    assert [(each.over, each.ended, each.weeks) for each in (friday, sunday)] == [(True, True, 4.0)] * 2
    assert gate.why(None, friday, Thresholds()).startswith("No lift has")


def test_sessions_may_be_done_on_other_days_than_planned(running: Running) -> None:
    assert running(FRIDAY, days=(0, 1, 4), day=DAYS).over


def test_with_a_session_still_to_come_it_runs(running: Running) -> None:
    wednesday = running(FRIDAY - timedelta(days=2), days=(0, 2), days_per_week=3)
    assert (wednesday.over, wednesday.ended) == (False, False)
    assert wednesday.weeks == pytest.approx(24 / 7)
    assert gate.why(None, wednesday, Thresholds()).startswith("Only 3.4 weeks of this phase so far")


def test_an_unplanned_session_early_in_the_last_week_does_not_end_the_phase(running: Running) -> None:
    tuesday, thursday = FRIDAY - timedelta(days=3), FRIDAY - timedelta(days=1)
    assert not running(tuesday, days=(0, 1), days_per_week=2).over
    assert running(thursday, days=(0, 3), days_per_week=2).over


def test_a_week_before_the_last_is_not_the_end_however_much_was_done(running: Running) -> None:
    third = running(FRIDAY - timedelta(weeks=1), weeks=3, days_per_week=3)
    assert not third.over
    assert third.weeks == pytest.approx(19 / 7)


def test_where_nobody_says_what_is_planned_only_the_last_day_is_the_end(running: Running) -> None:
    assert [running(day).over for day in (FRIDAY, SUNDAY)] == [False, True]


@pytest.mark.parametrize("last_on", [FRIDAY, FRIDAY + timedelta(days=1)])
def test_a_block_whose_plan_ends_with_its_last_session_or_the_month_is_four_weeks_too(
    running: Running, last_on: date
) -> None:
    ended = running(last_on, ends_on=last_on)
    assert (ended.over, ended.weeks) == (True, 4.0)
    assert running(
        SUNDAY, ends_on=SUNDAY + timedelta(days=1), days=(0, 2, 4), day=DAYS
    ).weeks == pytest.approx(4.0)


def test_days_that_somebody_names_are_counted_as_they_are(running: Running) -> None:
    """The end of a phase is the planned one: a cut that suits makes no week whole."""
    cut = FRIDAY - timedelta(days=2)
    named = running(cut, days=(0, 2), first_on=FIRST, ended=True, days_per_week=3)
    assert (named.ended, named.over) == (True, False)
    assert named.weeks == pytest.approx(24 / 7)
    done = running(FRIDAY, first_on=FIRST, ended=True, days_per_week=3)
    assert (done.ends_on, done.over, done.weeks) == (SUNDAY, True, 4.0)


def test_a_phase_over_by_plan_is_never_shorter_than_its_days() -> None:
    phase = CurrentPhase(
        style="strength", starts_on=FIRST, as_of=SUNDAY, ends_on=SUNDAY, origin="plan", over=True
    )
    assert phase.weeks == 4.0
    longer = replace(phase, ends_on=SUNDAY + timedelta(days=2))
    assert longer.weeks == pytest.approx(30 / 7)
