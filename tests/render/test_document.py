from __future__ import annotations

from nbformat import NotebookNode

from analysis.render import document
from analysis.render.document import Block, Figure, Heading, Prose


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
