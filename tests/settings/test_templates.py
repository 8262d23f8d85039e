"""The templates are the article's tables, cell for cell."""

from __future__ import annotations

from analysis.settings import templates


def test_the_block_is_the_articles_three_tables() -> None:
    strength, hypertrophy, combination = templates.phases()["periodised-12"]
    assert [(p.style, p.first_week, p.last_week) for p in (strength, hypertrophy, combination)] == [
        ("strength", 1, 4), ("hypertrophy", 5, 8), ("combination", 9, 12),
    ]  # fmt: skip
    assert [p.aim for p in (strength, hypertrophy, combination)] == [
        "Increase weights on main lifts; build neural efficiency",
        "Increase volume and build muscle size, using the strength gained",
        "Maintain strength while muscle goes on growing; prepare the next strength phase",
    ]
    assert [tuple(day) for day in strength.days] == [
        ("monday", "Lower Body Strength", (4, 6), None, (180, 240)),
        ("wednesday", "Upper Body Strength", (4, 6), None, (180, 240)),
        ("friday", "Full Body Strength", (4, 6), None, (180, 240)),
    ]
    assert [tuple(day) for day in hypertrophy.days] == [
        ("monday", "Lower Body Hypertrophy", (8, 12), None, (60, 90)),
        ("tuesday", "Upper Body Push", (8, 12), None, (60, 90)),
        ("thursday", "Lower Body Hypertrophy", (8, 12), None, (60, 90)),
        ("friday", "Upper Body Pull", (8, 12), None, (60, 90)),
    ]
    assert [tuple(day) for day in combination.days] == [
        ("monday", "Lower Body (heavy compounds, moderate accessories)", (5, 8), (10, 12), None),
        ("wednesday", "Upper Body (heavy compounds, moderate accessories)", (5, 8), (10, 12), None),
        ("friday", "Full Body (moderate everything)", (8, 10), None, (90, 90)),
    ]


def test_the_sample_sessions_are_the_articles_two_tables() -> None:
    told = {
        name: [(each.name, [s.low for s in each.sets], each.each, each.rest_s) for each in exercises]
        for name, exercises in templates.sessions().items()
    }
    assert told == {
        "strength-lower": [
            ("Barbell Back Squat", [5] * 5, None, 240),
            ("Romanian Deadlift", [5] * 4, None, 180),
            ("Barbell Hip Thrust", [6] * 4, None, 180),
            ("Walking Lunge", [6] * 3, "leg", 120),
        ],
        "hypertrophy-lower": [
            ("Leg Press", [12, 10, 10, 8], None, 90),
            ("Romanian Deadlift", [10, 10, 8], None, 90),
            ("Hack Squat", [12, 10, 10], None, 90),
            ("Leg Extension", [15, 12, 12], None, 60),
            ("Leg Curl", [12, 12, 10], None, 60),
            ("Hip Thrust", [12, 10, 10], None, 60),
            ("Standing Calf Raise", [15, 15, 12, 12], None, 45),
        ],
    }
