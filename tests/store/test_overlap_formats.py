"""One history in two formats counts once, and what only one of them says is kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import dataframely as dy
import polars as pl
import pytest

from analysis.simulate.performed import Performed
from analysis.simulate.writers import fitnotes, fitnotes_backup, strong
from analysis.store import overlap, processed

if TYPE_CHECKING:
    from tests.conftest import PutFile
    from tests.store.conftest import ImportAll, Statuses

DAYS = ("2026-01-05", "2026-01-07", "2026-01-09")


def log(*days: str, reps: int = 5, note: str = "belt") -> dy.DataFrame[Performed]:
    """Two equal squats and a bench press a day, with a note on the first."""
    rows = [
        {
            "started_at": datetime.fromisoformat(f"{day} 18:00:00"), "session_s": 3600, "workout": "A", "workout_note": "",
            "block": 0, "exercise": exercise, "entry": 1, "set_number": number, "kind": "work", "load": 100.0, "load_kg": 100.0,
            "reps": reps, "rir_true": 2.0, "rir": None, "rest_s": None, "note": note if first else "",
            "bodyweight_kg": 80.0, "capacity_kg": 130.0,
        }
        for day in days
        for exercise, number, first in (
            ("back_squat_barbell", 1, True), ("back_squat_barbell", 2, False), ("bench_press_barbell", 1, False),
        )
    ]  # fmt: skip
    return Performed.validate(pl.DataFrame(rows, schema_overrides={"rir": pl.Float64, "rest_s": pl.Int64}), cast=True)  # fmt: skip


def rules(workspace: Path) -> dict[str, set[str]]:
    ledger = processed.read_ledger(workspace, "ana").filter(pl.col("rule").is_not_null())
    return {file: set(part["rule"]) for (file,), part in ledger.group_by("file")}


def test_a_log_and_its_backup_count_once_with_the_backups_comments_and_times(
    put: PutFile, import_all: ImportAll, account: Statuses, workspace: Path
) -> None:
    put("ana", "FitNotes_Export.csv", fitnotes.write(log(*DAYS), layout="FN1"))
    put("ana", "FitNotes_Backup.fitnotes", fitnotes_backup.write(log(*DAYS)))
    import_all()
    sets = processed.read_sets(workspace, "ana")
    assert sets.height == 9
    assert sets["note"].drop_nulls().to_list() == ["belt"] * 3
    assert sets["performed_at"].dt.hour().unique().to_list() == [18]
    assert account() == {"FitNotes_Backup.fitnotes": {"used": 9}, "FitNotes_Export.csv": {"repeated": 9}}


def test_an_older_backup_keeps_the_sessions_of_which_a_newer_log_says_less(
    put: PutFile, import_all: ImportAll, account: Statuses, workspace: Path
) -> None:
    put("ana", "backup.fitnotes", fitnotes_backup.write(log(*DAYS[:2])))
    put("ana", "export.csv", fitnotes.write(log(*DAYS), layout="FN1"))
    import_all()
    sets = processed.read_sets(workspace, "ana")
    assert sets.height == 9
    assert sets["note"].drop_nulls().len() == 2
    assert account() == {"backup.fitnotes": {"used": 6}, "export.csv": {"used": 3, "repeated": 6}}
    assert rules(workspace) == {"export.csv": {overlap.RULE_RICHER}}


def test_a_day_that_was_edited_after_the_backup_is_the_newer_logs_though_it_says_less(
    put: PutFile, import_all: ImportAll, workspace: Path
) -> None:
    put("ana", "backup.fitnotes", fitnotes_backup.write(log(DAYS[0], reps=5)))
    put("ana", "export.csv", fitnotes.write(log(*DAYS, reps=6), layout="FN1"))
    import_all()
    assert processed.read_sets(workspace, "ana")["reps"].to_list() == [6.0] * 9
    assert rules(workspace) == {"backup.fitnotes": {overlap.RULE_SESSION}}


def test_a_note_taken_out_of_the_app_stays_out(put: PutFile, import_all: ImportAll, workspace: Path) -> None:
    put("ana", "old.csv", strong.write(log(*DAYS[:2], note="belt"), layout="S4"))
    put("ana", "new.csv", strong.write(log(*DAYS, note=""), layout="S4"))
    import_all()
    assert processed.read_sets(workspace, "ana")["note"].drop_nulls().is_empty()
    assert rules(workspace) == {"old.csv": {overlap.RULE_SESSION}}


def resaved(text: str) -> str:
    """As a spreadsheet program leaves a Strong export: other header, other dates, no seconds, no quotes."""
    header, *rows = text.splitlines()
    plain = header.lower().replace(" ", "_")
    return "\r\n".join([plain, *(f"{_slashed(row[:19])}{row[19:]}".replace('"', "") for row in rows)])


def _slashed(stamp: str) -> str:
    at = datetime.fromisoformat(stamp)
    return f"{at.year}/{at.month}/{at.day} {at.hour}:{at.minute:02}"


@pytest.mark.parametrize("newer", ["as exported", "re-saved"])
def test_a_file_that_a_spreadsheet_program_saved_again_adds_no_set(
    put: PutFile, import_all: ImportAll, account: Statuses, workspace: Path, newer: str
) -> None:
    days = {"as exported": DAYS, "re-saved": DAYS[:2]}[newer], {"as exported": DAYS[:2], "re-saved": DAYS}[newer]  # fmt: skip
    put("ana", "client.toml", 'weight_unit = "kg"\n')
    put("ana", "strong.csv", strong.write(log(*days[0]), layout="S5"))
    put("ana", "strong (2).csv", resaved(strong.write(log(*days[1]), layout="S5")))
    import_all()
    assert processed.read_sets(workspace, "ana").height == 9
    assert sum(counts.get("repeated", 0) for counts in account().values()) == 6
    sources = processed.read_sources(workspace, "ana")
    assert set(sources["dialect"]) == {"S5", "re-saved"}


def test_the_account_of_every_file_still_adds_up(
    put: PutFile, import_all: ImportAll, workspace: Path
) -> None:
    put("ana", "backup.fitnotes", fitnotes_backup.write(log(*DAYS[:2])))
    put("ana", "export.csv", fitnotes.write(log(*DAYS), layout="FN1"))
    put("ana", "strong.csv", strong.write(log(*DAYS), layout="S1"))
    import_all()
    sources = processed.read_sources(workspace, "ana")
    assert processed.read_sets(workspace, "ana").height == 9
    assert sources["sets"].sum() == 9
    assert sources["lines"].sum() == sources.select(pl.sum_horizontal("used", "repeated", "not_a_set", "rejected").sum()).item()  # fmt: skip


def test_a_real_log_and_its_real_backup_hold_the_same_5583_sets(
    put: PutFile, import_all: ImportAll, workspace: Path, shared_exports: Path
) -> None:
    for name in ("android-fn1-kgs.csv", "android-fn1-kgs-backup.fitnotes"):
        put("ana", name, (shared_exports / "fitnotes" / name).read_bytes())
    import_all()
    assert processed.read_sets(workspace, "ana").height == 5583
    assert dict(processed.read_sources(workspace, "ana").select("file", "repeated").rows()) == {
        "android-fn1-kgs-backup.fitnotes": 0, "android-fn1-kgs.csv": 5583,
    }  # fmt: skip
