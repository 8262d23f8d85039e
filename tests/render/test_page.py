from __future__ import annotations

from pathlib import Path

import pytest
from nbformat import NotebookNode

from analysis.errors import BadSettingError
from analysis.render import page, pdf
from analysis.render.html import exporter
from analysis.render.page import Page
from analysis.settings import CoachSettings

LOGO = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><script>a()</script><rect width='9' height='9'/></svg>"


def test_a_logo_travels_inside_page_and_pdf_as_an_inert_picture(
    tmp_path: Path, executed: NotebookNode, page: Page
) -> None:
    (tmp_path / "logo.svg").write_text(LOGO, encoding="utf-8")
    coach = CoachSettings(logo="logo.svg", business="Iron Yard")
    framed = Page(client="Anna", title="Report", month_name="March 2026", as_of=page.as_of, coach=coach,
                  logo=_logo(coach, tmp_path))  # fmt: skip
    html = exporter.report(executed, framed)
    assert '<img src="data:image/svg+xml;base64,' in html
    assert "<script" not in html
    assert pdf.report(executed, framed).startswith(b"%PDF")


def _logo(coach: CoachSettings, workspace: Path) -> page.Logo | None:
    return page.logo(coach, workspace)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("gone.png", "is not there"),
        ("../logo.svg", "outside"),
        ("logo.gif", "neither"),
        ("large.png", "1 MB"),
    ],
)
def test_a_logo_that_cannot_be_used_is_named(tmp_path: Path, name: str, problem: str) -> None:
    (tmp_path / "large.png").write_bytes(bytes(1_000_001))
    with pytest.raises(BadSettingError, match=problem):
        page.logo(CoachSettings(logo=name), tmp_path)


def test_no_logo_is_no_logo(tmp_path: Path) -> None:
    assert page.logo(CoachSettings(), tmp_path) is None
