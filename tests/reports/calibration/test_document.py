"""`docs/verdict.md` speaks of the verdict that there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.reports.calibration import document

PAGE = Path(__file__).resolve().parents[3] / "docs" / "verdict.md"


@pytest.mark.parametrize("name", sorted(document.unmeasured()))
def test_the_page_was_made_by_the_verdict_that_there_is(name: str) -> None:
    """The same simulated lifters get the same answers. If not, its tables are old: `make calibration`."""
    assert document.measured(PAGE.read_text("utf-8"))[name] == document.unmeasured()[name]


def test_every_measured_part_of_the_page_is_filled() -> None:
    assert [
        name for name, text in document.measured(PAGE.read_text("utf-8")).items() if not text.strip()
    ] == []


def test_a_part_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="places"):
        document.written("no place", {"a": "text"})


def test_what_is_written_by_hand_stays() -> None:
    page = "before\n[//]: # (measured: a)\n\nold\n\n[//]: # (end)\nbetween\n[//]: # (measured: b)\n\n\n[//]: # (end)\nafter"
    now = document.written(page, {"a": "A\n", "b": "B\n"})
    assert (
        now
        == "before\n[//]: # (measured: a)\n\nA\n\n[//]: # (end)\nbetween\n[//]: # (measured: b)\n\nB\n\n[//]: # (end)\nafter"
    )
    assert document.written(now, {"a": "old\n", "b": ""}) == page
