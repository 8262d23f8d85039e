from __future__ import annotations

import csv
import io
from datetime import date

import dataframely as dy
import pytest

from analysis.simulate.performed import BodyReading, Performed
from analysis.simulate.writers import fitnotes

GOLDEN = {
    "FN1": [
        "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time",
        "2026-05-05,Barbell Squat,Legs,60.0,5,,,",
        "2026-05-05,Barbell Squat,Legs,100.0,5,,,",
        "2026-05-05,Barbell Squat,Legs,102.5,4,,,",
        "2026-05-05,Pull Up,Back,0.0,8,,,",
        "2026-06-11,Flat Barbell Bench Press,Chest,80.0,6,,,",
    ],
    "FN2": [
        "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment",
        '2026-05-05,Barbell Squat,Legs,60.0,5,,,,"Felt ""easy"""',
        '2026-05-05,Barbell Squat,Legs,100.0,5,,,,""',
    ],
    "FN3": [
        "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment",
        '2026-05-05,Barbell Squat,Legs,60.0,kgs,5,,,,"Felt ""easy"""',
    ],
    "FN3a": [
        "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time",
        "2026-05-05,Barbell Squat,Legs,60.0,kgs,5,,,",
    ],
}


@pytest.mark.parametrize("layout", GOLDEN)
def test_every_layout_is_written_as_the_app_writes_it(layout: str, sets: dy.DataFrame[Performed]) -> None:
    golden = GOLDEN[layout]
    assert fitnotes.write(sets, layout=layout).split("\n")[: len(golden)] == golden


def test_every_layout_has_its_golden_text() -> None:
    assert set(GOLDEN) == set(fitnotes.HEADERS)


def test_pounds_stand_in_the_header_or_on_the_row(pounds: dy.DataFrame[Performed]) -> None:
    assert fitnotes.write(pounds, layout="FN1", unit="lb").split("\n") == [
        "Date,Exercise,Category,Weight (lbs),Reps,Distance,Distance Unit,Time",
        "2026-05-05,Barbell Squat,Legs,225.0,5,,,",
    ]
    assert ",225.0,lbs,5," in fitnotes.write(pounds, layout="FN3", unit="lb")


def test_an_earlier_export_ends_on_its_day(sets: dy.DataFrame[Performed]) -> None:
    assert fitnotes.write(sets).startswith(fitnotes.write(sets, until=date(2026, 6, 10)))
    assert "2026-06-11" not in fitnotes.write(sets, until=date(2026, 6, 10))


def test_a_plain_reader_gets_the_same_sets_back(sets: dy.DataFrame[Performed]) -> None:
    rows = csv.DictReader(io.StringIO(fitnotes.write(sets)))
    read = [(float(row["Weight (kgs)"]), int(row["Reps"])) for row in rows]
    assert read == [(row["load"] or 0.0, row["reps"]) for row in sets.to_dicts()]


def test_the_body_tracker_is_one_line_a_reading(readings: dy.DataFrame[BodyReading]) -> None:
    assert fitnotes.write_body_tracker(readings).split("\n") == [
        "Date,Time,Measurement,Value,Unit",
        "2026-05-04,07:10:00,Bodyweight,80.3,kgs",
        "2026-05-04,07:10:00,Waist,84,cm",
        "2026-05-11,07:10:00,Bodyweight,80.0,kgs",
    ]


def test_the_body_tracker_weighs_in_pounds(readings: dy.DataFrame[BodyReading]) -> None:
    # 80 kg / 0.45359237 = 176.37 lb
    assert fitnotes.write_body_tracker(readings, unit="lb").endswith(
        "2026-05-11,07:10:00,Bodyweight,176.4,lbs"
    )
