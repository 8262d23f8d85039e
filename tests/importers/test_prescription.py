"""Answers to prescriptions: completed where nothing else can be meant, left alone everywhere else."""

from __future__ import annotations

import time

import pytest

from analysis.importers import prescription
from analysis.importers.prescription import Answer


def answered(result: str, info: str, lift: str = "Back Squat") -> Answer | None:
    return prescription.answered(result, info, lift=lift)


def told(result: str, info: str, lift: str = "Back Squat") -> list[tuple[float | None, int | None]] | None:
    answer = answered(result, info, lift)
    return None if answer is None else [(s.load, s.reps) for s in answer.told.sets]


@pytest.mark.parametrize(
    ("info", "reps"),
    [
        ("3 x 10", (10, 10, 10)),
        ("3 sets x 12 reps", (12, 12, 12)),
        ("3 sets - 15 reps", (15, 15, 15)),
        ("4 x 8/8/10/15", (8, 8, 10, 15)),
        ("10 sets, 5 reps, rest 90s, tempo 4010.", (5,) * 10),
        ("60% x 10\n70% x 8\n75% x 6", (10, 8, 6)),
        ("10 x 60%\n8 x 65%", (10, 8)),
        ("3 x 10 (tempo 4s down, 1s up)", (10, 10, 10)),
        ("3 x 10\n\nKeep your chest up.", (10, 10, 10)),
        ("3 x 30s", (30, 30, 30)),
    ],
)
def test_sets_and_reps_of_one_lift_are_understood(info: str, reps: tuple[int, ...]) -> None:
    wanted = prescription.asked(info)
    assert wanted is not None
    assert wanted.reps == reps


@pytest.mark.parametrize(
    "info",
    [
        "12 x 3", "10-12 x 3", "3 x 4-6", "3 x AMRAP", "EMOM 8: 6 press", "3 x 6 - 5s hold", "3 sets x 6 reps pistol",
        "3 x 10\n3 x 8", "warm up 2 x 10\nthen 3 heavy sets - 5/5/5", "3 sets - 2 lengths", "5 x 200m", "3 x 10 (5 each)", "",
    ],
)  # fmt: skip
def test_anything_else_is_no_prescription_to_complete_from(info: str) -> None:
    assert prescription.asked(info) is None


def test_a_load_for_each_set_is_read_set_by_set() -> None:
    assert told("55/75/90/50", "65% x 10\n75% x 8\n80% x 6\n50% x 15") == [
        (55, 10),
        (75, 8),
        (90, 6),
        (50, 15),
    ]


def test_a_broken_set_is_two_the_second_straight_after_the_first() -> None:
    answer = answered("50-60-65(4+2)", "75% x 10\n80% x 8\n85% x 6")
    assert answer is not None
    assert [(s.load, s.reps, s.kind) for s in answer.told.sets][2:] == [(65, 4, None), (65, 2, "drop")]
    assert "broken" in answer.remark


def test_fewer_loads_than_sets_do_not_say_which_was_which() -> None:
    assert told("60/70", "3 x 10") is None
    assert told("60-90", "60% x 10\n70% x 8\n75% x 6\n50% x 15") is None


def test_a_number_that_can_be_reps_is_no_load() -> None:
    assert told("12-12-12", "3 x 10") is None
    assert told("15", "3 x 10") is None
    assert told("16", "3 x 10") == [(16, 10)] * 3
    assert told("7.5", "3 x 10") == [(7.5, 10)] * 3
    assert told("8kg", "3 x 10") == [(8, 10)] * 3


def test_a_number_beside_a_box_or_a_run_is_no_load() -> None:
    assert told("60", "3 x 10", lift="Box Jumps") is None
    assert told("60", "3 x 10", lift="Assault Bike") is None
    assert told("50", "4 x 12", lift="Tricep Dips") is None
    assert told("12.5", "4 x 12", lift="Tricep Dips") == [(12.5, 12)] * 4


def test_done_is_what_was_prescribed_unless_the_load_was_a_share() -> None:
    assert told("Done!", "3 x 10") == [(None, 10)] * 3
    assert told("done", "3 x 10 @ 60%") is None
    assert told("done", "10 reps") is None
    assert told("Cycled instead", "3 x 10") is None


def test_a_number_of_sets_completes_prescribed_reps() -> None:
    assert told("3 sets", "8 reps each side (tempo 4s down, 1s up)") == [(None, 8)] * 3
    answer = answered("3 sets", "8 reps each side")
    assert answer is not None
    assert answer.side == "each"


def test_words_after_the_load_are_a_comment_unless_they_take_it_back() -> None:
    assert told("15kg, lazy", "3 x 10") == [(15, 10)] * 3
    assert told("15kg, only 2 sets", "3 x 10") is None
    assert told("50 (45 next week)", "3 x 10") is None


@pytest.mark.parametrize(
    "info", ["3x5" + " " * 500 + "!", "3x5" + "\t" * 500 + "!", "3 x 5" + " ( )" * 140 + "!"]
)
def test_a_prescription_of_hundreds_of_spaces_takes_no_time(info: str) -> None:
    began = time.process_time()
    prescription.asked(info)
    assert time.process_time() - began < 0.2
