"""The calibration as it is read: every figure and table, and the notebook from end to end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from analysis.display.block import Block
from analysis.display.figure import Figure
from analysis.render import report, shipped
from analysis.render.page import Page
from analysis.reports import calibration
from analysis.reports.calibration import document, targets
from analysis.reports.calibration.brief import Brief, Params

FEW = Params(athletes=2, workers=1)
TABLES: dict[str, Callable[[Brief], Block]] = {
    "targets": calibration.targets_table,
    "lengths": calibration.lengths_table,
    "labels": lambda brief: calibration.labels_table(brief, 0.0),
    "running": lambda brief: calibration.labels_table(brief, -2.0, running=True),
    "departures": calibration.departures_table,
    "false": calibration.rules_false_table,
    "seen": calibration.rules_seen_table,
    "strong": lambda brief: calibration.as_strong_table(brief, 8, 3.0),
    "strict": lambda brief: calibration.as_strict_table(brief, 12, 3.0),
    "not worse": calibration.not_worse_table,
    "reliability": calibration.reliability_table,
    "looks": calibration.looks_table,
    "promises": calibration.promises_table,
    "examples": calibration.examples_table,
}
FIGURES: list[Callable[[Brief], Figure]] = [
    calibration.labels_figure,
    calibration.rules_figure,
    calibration.reliability_figure,
]


@pytest.fixture(scope="module")
def few() -> Brief:
    return calibration.gather(FEW)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_says_the_same_in_every_output(few: Brief, name: str) -> None:
    block = TABLES[name](few)
    assert "<table" in block.html
    assert "#figure(kind: table" in block.typst
    assert block.plain.count("\n") > 2


@pytest.mark.parametrize("draw", FIGURES)
def test_every_figure_states_its_finding(few: Brief, draw: Callable[[Brief], Figure]) -> None:
    found = draw(few)
    assert "%" in found.alt
    assert found.svg.startswith("<svg")


def test_what_is_not_held_is_said_first(few: Brief) -> None:
    missed = [each for each in targets.all_targets(few) if not each.met]
    assert missed
    assert calibration.in_brief(few).plain.count("\n- ") == len(missed)


def test_the_measured_parts_of_the_page_are_markdown(few: Brief) -> None:
    parts = document.parts(few)
    assert all(text.endswith("\n") for text in parts.values())
    for line in (line for text in parts.values() for line in text.splitlines() if line.startswith("|")):
        assert line.endswith("|")
        assert "\u00a0" not in line


def test_few_athletes_are_said_to_be_few(few: Brief) -> None:
    """Two athletes prove nothing: every share has an error of many points."""
    assert "±21.5" in calibration.lengths_table(few).plain


@pytest.mark.slow
def test_the_notebook_runs_to_a_page_and_a_pdf(tmp_path: Path) -> None:
    page = Page(
        client="phasewise", title="How often the verdict errs", month_name="", as_of=date(2026, 11, 30)
    )
    notebook = shipped.find("calibration", tmp_path)
    made = report.render(notebook, FEW.model_dump(), tmp_path, page=page)
    html, pdf = (
        next(file for file in made if file.suffix == suffix).read_bytes() for suffix in (".html", ".pdf")
    )
    assert pdf.startswith(b"%PDF")
    assert html.count(b"<table") == notebook.read_text("utf-8").count("_table(brief")
    assert html.count(b"<svg") == len(FIGURES)
    assert b"Traceback" not in html
