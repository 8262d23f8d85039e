"""The page of ids is current and has every lift."""

from __future__ import annotations

from pathlib import Path

from analysis.exercises import catalogue, document

PAGE = Path(__file__).resolve().parents[2] / "docs" / "exercises-list.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == document.markdown(), "run `make docs`"


def test_every_lift_is_listed_once() -> None:
    lines = document.markdown().splitlines()
    for lift in catalogue.frame()["id"]:
        assert sum(line.startswith(f"| `{lift}` |") for line in lines) == 1, lift
