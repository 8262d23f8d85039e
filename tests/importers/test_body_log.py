"""A plain table of measures: no column is lost, no word of two meanings guessed, nothing vanishes unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.errors import UnreadableFileError

if TYPE_CHECKING:
    from tests.conftest import ReadText


def test_two_columns_of_one_measure_are_refused(read: ReadText) -> None:
    with pytest.raises(UnreadableFileError, match=r"'arm_cm' and 'biceps_cm' are both read as right_arm_cm"):
        read("date,arm_cm,biceps_cm\n2026-01-05,36,37\n")


def test_kilograms_beside_pounds_in_hevys_measurements_are_refused(read: ReadText) -> None:
    with pytest.raises(UnreadableFileError, match=r"'weight_kg' and 'weight_lbs' are both read as"):
        read("date,weight_kg,weight_lbs,fat_percent,left_bicep_cm\n2026-01-05,,176,15,36\n")


@pytest.mark.parametrize(
    ("values", "waists"), [((178, 178), []), ((84, 83), [84.0, 83.0]), ((1.78, 1.78), []), ((30, 30), None)]
)
def test_taille_is_a_waist_unless_its_numbers_are_a_height(
    read: ReadText, values: tuple[float, float], waists: list[float] | None
) -> None:
    first, second = values
    done = read(
        f"date;poids (kg);taille (cm)\n2026-01-05;80.5;{first}\n2026-01-12;80.2;{second}\n", weight_unit="kg"
    )
    if waists is None:
        assert done.ledger["rule"].unique().to_list() == ["value_out_of_range"]
        return
    assert done.body.filter(measure="waist_cm")["value"].to_list() == waists
    assert done.body.filter(measure="bodyweight_kg")["value"].to_list() == [80.5, 80.2]


def test_a_zero_is_not_measured_and_the_record_says_so(read: ReadText) -> None:
    done = read("date,weight (kg),waist (cm)\n2026-01-05,80,0\n2026-01-06,0,\n")
    assert done.body.select("measure", "value").rows() == [("bodyweight_kg", 80.0)]
    assert done.ledger.select("status", "problem").rows() == [
        ("used", "a zero is taken as not measured"), ("not_a_set", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "value", "rule"),
    [
        ("weight (kg)", "99999", "value_out_of_range"),
        ("weight (kg)", "-80", "value_out_of_range"),
        ("waist_cm", "34", "value_out_of_range"),  # inches
        ("waist_kg", "84", "unit_unknown"),
        ("body_fat_kg", "15", "unit_unknown"),
    ],
)
def test_what_no_body_has_rejects_its_record(read: ReadText, header: str, value: str, rule: str) -> None:
    done = read(f"date,{header}\n2026-01-05,{value}\n")
    assert done.body.is_empty()
    assert done.ledger["rule"].to_list() == [rule]


def test_a_unit_in_the_body_tracker_that_is_not_known_is_not_guessed(read: ReadText) -> None:
    rows = "2026-01-05,08:00:00,Bodyweight,12.5,st\n2026-01-06,08:00:00,Bodyweight,80,kgs\n"
    done = read("Date,Time,Measurement,Value,Unit\n" + rows, weight_unit="kg")
    assert done.body["value"].to_list() == [80.0]
    assert done.ledger["rule"].to_list() == ["unit_unknown", None]


def test_a_comma_before_three_digits_of_a_body_is_a_decimal_comma(read: ReadText) -> None:
    done = read('date,weight (kg)\n2026-01-05,"80,125"\n')
    assert done.body["value"].to_list() == [80.125]
