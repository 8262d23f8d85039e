from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import sqrt
from typing import Any

import dataframely as dy
import pytest

from analysis.metrics import bodies, loads
from analysis.tables import MEASURES, Body, BodyWeeks

Row = dict[str, Any]
MakeBody = Callable[[list[Row]], dy.DataFrame[Body]]
MONDAY = date(2026, 1, 5)


def values(found: dy.DataFrame[BodyWeeks]) -> dict[str, tuple[float, float]]:
    return {row["measure"]: (row["value"], row["error"]) for row in found.iter_rows(named=True)}


def readings(**measures: float) -> list[Row]:
    return [{"on": MONDAY, "measure": measure, "value": value} for measure, value in measures.items()]


def test_a_week_is_the_mean_of_its_readings_with_its_error(make_body: MakeBody) -> None:
    rows = [{"on": date(2026, 1, day), "measure": "bodyweight_kg", "value": value}
            for day, value in ((5, 80.0), (7, 81.0), (11, 80.6), (12, 90.0))]  # fmt: skip
    first, second = bodies.body_weeks(make_body(rows)).iter_rows(named=True)
    assert (first["week"], first["readings"], first["value"]) == (MONDAY, 3, pytest.approx(80.533333))
    assert first["error"] == pytest.approx(0.37 / sqrt(3))
    assert (second["readings"], second["error"]) == (1, pytest.approx(0.37))


@pytest.mark.parametrize(("tester", "error"), [
    (None, 0.6), ("Self", 0.6), ("Coach Kim", 0.35), ("my  PHYSIO", 0.35), ("Kim", 0.35), ("kim okoro", 0.35),
    ("Mum", 0.6), ("Kim's mum", 0.6),
])  # fmt: skip
def test_a_tape_in_trained_hands_errs_less(make_body: MakeBody, tester: str | None, error: float) -> None:
    rows = [{"on": MONDAY, "measure": "left_arm_cm", "value": 40.0, "tester": tester}]
    found = bodies.body_weeks(make_body(rows), coach="Kim Okoro")
    assert found["error"].to_list() == [pytest.approx(error)]


def test_two_testers_are_never_averaged(make_body: MakeBody) -> None:
    rows = [
        {"on": MONDAY, "measure": measure, "value": value, "tester": tester}
        for tester, value in (("me", 90.0), ("Coach", 86.0))
        for measure in ("waist_cm", "bodyweight_kg")
    ]
    found = bodies.body_weeks(make_body(rows))
    assert found.select("measure", "tester", "value").rows() == [
        ("bodyweight_kg", "scale", 88.0), ("waist_cm", "coach", 86.0), ("waist_cm", "self", 90.0),
    ]  # fmt: skip


def test_body_fat_by_tape_takes_one_testers_girths(make_body: MakeBody) -> None:
    rows = readings(waist_cm=85.0, bodyweight_kg=80.0)
    neck: Row = {"on": MONDAY, "measure": "neck_cm", "value": 38.0, "tester": "coach"}
    apart = values(bodies.body_weeks(make_body([*rows, neck]), sex="male", height_cm=178))
    assert "navy_body_fat_pct" not in apart
    same = values(bodies.body_weeks(make_body([*rows, neck | {"tester": "Me"}]), sex="male", height_cm=178))
    assert {"navy_body_fat_pct", "navy_lean_mass_kg"} <= set(same)


@pytest.mark.parametrize("tester", ["self", "trained"])
def test_every_measure_has_an_error_with_a_source(tester: str) -> None:
    table = bodies.reading_errors()
    for measure in MEASURES:
        rows = [
            row
            for row in table.iter_rows(named=True)
            if row["measure"] == measure and row["tester"] in (tester, "any")
        ]
        assert len(rows) == 1, measure
        assert rows[0]["source"]
        assert rows[0]["error"] > 0


def test_body_fat_by_tape_for_men(make_body: MakeBody) -> None:
    body = make_body(readings(neck_cm=38.0, waist_cm=85.0, bodyweight_kg=80.0))
    found = values(bodies.body_weeks(body, sex="male", height_cm=178))
    assert found["navy_body_fat_pct"][0] == pytest.approx(16.44, abs=0.02)  # inches formula: 16.49
    assert found["navy_lean_mass_kg"][0] == pytest.approx(80 * (1 - 0.1644), abs=0.02)


def test_a_centimetre_of_waist_is_three_quarters_of_a_point(make_body: MakeBody) -> None:
    thin, thick = (
        values(
            bodies.body_weeks(make_body(readings(neck_cm=38.0, waist_cm=waist)), sex="male", height_cm=178)
        )
        for waist in (84.5, 85.5)
    )
    point = thick["navy_body_fat_pct"][0] - thin["navy_body_fat_pct"][0]
    assert point == pytest.approx(0.77, abs=0.02)
    tape = sqrt((0.015 * 85) ** 2 + (0.015 * 38) ** 2)
    assert thin["navy_body_fat_pct"][1] == pytest.approx(point * tape, rel=0.02)


def test_body_fat_by_tape_for_women_needs_hips(make_body: MakeBody) -> None:
    with_hips = make_body(readings(neck_cm=32.0, waist_cm=72.0, hips_cm=98.0))
    found = values(bodies.body_weeks(with_hips, sex="female", height_cm=165))
    assert found["navy_body_fat_pct"][0] == pytest.approx(27.43, abs=0.02)
    without = make_body(readings(neck_cm=32.0, waist_cm=72.0))
    assert set(values(bodies.body_weeks(without, sex="female", height_cm=165))) == {"neck_cm", "waist_cm"}


def test_bodyweight_moves_half_way_in_a_week(make_body: MakeBody) -> None:
    rows = [
        {"on": date(2026, 1, day), "measure": "bodyweight_kg", "value": value}
        for day, value in ((5, 80.0), (12, 82.0))
    ]
    assert loads.smoothed_bodyweight(make_body(rows), fallback_kg=70.0)["bodyweight_kg"].to_list() == [
        80.0,
        pytest.approx(81.0),
    ]


def test_the_stated_bodyweight_serves_while_there_is_no_weigh_in(make_body: MakeBody) -> None:
    no_weigh_in = make_body(readings(waist_cm=80.0))
    assert loads.smoothed_bodyweight(no_weigh_in, fallback_kg=70.0)["bodyweight_kg"].to_list() == [70.0]
    assert loads.smoothed_bodyweight(no_weigh_in).is_empty()
