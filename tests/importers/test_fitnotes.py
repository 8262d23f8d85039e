from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.errors import UnreadableFileError

if TYPE_CHECKING:
    from tests.conftest import ReadText

HEADER = "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time\n"


def test_two_records_glued_into_one_are_no_long_name(read: ReadText) -> None:
    glued = "2020-01-06,Squat,Legs,100.0,5,,,2020-01-06,Bench Press,Chest,80.0,5,,,\n"
    done = read(HEADER + glued + "2020-01-06,Squat,Legs,100.0,5,,,\n")
    assert done.ledger["rule"].to_list() == ["too_many_fields", None]
    assert done.sets["exercise_logged"].to_list() == ["Squat"]


def test_two_columns_of_weights_are_refused(read: ReadText) -> None:
    header = "Date,Exercise,Category,Weight (kgs),Weight (lbs),Reps,Distance,Distance Unit,Time\n"
    with pytest.raises(UnreadableFileError, match="two columns of weights"):
        read(header + "2020-01-06,Squat,Legs,,225,5,,,\n")
