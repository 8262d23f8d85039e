"""SQLite databases: opened in memory from their bytes, read only, with nothing of theirs run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from analysis.errors import UnreadableFileError

MAGIC: Final = b"SQLite format 3\x00"
MAX_STEPS: Final = 200_000_000
"""Steps of SQLite's machine per query: a table of a million rows needs a tenth."""

STEP: Final = 100_000
MAX_ROWS: Final = 5_000_000


@dataclass(frozen=True, eq=False)
class Database:
    """One database. Its tables are plain tables: views and virtual tables are not opened."""

    file: str
    data: bytes
    tables: dict[str, tuple[str, ...]]
    """A table's name to its columns."""
    encoding: None = None
    delimiter: None = None

    def rows(self, table: str) -> pl.DataFrame:
        """All rows of a table with their `rowid`, in its order; numbers as Float64 or Int64 where all are, else text.

        Raises:
            UnreadableFileError: the table is damaged or endless.
        """
        names = self.tables[table]
        with closing(_opened(self.file, self.data)) as base:
            listed = ", ".join(f'"{name}"' for name in names)
            rows = _fetched(self.file, base, f'SELECT rowid, {listed} FROM "{table}" ORDER BY rowid')  # noqa: S608 - names come from the schema, quotes refused
        columns = zip(*rows, strict=True) if rows else ([] for _ in range(len(names) + 1))
        return pl.DataFrame([
            pl.Series(name, [_plain(v) for v in values], strict=False)
            for name, values in zip(("rowid", *names), columns, strict=True)
        ])  # fmt: skip

    def record(self, line: int, most: int = 300) -> str:  # noqa: ARG002 - the importer hands on each record's text
        """Nothing: the importer knows which table a record stood in."""
        return ""


def _plain(value: object) -> object:
    return value.decode("utf-8", errors="replace") if isinstance(value, bytes) else value


def read(file: Path | str, data: bytes) -> Database:
    """Read a database's list of tables.

    Raises:
        UnreadableFileError: it is damaged.
    """
    name = Path(file).name
    with closing(_opened(name, data)) as base:
        listed = _fetched(
            name, base, "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        )
        found = [t for (t,) in listed if isinstance(t, str) and '"' not in t]
        columns = {
            t: tuple(
                str(c[1])
                for c in _fetched(name, base, f'PRAGMA table_info("{t}")')
                if '"' not in str(c[1]) and str(c[1]).lower() != "rowid"
            )
            for t in found
        }
    return Database(name, data, {t: names for t, names in columns.items() if names})


def _opened(file: str, data: bytes) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    try:
        base.deserialize(data)
        base.execute("PRAGMA trusted_schema = OFF")
        base.execute("PRAGMA query_only = ON")
    except sqlite3.Error as err:
        base.close()
        raise UnreadableFileError(file, f"the database is damaged ({err})", "Make the backup again") from err
    return base


def _fetched(file: str, base: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    """The rows of a query, within bounds of time and number."""
    steps = iter(range(MAX_STEPS // STEP))
    base.set_progress_handler(lambda: 0 if next(steps, None) is not None else 1, STEP)
    base.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
    try:
        rows = base.execute(query).fetchmany(MAX_ROWS + 1)
    except (sqlite3.Error, OverflowError) as err:
        raise UnreadableFileError(file, f"the database is damaged ({err})", "Make the backup again") from err
    if len(rows) > MAX_ROWS:
        raise UnreadableFileError(file, "the database holds more rows than a log can have", "Make it again")
    return rows
