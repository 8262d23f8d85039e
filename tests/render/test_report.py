from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from analysis.errors import ReportFailedError
from analysis.render import report
from analysis.render.page import Page

code: Any = nbformat.v4.new_code_cell  # nbformat is untyped


@pytest.fixture
def made(toy: Path, params: dict[str, object], page: Page, tmp_path: Path) -> Path:
    report.render(toy, params, tmp_path / "anna", page=page)
    return tmp_path / "anna"


def test_four_files_and_nothing_else_are_left(made: Path) -> None:
    assert sorted(file.name for file in made.iterdir()) == sorted(report.FILES)


def test_the_record_is_what_the_notebook_said(made: Path) -> None:
    assert json.loads((made / "report.json").read_text(encoding="utf-8")) == {
        "client": "anna",
        "name": "Anna",
    }


def test_no_file_names_the_workspace(made: Path, params: dict[str, object]) -> None:
    for file in made.iterdir():
        assert str(params["workspace"]).encode() not in file.read_bytes(), file.name


def test_rendering_again_gives_the_same_bytes(
    made: Path, toy: Path, params: dict[str, object], page: Page
) -> None:
    before = {file.name: file.read_bytes() for file in made.iterdir()}
    report.render(toy, params, made, page=page)
    assert {file.name: file.read_bytes() for file in made.iterdir()} == before


def test_a_failed_report_leaves_the_old_one_and_shows_how_far_it_came(
    save: Callable[..., Path], made: Path, params: dict[str, object], page: Page
) -> None:
    before = (made / "report.html").read_bytes()
    broken = save(code("'shown before'"), code("1 / 0"))
    with pytest.raises(
        ReportFailedError, match="Anna Běžná: the report stopped in cell 5: ZeroDivisionError"
    ):
        report.render(broken, params, made, page=page)
    assert (made / "report.html").read_bytes() == before
    assert "shown before" in (made / report.PARTIAL).read_text(encoding="utf-8")


def test_a_number_that_json_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        report.as_json({"value": float("nan")})


def test_writing_replaces_whole_files_only(tmp_path: Path) -> None:
    report.write(tmp_path / "new" / "a.txt", b"one")
    report.write(tmp_path / "new" / "a.txt", b"two")
    assert [(file.name, file.read_bytes()) for file in (tmp_path / "new").iterdir()] == [("a.txt", b"two")]
