"""The dose: sets in range, near enough to failure, and done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from analysis.judgement.case import Log
from analysis.judgement.growth import dose
from analysis.judgement.growth.dose import Dose
from analysis.judgement.thresholds import Thresholds

FIRST = date(2026, 1, 5)
Given = Callable[..., Dose]


@pytest.fixture(scope="module")
def given(trained: Callable[..., Log], done: type[Any]) -> Given:
    """The dose of bench presses, so many sets a session on three days of ten weeks."""

    def of(
        sets: Sequence[int], *, rir: float | None = 1.0, priority: Sequence[str] = ("chest",), done_pct: float | None = None,
        deload_weeks: Sequence[date] = (), first: date = FIRST, **changed: float
    ) -> Dose:  # fmt: skip
        def session(week: int, _place: int) -> list[Any]:
            return [done("bench_press_barbell", sets[min(week, len(sets) - 1)], 10.0, 60.0, rir)]

        log = trained(session, weeks=10)
        return dose.of(
            log.graded, days=(first, log.as_of), priority=priority, deload_weeks=deload_weeks, done_pct=done_pct,
            thresholds=Thresholds(changed),
        )  # fmt: skip

    return of


@pytest.mark.parametrize(("sets", "label"), [([4], "adequate"), ([2], "low"), ([7], "excessive"), ([4, 4, 4, 4, 4, 4, 4, 3], "adequate"),
                                              ([4, 4, 4, 4, 4, 4, 3], "low")])  # fmt: skip
def test_ten_to_twenty_sets_in_seven_weeks_of_ten_are_adequate(
    given: Given, sets: list[int], label: str
) -> None:
    found = given(sets)
    assert found.label == label
    assert found.muscles[0].weeks == 10


def test_a_low_dose_says_where_it_lacks(given: Given) -> None:
    assert given([2]).says == "chest had 10 to 20 hard sets in 0 of 10 weeks (median 6)"
    assert given([4]).says == ""


@pytest.mark.parametrize(("rir", "label", "says"), [
    (3.0, "adequate", ""), (None, "adequate", ""), (4.0, "low", "the median hard set leaves 4 reps in reserve"),
])  # fmt: skip
def test_sets_far_from_failure_are_no_dose(given: Given, rir: float | None, label: str, says: str) -> None:
    found = given([5], rir=rir)
    assert (found.label, found.says, found.rir) == (label, says, rir)


def test_what_was_not_done_is_no_dose(given: Given) -> None:
    found = given([4], done_pct=60.0)
    assert (found.label, found.says) == ("low", "only 60% of the planned sessions were done")
    assert given([4], done_pct=80.0).label == "adequate"


def test_a_muscle_that_was_named_and_not_trained_has_no_dose(given: Given) -> None:
    found = given([4], priority=("chest", "calves", "glutes"))
    assert [(muscle.muscle, muscle.label, muscle.sets) for muscle in found.muscles] == [
        ("chest", "adequate", 12.0), ("calves", "low", 0.0), ("glutes", "low", 0.0),
    ]  # fmt: skip
    assert found.label == "low"


def test_without_names_the_muscles_trained_most_are_judged(given: Given) -> None:
    found = given([4], priority=(), **{"growth.priority_muscles": 2})
    assert found.muscles[0].muscle == "chest"
    assert len(found.muscles) == 2


def test_weeks_of_a_deload_and_weeks_cut_by_the_phase_do_not_count(given: Given) -> None:
    monday = FIRST + timedelta(weeks=4)
    assert given([4], deload_weeks=[monday]).muscles[0].weeks == 9
    assert given([4], first=FIRST + timedelta(days=2)).muscles[0].weeks == 9


def test_a_phase_without_a_whole_week_has_no_dose_yet(given: Given) -> None:
    found = given([4], first=FIRST + timedelta(weeks=9, days=3))
    assert (found.label, found.muscles) == ("not known", ())
    assert found.says == "no whole week of sets that count for a muscle"
