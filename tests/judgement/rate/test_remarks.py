"""Lifts without a load, for want of a bodyweight: named, with the remedy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from analysis.judgement import course
from analysis.judgement.case import CurrentPhase, Log
from analysis.judgement.rate import gate, remarks
from analysis.judgement.thresholds import Thresholds
from analysis.judgement.verdict import Verdict
from analysis.settings import ClientSettings

REMEDY = "Weigh in on three mornings a week."
BODY = ("dip_bodyweight", "pull_up_bodyweight", "push_up_bodyweight")
Judged = Callable[..., Verdict]


@pytest.fixture(scope="module")
def judged(trained: Callable[..., Log], done: type[Any]) -> Judged:
    """The verdict on eight weeks of these lifts, on three days."""

    def of(*lifts: str, **client: Any) -> Verdict:
        def session(_week: int, _place: int) -> list[Any]:
            return [done(lift, 3, 8, 60.0 if lift.endswith("barbell") else None, 2.0) for lift in lifts]

        found = course.of(trained(session, weeks=8, client=ClientSettings(**client))).case.verdict
        assert found is not None
        return found

    return of


def test_training_without_weights_is_told_that_a_bodyweight_is_what_it_lacks(judged: Judged) -> None:
    found = judged(*BODY)
    assert found.strength_why == (
        "No lift has 4 sessions with an estimated maximum in this phase: no bodyweight is on file, and Dip, Pull-up and"
        " Push-up need one."
    )
    assert (
        "Dip, Pull-up and Push-up have no part in the strength reading: no bodyweight is on file, so their loads are not known."
        f" {REMEDY}" in found.notes
    )


def test_with_a_bodyweight_they_are_judged_and_nothing_is_asked(judged: Judged) -> None:
    found = judged(*BODY, bodyweight_kg=80.0)
    assert {rate.lift for rate in found.lifts} == set(BODY)
    assert "bodyweight" not in " ".join([*found.notes, found.strength_why])


def test_a_lift_left_out_beside_others_is_named_too(judged: Judged) -> None:
    found = judged("bench_press_barbell", "bent_over_row_barbell", "pull_up_bodyweight")
    assert found.strength_why == ""
    assert (
        f"Pull-up has no part in the strength reading: no bodyweight is on file, so its load is not known. {REMEDY}"
        in found.notes
    )


def test_a_lift_of_few_sessions_or_unknown_share_of_the_body_is_not_named(
    trained: Callable[..., Log], done: type[Any]
) -> None:
    def named(weeks: int, lift: str) -> list[str]:
        graded = trained(
            lambda _week, place: [done(lift, 3, 8, None, 2.0)] * (place == 0), weeks=weeks
        ).graded
        return remarks.without_bodyweight(graded, Thresholds())

    assert named(4, "pull_up_bodyweight") == ["pull_up_bodyweight"]
    assert named(3, "pull_up_bodyweight") == []
    assert named(4, "bench_press_barbell") == []
    assert named(4, "Aunt Mabel's press") == []
    assert remarks.unweighed(()) == ()


def test_one_lift_needs_and_none_is_not_spoken_of() -> None:
    first = date(2026, 1, 5)
    running = CurrentPhase(
        style="strength", starts_on=first, as_of=first + timedelta(days=55), ends_on=None, origin="log"
    )
    none, one = (
        gate.why(None, running, Thresholds(), unweighed=lifts) for lifts in ((), ("pull_up_bodyweight",))
    )
    assert none == "No lift has 4 sessions with an estimated maximum in this phase."
    assert one == f"{none[:-1]}: no bodyweight is on file, and Pull-up needs one."
