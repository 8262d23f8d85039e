"""Tables say the same in HTML, in Typst and in plain text, whatever is in them."""

from __future__ import annotations

from html.parser import HTMLParser

import typst

from analysis.display import number
from analysis.display.table import Column, Table

HOSTILE = (
    '<script>alert("x")</script>', '#import "evil.typ": *', '#read("/etc/passwd")', "*bold* _it_ $x^2$",
    "@label <tag> [a] \\ \\n", '")#panic("', "=HYPERLINK(1)", "a\x00b\x1b[31m\u202ec", "`raw` // comment",
)  # fmt: skip


def _table(rows: list[list[object]]) -> Table:
    return Table(
        name="t",
        caption='Loads & "reps" <1>',
        columns=[Column("Lift <b>", align="left", wide=True), Column("Load", "kg", show=number.trimmed)],
        rows=rows,
        footnotes=["A note & more."],
    )


class _Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


def test_a_reader_without_eyes_gets_caption_and_headers() -> None:
    page = _Tags(_table([["Squat", 102.5]]).block().html)
    headers = [attrs for tag, attrs in page.tags if tag == "th"]
    assert [attrs["scope"] for attrs in headers] == ["col", "col", "row"]
    assert [tag for tag, _ in page.tags].count("caption") == 1
    labelled = next(attrs for tag, attrs in page.tags if tag == "div")["aria-labelledby"]
    assert labelled in {attrs.get("id") for tag, attrs in page.tags if tag == "caption"}


def test_no_style_sheet_is_carried_along() -> None:
    html = _table([["Squat", 102.5]]).block().html
    assert "<style" not in html
    assert "style=" not in html


def test_the_same_table_gives_the_same_bytes() -> None:
    assert _table([["Squat", 1]]).block() == _table([["Squat", 1]]).block()


def test_an_unknown_value_is_a_dash_in_every_output() -> None:
    block = _table([["Squat", None]]).block()
    assert all("–" in shown for shown in (block.html, block.typst, block.plain))


def test_a_table_without_rows_is_nothing() -> None:
    assert _table([]).block().html == ""
    assert _table([]).block().typst == ""


def test_hostile_text_stays_text_in_html() -> None:
    page = _Tags(_table([[text, 1] for text in HOSTILE]).block().html)
    assert {tag for tag, _ in page.tags} == {
        "div",
        "table",
        "caption",
        "thead",
        "tr",
        "th",
        "tbody",
        "td",
        "p",
    }
    assert HOSTILE[0] in page.words


def test_hostile_text_stays_text_in_typst() -> None:
    source = _table([[text, 1] for text in HOSTILE]).block().typst
    pdf = typst.compile(source.encode(), format="pdf")
    assert isinstance(pdf, bytes)
    assert pdf.startswith(b"%PDF")


def test_typst_keeps_rows_whole_and_repeats_the_header() -> None:
    source = _table([["Squat", 1]]).block().typst
    assert "#set table.cell(breakable: false)" in source
    assert 'table.header("Lift <b>", "Load (kg)")' in source


def test_numbers_and_their_intervals_do_not_break() -> None:
    table = Table(
        name="t", caption="c", columns=[Column("a", align="left"), Column("b")], rows=[["x y", "1 to 2"]]
    )
    assert table.cells() == [["x y", "1\u00a0to\u00a02"]]


def test_a_long_file_name_may_break_in_print_and_stays_whole_on_screen() -> None:
    name = "FitNotes_BodyTracker_Export.csv"
    shown = Table(
        name="t", caption="c", columns=[Column("File", align="left")], rows=[[name], ["a.csv"]]
    ).block()
    assert "FitNotes_\u200bBodyTracker_\u200bExport.\u200bcsv" in shown.typst
    assert '"a.csv"' in shown.typst
    assert name in shown.html
