"""Prose is literal in both outputs."""

from __future__ import annotations

import pytest
import typst

from analysis.display.masthead import masthead
from analysis.display.sentence import Link, Run, Strong, bullets, paragraph

HOSTILE = ('#read("/etc/passwd")', "*a* _b_ $c$ @d <e> [f] \\", '"; #panic("x")', "= Heading", "<img src=x>")


def _compiles(source: str) -> bool:
    return typst.compile(source.encode(), format="pdf").startswith(b"%PDF")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("wrap", [str, Strong, lambda text: Link(text, "https://doi.org/10.1/a_b")])
def test_any_run_is_inert(text: str, wrap: type[Strong]) -> None:
    run: Run = wrap(text)
    block = paragraph("Before ", run, " (after), and more.")
    assert _compiles(block.typst)
    assert "<img" not in block.html
    assert block.plain == f"Before {text} (after), and more."


def test_words_keep_their_distance() -> None:
    block = paragraph("It rose by ", Strong("3 kg"), ", clearly. ", "Good.")
    assert block.html == '<p class="pw-text">It rose by <strong>3 kg</strong>, clearly. Good.</p>'
    assert block.plain == "It rose by 3 kg, clearly. Good."


def test_code_is_closed_before_a_bracket_that_follows() -> None:
    assert _compiles(paragraph("a", "(b)", "[c]", ".d").typst)


def test_no_runs_are_nothing() -> None:
    assert paragraph().typst == ""
    assert bullets([]).html == ""


def test_lists_and_mastheads_compile_with_hostile_words() -> None:
    assert _compiles(bullets([[text] for text in HOSTILE]).typst)
    head = masthead(HOSTILE[1], lines=HOSTILE, facts=[(text, text) for text in HOSTILE])
    assert _compiles(head.typst)
    assert "<img" not in head.html
