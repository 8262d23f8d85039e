"""SQLite databases: opened in memory from their bytes, read only, with nothing of theirs run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from analysis.errors import UnreadableFileError, called

MAGIC: Final = b"SQLite format 3\x00"
MAX_STEPS: Final = 200_000_000
"""Steps of SQLite's machine per query: a table of a million rows needs a tenth."""

STEP: Final = 100_000
MAX_ROWS: Final = 5_000_000
MAX_VALUE_BYTES: Final = 10_000_000
MAX_TIMES: Final = 4
"""Values larger together than so many times the file are the same bytes told again and again."""

JOURNAL_AT: Final = slice(18, 20)
"""Where the header says that writes went to a journal beside the file, which a database in memory cannot have."""

ROLLBACK: Final = b"\x01\x01"
PAGE_SIZE_AT: Final = slice(16, 18)
PAGES_AT: Final = slice(28, 32)
WRITTEN_AT: Final = slice(24, 28), slice(92, 96)
"""Two counters of writes: only where they agree is the number of pages up to date."""

LARGEST_PAGE: Final = 65536


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
            query = f'SELECT rowid, {listed} FROM "{table}" ORDER BY rowid'  # noqa: S608 - names come from the schema, quotes refused
            rows = _fetched(self.file, base, len(self.data), query)
        columns = zip(*rows, strict=True) if rows else ([] for _ in range(len(names) + 1))
        return pl.DataFrame([
            pl.Series(name, [_plain(v) for v in values], strict=False)
            for name, values in zip(("rowid", *names), columns, strict=True)
        ])  # fmt: skip

    def texts(self, table: str, wanted: tuple[str, ...]) -> pl.DataFrame:
        """Columns of a table as text, in its order; null where it has no such column, no rows if there is no table.

        Raises:
            UnreadableFileError: the table is damaged or endless.
        """
        if table not in self.tables:
            return pl.DataFrame(schema=dict.fromkeys(wanted, pl.String))
        rows = self.rows(table)
        return rows.select(
            (_text(rows[name]) if name in rows.columns else pl.lit(None, pl.String)).alias(name)
            for name in wanted
        )

    def record(self, line: int, most: int = 300) -> str:  # noqa: ARG002 - the importer hands on each record's text
        """Nothing: the importer knows which table a record stood in."""
        return ""


def _text(values: pl.Series) -> pl.Series:
    """Text; a number that was held in four bytes as it was typed (19.299999237060547 is 19.3)."""
    if values.dtype != pl.Float64:
        return values.cast(pl.String)
    short = values.cast(pl.Float32)
    exact = short.cast(pl.Float64) == values
    return pl.select(pl.when(exact).then(short.cast(pl.String)).otherwise(values.cast(pl.String))).to_series()


def _plain(value: object) -> object:
    return value.decode("utf-8", errors="replace") if isinstance(value, bytes) else value


def read(file: Path | str, data: bytes) -> Database:
    """Read a database's list of tables.

    Raises:
        UnreadableFileError: it is damaged.
    """
    name = called(file)
    if _is_cut(data):
        raise UnreadableFileError(name, "the database is cut off", "Make the backup again")
    with closing(_opened(name, data)) as base:
        listed = _fetched(
            name,
            base,
            len(data),
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
        )
        found = [t for (t,) in listed if isinstance(t, str) and '"' not in t]
        columns = {
            t: tuple(
                str(c[1])
                for c in _fetched(name, base, len(data), f'PRAGMA table_info("{t}")')
                if '"' not in str(c[1]) and str(c[1]).lower() != "rowid"
            )
            for t in found
        }
    return Database(name, data, {t: names for t, names in columns.items() if names})


def _is_cut(data: bytes) -> bool:
    """Whether the bytes end before the pages that the header counts; what is missing would be read as nothing."""
    size = int.from_bytes(data[PAGE_SIZE_AT], "big")
    pages = int.from_bytes(data[PAGES_AT], "big")
    first, second = (data[at] for at in WRITTEN_AT)
    return first == second and len(data) < (LARGEST_PAGE if size == 1 else size) * pages


def _opened(file: str, data: bytes) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    try:
        held = bytearray(data)
        held[JOURNAL_AT] = ROLLBACK
        base.deserialize(bytes(held))
        base.execute("PRAGMA trusted_schema = OFF")
        base.execute("PRAGMA query_only = ON")
        base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)
    except (sqlite3.Error, UnicodeDecodeError) as err:
        base.close()
        raise UnreadableFileError(file, f"the database is damaged ({err})", "Make the backup again") from err
    return base


def _fetched(file: str, base: sqlite3.Connection, size: int, query: str) -> list[tuple[object, ...]]:
    """The rows of a query to a database of so many bytes, within bounds of time, number and length."""
    steps = iter(range(MAX_STEPS // STEP))
    base.set_progress_handler(lambda: 0 if next(steps, None) is not None else 1, STEP)
    base.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
    rows: list[tuple[object, ...]] = []
    left = MAX_TIMES * size
    try:
        for row in base.execute(query):
            rows.append(row)
            left -= sum(len(value) for value in row if isinstance(value, (str, bytes)))
            if left < 0 or len(rows) > MAX_ROWS:
                seen = "the database holds more rows or text than a log can have"
                raise UnreadableFileError(file, seen, "Make the backup again")
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as err:
        raise UnreadableFileError(file, f"the database is damaged ({err})", "Make the backup again") from err
    return rows
