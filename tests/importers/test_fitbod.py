"""Fitbod: a row may be several sets, and a file the logs of many people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from analysis import importers
from analysis.importers import fitbod_people, identify
from analysis.importers.reading import Hints
from analysis.sources import blob
from analysis.sources.views import Views

if TYPE_CHECKING:
    from tests.conftest import ReadText

FB0 = "Date,Exercise,Sets,Reps,Weight,isWarmup,Note\n"
FB1 = "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier\n"
EXTRACT = """Date,workoutId,exerciseId,singleSetId,exerciseName,reps,weight,fake_user_id
2026-03-01 18:00:00,11,5,101,Back Squat,5,100.0,user-a
2026-03-01 18:40:00,11,5,102,Back Squat,5,100.0,user-a
2026-03-01 18:00:00,12,7,103,Deadlift,3,140.0,user-b
2026-03-04 18:00:00,13,5,104,Back Squat,5,102.5,user-a
"""


@pytest.mark.parametrize(("sets", "expected"), [("1", 1), ("3", 3), ("3.0", 3), ("", 1), ("50", 50)])
def test_a_row_of_the_first_layout_stands_for_as_many_sets_as_it_says(
    read: ReadText, sets: str, expected: int
) -> None:
    done = read(FB0 + f"2019-02-13,Chin Up,{sets},5,0,,\n")
    assert done.sets.height == expected
    assert done.sets["source_part"].to_list() == list(range(expected))
    assert done.source["lines"].item() == 1


@pytest.mark.parametrize("sets", ["0", "many", "-2", "2.5", "51", "3000"])
def test_a_row_that_stands_for_no_number_of_sets_is_listed_and_never_cut_to_one(
    read: ReadText, sets: str
) -> None:
    done = read(FB0 + f"2019-02-13,Chin Up,{sets},5,0,,\n2019-02-13,Chin Up,2,5,0,,\n")
    assert done.sets.height == 2
    assert done.ledger["status"].to_list() == ["rejected", "used"]
    assert done.ledger["text"][0] == f"2019-02-13,Chin Up,{sets},5,0,,"


def test_a_weight_below_zero_is_help(read: ReadText) -> None:
    done = read(FB0 + "2019-02-13,Assisted Pull Up,1,5,-20,,\n", weight_unit="kg")
    assert done.sets.select("load_kg", "assistance_kg").row(0) == (None, 20.0)


def test_the_weight_is_that_of_one_implement_whatever_the_multiplier(read: ReadText) -> None:
    rows = "2026-01-05 18:00:00 +0000,Dumbbell Curl, 10,12.0,0.0,0.0,0.0,0.0,false,, {}\n"
    done = read(FB1 + rows.format("1.0") + rows.format("2.0") + rows.format("4.0"))
    assert done.sets["load_kg"].to_list() == [12.0, 12.0, 12.0]
    assert done.sets["reps"].to_list() == [10.0, 10.0, 10.0]


def test_a_stamp_with_an_offset_is_the_same_moment_as_its_universal_time(read: ReadText) -> None:
    rows = "2026-01-05 {},Squat, 5,100.0,0.0,0.0,0.0,0.0,false,, 1.0\n"
    done = read(FB1 + rows.format("18:00:00 +0000") + rows.format("20:30:00 +0230"), timezone="Europe/Berlin")
    assert done.sets["performed_at"].dt.strftime("%H:%M").to_list() == ["19:00", "19:00"]


def test_seconds_with_thirteen_decimals_are_read(read: ReadText) -> None:
    done = read(
        FB1 + "2026-01-05 18:00:00 +0000,Running, 0,0.0,648.7530002593994,1637.4,0.0,0.0,false,, 0.0\n"
    )
    assert done.sets.select("duration_s", "distance_m", "reps").row(0) == (
        pytest.approx(648.753),
        1637.4,
        None,
    )


def test_each_persons_sets_are_theirs_and_a_workout_is_one_session() -> None:
    views = Views(blob.of_bytes("extract.csv", EXTRACT.encode()))
    claim = identify.claim(views, Hints(), apps=importers.ALL)
    assert claim.importer is fitbod_people.IMPORTER
    reading = claim.importer.read(claim.document, claim.dialect, Hints())
    assert reading.people is not None
    assert reading.people["person"].to_list() == ["user-a", "user-a", "user-b", "user-a"]
    theirs = reading.of("user-a")
    assert theirs.sets["line"].to_list() == [2, 3, 5]
    assert theirs.sets["session"].to_list() == ["2026-03-01 18:00 · 11"] * 2 + ["2026-03-04 18:00 · 13"]
    assert reading.of("user-b").sets.filter(pl.col("load") == 140.0).height == 1
