"""Strong's Set Order: a number, a letter, or a word that is a timer or note only where nothing was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.errors import UnreadableFileError

if TYPE_CHECKING:
    from tests.conftest import ReadText

HEADER = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"


def line(
    mark: str, *, exercise: str = "Plank", weight: str = "0", reps: str = "0", seconds: str = "0"
) -> str:
    return f'2024-02-09 18:00:00,"A",1h,"{exercise}",{mark},{weight},"{reps}",0,{seconds},"","",\n'


def test_a_timed_set_marked_by_a_word_is_a_set(read: ReadText) -> None:
    done = read(HEADER + line("Failure", seconds="60") + line("Rest Timer", seconds="90"), weight_unit="kg")
    assert done.sets.select("kind", "duration_s").rows() == [("failure", 60.0)]
    assert done.ledger["rule"].to_list() == [None, "rest_timer"]


def test_reps_with_a_decimal_comma_are_reps_and_no_timer(read: ReadText) -> None:
    text = HEADER + line("Top set", exercise="Squat (Barbell)", weight='"100,5"', reps="8,0", seconds="60")
    done = read(text, weight_unit="kg")
    assert done.sets["reps"].to_list() == [8.0]


def test_two_columns_of_weights_are_refused(read: ReadText) -> None:
    header = "Date,Workout Name,Exercise Name,Set Order,kg,lb,Reps,km,Seconds,Notes\n"
    with pytest.raises(UnreadableFileError, match="two columns of weights, 'kg' and 'lb'"):
        read(header + '2015-11-02 18:05:12,"Monday","Squat",1,60.0,,5,0.0,0,""\n')
