"""StrengthLog: its e-mail address goes nowhere, and its names come back whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.importers import strengthlog
from analysis.ingest import pipeline
from analysis.settings.client import ClientSettings

HEADER = (
    "workout", "start", "end", "exercise", "weight", "reps", "warmup", "max", "fail", "checked", "setComment", "stress",
)  # fmt: skip
NAMES = st.lists(st.text(alphabet="abc &:", min_size=1, max_size=6).map(str.strip), min_size=1, max_size=4)


@given(workout=NAMES, exercise=NAMES, comment=NAMES)
@settings(max_examples=100, deadline=None)
def test_commas_in_workout_exercise_and_comment_are_put_together_again(
    workout: list[str], exercise: list[str], comment: list[str]
) -> None:
    whole = [
        ",".join(workout), "1767955973239", "1767958961657", ",".join(exercise), "60", "5", "false", "false", "true",
        "1767956071380", ",".join(comment), "",
    ]  # fmt: skip
    assert strengthlog.rejoined(",".join(whole).split(","), HEADER) == whole


@pytest.mark.parametrize("address", ["sam@example.org", "s.a-m+gym@mail.example.co.uk"])
def test_an_e_mail_address_reaches_no_table(address: str, tmp_path: Path) -> None:
    path = tmp_path / "StrengthLog.csv"
    lines = [
        "Name,Language,Sex,Age,Email", f"Sam,en,Female,1991-09-04,{address}", "", "Workouts",
        "Name,Date,Body weight,Shape,Sleep,Calories,Stress", f"Mail {address},2026-01-05,79,-1,-1,-1,-1",
        f"a comment of {address}", '"Exercise, Squat",Set,1,reps,5,weight,100',
        f'"Exercise, Squat",Set,2,reps,{address},weight,100', f'"Exercise, {address}",Set,1,mass,5,{address}',
    ]  # fmt: skip
    path.write_text("\n".join(lines), "utf-8")
    done = pipeline.read(path, client="ana", settings=ClientSettings(weight_unit="kg"))
    tables = (done.sets, done.body, done.ledger, done.source, done.unmatched)
    assert done.ledger.filter(status="rejected").height == 2
    assert not any(address in str(value) for table in tables for row in table.rows() for value in row)


def test_loads_of_comments_are_not_taken_for_addresses(tmp_path: Path) -> None:
    path = tmp_path / "workout.txt"
    path.write_text(
        '01-20-2026 06:21 - 07:22\nDuration: 01h 01m\nSquat: 5 x 100 "then 3x5@80.5kg"\n', "utf-8"
    )
    done = pipeline.read(path, client="ana", settings=ClientSettings(weight_unit="kg"))
    assert done.sets["note"].to_list() == ["then 3x5@80.5kg"]


def test_a_row_whose_commas_cannot_be_placed_is_listed_and_never_read_askew(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    whole = "A,1767955973239,1767958961657,Row,60,5,false,false,true,,,"
    askew = "A,1767955973239,1767958961657,Row, 45,60,5,,,,,,"
    path.write_text("\n".join((",".join(HEADER), whole, askew)) + "\n")
    done = pipeline.read(path, client="ana", settings=ClientSettings(weight_unit="kg"))
    assert done.sets.select("exercise_logged", "load_kg", "reps").rows() == [("Row", 60.0, 5.0)]
    assert done.ledger.filter(status="rejected").select("line", "rule", "text").rows() == [
        (3, "too_many_fields", askew)
    ]
