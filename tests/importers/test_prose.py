"""Sets told in prose: read to the last character and in one meaning only, or not at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.importers import prose
from analysis.importers.prose import Done


def sets(text: str) -> list[Done] | None:
    told = prose.read(text)
    return None if told is None else list(told.sets)


@pytest.mark.parametrize(
    ("text", "loads", "unit", "reps"),
    [
        ("3x5 @ 100", [100] * 3, None, [5] * 3),
        ("3 × 5 @ 100 kg", [100] * 3, "kg", [5] * 3),
        ("3 sets of 5 at 225 lbs", [225] * 3, "lb", [5] * 3),
        ("5/5/5 at 80kg", [80] * 3, "kg", [5] * 3),
        ("8, 8, 6 @ 60", [60] * 3, None, [8, 8, 6]),
        ("4x8 60kg", [60] * 4, "kg", [8] * 4),
        ("4x8x60kg", [60] * 4, "kg", [8] * 4),
        ("60kg 4x8", [60] * 4, "kg", [8] * 4),
        ("100kg x 5,5,5", [100] * 3, "kg", [5] * 3),
        ("100 x 5, 5, 4", [100] * 3, None, [5, 5, 4]),
        ("82,5kg x 3", [82.5], "kg", [3]),
        ("80kg x 5, 85kg x 3", [80, 85], "kg", [5, 3]),
        ("60x8, 65x8", [60, 65], None, [8, 8]),
        ("60 x 8\n65 x 8\n70 x 6", [60, 65, 70], None, [8, 8, 6]),
        ("135# x 5", [135], "lb", [5]),
        ("8 reps @ 60kg", [60], "kg", [8]),
        ("BW x 10, 8", [None] * 2, None, [10, 8]),
        ("3x10 bw", [None] * 3, None, [10] * 3),
        ("BW+10kg x 5", [10], "kg", [5]),
        ("3x10", [None] * 3, None, [10] * 3),
        ("8 sets of 3", [None] * 8, None, [3] * 8),
        ("10, 10, 8 reps", [None] * 3, None, [10, 10, 8]),
        ("Done: 3x5 @ 100, felt heavy", [100] * 3, None, [5] * 3),
        ("3x5 @ 100 RPE 8", [100] * 3, None, [5] * 3),
    ],
)
def test_the_common_spellings_are_read(
    text: str, loads: list[float | None], unit: str | None, reps: list[int]
) -> None:
    read = sets(text)
    assert read is not None
    assert [s.load for s in read] == loads
    assert [s.reps for s in read] == reps
    assert {s.unit for s in read} == {unit}


@pytest.mark.parametrize(
    ("text", "seconds", "load"),
    [("3x30s", [30.0] * 3, None), ("2 x 1 min", [60.0] * 2, None), ("2x30s @ 20kg", [30.0] * 2, 20.0), ("45s", [45.0], None)],
)  # fmt: skip
def test_times_are_read(text: str, seconds: list[float], load: float | None) -> None:
    read = sets(text)
    assert read is not None
    assert [s.seconds for s in read] == seconds
    assert {s.load for s in read} == {load}


@pytest.mark.parametrize(
    "text",
    [
        "20x3",  # a load and reps, or sets and reps
        "20x3, 40x2",
        "10x6",
        "12x3",  # reps and sets, as some coaches write
        "8x3 @ 100",
        "3x5 @ 8",  # a load or an effort
        "100 x 5 x 3",  # five reps or five sets
        "3x5 100",
        "60",
        "5, 6, 5",  # reps or loads
        "22:51",  # a time
        "3x5 @ 75%",
        "3x8-10 @ 60",
        "3-5 sets of 10",
        "3x5 @ 100/110/120",
        "40,45 x 5",  # a decimal or two loads
        "3x10 lengths",
        "3x20m",
        "3 x 6 - 5s hold",
        "3x0 @ 100",
        "0x13",
    ],
)
def test_what_can_mean_two_things_is_not_read(text: str) -> None:
    assert sets(text) is None


@pytest.mark.parametrize(
    "words",
    ["only 2 sets", "last set failed", "not done", "then quit", "instead of squats", "with band assistance"],
)
def test_words_that_take_the_numbers_back_leave_them_unread(words: str) -> None:
    assert sets("3x5 @ 100kg") is not None
    assert sets(f"3x5 @ 100kg, {words}") is None


def test_one_line_that_is_not_read_takes_the_others_with_it() -> None:
    assert sets("60 x 8\n20x3") is None


def test_a_line_of_words_is_a_comment() -> None:
    told = prose.read("60 x 8\nfelt good")
    assert told is not None
    assert told.comments
    assert len(told.sets) == 1


def test_a_text_of_no_end_is_not_looked_at() -> None:
    assert sets("3x5 @ 100 " * 100) is None


@given(st.text(alphabet="0123456789 x@,./-+kgBW:sreps()\n;%#", max_size=40))
@settings(max_examples=400)
def test_any_text_is_read_as_believable_sets_or_not_at_all(text: str) -> None:
    for done in sets(text) or []:
        assert (done.reps is None) != (done.seconds is None)
        assert done.reps is None or 1 <= done.reps <= prose.MAX_REPS
        assert done.seconds is None or done.seconds > 0


@given(
    count=st.integers(1, 6),
    reps=st.integers(6, 30),
    halves=st.integers(22, 600),
    unit=st.sampled_from(["", "kg", " lbs"]),
)
@settings(max_examples=200)
def test_every_spelling_of_the_same_sets_says_the_same(count: int, reps: int, halves: int, unit: str) -> None:
    load = f"{halves / 2:g}{unit}"
    spellings = [
        f"{count}x{reps} @ {load}",
        f"{count} sets of {reps} at {load}",
        f"{'/'.join([str(reps)] * count)} @ {load}",
    ]
    if unit:
        spellings += [
            f"{load} {count}x{reps}",
            f"{load} x {', '.join([str(reps)] * count)}",
            f"{count}x{reps} {load}",
        ]
    assert len({tuple(sets(text) or []) for text in spellings}) == 1
    assert len(sets(spellings[0]) or []) == count


@pytest.mark.parametrize("text", ["3 x 1/" * 60 + "!", "3 x 1," * 60 + "!", "100kg x 5" + " " * 500 + "!5"])
def test_a_line_made_to_be_read_in_a_million_ways_takes_no_time(text: str) -> None:
    began = time.process_time()
    assert prose.read(text) is None
    assert time.process_time() - began < 0.2
