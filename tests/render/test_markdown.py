from __future__ import annotations

import json
from html.parser import HTMLParser

import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.display import escape
from analysis.render import markdown

NASTY = st.text(alphabet=st.sampled_from(list('#$@\\"[](){}*_`<>/-=~;:.!&\n ab1')), max_size=60)


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's signature
        self.found.add(tag)


OURS = {"p", "em", "strong", "code", "pre", "ul", "ol", "li", "a", "br", "hr", "blockquote"}


@given(NASTY)
@settings(max_examples=100, deadline=None)
def test_any_markdown_is_harmless_in_html(text: str) -> None:
    assert Tags(markdown.to_html(markdown.tokens(text))).found <= OURS | {f"h{n}" for n in range(1, 7)}


@given(NASTY)
@settings(max_examples=60, deadline=None)
def test_any_markdown_is_valid_typst(text: str) -> None:
    source = markdown.to_typst(markdown.tokens(text))
    assert typst.compile(source.encode(), format="pdf")


@given(st.text(max_size=40).filter(lambda text: text.isprintable()))
@settings(max_examples=60, deadline=None)
def test_a_typst_string_is_the_text_itself(text: str) -> None:
    source = f"#metadata({escape.typst_literal(text)}) <said>"
    found = typst.query(source.encode(), "<said>", field="value", one=True)
    assert json.loads(found) == text


def test_links_that_could_act_become_words() -> None:
    assert markdown.to_html(markdown.tokens("[x](javascript:alert)")) == "<p>x</p>\n"
    assert markdown.to_typst(markdown.tokens("[x](file:///etc/passwd)")) == '#par[#"x";]\n'
    assert 'href="https://doi.org/10.1/x"' in markdown.to_html(markdown.tokens("[x](https://doi.org/10.1/x)"))


def test_lists_quotes_and_code_come_out_in_both() -> None:
    found = markdown.tokens("1. one\n2. two\n\n> said\n\n`#x`")
    assert "<ol>" in markdown.to_html(found)
    assert "#enum([" in markdown.to_typst(found)
    assert "#quote(block: true)[" in markdown.to_typst(found)
    assert '#raw("#x", block: false);' in markdown.to_typst(found)
