"""The page of thresholds is current and has every one."""

from __future__ import annotations

from pathlib import Path

from analysis.judgement import document, thresholds
from analysis.judgement.thresholds import Thresholds

PAGE = Path(__file__).resolve().parents[2] / "docs" / "thresholds.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == document.markdown(), "run `make docs`"


def test_every_threshold_has_a_line_with_its_number() -> None:
    lines = document.markdown().splitlines()
    for number in Thresholds().of(thresholds.groups()):
        assert sum(line.startswith(f"| `{number.name}` | {number.value:g} |") for line in lines) == 1
