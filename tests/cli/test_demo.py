"""The demo's clients: a workspace that imports without a complaint and makes a report."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.cli import workspace as workspaces

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "my-demo"
    workspaces.make(folder, demo=True)
    return folder


def test_the_demo_imports_without_a_complaint(phasewise: Run, demo: Path) -> None:
    ran = phasewise("import", "-w", demo, "--json")
    assert (ran.status, ran.err) == (0, "")
    clients = ran.answer["clients"]
    assert len(clients) >= 6
    for client in clients:
        for file in client["files"]:
            assert file["refused"] is None
            assert file["rejected"] == 0
            assert file["lines"] == file["used"] + file["repeated"] + file["not_a_set"]


@pytest.mark.slow
def test_a_report_of_one_client_is_made_and_then_left_alone(
    phasewise: Run, demo: Path, tmp_path: Path
) -> None:
    root = tmp_path / "one"
    name = min(p.name for p in (demo / "data" / "raw").iterdir() if p.is_dir())
    shutil.copytree(demo / "data" / "raw" / name, root / "data" / "raw" / name)
    shutil.copytree(demo / "notebooks", root / "notebooks")
    ran = phasewise("report", "-w", root, "-j", "1", "--json")
    assert ran.status == 0, ran.err
    report = ran.answer["reports"][0]
    assert (report["client"], report["status"]) == (name, "done")
    made = {Path(file).name for file in report["files"]}
    assert {"report.html", "report.pdf", "report.ipynb", "report.json"} <= made
    assert (root / ran.answer["index"]).exists()
    again = phasewise("report", "-w", root, "-j", "1", "--json")
    assert [r["status"] for r in again.answer["reports"]] == ["unchanged"]
