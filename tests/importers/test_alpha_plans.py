"""What a programme trains, from the reps it plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.importers import alpha_plans

if TYPE_CHECKING:
    from tests.conftest import ReadText


@pytest.mark.parametrize(
    ("sets", "style"),
    [
        ([(5, 5, 5)], "strength"),
        ([(5, 6, 6)], "strength"),
        ([(3, 8, 12)], "hypertrophy"),
        ([(3, 7, 7)], "hypertrophy"),
        ([(3, 15, 15)], "hypertrophy"),
        ([(3, 20, 25)], "endurance"),
        ([(6, 5, 5), (3, 10, 10)], "strength"),
        ([(5, 5, 5), (3, 10, 10)], "combination"),
        ([(3, 5, 5), (3, 20, 20)], "combination"),
    ],
)
def test_two_thirds_of_the_sets_say_what_a_programme_trains(
    sets: list[tuple[int, int, int]], style: str
) -> None:
    assert alpha_plans.style("Plan", sets) == style


def test_a_programme_that_is_called_a_deload_is_one() -> None:
    assert alpha_plans.style("Week 5: De-load", [(2, 5, 5)]) == "deload"


def test_a_programme_beyond_the_last_year_there_is_has_no_date(read: ReadText) -> None:
    done = read('"PPL","9999-12-20"\n"4 weeks"\n\n"Day 1"\nEXERCISE,SETS,REPS\n"1. Squat","3","5"\n')
    assert done.plan.is_empty()
    assert "date_unreadable" in done.ledger["rule"].to_list()
