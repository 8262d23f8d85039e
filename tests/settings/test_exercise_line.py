from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.settings import exercise_line
from analysis.settings.exercise_line import EXAMPLES, read


@pytest.mark.parametrize(
    ("line", "name", "sets", "each", "rest_s"),
    [
        ("Barbell Back Squat: 5 x 5, rest 4 min", "Barbell Back Squat", [(5, 5)] * 5, None, 240),
        ("Leg Press: 12, 10, 10, 8, rest 90 s", "Leg Press", [(12, 12), (10, 10), (10, 10), (8, 8)], None, 90),
        ("Walking Lunge: 3 x 6 each leg, rest 2 min", "Walking Lunge", [(6, 6)] * 3, "leg", 120),
        ("Bench press: 4 x 6-8", "Bench press", [(6, 8)] * 4, None, None),
        ("Row: 4×6–8 reps, Rest 2.5 minutes", "Row", [(6, 8)] * 4, None, 150),
        ("Curl: 12,10-12,8 per arm, rest 45 sec", "Curl", [(12, 12), (10, 12), (8, 8)], "arm", 45),
        ("  Squat:  pause,  2 s :3 X 3.", "Squat: pause, 2 s", [(3, 3)] * 3, None, None),
        ("Deadlift: 1 x 1", "Deadlift", [(1, 1)], None, None),
    ],
)  # fmt: skip
def test_a_line_is_read_as_a_coach_means_it(
    line: str, name: str, sets: list[tuple[int, int]], each: str | None, rest_s: float | None
) -> None:
    planned = read(line)
    assert (planned.name, list(planned.sets)) == (name, sets)
    assert (planned.each, planned.rest_s) == (each, rest_s)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Leg Press 4 x 10", "no name with a colon"),
        (": 4 x 10", "no name with a colon"),
        ("Leg Press: four sets", "'four sets' is no sets and reps"),
        ("Leg Press: 10", "'10' is no sets and reps"),  # ten reps, or ten sets?
        ("Leg Press: 4 x 10 rest 90", "'4 x 10 rest 90' is no sets and reps"),
        ("Leg Press: 4 x 10, rest 2-3 min", "is no sets and reps"),
        ("Leg Press: 4 x 10, 60 kg", "is no sets and reps"),
        ("Leg Press: 0 x 10", "0 sets are not 1 to 20"),
        ("Leg Press: 21 x 10", "21 sets are not 1 to 20"),
        ("Leg Press: 4 x 0", "'0' is no count of reps from 1 to 100"),
        ("Leg Press: 4 x 101", "'101' is no count of reps from 1 to 100"),
        ("Leg Press: 4 x 10-8", "'10-8' is no count of reps"),
        ("Leg Press: 4 x 10, rest 90 min", "a rest of 5400 s"),
        ("Leg Press: 4 x 10, rest 0 s", "a rest of 0 s"),
        ("", "no name with a colon"),
    ],
)
def test_a_line_that_says_anything_else_is_refused_with_what_was_seen_and_an_example(
    line: str, why: str
) -> None:
    with pytest.raises(ValueError, match="cannot read the exercise") as refused:
        read(line)
    said = str(refused.value)
    assert why in said
    assert repr(line) in said
    assert EXAMPLES[0] in said


def test_the_examples_can_be_read() -> None:
    assert [len(read(example).sets) for example in EXAMPLES] == [5, 4, 3, 4]


@given(
    st.lists(st.tuples(st.integers(1, 100), st.integers(0, 20)), min_size=2, max_size=20),
    st.none() | st.integers(1, exercise_line.MOST_REST_S),
)
def test_what_is_written_is_what_is_read(sets: list[tuple[int, int]], rest_s: int | None) -> None:
    ranges = [(low, min(low + more, 100)) for low, more in sets]
    listed = ", ".join(f"{low}-{high}" if high > low else f"{low}" for low, high in ranges)
    planned = read(f"A lift: {listed}" + (f", rest {rest_s} s" if rest_s else ""))
    assert list(planned.sets) == ranges
    assert planned.rest_s == rest_s


@given(st.text(max_size=60))
def test_no_text_does_worse_than_be_refused(line: str) -> None:
    try:
        planned = read(line)
    except ValueError as refused:
        assert "cannot read the exercise" in str(refused)  # noqa: PT017 - most texts are refused
    else:
        assert planned.sets
