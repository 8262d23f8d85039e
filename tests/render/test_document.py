from __future__ import annotations

from collections.abc import Callable

from nbformat import NotebookNode

from analysis.render import document
from analysis.render.document import LEFT_OUT, Block, Figure, Heading, Prose


def test_a_notebook_becomes_title_headings_prose_blocks_and_figures(executed: NotebookNode) -> None:
    shown = document.read(executed)
    assert shown.title == "Monthly report"
    kinds = [type(part) for part in shown.parts]
    assert kinds == [Heading, Prose, Block, Heading, Figure, Figure, Heading, Heading, Prose]
    assert shown.record == {"client": "anna", "name": "Anna"}


def test_a_second_top_heading_opens_a_part_one_step_lower(executed: NotebookNode) -> None:
    headings = [part for part in document.read(executed).parts if isinstance(part, Heading)]
    assert [(part.words, part.level, part.starts_part) for part in headings] == [
        ("The month in brief", 2, False), ("Lifts", 2, False), ("Appendix", 2, True), ("Sources", 3, False),
    ]  # fmt: skip


def test_the_contents_leave_small_headings_out(executed: NotebookNode) -> None:
    assert [part.anchor for part in document.read(executed).contents] == [
        "the-month-in-brief",
        "lifts",
        "appendix",
    ]


def test_a_figure_carries_its_words(executed: NotebookNode) -> None:
    figure = next(part for part in document.read(executed).parts if isinstance(part, Figure))
    assert (figure.alt, figure.caption, figure.width_mm, figure.number) == (
        "The squat rose by 4 kg.", "Squat, kg", 170.0, 1,
    )  # fmt: skip


def test_without_the_appendix_one_line_stands_in_its_place_and_the_record_is_whole(
    executed: NotebookNode,
) -> None:
    whole, shown = document.read(executed), document.read(executed, appendix=False)
    at = next(
        place for place, part in enumerate(whole.parts) if isinstance(part, Heading) and part.starts_part
    )
    assert shown.parts[:-1] == whole.parts[:at]
    last = shown.parts[-1]
    assert isinstance(last, Block)
    assert LEFT_OUT in last.html
    assert LEFT_OUT in last.typst
    assert shown.record == whole.record
    assert [part.anchor for part in shown.contents] == ["the-month-in-brief", "lifts"]


def test_a_notebook_without_an_appendix_says_nothing_of_one(shown: Callable[..., NotebookNode]) -> None:
    plain = shown({"text/html": "<p>x</p>", "text/vnd.typst": "x"})
    assert document.read(plain, appendix=False) == document.read(plain)
