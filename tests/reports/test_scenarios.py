"""Whatever a coach's client has logged: every part of the report stands, and no heading stands over nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.display.figure import SVG
from analysis.reports import client_report
from analysis.reports.client_report import Brief
from analysis.reports.client_report.record import MIME

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / "client_report.ipynb"
NAMES = {
    "phase", "current_phase", "verdict", "profile", "plan", "phases", "weeks", "adherence", "planned_weeks", "warnings",
    "advice", "goals", "thresholds",
}  # fmt: skip


def _sections() -> Iterator[tuple[str, list[str]]]:
    """Each heading of the notebook with the functions of the brief that are called under it."""
    title, called = "", list[str]()
    for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield title, called
            title, called = source.splitlines()[0], []
        elif source.startswith("client_report.") and source.endswith("(brief)"):
            called.append(source.removeprefix("client_report.").removesuffix("(brief)"))
    yield title, called


def test_every_section_says_something_and_nothing_unfit(scenario: Brief) -> None:
    for title, called in _sections():
        bundles = {name: _bundle(scenario, name) for name in called}
        for name, shown in bundles.items():
            assert MIME in shown or SVG in shown or {"text/html", "text/vnd.typst"} <= set(shown), name
            page = shown.get("text/html", "") + shown.get(SVG, "")
            assert "<script>" not in page, name
            assert not any(word in page for word in (">nan", " nan", ">None<", "inf<")), name
        assert not bundles or any(shown != {**dict.fromkeys(shown, "")} for shown in bundles.values()), title


def _bundle(brief: Brief, name: str) -> dict[str, Any]:
    bundle = getattr(client_report, name)(brief)._repr_mimebundle_()
    found: dict[str, Any] = bundle[0] if isinstance(bundle, tuple) else bundle
    return found


def test_the_record_is_plain_json_with_every_name(scenario: Brief) -> None:
    content = json.loads(json.dumps(client_report.record(scenario).content, allow_nan=False))
    assert set(content) >= NAMES
    assert set(content["thresholds"][0]) == {"name", "value", "unit", "source", "says", "changed"}
    for warning in content["warnings"]:
        assert {"finding", "level", "says", "evidence", "clears", "lines"} <= set(warning)
