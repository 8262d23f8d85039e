from __future__ import annotations

from pathlib import Path

from analysis.simulate import page
from analysis.simulate.roster import CLIENTS

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_truths_is_current() -> None:
    there = (ROOT / "docs" / "sample-clients.md").read_text("utf-8")
    assert there == page.markdown(), "run: python -m analysis.simulate . docs/sample-clients.md"


def test_the_page_tells_of_every_client_and_its_files() -> None:
    text = page.markdown()
    for client in CLIENTS:
        assert client.story in text
        assert all(f"`{name}`" in text for name in client.files())


def test_every_table_is_whole() -> None:
    for block in page.markdown().split("\n\n"):
        lines = [line for line in block.split("\n") if line.startswith("|")]
        assert len({line.count("|") for line in lines}) <= 1
