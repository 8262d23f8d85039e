"""FitNotes for iPhone: what was not ticked is neither dropped nor kept in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import ReadText

HEADER = (
    "Name,StartTime,EndTime,BodyWeight,Exercise,Equipment,Reps,Weight,Time,Distance,Status,IsWarmup,RPE,RIR,"
    "Categories,Note\n"
)
ROW = 'Legs,2026-03-02T10:00:00Z,2026-03-02T11:00:00Z,"84,5",{exercise},{equipment},{reps},"100,0",,,{status},false,,,,\n'


def row(exercise: str = "Squat", equipment: str = "Barbell", reps: str = "5", status: str = "Done") -> str:
    return ROW.format(exercise=exercise, equipment=equipment, reps=reps, status=status)


def test_a_set_that_was_not_ticked_but_has_reps_is_kept_with_a_remark(read: ReadText) -> None:
    done = read(HEADER + row() + row(status="NotStarted"), weight_unit="kg")
    assert done.sets.height == 2
    assert done.ledger["problem"].to_list() == [
        None,
        "the app says NotStarted; the set has reps, a time or a distance and is kept",
    ]


@pytest.mark.parametrize("reps", ["", "0"])
def test_a_set_that_was_not_ticked_and_has_nothing_is_counted_by_itself(read: ReadText, reps: str) -> None:
    done = read(HEADER + row() + row(reps=reps, status="NotStarted"), weight_unit="kg")
    assert done.ledger.select("status", "rule").rows() == [("used", None), ("not_a_set", "not_started")]


@pytest.mark.parametrize(
    ("equipment", "name"),
    [("Barbell", "Squat (Barbell)"), ("None", "Squat"), ("none", "Squat"), ("", "Squat")],
)
def test_equipment_stands_behind_the_name_unless_there_is_none(
    read: ReadText, equipment: str, name: str
) -> None:
    done = read(HEADER + row(equipment=equipment), weight_unit="kg")
    assert done.sets["exercise_logged"].to_list() == [name]


def test_a_session_lasts_from_its_start_to_its_end_on_the_clients_clock(read: ReadText) -> None:
    done = read(HEADER + row(), weight_unit="kg", timezone="America/New_York")
    assert str(done.sets["performed_at"].item()) == "2026-03-02 05:00:00"
    assert done.sets["session_s"].item() == 3600.0
