from __future__ import annotations

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


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_read(name: str) -> None:
    for words in names.readings(name):
        assert all(word == word.casefold() for word in words)
