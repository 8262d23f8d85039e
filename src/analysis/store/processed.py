"""The processed tables: Parquet, a folder a table, a partition a client, replaced whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final, Self, TypeVar

import dataframely as dy
import polars as pl

from analysis.sources import workers
from analysis.tables import Body, Ledger, Plan, PlanDays, PlanSets, Sets, Sources, Weights

PROCESSED: Final = Path("data") / "processed"
NAMES: Final[Mapping[type[dy.Schema], str]] = {
    Sets: "sets",
    Body: "body",
    Weights: "weights",
    Ledger: "ledger",
    Sources: "sources",
    Plan: "plan",
    PlanDays: "plan_days",
    PlanSets: "plan_sets",
}
Schema = TypeVar("Schema", bound=dy.Schema)


def partition(workspace: Path, table: type[dy.Schema], client: str) -> Path:
    """Where a client's part of a table lies."""
    return workspace / PROCESSED / NAMES[table] / f"client={client}" / "part.parquet"


def write(workspace: Path, table: type[dy.Schema], client: str, frame: pl.DataFrame) -> None:
    """Write a client's part of a table beside the one that counts, until it takes its place."""
    path = partition(workspace, table, client)
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(_beside(path), compression="zstd", compression_level=1, statistics=False)


def take_place(workspace: Path, table: type[dy.Schema], client: str) -> None:
    """Let what was written be the client's part of the table; a killed run leaves the old part or the new, never half."""
    path = partition(workspace, table, client)
    _beside(path).replace(path)


def _beside(path: Path) -> Path:
    return path.with_suffix(".part")


class Replacement:
    """A client's tables, each written while the next are made; the old ones count until `take_place`.

    Leaving it without that, as an error does, leaves every table as it was.
    """

    def __init__(self, workspace: Path, client: str) -> None:
        """Begin; nothing is written yet."""
        self._workspace, self._client = workspace, client
        self._pool = ThreadPoolExecutor(workers.AT_ONCE)
        self._writing: dict[type[dy.Schema], Future[None]] = {}

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Wait for what is being written, and take away what has not taken its place."""
        self._pool.shutdown(cancel_futures=True)
        for table in self._writing:
            _beside(partition(self._workspace, table, self._client)).unlink(missing_ok=True)

    def add(self, table: type[dy.Schema], frame: pl.DataFrame) -> None:
        """Write a table while other work goes on; given again, the later one counts."""
        before = self._writing.get(table)
        self._writing[table] = self._pool.submit(self._write, table, frame, before)

    def _write(self, table: type[dy.Schema], frame: pl.DataFrame, before: Future[None] | None) -> None:
        if before is not None:
            before.exception()  # not both at once into one file
        write(self._workspace, table, self._client, frame)

    def wait(self) -> None:
        """Wait until all tables are written; of errors, raise that of the first table."""
        for each in self._writing.values():
            each.result()

    def take_place(self) -> None:
        """Let the tables count: renamed one by one, which is quick."""
        for table in self._writing:
            take_place(self._workspace, table, self._client)


def _read(workspace: Path, table: type[Schema], client: str) -> dy.DataFrame[Schema]:
    path = partition(workspace, table, client)
    frame = pl.read_parquet(path, hive_partitioning=False) if path.exists() else table.create_empty()
    return table.validate(frame, cast=True)


def read_sets(workspace: Path, client: str) -> dy.DataFrame[Sets]:
    """The client's sets, in the order they were done; empty where nothing is imported."""
    return _read(workspace, Sets, client)


def read_body(workspace: Path, client: str) -> dy.DataFrame[Body]:
    """The client's measurements, in order of time."""
    return _read(workspace, Body, client)


def read_ledger(workspace: Path, client: str) -> dy.DataFrame[Ledger]:
    """The account of every record of the client's files."""
    return _read(workspace, Ledger, client)


def read_sources(workspace: Path, client: str) -> dy.DataFrame[Sources]:
    """The client's files, read and refused."""
    return _read(workspace, Sources, client)


def read_plan(workspace: Path, client: str) -> dy.DataFrame[Plan]:
    """The client's planned phases."""
    return _read(workspace, Plan, client)


def read_plan_days(workspace: Path, client: str) -> dy.DataFrame[PlanDays]:
    """The planned training days of the client's weeks."""
    return _read(workspace, PlanDays, client)


def read_plan_sets(workspace: Path, client: str) -> dy.DataFrame[PlanSets]:
    """The client's planned work sets."""
    return _read(workspace, PlanSets, client)


def read_weights(workspace: Path, client: str) -> dy.DataFrame[Weights]:
    """What the weights of the client's lifts were taken to mean."""
    return _read(workspace, Weights, client)
