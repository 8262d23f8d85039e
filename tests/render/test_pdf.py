from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from nbformat import NotebookNode
from pypdf import PdfReader

from analysis.errors import ReportFailedError
from analysis.render import document, pdf
from analysis.render.page import Page


@pytest.fixture
def printed(executed: NotebookNode, page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.report(executed, page)))


def text_of(reader: PdfReader) -> str:
    return "\n".join(sheet.extract_text() for sheet in reader.pages)


def test_two_pdfs_of_one_notebook_are_the_same_bytes(executed: NotebookNode, page: Page) -> None:
    assert pdf.report(executed, page) == pdf.report(executed, page)


def test_the_pdf_is_tagged_titled_and_dated_by_its_as_of_day(printed: PdfReader) -> None:
    root: Any = printed.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's boolean is no singleton
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert printed.metadata is not None
    assert printed.metadata.title == "Anna Běžná – Training report, March 2026"
    assert printed.metadata.author == "Jo Coach"
    assert str(printed.metadata.creation_date).startswith("2026-03-31")
    assert printed.xmp_metadata is not None
    assert b"<pdfuaid:part>1" in printed.xmp_metadata.stream.get_data()


def test_the_pdf_without_its_appendix_is_shorter_and_says_so(
    executed: NotebookNode, page: Page, printed: PdfReader
) -> None:
    coach = page.coach.model_copy(update={"appendix": False})
    short = PdfReader(io.BytesIO(pdf.report(executed, replace(page, coach=coach))))
    assert len(short.pages) < len(printed.pages)
    assert document.LEFT_OUT in text_of(short)
    assert document.LEFT_OUT not in text_of(printed)


def test_figures_are_vectors_with_their_finding_as_alternative(printed: PdfReader) -> None:
    assert not any(sheet.images for sheet in printed.pages)
    alternatives = _alternatives(printed)
    assert alternatives.count("The squat rose by 4 kg.") == 2


def _alternatives(reader: PdfReader) -> list[str]:
    found: list[str] = []
    size: Any = reader.trailer["/Size"]
    for number in range(1, size):
        try:
            entry = reader.get_object(number)
        except Exception:  # noqa: BLE001, S112 - a free object
            continue
        if isinstance(entry, dict) and "/Alt" in entry:
            found.append(str(entry["/Alt"]))
    return found


def test_every_page_after_the_first_names_client_and_month(printed: PdfReader) -> None:
    first, second = (sheet.extract_text() for sheet in printed.pages)
    assert "Anna Běžná · March 2026" not in first
    assert "Anna Běžná · March 2026" in second
    assert "2 / 2" in second


def test_hostile_text_is_shown_as_it_is(printed: PdfReader) -> None:
    text = " ".join(text_of(printed).split())
    assert '#import "x"; #read("/etc/passwd") $x$ @a' in text
    assert "<script>alert(1)</script>" in text
    assert "root:" not in text


def test_a_hostile_client_name_is_only_a_name(
    executed: NotebookNode, page_of: Callable[[str], Page], hostile: str
) -> None:
    reader = PdfReader(io.BytesIO(pdf.report(executed, page_of(hostile))))
    assert reader.metadata is not None
    assert reader.metadata.title == f"{hostile} – Training report, March 2026"


@pytest.mark.parametrize("name", ["王小明", "محمد علي", "Zoë 🏋 \u200b", "ก้อง", "\U0001f9d1\u200d\U0001f4bb"])
def test_a_name_in_any_script_gives_a_pdf(
    executed: NotebookNode, page_of: Callable[[str], Page], name: str
) -> None:
    reader = PdfReader(io.BytesIO(pdf.report(executed, page_of(name))))
    assert reader.metadata is not None
    assert "Training report" in str(reader.metadata.title)


@pytest.mark.parametrize("source", ["#nonsense(", '#read("/etc/passwd")', '#read("../../etc/passwd")'])
def test_what_typst_cannot_or_may_not_do_is_an_error_in_words(
    shown: Callable[..., NotebookNode], page: Page, source: str
) -> None:
    with pytest.raises(ReportFailedError, match="the PDF cannot be set"):
        pdf.report(shown({"text/vnd.typst": source}), page)
