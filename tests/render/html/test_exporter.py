from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nbformat import NotebookNode
from playwright.sync_api import Browser, sync_playwright

from analysis.render import colour, document
from analysis.render.html import exporter, fonts
from analysis.render.page import Page

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
    None,
)


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def html(executed: NotebookNode, page: Page) -> str:
    return exporter.report(executed, page)


def test_two_pages_of_one_notebook_are_the_same_bytes(executed: NotebookNode, page: Page, html: str) -> None:
    assert exporter.report(executed, page) == html


def test_nothing_on_the_page_can_be_requested(html: str) -> None:
    for tag, attributes in Tags(html).found:
        for name, value in attributes.items():
            if tag != "a" and name in {"src", "href", "xlink:href", "srcset", "data", "action", "poster"}:
                assert str(value).startswith(("data:", "#")), (tag, name)
    assert not re.search(r"url\((?!data:|#)|@import", re.sub(r"<main.*</main>", "", html, flags=re.DOTALL))


def test_the_page_forbids_scripts_and_has_none(html: str) -> None:
    tags = Tags(html).found
    assert not any(tag in {"script", "iframe", "object", "embed", "base", "form"} for tag, _ in tags)
    assert not any(name.startswith("on") for _, attributes in tags for name in attributes)
    assert "default-src 'none'" in html


def test_no_code_and_no_record_is_shown(html: str) -> None:
    assert "_repr_mimebundle_" not in html
    assert "vnd.phasewise" not in html
    assert "#figure(" not in html


def test_ids_are_the_pages_own(html: str) -> None:
    ids = Counter(value for _, attributes in Tags(html).found if (value := attributes.get("id")))
    assert [name for name, count in ids.items() if count > 1] == []
    assert {"f1-m", "f2-m", "main", "the-month-in-brief"} <= set(ids)
    wanted = {str(attributes["href"])[1:] for tag, attributes in Tags(html).found
              if tag == "a" and str(attributes["href"]).startswith("#")}  # fmt: skip
    assert wanted <= set(ids)


def test_headings_go_down_one_step_at_a_time_from_one_title(html: str) -> None:
    levels = [int(tag[1]) for tag, _ in Tags(html).found if re.fullmatch(r"h[1-6]", tag)]
    assert levels == [1, 2, 2, 2, 3]


def test_the_appendix_may_be_left_out_and_the_page_says_so(
    executed: NotebookNode, page: Page, html: str
) -> None:
    short = exporter.report(executed, without_appendix(page))
    assert 'id="appendix"' in html
    assert 'id="appendix"' not in short
    assert "#appendix" not in short
    assert document.LEFT_OUT in short
    assert document.LEFT_OUT not in html


def without_appendix(page: Page) -> Page:
    return replace(page, coach=page.coach.model_copy(update={"appendix": False}))


def test_figures_say_what_they_find(html: str) -> None:
    pictures = [attributes for tag, attributes in Tags(html).found if tag == "svg"]
    assert [attributes["aria-label"] for attributes in pictures] == ["The squat rose by 4 kg."] * 2
    assert all(attributes["role"] == "img" for attributes in pictures)


def test_a_hostile_client_name_is_only_a_name(
    executed: NotebookNode, page_of: Callable[[str], Page], hostile: str
) -> None:
    html = exporter.report(executed, page_of(hostile))
    assert not any(tag == "script" for tag, _ in Tags(html).found)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_only_the_alphabets_in_use_travel_with_the_page() -> None:
    assert fonts.faces("plain").count("@font-face") == 4
    assert fonts.faces("Běžná").count("@font-face") == 8
    assert "U+0400" in fonts.faces("Анна")


@pytest.mark.parametrize("accent", ["#ffd400", "#1f5a7a", "#000000", "#ffffff", "#808080", "#e91e63"])
@pytest.mark.parametrize("paper", ["#ffffff", "#16191d"])
def test_any_accent_can_be_read_on_either_paper(accent: str, paper: str) -> None:
    assert colour.contrast(colour.readable(accent, on=paper), paper) >= 4.5


@pytest.mark.parametrize(
    ("ink", "paper"),
    [("#1b1f24", "#ffffff"), ("#57606a", "#ffffff"), ("#e7eaee", "#16191d"), ("#a5aeb8", "#16191d")],
)
def test_the_style_sheets_inks_can_be_read(ink: str, paper: str) -> None:
    sheet = exporter.style("#1f5a7a")
    assert ink in sheet
    assert paper in sheet
    assert colour.contrast(ink, paper) >= 4.5


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium, chromium-browser or google-chrome on PATH")
    quiet = [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ]  # fmt: skip
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield opened
        opened.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_requests_nothing_complains_of_nothing_and_needs_no_sideways_scrolling(
    browser: Browser, html: str, tmp_path: Path, width: int, scheme: str
) -> None:
    file = tmp_path / "report.html"
    file.write_text(html, encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(file.as_uri())
    tab.evaluate("document.fonts.ready")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate("document.fonts.check('16px \"IBM Plex Sans\"')")
    tab.close()
