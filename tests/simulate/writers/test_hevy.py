from __future__ import annotations

import csv
import io
from datetime import date, datetime

import dataframely as dy
import pytest

from analysis.simulate.performed import BodyReading, Performed
from analysis.simulate.writers import hevy

H1 = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
    '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"'
)
LEGS = '"Legs","5 May 2026, 07:34","5 May 2026, 08:47","Slept badly, felt fine"'


def test_workouts_are_written_as_the_app_writes_them_newest_first(sets: dy.DataFrame[Performed]) -> None:
    assert hevy.write(sets).splitlines() == [
        H1,
        '"Push","11 Jun 2026, 13:01","11 Jun 2026, 13:36","","Bench Press (Barbell)",,"",0,"normal",80,6,,,8.5',
        LEGS + ',"Squat (Barbell)",,"Felt ""easy""",0,"warmup",60,5,,,',
        LEGS + ',"Squat (Barbell)",,"",1,"normal",100,5,,,8',
        LEGS + ',"Squat (Barbell)",,"",2,"failure",102.5,4,,,10',
        LEGS + ',"Pull Up",,"",0,"normal",,8,,,',
    ]


def test_the_file_has_no_last_line_feed(sets: dy.DataFrame[Performed]) -> None:
    assert not hevy.write(sets).endswith("\n")


def test_the_layout_of_2023_has_no_supersets(sets: dy.DataFrame[Performed]) -> None:
    header, first = hevy.write(sets, layout="H0").splitlines()[:2]
    assert header == H1.replace('"superset_id",', "")
    assert '"Bench Press (Barbell)","",0,"normal",80,6' in first


@pytest.mark.parametrize("unit", ["kg", "lb"])
@pytest.mark.parametrize("distance", ["km", "miles"])
def test_weight_and_distance_units_are_independent(
    unit: str, distance: str, sets: dy.DataFrame[Performed]
) -> None:
    header = hevy.write(sets, unit=unit, distance=distance).splitlines()[0]
    assert f'"weight_{"kg" if unit == "kg" else "lbs"}","reps","distance_{distance}"' in header


@pytest.mark.parametrize(
    ("locale", "stamp"),
    [
        ("en", "5 May 2026, 07:34"),
        ("en-US", "May 5, 2026, 7:34 AM"),
        ("pt", "5 Mai 2026, 07:34"),
        ("de", "5 Mai 2026, 07:34"),
    ],
)
def test_dates_follow_the_phone(locale: str, stamp: str) -> None:
    assert hevy.stamp(datetime.fromisoformat("2026-05-05T07:34:00"), locale) == stamp


@pytest.mark.parametrize(
    ("hour", "said"), [(0, "12:05 AM"), (11, "11:05 AM"), (12, "12:05 PM"), (23, "11:05 PM")]
)
def test_the_american_clock_has_twelve_hours(hour: int, said: str) -> None:
    assert hevy.stamp(datetime.fromisoformat(f"2026-05-05T{hour:02}:05"), "en-US").endswith(said)


def test_portuguese_phones_have_portuguese_names(sets: dy.DataFrame[Performed]) -> None:
    assert '"Agachamento (Barra)"' in hevy.write(sets, locale="pt")


def test_an_earlier_export_ends_on_its_day(sets: dy.DataFrame[Performed]) -> None:
    later = hevy.write(sets).splitlines()
    assert hevy.write(sets, until=date(2026, 6, 10)).splitlines() == [later[0], *later[2:]]


def test_a_plain_reader_gets_the_same_sets_back(sets: dy.DataFrame[Performed]) -> None:
    rows = list(csv.DictReader(io.StringIO(hevy.write(sets))))
    read = sorted((float(row["weight_kg"] or 0), int(row["reps"])) for row in rows)
    assert read == sorted((row["load"] or 0.0, row["reps"]) for row in sets.to_dicts())


def test_measurements_are_one_line_a_day(readings: dy.DataFrame[BodyReading]) -> None:
    header, *lines = hevy.write_measurements(readings).splitlines()
    assert header.startswith(
        '"date","weight_kg","fat_percent","neck_cm","shoulder_cm","chest_cm","left_bicep_cm"'
    )
    assert lines == ['"4 May 2026, 00:00",80.3,,,,,,,,,,84,,,,,', '"11 May 2026, 00:00",80,,,,,,,,,,,,,,,']
    assert {line.count(",") - 1 for line in lines} == {header.count(",")}  # one comma is inside the date


def test_measurements_in_pounds_and_inches(readings: dy.DataFrame[BodyReading]) -> None:
    # 80.3 kg / 0.45359237 = 177.03 lb; 84 cm / 2.54 = 33.07 in
    line = hevy.write_measurements(readings, unit="lb", length="in", locale="en-US").splitlines()[1]
    assert line == '"May 4, 2026, 12:00 AM",177,,,,,,,,,,33.1,,,,,'
