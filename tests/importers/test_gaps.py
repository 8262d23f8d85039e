"""Sessions are told by the pauses between stamps where an app names none."""

from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest

from analysis.importers import gaps
from analysis.importers.reading import RAW_SETS, Dialect, Reading

WORDS = {
    "line": 1,
    "part": 0,
    "session": "as stamped",
    "exercise_logged": "Squat",
    "kind": "work",
    "reps": 5.0,
}


def reading(*stamps: str, workout: str | None = None, time_known: bool = True) -> Reading:
    """One set at each stamp of a day, in the order of the file."""
    rows = [
        {**WORDS, "line": line, "workout": workout, "time_known": time_known,
         "performed_at": datetime.fromisoformat(f"2026-01-05 {stamp}")}
        for line, stamp in enumerate(stamps, start=2)
    ]  # fmt: skip
    return Reading(dialect=Dialect(name="any"), sets=pl.DataFrame(rows, schema=RAW_SETS))


def sessions(made: Reading) -> list[str]:
    return gaps.joined(made).sets["session"].to_list()


def test_stamps_that_follow_within_two_hours_are_one_session_named_by_the_first() -> None:
    assert sessions(reading("18:00", "19:50", "21:40")) == ["2026-01-05 18:00"] * 3


@pytest.mark.parametrize(("second", "together"), [("20:00:00", True), ("20:00:01", False)])
def test_a_pause_of_more_than_two_hours_parts_two_sessions(second: str, *, together: bool) -> None:
    assert (len(set(sessions(reading("18:00", second)))) == 1) is together


def test_sets_are_put_in_order_of_time_and_those_of_one_stamp_keep_the_order_of_the_file() -> None:
    done = gaps.joined(reading("19:00", "18:00", "18:00", "19:00"))
    assert done.sets["line"].to_list() == [3, 4, 2, 5]


def test_two_workouts_at_one_time_are_two_sessions() -> None:
    one, other = reading("18:00", "18:30", workout="Push"), reading("18:10", workout="Pull")
    both = Reading(dialect=one.dialect, sets=pl.concat([one.sets, other.sets]))
    assert sessions(both) == ["2026-01-05 18:00 · Push", "2026-01-05 18:10 · Pull", "2026-01-05 18:00 · Push"]


def test_days_without_a_time_stay_as_they_are() -> None:
    assert sessions(reading("00:00", "00:00", time_known=False)) == ["as stamped", "as stamped"]


def test_no_sets_are_no_sessions() -> None:
    assert sessions(Reading(dialect=Dialect(name="any"))) == []
