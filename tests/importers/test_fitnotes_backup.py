"""The backup of FitNotes: the same sets as its log, whatever the database around them looks like."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from analysis.errors import AnalysisError

if TYPE_CHECKING:
    from tests.conftest import ReadText

TABLES = (
    "CREATE TABLE exercise (_id INTEGER PRIMARY KEY, name TEXT)",
    "CREATE TABLE training_log (_id INTEGER PRIMARY KEY, exercise_id INTEGER, date DATE, metric_weight INTEGER, reps INTEGER)",
    "INSERT INTO exercise VALUES (1, 'Barbell Squat')",
)


def backup(*statements: str, journal: str = "delete", folder: Path | None = None) -> bytes:
    """A database with the two tables that no backup is without."""
    with closing(sqlite3.connect(folder / "x.db" if folder else ":memory:", isolation_level=None)) as base:
        base.execute(f"PRAGMA journal_mode = {journal}")
        for statement in (*TABLES, *statements):
            base.execute(statement)
        if folder is None:
            return bytes(base.serialize())
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (folder / "x.db").read_bytes()


ONE_SET = "INSERT INTO training_log VALUES (1, 1, '2024-01-05', 100, 5)"


def test_the_two_tables_alone_are_a_backup(read: ReadText) -> None:
    done = read(backup(ONE_SET), name="a.fitnotes")
    assert done.source.select("app", "dialect", "sets").row(0) == ("fitnotes_backup", "FNB1", 1)


def test_a_database_that_kept_a_journal_beside_it_is_read(read: ReadText, tmp_path: Path) -> None:
    data = backup(ONE_SET, journal="wal", folder=tmp_path)
    assert data[18] == 2  # as the file format marks such a database
    assert read(data, name="a.fitnotes").sets.height == 1


def test_rows_that_hold_what_their_columns_should_not_are_rejected_each_for_itself(read: ReadText) -> None:
    done = read(
        backup(
            ONE_SET,
            "INSERT INTO training_log VALUES (2, 1, '2024-01-05', 'heavy', 5)",
            "INSERT INTO training_log VALUES (3, 1, 'soon', 100, 5)",
            "INSERT INTO training_log VALUES (4, 1, '2024-01-05', x'00ff', 5)",
            "INSERT INTO training_log VALUES (5, 1, '2024-01-05', 100, 9223372036854775807)",
            "INSERT INTO training_log VALUES (6, NULL, NULL, NULL, NULL)",
            "INSERT INTO training_log VALUES (7, 1, '2024-01-05', 1e308, 5)",
        ),
        name="a.fitnotes",
    )
    assert done.sets["source_line"].to_list() == [1]
    assert done.source["lines"].item() == 7
    assert done.ledger.filter(pl.col("status") == "rejected")["text"].str.starts_with("training_log").all()


def test_a_number_held_in_four_bytes_is_read_as_it_was_typed(read: ReadText) -> None:
    done = read(backup("INSERT INTO training_log VALUES (1, 1, '2024-01-05', 19.299999237060547, 5)"), name="a.fitnotes")  # fmt: skip
    assert done.sets["load_kg"].item() == 19.3


def test_a_weight_in_pounds_keeps_all_its_digits(read: ReadText) -> None:
    done = read(backup("INSERT INTO training_log VALUES (1, 1, '2024-01-05', 15.87575183024739, 5)"), name="a.fitnotes")  # fmt: skip
    assert done.sets["load_kg"].item() == 15.87575183024739


def test_a_view_that_pretends_to_be_the_log_is_not_run(read: ReadText) -> None:
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT i AS _id, 1 AS exercise_id,"
        " '2024-01-05' AS date, 1 AS metric_weight, 1 AS reps FROM n"
    )
    trap = ("DROP TABLE training_log", f"CREATE VIEW training_log AS {endless}")
    with pytest.raises(AnalysisError, match="a database of another kind"):
        read(backup(*trap), name="a.fitnotes")


def test_a_cut_database_is_refused_in_one_line(read: ReadText) -> None:
    data = backup(ONE_SET)
    for cut in (100, 2000, len(data) - 1):
        with pytest.raises(AnalysisError) as refused:
            read(data[:cut], name="a.fitnotes")
        assert "\n" not in str(refused.value)
