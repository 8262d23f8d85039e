from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl
import pytest

from analysis.store import imports, originals, processed

Session = tuple[str, str, Sequence[tuple[str, float, int]]]
"""Start, name, and its sets: exercise, kilograms, reps."""

WriteStrong = Callable[..., str]
ImportAll = Callable[[], dict[str, imports.Imported]]
Sets = Callable[..., list[tuple[str, str, float | None, float | None]]]
Statuses = Callable[..., dict[str, dict[str, int]]]


@pytest.fixture(scope="session")
def strong() -> WriteStrong:
    """A Strong export of these sessions, kilograms stated in the header (layout S1)."""

    def write(*sessions: Session) -> str:
        rows = [
            f'{start},"{name}","{exercise}",{n},{load},{reps},0.0,0,""'
            for start, name, sets in sessions
            for n, (exercise, load, reps) in enumerate(sets)
        ]
        return "\n".join(["Date,Workout Name,Exercise Name,Set Order,kg,Reps,km,Seconds,Notes", *rows]) + "\n"

    return write


@pytest.fixture(scope="session")
def fitnotes() -> WriteStrong:
    """A FitNotes export of these sessions, in kilograms."""

    def write(*sessions: Session) -> str:
        rows = [
            f"{start[:10]},{exercise},Legs,{load},{reps},,,"
            for start, _, sets in sessions
            for exercise, load, reps in sets
        ]
        return (
            "\n".join(["Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time", *rows]) + "\n"
        )

    return write


@pytest.fixture
def import_all(workspace: Path) -> ImportAll:
    """Import every client of the workspace."""

    def run() -> dict[str, imports.Imported]:
        return {each.client: each for each in imports.run(workspace, originals.clients(workspace))}

    return run


@pytest.fixture
def kept(workspace: Path) -> Sets:
    """The client's sets: day and time, exercise, load, reps."""

    def sets(client: str = "ana") -> list[tuple[str, str, float | None, float | None]]:
        frame = processed.read_sets(workspace, client)
        return frame.select(
            pl.col("performed_at").dt.strftime("%Y-%m-%d %H:%M"), "exercise_logged", "load_kg", "reps"
        ).rows()

    return sets


@pytest.fixture
def account(workspace: Path) -> Statuses:
    """File to status to number of records; only what is not zero."""

    def statuses(client: str = "ana") -> dict[str, dict[str, int]]:
        counted = processed.read_ledger(workspace, client).group_by("file", "status").len().sort("file")
        out: dict[str, dict[str, int]] = {}
        for file, status, n in counted.with_columns(pl.col("status").cast(pl.String)).iter_rows():
            out.setdefault(file, {})[status] = n
        return out

    return statuses
