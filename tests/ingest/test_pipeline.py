"""One file, from bytes to checked rows: what is refused as a whole, and what a broken value costs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from analysis.errors import UnreadableFileError
from analysis.ingest import pipeline
from analysis.settings.client import ClientSettings
from analysis.sources.blob import Blob

if TYPE_CHECKING:
    from tests.conftest import ReadText

S1 = (
    "Date,Workout Name,Exercise Name,Set Order,kg,Reps,km,Seconds,Notes\n"
    '2015-11-02 18:05:12,"Monday","Squat",1,60.0,5,0.0,0,""\n'
)


def row(**cells: str) -> str:
    values = {
        "date": "2015-11-02 18:05:12", "workout": '"Monday"', "exercise": '"Squat"', "order": "2", "kg": "80.0",
        "reps": "5", "km": "0.0", "seconds": "0", "notes": '""', **cells,
    }  # fmt: skip
    return ",".join(values.values()) + "\n"


@pytest.mark.parametrize(
    ("broken", "rule", "problem"),
    [
        (row(kg="8O"), "weight_is_not_a_number", "weight: '8O' is not a number"),
        (row(reps="five"), "reps_is_not_a_number", "reps: 'five' is not a number"),
        (row(reps="-5"), "negative_reps", "reps: '-5' is below zero"),
        (row(date="yesterday"), "date_unreadable", "date: 'yesterday' is not a date"),
        (row(date="2015-02-30 18:00:00"), "date_unreadable", "date: '2015-02-30 18:00:00' is not a date"),
        (row(exercise=""), "no_exercise", "the exercise's name is missing"),
        (row(seconds="a while"), "duration_unreadable", "duration: 'a while' is not a length of time"),
        (row().rstrip() + ",surplus\n", "too_many_fields", "too many fields"),
        ("2015-11-02 18:05:12,Mon", "cut_short", "too few fields"),
    ],
)
def test_a_value_that_cannot_be_read_costs_its_own_record_and_says_why(
    read: ReadText, broken: str, rule: str, problem: str
) -> None:
    done = read(S1 + broken + row(order="3", kg="90.0") if broken.endswith("\n") else S1 + broken)
    lost = done.ledger.filter(pl.col("status") == "rejected").row(0, named=True)
    assert (lost["line"], lost["rule"], lost["text"]) == (3, rule, broken.rstrip("\n"))
    assert problem in lost["problem"]
    assert done.sets["load_kg"].to_list() == ([60.0, 90.0] if broken.endswith("\n") else [60.0])


def test_what_was_not_believed_is_a_remark_on_a_used_record(read: ReadText) -> None:
    header = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE\n"
    text = header + '2025-07-01 06:30:00,"A",264h 1m,"Squat (Barbell)",1,100.0,5.0,0,0.0,11\n'
    done = read(text, weight_unit="kg")
    assert done.ledger["status"].to_list() == ["used"]
    assert done.ledger["problem"].item() == "effort is off the scale of 0 to 10; taken as not logged"
    assert done.sets.select("rir", "session_s").row(0) == (None, None)


def test_a_file_that_is_far_too_large_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huge.csv"
    path.write_text(S1, "utf-8")
    monkeypatch.setattr(Blob.whole, "__defaults__", (10,))
    with pytest.raises(UnreadableFileError, match="too large to be a training log") as refused:
        pipeline.read(path, client="ana", settings=ClientSettings())
    (part,) = pipeline.parts(path, name="huge.csv", client="ana", settings=ClientSettings())
    assert isinstance(part, pipeline.Refused)
    assert part.source["refused"].item() == str(refused.value)


def test_the_name_of_a_file_is_its_place_under_the_client(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(S1, "utf-8")
    done = pipeline.read(path, name="2015/x.csv", client="ana", settings=ClientSettings())
    assert done.source["file"].item() == "2015/x.csv"
    assert done.ledger["file"].unique().to_list() == ["2015/x.csv"]
    assert done.sets["client"].unique().to_list() == ["ana"]
