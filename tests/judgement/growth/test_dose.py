"""The dose: sets in range, near enough to failure, and done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from analysis.judgement.case import Log
from analysis.judgement.growth import dose
from analysis.judgement.growth.dose import Dose, DoseLabel
from analysis.judgement.planned.share_done import ShareDone, of_days_a_week
from analysis.judgement.thresholds import Thresholds

FIRST = date(2026, 1, 5)
Given = Callable[..., Dose]


@pytest.fixture(scope="module")
def given(trained: Callable[..., Log], done: type[Any]) -> Given:
    """The dose of bench presses, so many sets a session on three days of ten weeks."""

    def of(
        sets: Sequence[int], *, rir: float | None = 1.0, priority: Sequence[str] = ("chest",), share: ShareDone | None = None,
        deload_weeks: Sequence[date] = (), first: date = FIRST, **changed: float
    ) -> Dose:  # fmt: skip
        def session(week: int, _place: int) -> list[Any]:
            return [done("bench_press_barbell", sets[min(week, len(sets) - 1)], 10.0, 60.0, rir)]

        log = trained(session, weeks=10)
        return dose.of(
            log.graded, days=(first, log.as_of), priority=priority, deload_weeks=deload_weeks, done=share,
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


def test_the_ends_of_the_range_are_in_it(given: Given) -> None:
    """Three sessions a week of 4 sets are 12 for the chest."""
    for low, high in ((12.0, 20.0), (10.0, 12.0)):
        found = given([4], **{"growth.dose_low": low, "growth.dose_high": high})
        assert (found.label, found.muscles[0].weeks_within) == ("adequate", 10)


def test_a_week_that_is_not_over_is_not_counted(trained: Callable[..., Log], done: type[Any]) -> None:
    log = trained(lambda _week, _place: [done("bench_press_barbell", 4, 10.0, 60.0, 1.0)], weeks=4)
    for last, weeks in ((FIRST + timedelta(days=26), 3), (FIRST + timedelta(days=27), 4)):
        found = dose.of(
            log.graded, days=(FIRST, last), priority=("chest",), deload_weeks=(), done=None, thresholds=Thresholds()
        )  # fmt: skip
        assert found.muscles[0].weeks == weeks


def test_a_low_dose_says_where_it_lacks(given: Given) -> None:
    assert given([2]).says == "chest under 10 hard sets in 10 of 10 weeks (median 6)"
    assert given([4]).says == ""


@pytest.mark.parametrize(
    ("sets", "label", "median"), [(9.97, "low", "9.9"), (20.04, "excessive", "20.1"), (9.6, "low", "9.6")]
)
def test_a_median_is_never_rounded_to_the_line_that_it_missed(
    sets: float, label: DoseLabel, median: str
) -> None:
    chest = dose.MuscleDose(muscle="chest", label=label, sets=sets, weeks_within=0, weeks=4)
    assert dose._told([chest], label, "sets")[0].endswith(f"(median {median})")


@pytest.mark.parametrize(("rir", "label", "says"), [
    (3.0, "adequate", ""), (None, "adequate", ""), (4.0, "low", "sets end far from failure (the median leaves 4 reps in reserve)"),
])  # fmt: skip
def test_sets_far_from_failure_are_no_dose(given: Given, rir: float | None, label: str, says: str) -> None:
    found = given([5], rir=rir)
    assert (found.label, found.says, found.rir) == (label, says, rir)


def test_what_was_not_done_is_no_dose(given: Given) -> None:
    found = given([4], share=ShareDone(pct=60.0))
    assert (found.label, found.done_pct) == ("low", 60.0)
    assert found.says == "sessions missed (only 60% of the planned sessions were done, enough from 80%)"
    assert given([4], share=ShareDone(pct=80.0)).label == "adequate"


def test_a_share_that_is_not_of_a_plan_is_not_called_planned_and_does_not_round_to_the_limit(
    given: Given,
) -> None:
    found = given([4], share=ShareDone(pct=79.55, of=of_days_a_week(4)))
    assert found.says == (
        "sessions missed (only 79.5% of the sessions that 4 days a week make were done, enough from 80%)"
    )


def test_weeks_over_the_range_never_make_a_muscle_low(given: Given) -> None:
    """Two weeks of 9, three of 21 and five of 12: half the weeks lie outside, but too few are under."""
    found = given([3, 3, 7, 7, 7, 4])
    (chest,) = found.muscles
    assert (chest.weeks_under, chest.weeks_within, chest.weeks_over) == (2, 5, 3)
    assert (found.label, found.says) == ("adequate", "")
    over = given([3, 3, 7, 7, 7, 7, 4])
    assert (over.label, over.says) == ("excessive", "chest over 20 hard sets in 4 of 10 weeks (median 12)")


def test_one_muscle_of_three_makes_no_dose_low_and_is_named(given: Given) -> None:
    """Of 7 presses on three days the front delts and triceps have half."""
    found = given([7], priority=("triceps", "delts_front", "calves"))
    assert [muscle.label for muscle in found.muscles] == ["adequate", "adequate", "low"]
    assert found.label == "adequate"
    assert found.says == "as a whole, with calves under 10 hard sets in 10 of 10 weeks (median 0)"


def test_half_of_the_muscles_are_not_more_than_half(given: Given) -> None:
    assert given([4], priority=("chest", "calves")).label == "adequate"
    found = given([4], priority=("calves", "glutes"))
    assert found.label == "low"
    assert (
        found.says
        == "calves under 10 hard sets in 10 of 10 weeks (median 0) and glutes in 10 of 10 (median 0)"
    )


@pytest.mark.parametrize(("rir", "median"), [(5.0, "6"), (8.0, "0")])
def test_sets_enough_but_too_easy_to_count_are_called_easy(given: Given, rir: float, median: str) -> None:
    """Four sets on three days: at RIR 5 each counts half, above none."""
    found = given([4], rir=rir)
    assert (found.label, found.rir, found.muscles[0].cause) == ("low", rir, "easy sets")
    assert found.says == (
        f"sets end far from failure (the median leaves {rir:g} reps in reserve) and chest under 10 hard sets in 10 of 10 weeks"
        f" (median {median}; enough, had the sets ended nearer to failure)"
    )


def test_sets_that_are_few_because_sessions_were_missed_are_said_to_be(given: Given) -> None:
    """Nine a week are 15 where 60% was done, and 11 where 80% would be enough."""
    found = given([3], share=ShareDone(pct=60.0))
    assert found.muscles[0].cause == "missed sessions"
    assert found.says.startswith("sessions missed (only 60%")
    assert found.says.endswith(
        "chest under 10 hard sets in 10 of 10 weeks (median 9; enough, but for the sessions missed)"
    )
    assert given([3], share=ShareDone(pct=85.0)).muscles[0].cause == ""
    assert given([3], share=ShareDone(pct=0.0)).muscles[0].cause == ""


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
