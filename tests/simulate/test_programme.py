from __future__ import annotations

from datetime import date

from analysis.simulate.programme import (
    COMBINATION_WEEK,
    HYPERTROPHY_LOWER,
    HYPERTROPHY_WEEK,
    STRENGTH_LOWER,
    STRENGTH_WEEK,
    Block,
    calendar,
    periodised_12,
)


def test_the_strength_session_is_the_articles() -> None:
    said = [(slot.exercise.split("_")[0], slot.reps, slot.rest_s) for slot in STRENGTH_LOWER]
    assert said == [
        ("back", (5, 5, 5, 5, 5), 240),
        ("romanian", (5, 5, 5, 5), 180),
        ("hip", (6, 6, 6, 6), 180),
        ("walking", (6, 6, 6), 120),
    ]
    assert sum(len(slot.reps) for slot in STRENGTH_LOWER) == 16


def test_the_hypertrophy_session_is_the_articles() -> None:
    said = [(slot.reps, slot.rest_s) for slot in HYPERTROPHY_LOWER]
    assert said == [
        ((12, 10, 10, 8), 90), ((10, 10, 8), 90), ((12, 10, 10), 90), ((15, 12, 12), 60),
        ((12, 12, 10), 60), ((12, 10, 10), 60), ((15, 15, 12, 12), 45),
    ]  # fmt: skip
    assert sum(len(slot.reps) for slot in HYPERTROPHY_LOWER) == 23


def test_the_block_trains_on_the_articles_days() -> None:
    block = periodised_12(strength=1, hypertrophy=1, combination=1)
    assert [(part.style, part.weeks) for part in block] == [
        ("strength", 4),
        ("hypertrophy", 4),
        ("combination", 4),
    ]
    assert [day.weekday for day in STRENGTH_WEEK] == [0, 2, 4]
    assert [day.weekday for day in HYPERTROPHY_WEEK] == [0, 1, 3, 4]
    assert [day.weekday for day in COMBINATION_WEEK] == [0, 2, 4]


def test_the_strength_weeks_keep_to_four_to_six_reps() -> None:
    assert {target for day in STRENGTH_WEEK for slot in day.slots for target in slot.reps} <= {4, 5, 6}


def test_the_calendar_stops_on_the_last_day_and_marks_the_deload() -> None:
    blocks = (
        Block(style="strength", weeks=1, days=STRENGTH_WEEK, slope_pct_per_week=0),
        Block(style="hypertrophy", weeks=2, days=HYPERTROPHY_WEEK, slope_pct_per_week=0, deload_weeks=(2,)),
    )
    planned = list(calendar(date(2026, 1, 5), date(2026, 1, 20), blocks))
    assert [(session.on.day, session.block, session.deload) for session in planned] == [
        (5, 0, False), (7, 0, False), (9, 0, False),
        (12, 1, False), (13, 1, False), (15, 1, False), (16, 1, False),
        (19, 1, True), (20, 1, True),
    ]  # fmt: skip
