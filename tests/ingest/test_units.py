"""The weight's unit: from the header, the rows, the coach's word, or the numbers themselves; never a default."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl
import pytest

from analysis.errors import AmbiguousDatesError, UnknownUnitError, UnreadableFileError
from analysis.ingest import unit_evidence
from analysis.units import KG_PER_LB

if TYPE_CHECKING:
    from tests.conftest import ReadText

S2 = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes\n"
KG_LOADS = (40, 42.5, 47.5, 57.5, 62.5, 72.5, 82.5, 87.5, 97.5, 102.5, 112.5, 60, 80, 100)
LB_LOADS = (45, 95, 115, 135, 155, 185, 205, 225, 245, 255, 275, 315, 65, 85)


def strong(loads: Sequence[float], exercise: str = "Squat (Barbell)") -> str:
    rows = (f'2018-09-03 18:00:00,"A","{exercise}",{n},{load},5,0,0,"",""' for n, load in enumerate(loads, 1))
    return S2 + "\n".join(rows) + "\n"


def hevy(loads: Sequence[float], unit: str = "kg") -> str:
    rows = (
        f'"A","8 Apr 2026, 16:50","8 Apr 2026, 17:50","","Squat (Barbell)",,"",{n},"normal",{load},5,,,'
        for n, load in enumerate(loads)
    )
    return (
        '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
        f'"set_type","weight_{unit}","reps","distance_km","duration_seconds","rpe"\n' + "\n".join(rows) + "\n"
    )


def known(read: ReadText, text: str, **settings: object) -> tuple[str | None, str | None]:
    row = read(text, **settings).source.row(0, named=True)
    return row["weight_unit"], row["weight_unit_known_by"]


def test_a_header_with_the_unit_beats_the_coachs_word(read: ReadText) -> None:
    done = read(hevy([100]), weight_unit="lb")
    assert done.sets["load_kg"].to_list() == [100.0]
    assert known(read, hevy([100]), weight_unit="lb") == ("kg", "header")


def test_pounds_in_the_header_become_kilograms(read: ReadText) -> None:
    done = read(hevy([100, 225], "lbs"))
    assert done.sets["load_kg"].to_list() == [100 * KG_PER_LB, 225 * KG_PER_LB]


def test_the_coachs_word_beats_the_evidence(read: ReadText) -> None:
    assert known(read, strong(LB_LOADS), weight_unit="kg") == ("kg", "client.toml")


def test_kilogram_plates_give_themselves_away(read: ReadText) -> None:
    unit, by = known(read, strong(KG_LOADS))
    assert unit == "kg"
    assert by is not None
    assert by.startswith("evidence: of 14 barbell loads 10 are 2.5 or 7.5")


def test_pound_plates_give_themselves_away(read: ReadText) -> None:
    stack = strong([10, 20, 30, 40, 50, 60, 70, 80], "Lat Pulldown (Cable)").removeprefix(S2)
    done = read(strong(LB_LOADS) + stack)
    row = done.source.row(0, named=True)
    assert row["weight_unit"] == "lb"
    assert row["weight_unit_known_by"] == "evidence: of 14 barbell loads 14 end in 5"
    assert done.sets["load_kg"].max() == pytest.approx(315 * KG_PER_LB)


def test_pounds_that_were_converted_leave_their_noise(read: ReadText) -> None:
    noisy = [round(load * KG_PER_LB, 9) for load in LB_LOADS]
    unit, by = known(read, strong(noisy))
    assert (unit, by) == ("kg", "evidence: 100% of the odd loads are whole lb plates converted to kg")
    assert known(read, hevy(noisy)) == (
        "kg",
        "header; 100% of the odd loads are whole lb plates converted to kg",
    )


def test_kilograms_that_were_converted_to_pounds_leave_their_noise(read: ReadText) -> None:
    noisy = [load / KG_PER_LB for load in KG_LOADS]
    done = read(strong(noisy))
    assert done.source["weight_unit"].item() == "lb"
    assert done.sets["load_kg"].to_list() == pytest.approx(list(KG_LOADS))


@pytest.mark.parametrize("loads", [(100, 60, 80), (10, 20, 30, 40, 50, 60, 70)])
def test_too_few_loads_are_no_evidence(read: ReadText, loads: tuple[float, ...]) -> None:
    with pytest.raises(UnknownUnitError) as refused:
        read(strong(loads))
    assert str(refused.value) == (
        f"export.csv: the weights could be kg or lb (only {len(loads)} different loads to judge by)."
        ' Add weight_unit = "kg" or weight_unit = "lb" to client.toml.'
    )


def test_the_same_load_many_times_is_one_witness() -> None:
    sets = pl.DataFrame({"exercise_logged": ["Squat (Barbell)"] * 300, "load": [102.5] * 300})
    assert unit_evidence.witnesses(sets).height == 1
    assert unit_evidence.infer(sets).unit is None


def test_loads_that_fit_both_are_refused_with_what_was_seen(read: ReadText) -> None:
    fits_both = [10.0, 20, 30, 40, 50, 15, 25, 35]
    with pytest.raises(UnknownUnitError, match=r"of 8 different loads .*: this fits both"):
        read(strong(fits_both, "Lateral Raise (Dumbbell)"))


def test_the_verdict_needs_odds_of_a_hundred_to_one() -> None:
    assert math.log(100) == unit_evidence.MIN_LOG_ODDS


def test_a_file_without_loads_needs_no_unit(read: ReadText) -> None:
    assert known(read, strong([0, 0], "Push Up")) == (None, None)


def test_rows_without_a_unit_among_rows_with_one_are_settled_by_the_coach(read: ReadText) -> None:
    text = (
        "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes\n"
        '2021-05-10 18:00:00;"A";"Squat (Barbell)";1;100;kg;5;;;;0;""\n'
        '2021-05-10 18:00:00;"A";"Squat (Barbell)";2;225;;5;;;;0;""\n'
    )
    assert read(text, weight_unit="lb").sets["load_kg"].to_list() == [100.0, 225 * KG_PER_LB]
    with pytest.raises(UnknownUnitError):
        read(text)


def test_dates_that_can_be_read_two_ways_name_the_setting(read: ReadText) -> None:
    text = "date,exercise,kg,reps\n03/04/2025,Squat,100,5\n"
    columns = {"export.csv": {"date": "date", "exercise": "exercise", "weight": "kg", "reps": "reps"}}
    with pytest.raises(
        AmbiguousDatesError, match=r"'03/04/2025' can be day/month or month/day .* date_order"
    ):
        read(text, table=columns)
    assert (
        str(read(text, table=columns, date_order="mdy").sets["performed_at"].item()) == "2025-03-04 00:00:00"
    )


def test_a_body_log_that_states_no_unit_of_weight_asks_for_it(read: ReadText) -> None:
    with pytest.raises(UnknownUnitError, match="the bodyweight column states no unit"):
        read("date,weight\n2025-02-03,180\n")
    body = read("date,weight\n2025-02-03,180\n", weight_unit="lb").body
    assert body["value"].to_list() == [180 * KG_PER_LB]


def test_a_tape_that_states_no_unit_is_refused_with_the_name_to_give_it(read: ReadText) -> None:
    with pytest.raises(UnreadableFileError, match="waist_cm or waist_in"):
        read("date,waist\n2025-02-03,84\n", weight_unit="kg")
