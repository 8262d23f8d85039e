"""The plan of `client.toml` in the processed tables."""

from __future__ import annotations

from pathlib import Path

from analysis.store import imports, originals, processed

LOG = (
    "Date,Workout Name,Exercise Name,Set Order,kg,Reps,km,Seconds,Notes\n"
    '2026-01-05 18:00:00,"A","Walking Lunge (Dumbbell)",0,20,6,0.0,0,""\n'
    '2026-01-05 18:00:00,"A","Mabel",0,20,6,0.0,0,""\n'
)
PHASE = '[[phase]]\nstyle = "strength"\nstarts_on = 2026-01-05\nweeks = 4\n'
DAY = '  [[phase.day]]\n  weekday = "monday"\n  exercises = ["Walking Lunge: 2 x 6", "mabel: 1 x 8-10", "My squat: 1 x 5"]\n'


def put(workspace: Path, text: str) -> str:
    folder = workspace / "data" / "raw" / "ana"
    folder.mkdir(parents=True, exist_ok=True)
    (workspace / "aliases.csv").write_text("exercise_logged,exercise\nMy squat,back_squat_barbell\n", "utf-8")
    (folder / "strong.csv").write_text(LOG, "utf-8")
    (folder / "client.toml").write_text(text, "utf-8")
    return imports.run(workspace, originals.clients(workspace))[0].status


def test_planned_days_and_sets_are_kept_under_the_lifts_of_the_log(workspace: Path) -> None:
    assert put(workspace, PHASE + DAY) == "imported"
    assert processed.read_plan(workspace, "ana")["days_per_week"].to_list() == [1]
    days = processed.read_plan_days(workspace, "ana")
    assert days.select("phase", "weekday", "reps_low", "reps_high", "sets").rows() == [
        (1, "monday", 5, 10, 4)
    ]
    sets = processed.read_plan_sets(workspace, "ana")
    assert sets.select("place", "set_number", "exercise", "lift", "reps_low", "reps_high").rows() == [
        (1, 1, "walking_lunge_other", "walking_lunge_dumbbell", 6, 6),
        (1, 2, "walking_lunge_other", "walking_lunge_dumbbell", 6, 6),
        (2, 1, None, "Mabel", 8, 10),
        (3, 1, "back_squat_barbell", "back_squat_barbell", 5, 5),
    ]


def test_a_plan_with_a_slip_is_refused_and_the_tables_stay(workspace: Path) -> None:
    """Else the client is told that none of its sets was done."""
    put(workspace, PHASE + DAY)
    before = processed.read_plan_sets(workspace, "ana")
    (workspace / "data" / "raw" / "ana" / "client.toml").write_text(
        PHASE + DAY.replace('"My squat: 1 x 5"', '"Squattt: 5 x 5"'), "utf-8"
    )
    [result] = imports.run(workspace, originals.clients(workspace))
    assert result.status == "failed"
    assert result.problem == (
        "data/raw/ana/client.toml:7: phase.day.exercises: no such lift: 'Squattt'. Did you mean 'back_squat_barbell'?"
    )
    assert processed.read_plan_sets(workspace, "ana").equals(before)


def test_a_plan_that_changes_is_read_anew_and_one_that_is_gone_leaves_nothing(workspace: Path) -> None:
    put(workspace, PHASE + DAY)
    assert put(workspace, PHASE + DAY) == "unchanged"
    assert put(workspace, PHASE) == "imported"
    assert processed.read_plan(workspace, "ana").height == 1
    assert processed.read_plan_days(workspace, "ana").is_empty()
    assert processed.read_plan_sets(workspace, "ana").is_empty()
