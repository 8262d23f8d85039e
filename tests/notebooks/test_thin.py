"""Report notebooks call; they do not compute."""

from __future__ import annotations

import ast
import itertools
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from analysis import reports

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
FORBIDDEN = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try, ast.Lambda, ast.With,
    ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp,
)  # fmt: skip
MOST_LINES = 12


def _cells(notebook: str) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads((NOTEBOOKS / notebook).read_text("utf-8"))["cells"]
    return cells


def _code(cells: list[dict[str, Any]]) -> list[str]:
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def offences(cells: list[dict[str, Any]]) -> list[str]:
    """What in the cells is more than a call."""
    found = []
    for source in _code(cells):
        nodes = list(ast.walk(ast.parse(source)))
        found += [type(node).__name__ for node in nodes if isinstance(node, FORBIDDEN)]
        imported = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
        imported += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
        tops = {name.split(".")[0] for name in imported}
        found += [f"import {top}" for top in tops if top != "analysis" and top not in sys.stdlib_module_names]
        if source.count("\n") + 1 > MOST_LINES:
            found.append("long cell")
    for cell in cells:
        if cell["cell_type"] == "code" and (cell["outputs"] or cell["execution_count"]):
            found.append("output")
    return found


@pytest.mark.parametrize("report", reports.ALL, ids=lambda report: report.name)
def test_a_report_notebook_only_calls(report: reports.Report) -> None:
    assert offences(_cells(report.notebook)) == []


@pytest.mark.parametrize("report", reports.ALL, ids=lambda report: report.name)
def test_parameters_are_those_of_the_report(report: reports.Report) -> None:
    tagged = [cell for cell in _cells(report.notebook) if "parameters" in cell["metadata"].get("tags", [])]
    assert len(tagged) == 1
    given = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in ast.parse("".join(tagged[0]["source"])).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    assert given == report.params().model_dump()


@pytest.mark.parametrize("report", reports.ALL, ids=lambda report: report.name)
def test_every_name_that_is_called_exists(report: reports.Report) -> None:
    module = import_module(f"analysis.reports.{report.name}")
    called = [
        node.attr
        for source in _code(_cells(report.notebook))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == report.name
    ]
    assert called
    assert [name for name in called if not hasattr(module, name)] == []


@pytest.mark.parametrize("report", reports.ALL, ids=lambda report: report.name)
def test_headings_start_with_one_title_and_skip_no_level(report: reports.Report) -> None:
    headings = [
        len(line) - len(line.lstrip("#"))
        for cell in _cells(report.notebook)
        if cell["cell_type"] == "markdown"
        for line in cell["source"]
        if line.startswith("#")
    ]
    assert headings[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(headings))


def test_the_check_catches_an_offender() -> None:
    cell = {
        "cell_type": "code", "metadata": {}, "outputs": [{}], "execution_count": 1,
        "source": ["import pandas as pd\n", "for x in [1]:\n", "    print(pd, x)\n"],
    }  # fmt: skip
    assert offences([cell]) == ["For", "import pandas", "output"]
