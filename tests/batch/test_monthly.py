from __future__ import annotations

from pathlib import Path

import pytest

from analysis.batch import monthly
from analysis.store import imports

SET = """Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time
{day},Squat,Legs,100.0,5,,,
"""


@pytest.mark.parametrize(
    ("last_days", "month"),
    [
        (["2026-03-02"], "2026-03"),
        (["2026-03-02", "2025-01-05"], "2026-03"),
        (["2062-03-02", "2026-03-02", "2026-03-05", "2026-03-09", "2026-02-27"], "2026-03"),
    ],
)
def test_one_slip_of_the_year_does_not_set_everybodys_month(
    tmp_path: Path, last_days: list[str], month: str
) -> None:
    clients = [f"client-{number}" for number in range(len(last_days))]
    for client, day in zip(clients, last_days, strict=True):
        home = tmp_path / "data/raw" / client
        home.mkdir(parents=True)
        (home / "FitNotes.csv").write_text(SET.format(day=day), "utf-8")
    imports.run(tmp_path, clients)
    assert monthly.latest(tmp_path, clients) == month


def test_a_workspace_without_sets_has_no_month(tmp_path: Path) -> None:
    assert monthly.latest(tmp_path, ["nobody"]) is None
