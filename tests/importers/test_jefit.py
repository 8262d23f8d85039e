"""JEFIT: what the golden cases do not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.importers import jefit_packed
from analysis.ingest import pipeline
from analysis.ingest.pipeline import Ingested
from analysis.settings.client import ClientSettings

HEAD = (
    "### EXERCISE LOGS ###\nUSERID,belongSys,logs,_id,record,mydate,eid,ename,belongsession,interval_logs\n"
)
SETS = "### EXERCISE SET LOGS ###\n_id,userid,exercise_log_id,set_index,weight_lbs,reps,duration,set_type,log_time\n"
SESSIONS = "### WORKOUT SESSIONS ###\n_id,USERID,total_time,starttime,endtime\n"


def read(folder: Path, text: str, zone: str = "") -> Ingested:
    path = folder / "jefit.csv"
    path.write_text(text, "utf-8", newline="")
    return pipeline.read(path, client="ana", settings=ClientSettings(weight_unit="kg", timezone=zone))


def test_a_set_in_both_tables_counts_once_and_one_in_either_counts(tmp_path: Path) -> None:
    logs = '7,1,"60x5,60x4",1,70,2026-01-05,2,Bench Press,3,\n7,1,,2,0,2026-01-05,12,Squat,3,\n'
    rows = "1,7,1,0,132.28,5,,default,\n2,7,1,1,132.28,4,,default,\n3,7,1,2,132.28,3,,default,\n4,7,2,0,220.46,5,,default,\n"
    done = read(tmp_path, HEAD + logs + SETS + rows)
    assert done.sets.sort("source_line", "source_part")["reps"].to_list() == [5, 4, 3, 5]
    assert done.sets.filter(exercise_logged="Squat")["load_kg"].round(1).to_list() == [100.0]
    assert done.ledger["rule"].to_list() == [
        None,
        "no_reps",
        "also_in_exercise_logs",
        "also_in_exercise_logs",
        None,
        None,
    ]


def test_a_session_of_another_day_gives_no_time(tmp_path: Path) -> None:
    """An entry typed in later keeps its day, whatever the session it was typed in."""
    text = (
        SESSIONS + "3,7,3600,1768000000,1768003600\n" + HEAD + "7,1,60x5,1,70,2026-01-05,2,Bench Press,3,\n"
    )
    done = read(tmp_path, text, zone="Europe/Berlin")
    assert done.sets.select("time_known", "session").rows() == [(False, "2026-01-05 · 3")]


def test_a_set_without_its_log_is_rejected_for_nothing_says_its_exercise(tmp_path: Path) -> None:
    text = (
        HEAD
        + "7,1,60x5,1,70,2026-01-05,2,Bench Press,3,\n"
        + SETS
        + "1,7,99,0,132.28,5,,default,1767632500\n"
    )
    done = read(tmp_path, text)
    assert done.ledger.filter(status="rejected").select("rule", "text").rows() == [
        ("no_exercise", "1,7,99,0,132.28,5,,default,1767632500")
    ]


@pytest.mark.parametrize(
    ("text", "sets", "rests"),
    [
        ("120,90,60", 3, ["120", "90", "60"]),
        ("120,90", 3, ["120", "90", None]),
        ("120", 3, []),
        ("", 3, []),
        (None, 1, []),
    ],
)
def test_rests_are_those_of_sets_only_where_there_is_one_for_each(
    text: str | None, sets: int, rests: list[str | None]
) -> None:
    assert jefit_packed.rests(text, sets) == rests


def test_the_record_tells_reps_from_loads_and_other_logs_settle_a_tie() -> None:
    logs = [
        {"#line": 1, "eid": "47", "logs": "10x25,10x22", "record": "25"},
        {"#line": 2, "eid": "47", "logs": "10x15", "record": "15"},
        {"#line": 3, "eid": "32", "logs": "10x15", "record": "15"},
        {"#line": 4, "eid": "2", "logs": "155x5,155x5", "record": "180.83"},
    ]
    assert jefit_packed.reps_alone(logs) == {1, 2}
