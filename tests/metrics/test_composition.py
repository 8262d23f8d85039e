"""Fat and lean by tape and scale: worked by hand, and the cm formula against the one in inches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import log10, sqrt
from typing import Any

import dataframely as dy
import pytest

from analysis.metrics import bodies, composition
from analysis.metrics.composition import Sex
from analysis.tables import Body

Row = dict[str, Any]
MakeBody = Callable[[list[Row]], dy.DataFrame[Body]]
MONDAY = date(2026, 1, 5)
MAN = {"neck_cm": 38.0, "waist_cm": 85.0, "bodyweight_kg": 80.0}
WOMAN = {"neck_cm": 32.0, "waist_cm": 72.0, "hips_cm": 98.0, "bodyweight_kg": 62.0}


def rows(**measures: float) -> list[Row]:
    return [{"on": MONDAY, "measure": measure, "value": value} for measure, value in measures.items()]


def in_inches(sex: Sex, girth_cm: float, height_cm: float) -> float:
    """The form that the United States Navy prints."""
    girth, height = log10(girth_cm / 2.54), log10(height_cm / 2.54)
    if sex == "male":
        return 86.010 * girth - 70.041 * height + 36.76
    return 163.205 * girth - 97.684 * height - 78.387


@pytest.mark.parametrize(("sex", "girth_cm", "height_cm", "by_hand"), [
    # 495 / (1.0324 - 0.19077 log10 47 + 0.15456 log10 178) - 450 = 495 / 1.061239 - 450
    ("male", 47.0, 178.0, 16.436),
    # 495 / (1.29579 - 0.35004 log10 138 + 0.22100 log10 168) - 450 = 495 / 1.038540 - 450
    ("female", 138.0, 168.0, 26.631),
])  # fmt: skip
def test_body_fat_is_the_formula_worked_by_hand(
    sex: Sex, girth_cm: float, height_cm: float, by_hand: float
) -> None:
    assert composition.body_fat_pct(sex, girth_cm=girth_cm, height_cm=height_cm) == pytest.approx(
        by_hand, abs=0.002
    )


@pytest.mark.parametrize("height_cm", [160.0, 175.0, 190.0])
@pytest.mark.parametrize(("sex", "girths"), [("male", (38.0, 45.0, 55.0)), ("female", (125.0, 140.0, 155.0))])
def test_centimetres_and_inches_agree_to_within_two_thirds_of_a_point(
    sex: Sex, girths: tuple[float, ...], height_cm: float
) -> None:
    for girth_cm in girths:
        found = composition.body_fat_pct(sex, girth_cm=girth_cm, height_cm=height_cm)
        assert found == pytest.approx(in_inches(sex, girth_cm, height_cm), abs=0.65)


@pytest.mark.parametrize("sex", ["male", "female"])
def test_the_error_is_the_slope_of_the_formula_times_that_of_the_tape(sex: Sex) -> None:
    girth_cm = 47.0 if sex == "male" else 138.0
    a_little = 0.001
    high, low = (
        composition.body_fat_pct(sex, girth_cm=girth_cm + step, height_cm=175.0)
        for step in (a_little, -a_little)
    )
    assert high is not None
    assert low is not None
    expected = (high - low) / (2 * a_little) * 0.8
    found = composition.body_fat_error(sex, girth_cm=girth_cm, height_cm=175.0, tape_error_cm=0.8)
    assert found == pytest.approx(expected, rel=1e-6)


def test_a_waist_no_wider_than_the_neck_has_no_body_fat() -> None:
    assert composition.body_fat_pct("male", girth_cm=0.0, height_cm=178.0) is None


@pytest.mark.parametrize(("sex", "girth_cm"), [("male", 2.0), ("female", 40.0)])
def test_girths_by_which_there_is_no_fat_are_a_slip(sex: Sex, girth_cm: float) -> None:
    """By the formula a man of 178 cm with a waist 2 cm over his neck is -76% fat."""
    assert composition.body_fat_pct(sex, girth_cm=girth_cm, height_cm=178.0) is None


def test_weeks_of_waist_and_weeks_of_abdomen_make_no_line(make_body: MakeBody) -> None:
    """An abdomen 6 cm over the waist would be five points of fat that come and go."""
    girths = [
        {"on": MONDAY + timedelta(weeks=week), "measure": measure, "value": value}
        for week in range(4)
        for measure, value in (("neck_cm", 38.0), ("waist_cm", 82.0), ("abdomen_cm", 88.0))
    ]
    usual, rare = (
        [row for row in girths if row["measure"] != "abdomen_cm" or row["on"] in weeks]
        for weeks in ([row["on"] for row in girths], [MONDAY])
    )
    of_abdomen, of_waist = (
        composition.composition_weeks(bodies.body_weeks(make_body(each), sex="male", height_cm=178))
        for each in (usual, rare)
    )
    abdomen, waist = (composition.body_fat_pct("male", girth_cm=cm - 38, height_cm=178) for cm in (88, 82))
    assert of_abdomen["body_fat_pct"].to_list() == [pytest.approx(abdomen)] * 4
    assert of_waist["body_fat_pct"].to_list() == [pytest.approx(waist)] * 4


def test_lean_mass_is_the_rest_with_both_errors(make_body: MakeBody) -> None:
    weeks = bodies.body_weeks(make_body(rows(**MAN)), sex="male", height_cm=178)
    found = composition.composition_weeks(weeks).row(0, named=True)
    assert found["body_fat_pct"] == pytest.approx(16.43, abs=0.05)
    assert found["lean_mass_kg"] == pytest.approx(80 * (1 - found["body_fat_pct"] / 100))
    share = 1 - found["body_fat_pct"] / 100
    assert found["lean_mass_error"] == pytest.approx(
        sqrt((share * 0.37) ** 2 + (80 * found["body_fat_error"] / 100) ** 2)
    )


@pytest.mark.parametrize(("sex", "height_cm", "measures"), [
    (None, 178.0, MAN), ("male", None, MAN), ("male", 178.0, {name: value for name, value in MAN.items() if name != "neck_cm"}),
    ("female", 168.0, {name: value for name, value in WOMAN.items() if name != "hips_cm"}),
])  # fmt: skip
def test_body_fat_is_null_where_something_lacks(
    make_body: MakeBody, sex: Sex | None, height_cm: float | None, measures: dict[str, float]
) -> None:
    found = composition.composition_weeks(
        bodies.body_weeks(make_body(rows(**measures)), sex=sex, height_cm=height_cm)
    )
    assert found["body_fat_pct"].drop_nulls().is_empty()
    assert found["lean_mass_kg"].drop_nulls().is_empty()


def test_without_a_scale_there_is_body_fat_and_no_lean_mass(make_body: MakeBody) -> None:
    measures = {name: value for name, value in WOMAN.items() if name != "bodyweight_kg"}
    found = composition.composition_weeks(
        bodies.body_weeks(make_body(rows(**measures)), sex="female", height_cm=168)
    )
    assert found.select("weigh_ins", "bodyweight_kg", "lean_mass_kg").row(0) == (0, None, None)
    assert found["body_fat_pct"][0] == pytest.approx(26.63, abs=0.05)


@pytest.mark.parametrize(("days", "mean"), [((5, 6), None), ((5, 6, 7), 80.5)])
def test_a_weeks_mean_takes_three_weigh_ins(
    make_body: MakeBody, days: tuple[int, ...], mean: float | None
) -> None:
    weighed = [{"on": date(2026, 1, day), "measure": "bodyweight_kg", "value": value}
               for day, value in zip(days, (80.0, 81.0, 80.5), strict=False)]  # fmt: skip
    found = composition.composition_weeks(bodies.body_weeks(make_body(weighed))).row(0, named=True)
    assert (found["tester"], found["weigh_ins"]) == ("scale", len(days))
    assert found["bodyweight_kg"] == (None if mean is None else pytest.approx(mean))
    assert found["bodyweight_error"] == (None if mean is None else pytest.approx(0.37 / sqrt(3)))
