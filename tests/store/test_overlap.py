"""Exports of one account overlap and change: the newest wins a session it holds, and no set counts twice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.store import overlap, processed

if TYPE_CHECKING:
    from tests.conftest import PutFile
    from tests.store.conftest import ImportAll, Session, Sets, Statuses, WriteStrong

MON: Session = (
    "2026-01-05 18:00:00",
    "A",
    [("Squat", 100.0, 5), ("Squat", 100.0, 5), ("Bench Press", 80.0, 5)],
)
WED: Session = ("2026-01-07 18:00:00", "B", [("Deadlift", 140.0, 5)])
FRI: Session = ("2026-01-09 18:00:00", "A", [("Squat", 102.5, 5)])


def test_sessions_that_a_newer_export_holds_are_repeats(
    put: PutFile, strong: WriteStrong, import_all: ImportAll, kept: Sets, account: Statuses, workspace: Path
) -> None:
    put("ana", "january.csv", strong(MON, WED))
    put("ana", "february.csv", strong(MON, WED, FRI))
    import_all()
    assert [row[1:] for row in kept()] == [
        ("Squat", 100.0, 5.0), ("Squat", 100.0, 5.0), ("Bench Press", 80.0, 5.0), ("Deadlift", 140.0, 5.0), ("Squat", 102.5, 5.0),
    ]  # fmt: skip
    assert account() == {"february.csv": {"used": 5}, "january.csv": {"repeated": 4}}
    assert rules(workspace) == {overlap.RULE_SESSION}


def test_a_session_that_only_the_older_export_holds_stays(
    put: PutFile, strong: WriteStrong, import_all: ImportAll, kept: Sets, account: Statuses
) -> None:
    put("ana", "old.csv", strong(MON, WED))
    put("ana", "new.csv", strong(WED, FRI))
    import_all()
    assert [row[0][:10] for row in kept()] == ["2026-01-05"] * 3 + ["2026-01-07", "2026-01-09"]
    assert account() == {"new.csv": {"used": 2}, "old.csv": {"repeated": 1, "used": 3}}


def test_a_session_edited_later_is_the_newer_exports(
    put: PutFile, strong: WriteStrong, import_all: ImportAll, kept: Sets
) -> None:
    slip = ("2026-01-05 18:00:00", "A", [("Squat", 846.0, 5)])
    mended = ("2026-01-05 18:00:00", "Legs", [("Squat", 84.6, 5), ("Squat", 90.0, 5)])
    put("ana", "old.csv", strong(slip))
    put("ana", "new.csv", strong(mended, FRI))
    import_all()
    assert [row[2] for row in kept()] == [84.6, 90.0, 102.5]


def test_the_files_names_and_their_order_change_no_set(
    put: PutFile, strong: WriteStrong, import_all: ImportAll, kept: Sets
) -> None:
    texts = (strong(MON, WED), strong(WED, FRI), strong(MON, WED, FRI))
    seen = []
    for names in (("a.csv", "b.csv", "c.csv"), ("c.csv", "a.csv", "b.csv"), ("b.csv", "c.csv", "a.csv")):
        for name, text in zip(names, texts, strict=True):
            put("ana", name, text)
        import_all()
        seen.append(kept())
    assert all(sets == seen[0] for sets in seen)
    assert len(seen[0]) == 5


def test_the_same_file_twice_counts_once(
    put: PutFile, strong: WriteStrong, import_all: ImportAll, kept: Sets, account: Statuses, workspace: Path
) -> None:
    put("ana", "strong.csv", strong(MON))
    put("ana", "strong (1).csv", strong(MON))
    import_all()
    assert len(kept()) == 3
    assert account() == {"strong (1).csv": {"used": 3}, "strong.csv": {"repeated": 3}}
    ledger = processed.read_ledger(workspace, "ana")
    assert ledger.filter(file="strong.csv")["rule"].unique().to_list() == [overlap.RULE_FILE]
    sources = processed.read_sources(workspace, "ana")
    assert dict(sources.select("file", "sets").rows()) == {"strong (1).csv": 3, "strong.csv": 0}


def test_one_days_sets_in_two_apps_count_once(
    put: PutFile, strong: WriteStrong, fitnotes: WriteStrong, import_all: ImportAll, kept: Sets
) -> None:
    put("ana", "strong.csv", strong(MON, WED))
    put("ana", "fitnotes.csv", fitnotes(MON))
    import_all()
    assert len(kept()) == 4


def test_other_sets_of_one_day_in_two_apps_all_count(
    put: PutFile, strong: WriteStrong, fitnotes: WriteStrong, import_all: ImportAll, kept: Sets
) -> None:
    evening = ("2026-01-05 20:00:00", "B", [("Deadlift", 140.0, 5), ("Deadlift", 150.0, 3)])
    put("ana", "strong.csv", strong(MON))
    put("ana", "fitnotes.csv", fitnotes(evening))
    import_all()
    assert len(kept()) == 5


def test_two_sessions_of_one_day_in_one_file_are_both_kept(
    put: PutFile, strong: WriteStrong, import_all: ImportAll, kept: Sets
) -> None:
    again = ("2026-01-05 20:00:00", MON[1], MON[2])
    put("ana", "strong.csv", strong(MON, again))
    import_all()
    assert len(kept()) == 6


def test_a_weigh_in_that_a_newer_log_holds_counts_once_with_the_newer_value(
    put: PutFile, import_all: ImportAll, workspace: Path, account: Statuses
) -> None:
    put("ana", "old.csv", "date,weight (kg),waist (cm)\n2026-01-05,80.0,84\n2026-01-12,80.2,\n")
    put("ana", "new.csv", "date,weight (kg)\n2026-01-05,79.5\n2026-01-19,80.4\n")
    import_all()
    body = processed.read_body(workspace, "ana").sort("measured_at", "measure")
    assert body.select("measure", "value").rows() == [
        ("bodyweight_kg", 79.5), ("waist_cm", 84.0), ("bodyweight_kg", 80.2), ("bodyweight_kg", 80.4),
    ]  # fmt: skip
    assert account() == {"new.csv": {"used": 2}, "old.csv": {"used": 2}}


def test_a_weigh_in_that_is_wholly_in_the_newer_log_is_a_repeat(
    put: PutFile, import_all: ImportAll, account: Statuses, workspace: Path
) -> None:
    put("ana", "old.csv", "date,weight (kg)\n2026-01-05,80.0\n2026-01-12,80.2\n")
    put("ana", "new.csv", "date,weight (kg)\n2026-01-05,80.0\n2026-01-19,80.4\n")
    import_all()
    assert account() == {"new.csv": {"used": 2}, "old.csv": {"repeated": 1, "used": 1}}
    assert rules(workspace) == {overlap.RULE_MEASUREMENT}


MAPPED = """
[table."{}"]
date = "date"
exercise = "exercise"
weight = "kg"
reps = "reps"
weight_unit = "kg"
"""


def test_two_tables_of_one_client_do_not_erase_each_other(
    put: PutFile, import_all: ImportAll, kept: Sets, account: Statuses
) -> None:
    put("ana", "client.toml", MAPPED.format("squat.csv") + MAPPED.format("bench.csv"))
    put("ana", "squat.csv", "date,exercise,kg,reps\n2026-01-05,Squat,100,5\n2026-01-07,Squat,102.5,5\n")
    put(
        "ana",
        "bench.csv",
        "date,exercise,kg,reps\n2026-01-05,Bench Press,80,5\n2026-01-07,Bench Press,80,5\n",
    )
    import_all()
    assert len(kept()) == 4
    assert account() == {"bench.csv": {"used": 2}, "squat.csv": {"used": 2}}


def test_a_table_that_has_grown_repeats_the_days_it_had(
    put: PutFile, import_all: ImportAll, kept: Sets, account: Statuses
) -> None:
    put("ana", "client.toml", MAPPED.format("old.csv") + MAPPED.format("new.csv"))
    put("ana", "old.csv", "date,exercise,kg,reps\n2026-01-05,Squat,100,5\n")
    put("ana", "new.csv", "date,exercise,kg,reps\n2026-01-05,Squat,100,5\n2026-01-07,Squat,102.5,5\n")
    import_all()
    assert len(kept()) == 2
    assert account() == {"new.csv": {"used": 2}, "old.csv": {"repeated": 1}}


def test_a_day_that_was_edited_in_fitnotes_is_the_newer_exports(
    put: PutFile, fitnotes: WriteStrong, import_all: ImportAll, kept: Sets
) -> None:
    put("ana", "old.csv", fitnotes(("2026-01-05", "", [("Squat", 846.0, 5)])))
    put("ana", "new.csv", fitnotes(("2026-01-05", "", [("Squat", 84.6, 5)]), WED))
    import_all()
    assert [row[2] for row in kept()] == [84.6, 140.0]


def hevy_pull_ups(hour: int, reps: Sequence[int]) -> str:
    at = f'"5 Jan 2026, {hour}:00","5 Jan 2026, {hour}:30"'
    header = "title,start_time,end_time,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe\n"
    return header + "".join(f'"B",{at},"Pull Up",,"",{i},normal,,{n},,,\n' for i, n in enumerate(reps))


@pytest.mark.parametrize(("hour", "kept_sets"), [(18, 4), (8, 3)])
def test_one_equal_set_at_another_hour_is_chance_and_near_by_is_the_same_session(
    put: PutFile, strong: WriteStrong, import_all: ImportAll, kept: Sets, hour: int, kept_sets: int
) -> None:
    put("ana", "strong.csv", strong(("2026-01-05 07:00:00", "A", [("Pull Up", 0.0, 10)])))
    put("ana", "hevy.csv", hevy_pull_ups(hour, [10, 8, 6]))
    import_all()
    assert len(kept()) == kept_sets


def test_the_coachs_reading_stands_beside_the_clients_own_of_that_day(
    put: PutFile, import_all: ImportAll, workspace: Path
) -> None:
    put("ana", "coach.csv", "date,waist_cm,tester\n2026-01-05,84,Sam\n2026-01-06,84,me\n")
    put("ana", "own.csv", "date,waist_cm\n2026-01-05,85\n2026-01-06,86\n2026-01-19,85\n")
    import_all()
    assert processed.read_body(workspace, "ana").sort("measured_at", "value")["value"].to_list() == [
        84.0, 85.0, 86.0, 85.0,
    ]  # fmt: skip


def rules(workspace: Path) -> set[str]:
    return set(processed.read_ledger(workspace, "ana")["rule"].drop_nulls())
