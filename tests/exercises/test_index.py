from __future__ import annotations

from importlib import resources

import polars as pl
import pytest

from analysis.exercises import catalogue, names
from analysis.exercises.index import aliases, catalogue_names, index

TABLES = resources.files("analysis.exercises").joinpath("aliases").iterdir()
APPS = sorted(file.name.removesuffix(".csv") for file in TABLES)
FIRST = ("generic", "strong", "hevy", "fitnotes")
"""Their tables also keep names that the words say, as a record of what the apps call their lifts."""


@pytest.mark.parametrize("app", APPS)
def test_every_alias_points_to_a_lift_and_says_why(app: str) -> None:
    rows = aliases(app)
    assert rows.columns == ["logged", "exercise", "reason"]
    assert rows.null_count().sum_horizontal().sum() == 0
    assert set(rows["exercise"]) <= set(catalogue.frame()["id"])


@pytest.mark.parametrize("app", FIRST)
def test_the_commonest_apps_have_their_names_written_down(app: str) -> None:
    assert aliases(app).height > 30


@pytest.mark.parametrize("app", sorted(set(APPS) - set(FIRST)))
def test_no_alias_repeats_what_the_words_of_a_name_say(app: str) -> None:
    common = index("generic").common
    needless = [
        logged for logged, lift, _ in aliases(app).iter_rows() if common.get(names.reading(logged)) == lift
    ]
    assert needless == []


def test_no_common_name_repeats_the_catalogue() -> None:
    own = {
        names.reading(name)
        for lift in map(catalogue.by_id, catalogue.frame()["id"])
        if lift
        for name in catalogue_names(lift)
    }
    assert [logged for logged, _, _ in aliases("generic").iter_rows() if names.reading(logged) in own] == []


@pytest.mark.parametrize("app", APPS)
def test_no_name_of_an_app_means_two_lifts(app: str) -> None:
    said = aliases(app).with_columns(
        words=pl.col("logged").map_elements(
            lambda name: " ".join(sorted(names.reading(name))), return_dtype=pl.String
        )
    )
    twice = said.group_by("words").agg(pl.col("exercise").unique()).filter(pl.col("exercise").list.len() > 1)
    assert twice["words"].to_list() == []


def test_no_two_lifts_of_the_catalogue_say_the_same() -> None:
    said: dict[names.Words, str] = {}
    for exercise in catalogue.frame()["id"]:
        lift = catalogue.by_id(exercise)
        assert lift is not None
        for name in catalogue_names(lift):
            assert said.setdefault(names.reading(name), exercise) == exercise, name


def test_no_common_name_contradicts_the_catalogue() -> None:
    common = index("generic").common
    for logged, exercise, _ in aliases("generic").iter_rows():
        assert common[names.reading(logged)] == exercise, logged


def test_an_app_without_aliases_has_the_common_names_only() -> None:
    unknown = index("an app of next year")
    assert unknown.app == {}
    assert unknown.find(names.reading("Squat")) == "back_squat_barbell"


@pytest.mark.parametrize(("variant", "app"), [("fitnotes_backup", "fitnotes"), ("fitbod_people", "fitbod")])
def test_a_variant_of_an_app_uses_the_names_of_the_app(variant: str, app: str) -> None:
    assert index(variant).app == index(app).app != {}


def test_an_app_with_a_table_of_its_own_is_no_variant() -> None:
    assert index("fitnotes").app != {}
    assert index("fitnotes_ios").app == {}


@pytest.mark.parametrize(
    ("logged", "exercise"),
    [
        ("Weighted Hanging Leg Raise", "hanging_leg_raise_bodyweight"),
        ("Pike Push-Up (Weighted)", "pike_push_up_bodyweight"),
        ("Weighted Plank", "plank_weighted"),  # has a lift of its own
        ("Weighted Squat", None),  # with a barbell, a dumbbell, a vest?
        ("Weighted Lunge", None),
    ],
)
def test_a_load_added_to_the_body_makes_no_other_lift(logged: str, exercise: str | None) -> None:
    assert index("generic").find(names.reading(logged)) == exercise
