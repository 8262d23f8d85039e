"""One report to make, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from analysis.render.page import Page

Status = Literal["done", "unchanged", "failed"]
STATUSES: Final[tuple[Status, ...]] = ("done", "unchanged", "failed")


@dataclass(frozen=True, kw_only=True)
class Job:
    """One client's report of one month. Crosses to a worker process, so it holds only plain values."""

    client: str
    """The client's folder name."""
    month: str
    """`2026-03`."""
    notebook: Path
    params: Mapping[str, object]
    inputs: tuple[Path, ...]
    """Files and folders the report is made from; a change in any of them makes it anew."""
    out_dir: Path
    page: Page
    timeout_s: int = 300


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of a job."""

    client: str
    month: str
    status: Status
    name: str = ""
    """The client's name as people say it."""
    seconds: float = 0.0
    """How long it took; for the terminal only, never in a file."""
    files: tuple[Path, ...] = ()
    reason: str = ""
    """Why it failed, as a sentence; empty otherwise."""
