"""Databases are opened without being trusted: nothing of theirs runs, and none fills the memory."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from analysis.errors import UnreadableFileError
from analysis.sources import sqlite


def made(*statements: str, values: tuple[object, ...] = ()) -> bytes:
    with closing(sqlite3.connect(":memory:")) as base:
        for statement in statements:
            base.execute(statement, values if "?" in statement else ())
        base.commit()
        return base.serialize()


def test_rows_come_with_their_place_and_numbers_as_typed() -> None:
    data = made("CREATE TABLE log (name TEXT, kg REAL)", "INSERT INTO log VALUES ('Squat', 19.3), (NULL, 20)")
    base = sqlite.read("b.fitnotes", data)
    assert base.tables == {"log": ("name", "kg")}
    assert base.rows("log").rows() == [(1, "Squat", 19.3), (2, None, 20.0)]


def test_views_virtual_tables_and_generated_columns_are_not_computed() -> None:
    data = made(
        "CREATE TABLE log (n INTEGER, huge TEXT GENERATED ALWAYS AS (printf('%.9000000c', 'x')) VIRTUAL)",
        "INSERT INTO log (n) VALUES (1), (2)",
        "CREATE VIEW seen AS SELECT * FROM log",
        "CREATE TRIGGER t AFTER INSERT ON log BEGIN DELETE FROM log; END",
    )
    base = sqlite.read("b.fitnotes", data)
    assert base.tables == {"log": ("n",)}
    assert base.rows("log").rows() == [(1, 1), (2, 2)]


def test_a_value_of_many_megabytes_is_refused() -> None:
    data = made("CREATE TABLE log (photo BLOB)", "INSERT INTO log VALUES (?)", values=(bytes(11_000_000),))
    base = sqlite.read("b.fitnotes", data)
    with pytest.raises(UnreadableFileError, match="too big"):
        base.rows("log")


def test_bytes_that_are_told_again_and_again_are_refused() -> None:
    """A column's default stands once in the file, and in every row that was there before the column."""
    many = "INSERT INTO log WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i FROM n"
    data = made(
        "CREATE TABLE log (n INTEGER)",
        many,
        f"ALTER TABLE log ADD COLUMN much TEXT DEFAULT '{'x' * 10_000}'",
    )
    base = sqlite.read("b.fitnotes", data)
    with pytest.raises(UnreadableFileError, match="more rows or text than a log can have"):
        base.rows("log")


def test_a_database_cut_off_is_refused() -> None:
    data = made("CREATE TABLE log (n INTEGER)", "INSERT INTO log VALUES (1)")
    with pytest.raises(UnreadableFileError, match="cut off"):
        sqlite.read("b.fitnotes", data[:-1])
