from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from analysis.judgement import profile
from analysis.judgement.profile import MuscleSets, Profile, Quartiles
from analysis.judgement.styles import session_styles, set_styles, week_styles
from analysis.judgement.thresholds import Thresholds

MONDAY = date(2026, 1, 5)
NUMBERS = Thresholds()


def of(graded: Any, starts_on: date = MONDAY, weeks: int = 4, days: int = 0) -> Profile:
    ends_on = starts_on + timedelta(weeks=weeks, days=days - 1)
    sets = set_styles.of(graded, thresholds=NUMBERS)
    sessions = session_styles.of(graded, sets, thresholds=NUMBERS)
    by_week = week_styles.of(graded, sets, sessions, until=ends_on, thresholds=NUMBERS)
    return profile.of(graded, sessions, by_week, starts_on=starts_on, ends_on=ends_on, thresholds=NUMBERS)


def repeated(rows: list[dict[str, Any]], days: list[int]) -> list[dict[str, Any]]:
    return [{**row, "on": MONDAY + timedelta(days=day)} for day in days for row in rows]


def test_the_articles_strength_day_stands_beside_its_own_column(make_graded: Any, strength_day: Any) -> None:
    done = of(make_graded(repeated(strength_day, [0, 3, 7, 10, 14, 17, 21, 24])))
    assert (done.sessions, done.trained_weeks) == (8, 4)
    assert done.reps == Quartiles(5, 5, 6)
    assert done.rest_s == Quartiles(180, 180, 180)
    assert done.session_sets == Quartiles(16, 16, 16)
    assert done.sessions_a_week == Quartiles(2, 2, 2)
    assert done.compound_share == 1.0
    assert done.leans == {"reps": "strength", "rest_s": "strength"}
    rows = {row.factor: row for row in done.factors()}
    assert rows["Rep range"].measured == "5 (5 to 6) reps"
    assert rows["Rest periods"].measured == "3.0 minutes"
    assert rows["Rest periods"].leans == "strength"
    assert rows["Weight used"].measured == "not known"
    assert rows["Volume"].measured == "16 working sets a session"
    assert rows["Exercise focus"].measured == "100% of sets on compound lifts"


def test_session_length_says_how_it_is_known(make_graded: Any, strength_day: Any) -> None:
    """86 reps x 3.5 s + 4 lifts x 90 s + 15 rests x 180 s = 56 minutes, as the article has it: 50 to 60."""
    worked_out = of(make_graded(repeated(strength_day, [0])))
    assert worked_out.minutes_known_by == "estimated"
    assert worked_out.minutes == pytest.approx((56.1, 56.1, 56.1), abs=0.1)
    assert {row.factor: row.measured for row in worked_out.factors()}[
        "Session length"
    ] == "56 minutes, worked out"
    logged = of(make_graded(repeated([{**row, "session_s": 3300.0} for row in strength_day], [0])))
    assert (logged.minutes, logged.minutes_known_by) == (Quartiles(55, 55, 55), "logged")


def test_the_table_is_the_articles_with_what_no_log_can_say(make_graded: Any) -> None:
    rows = of(make_graded(repeated([{}], [0]))).factors()
    assert [row.factor for row in rows] == [
        "Primary goal", "Rep range", "Weight used", "Rest periods", "Volume", "Exercise focus", "Session length",
        "Nervous system demand", "Metabolic stress",
    ]  # fmt: skip
    silent = [row.factor for row in rows if row.measured == "not in a log"]
    assert silent == ["Primary goal", "Nervous system demand", "Metabolic stress"]
    article = of(make_graded(repeated([{}], [0]))).article
    assert article["Weight used"][:2] == ("80 to 95% of 1RM", "60 to 80% of 1RM")
    assert article["Metabolic stress"][:2] == ("Lower", "Higher")


def test_only_the_days_of_the_phase_count(make_graded: Any) -> None:
    rows = [*repeated([{"reps": 5}] * 6, [0, 2]), *repeated([{"reps": 12}] * 6, [28, 30])]
    assert of(make_graded(rows)).reps == Quartiles(5, 5, 5)
    assert of(make_graded(rows), starts_on=MONDAY + timedelta(weeks=4)).reps == Quartiles(12, 12, 12)


def test_muscles_have_their_weekly_sets_in_full_weeks(make_graded: Any) -> None:
    """Back squats: quads and glutes direct, others half; the third week is begun and does not count."""
    rows = [*repeated([{}] * 6, [0, 2]), *repeated([{}] * 5, [7, 9]), *repeated([{}] * 4, [14])]
    done = of(make_graded(rows), weeks=2, days=2)
    assert done.trained_weeks == 2
    assert MuscleSets("quads", 10, 11, 12) in done.muscles
    assert [muscle.median for muscle in done.muscles] == sorted((m.median for m in done.muscles), reverse=True)  # fmt: skip


def test_a_phase_of_days_alone_has_the_weeks_it_has(make_graded: Any) -> None:
    done = of(make_graded(repeated([{}] * 6, [0, 2])), weeks=0, days=3)
    assert (done.trained_weeks, done.sessions_a_week) == (1, Quartiles(2, 2, 2))


def test_a_phase_without_training_has_no_profile_to_tell(make_graded: Any) -> None:
    empty = of(make_graded(repeated([{}], [0])), starts_on=MONDAY + timedelta(weeks=9))
    assert (empty.sessions, empty.reps, empty.compound_share, empty.muscles) == (0, None, None, ())
    assert {row.measured for row in empty.factors()} == {"not known", "not in a log"}


def test_loads_lean_to_the_column_they_are_nearer_to(make_graded: Any) -> None:
    light = of(make_graded(repeated([{"reps": 10, "pct_1rm": 70.0, "rest_s": 75.0}] * 4, [0])))
    assert light.leans == dict.fromkeys(("reps", "pct_1rm", "rest_s"), "hypertrophy")
    assert {row.factor: row.measured for row in light.factors()}["Rest periods"] == "75 seconds"
    between = of(make_graded(repeated([{"reps": 7, "pct_1rm": 79.0}] * 4, [0])))
    assert between.leans == {}


def test_a_rest_that_is_only_worked_out_leans_to_no_side(make_graded: Any) -> None:
    """A session's length holds the short rests of its warm-ups too."""
    logged = of(make_graded(repeated([{"reps": 5.0, "rest_s": 180.0}] * 3, [0, 2, 4])))
    worked_out = of(make_graded(repeated([{"reps": 5.0, "session_s": 1800.0}] * 6, [0, 2, 4])))
    assert logged.leans["rest_s"] == "strength"
    assert worked_out.rest_known_by == "estimated"
    assert worked_out.rest_s is not None
    assert "rest_s" not in worked_out.leans
