"""Jobs over a notebook that needs no data: it fails, dies or writes a record as its month says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest

from analysis.batch import Job
from analysis.render.page import Page
from analysis.settings import CoachSettings

SOURCE = """
import os
class Shown:
    def __init__(self, data): self.data = data
    def _repr_mimebundle_(self, include=None, exclude=None): return self.data
assert "broken" not in client, "no bar is loaded"
Shown({"application/vnd.phasewise.report+json": {
    "client": client, "name": client.title(), "month": month, "phase": "Planned phase: strength, week 2 of 4.",
    "verdict": {"label": "probably working"},
    "display_unit": "kg", "main_lifts": [{"lift": "back_squat", "name": "Back squat"}], "notes": ["<i>3 lines rejected"],
    "values": {
        "month.sessions": {"value": 12}, "month.hard_sets": {"value": 160.5}, "month.tonnage_kg": {"value": 61250.0},
        "lift.back_squat.e1rm_kg": {"value": 104.2, "low": 101.1, "high": 107.4, "current": True},
    },
}})
"""


@pytest.fixture
def job(tmp_path: Path) -> Callable[..., Job]:
    """Make the job of a client in a workspace below the test's folder."""
    v4: Any = nbformat.v4  # nbformat is untyped
    cells = [
        v4.new_markdown_cell("# Report"),
        v4.new_code_cell('client = ""\nmonth = ""\nworkspace = ""', metadata={"tags": ["parameters"]}),
        v4.new_code_cell(SOURCE),
    ]
    notebook = tmp_path / "toy.ipynb"
    nbformat.write(v4.new_notebook(cells=cells), notebook)  # type: ignore[no-untyped-call]  # nbformat is untyped

    def made(client: str, *, month: str = "2026-03") -> Job:
        table = tmp_path / "data" / f"{client}.parquet"
        table.parent.mkdir(exist_ok=True)
        if not table.exists():
            table.write_bytes(b"sets")
        return Job(
            client=client,
            month=month,
            notebook=notebook,
            params={"client": client, "month": month, "workspace": str(tmp_path)},
            inputs=(table, tmp_path / "phasewise.toml"),
            out_dir=tmp_path / "reports" / month / client,
            page=Page(
                client=client.title(), title="Training report", month_name="March 2026",
                as_of=date(2026, 3, 31), coach=CoachSettings(),
            ),
        )  # fmt: skip

    return made
