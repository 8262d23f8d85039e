"""Which of two units a lifter counts in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.importers import both_units
from analysis.units import KG_PER_LB


@given(pounds=st.lists(st.integers(9, 120).map(lambda n: 5 * n), min_size=3, max_size=20, unique=True))
@settings(max_examples=60, deadline=None)
def test_pounds_are_meant_where_kilograms_were_made_from_them(pounds: list[int]) -> None:
    exact = [(f"{lb * KG_PER_LB:.2f}", f"{lb}") for lb in pounds]
    assert both_units.meant(exact, otherwise="lb") == "lb"


@given(steps=st.lists(st.integers(8, 100), min_size=3, max_size=20, unique=True))
@settings(max_examples=60, deadline=None)
def test_kilograms_are_meant_where_pounds_were_rounded_to_five(steps: list[int]) -> None:
    kilograms = [2.5 * step for step in steps]
    rounded = [(f"{kg:g}", f"{round(kg / KG_PER_LB / 5) * 5}") for kg in kilograms]
    assert both_units.meant(rounded, otherwise="kg") == "kg"


@pytest.mark.parametrize("otherwise", ["kg", "lb"])
def test_nothing_to_judge_by_leaves_the_likelier(otherwise: str) -> None:
    assert both_units.meant([], otherwise=otherwise) == otherwise
    assert both_units.meant([("a lot", "135")], otherwise=otherwise) == otherwise


def test_rounding_that_makes_two_weights_one_gives_the_other_unit_away() -> None:
    assert both_units.meant([("57.5", "125"), ("57.5", "130"), ("60", "135")], otherwise="kg") == "lb"


def test_small_plates_do_not_hide_that_pounds_were_rounded() -> None:
    pairs = [("60.5", "135"), ("61", "135"), ("61.5", "135"), ("62.5", "140")]
    assert both_units.meant(pairs, otherwise="lb") == "kg"
