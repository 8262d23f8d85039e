"""A value that can be read two ways, or in no known unit, rejects its record; it is never read by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import ReadText

HEADER = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time\n"


def table(*rows: str) -> str:
    return HEADER + "".join(f"2022-05-02,{row}\n" for row in rows)


def test_a_unit_that_is_not_known_is_not_the_clients_unit(read: ReadText) -> None:
    done = read(table("Deadlift,Back,12,st,5,,,", "Deadlift,Back,100,KGS.,5,,,"), weight_unit="kg")
    assert done.sets["load_kg"].to_list() == [100.0]
    assert done.ledger["rule"].to_list() == ["unit_unknown", None]
    assert done.ledger["problem"][0] == "unit: 'st' is not kg or lb"


def test_a_unit_beside_a_zero_or_nothing_is_no_matter(read: ReadText) -> None:
    done = read(table("Pull Up,Back,0,st,5,,,", "Pull Up,Back,,st,5,,,"))
    assert done.ledger["status"].to_list() == ["used", "used"]


def test_a_distance_in_no_known_unit_is_rejected(read: ReadText) -> None:
    done = read(table("Rowing,Cardio,,,,2,leagues,"))
    assert done.ledger["rule"].to_list() == ["unit_unknown"]


def test_a_comma_before_three_digits_is_not_guessed(read: ReadText) -> None:
    done = read(table('Deadlift,Back,"22,679",kgs,5,,,', "Deadlift,Back,60,kgs,5,,,"))
    assert done.sets["load_kg"].to_list() == [60.0]
    assert done.ledger["rule"].to_list() == ["comma_unclear", None]


@pytest.mark.parametrize(("other", "load_kg"), [("60.5", None), ('"62,5"', 22.679), ('"0,500"', 22.679)])
def test_another_value_of_the_file_decides_what_a_comma_is(
    read: ReadText, other: str, load_kg: float | None
) -> None:
    done = read(table('Deadlift,Back,"22,679",kgs,5,,,', f"Deadlift,Back,{other},kgs,5,,,"))
    assert done.sets.filter(source_line=2)["load_kg"].to_list() == ([] if load_kg is None else [load_kg])
    assert done.ledger["rule"][0] == ("load_out_of_range" if load_kg is None else None)


def test_an_effort_that_cannot_be_read_costs_the_effort_and_not_the_set(read: ReadText) -> None:
    header = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE\n"
    rows = "".join(
        f'2025-07-01 06:30:00,"A",1h,"Squat (Barbell)",{n},100.0,5.0,0,0.0,{rpe}\n'
        for n, rpe in enumerate(("8-9", "hard", "9"), start=1)
    )
    done = read(header + rows, weight_unit="kg")
    assert done.sets["rir"].to_list() == [1.5, None, 1.0]
    assert done.ledger["problem"].to_list() == [
        None,
        "rpe: 'hard' is not a number; taken as not logged",
        None,
    ]
