from __future__ import annotations

import csv
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.exercises import names


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Knee Raise (Captain's Chair)", ("knee", "raise", "captain", "chair")),
        ("Crunches", ("crunch",)),
        ("Push-Ups", ("push", "up")),
        ("Elevação Lateral (Cabo)", ("elevacao", "lateral", "cabo")),
        ("Wyciskanie na ławce", ("wyciskanie", "na", "lawce")),
        ("Ş\u0131nav", ("sinav",)),
        ("Überzüge", ("uberzuge",)),
        ("Bench Press", ("bench", "press")),
        ("\U0001d468b Wheel", ("ab", "wheel")),
    ],
)
def test_case_accents_marks_and_plurals_do_not_count(name: str, words: tuple[str, ...]) -> None:
    assert names.fold(name) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DB RDL", "Romanian Deadlift (Dumbbell)"),
        ("1-arm cable pushdown", "Single Arm Triceps Pushdown (Cable)"),
        ("Rear Delt Cable Fly", "Reverse Fly (Cable)"),
        ("Leg Press 45º", "Leg press"),
        ("SLDL", "Straight-Leg Deadlift"),
        ("Flat Bench Press", "bench presses"),
        ("Triceps Single Arm Pushdown", "Single-Arm Pushdown"),
        ("7's Dumbbell Curls", "Dumbbell Curl"),
        ("TRX Chest Fly", "Chest Fly (Suspension Trainer)"),
        ("Exercise Ball Crunch", "Swiss Ball Crunch"),
        ("Standing Dumbbell Lateral Raise", "Lateral Raise (Dumbbell)"),
        ("Hammer Strength Chest Press", "Chest Press (Plate Loaded)"),
    ],
)
def test_two_ways_to_write_a_lift_say_the_same(one: str, other: str) -> None:
    assert names.reading(one) == names.reading(other)


def test_a_language_that_only_drops_words_has_not_understood_the_name() -> None:
    assert names.readings("W Push Ups") == [frozenset({"w", "push", "up"})]


def test_halter_is_a_dumbbell_in_portuguese_and_a_barbell_in_turkish() -> None:
    said = names.readings("Halter")
    assert frozenset({"dumbbell"}) in said
    assert frozenset({"barbell"}) in said


def test_no_language_reads_a_phrase_in_two_ways() -> None:
    file = resources.files("analysis.exercises").joinpath("words.csv")
    read: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        phrase = (row["language"], names.fold(row["written"]))
        assert read.setdefault(phrase, names.fold(row["read"])) == names.fold(row["read"]), row


def test_plain_letters_are_folded_as_any_letters_are() -> None:
    assert (
        names.fold("BENCH-presses (45)") == names.fold("BENCH-presses (45)\u200b") == ("bench", "press", "45")
    )


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_read(name: str) -> None:
    for words in names.readings(name):
        assert all(word == word.casefold() for word in words)
