from __future__ import annotations

import polars as pl
import pytest

from analysis.exercises import catalogue, names
from analysis.exercises.index import aliases, catalogue_names, index

APPS = ("generic", "strong", "hevy", "fitnotes")


@pytest.mark.parametrize("app", APPS)
def test_every_alias_points_to_a_lift_and_says_why(app: str) -> None:
    rows = aliases(app)
    assert rows.columns == ["logged", "exercise", "reason"]
    assert rows.height > 30
    assert rows.null_count().sum_horizontal().item() == 0
    assert set(rows["exercise"]) <= set(catalogue.frame()["id"])


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
