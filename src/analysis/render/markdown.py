"""A notebook's Markdown cells, read once and written twice: as HTML and as Typst, every word inert.

Only what a report needs is understood: headings, paragraphs, lists, quotes, emphasis, code, links.
Raw HTML and pictures are shown as the text they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, Final

import mistune

from analysis.display.escape import typst_literal

Token = Mapping[str, Any]

_SAFE_LINK: Final = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
_parse: Callable[[str], Any] = mistune.create_markdown(renderer=None)


def tokens(text: str) -> list[Token]:
    """Return the block tokens of a Markdown text; blank lines are left out."""
    return [token for token in _parse(text) if token["type"] != "blank_line"]


def plain(found: Iterable[Token]) -> str:
    r"""Return the words of inline tokens, without marks.

    >>> plain(tokens("## The *month* in `brief`")[0]["children"])
    'The month in brief'
    """
    return "".join(_words(token) for token in found)


def _words(token: Token) -> str:
    if token["type"] in {"softbreak", "linebreak"}:
        return " "
    return str(token.get("raw", "")) or plain(token.get("children", ()))


def anchor(words: str, taken: frozenset[str] = frozenset()) -> str:
    """Return a fragment identifier for a heading that no other heading has.

    >>> anchor("Sätze & reps, 2026"), anchor("Notes", frozenset({"notes"}))
    ('satze-reps-2026', 'notes-2')
    """
    ascii_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", ascii_words).strip("-") or "section"
    number = 1
    while (name := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return name


# HTML


def to_html(found: Iterable[Token]) -> str:
    r"""Return HTML of block or inline tokens; raw HTML in the source comes out as text.

    >>> to_html(tokens("A **bold** <script>alert(1)</script>"))
    '<p>A <strong>bold</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>\n'
    """
    return "".join(_html(token) for token in found)


_HTML_AROUND: Final[Mapping[str, tuple[str, str]]] = {
    "paragraph": ("<p>", "</p>\n"),
    "block_text": ("", ""),
    "list_item": ("<li>", "</li>\n"),
    "block_quote": ("<blockquote>", "</blockquote>\n"),
    "emphasis": ("<em>", "</em>"),
    "strong": ("<strong>", "</strong>"),
    "codespan": ("<code>", "</code>"),
    "block_code": ("<pre><code>", "</code></pre>\n"),
}


def _html(token: Token) -> str:
    kind = token["type"]
    inner = to_html(token["children"]) if "children" in token else escape(str(token.get("raw", "")))
    if kind in _HTML_AROUND:
        before, after = _HTML_AROUND[kind]
        return f"{before}{inner}{after}"
    if kind == "list":
        tag = "ol" if token["attrs"].get("ordered") else "ul"
        return f"<{tag}>\n{inner}</{tag}>\n"
    if kind == "link":
        return _html_link(token["attrs"]["url"], inner)
    if kind == "heading":
        level = token["attrs"]["level"]
        return f"<h{level}>{inner}</h{level}>\n"
    return {"linebreak": "<br>\n", "softbreak": "\n", "thematic_break": "<hr>\n", "blank_line": ""}.get(
        kind, inner
    )


def _html_link(url: str, inner: str) -> str:
    if not _SAFE_LINK.match(url):
        return inner
    return f'<a href="{escape(url)}" rel="noreferrer">{inner}</a>'


# Typst


def typst_text(text: str) -> str:
    """Return the text as Typst content: a string in code mode, closed so that nothing after it is an argument."""
    return f"#{typst_literal(text)};" if text else ""


def to_typst(found: Iterable[Token]) -> str:
    r"""Return Typst markup of block or inline tokens.

    >>> to_typst(tokens("A **bold** #x"))
    '#par[#"A ";#strong[#"bold";]#" #x";]\n'
    """
    return "".join(_typst(token) for token in found)


_TYPST_AROUND: Final[Mapping[str, tuple[str, str]]] = {
    "paragraph": ("#par[", "]\n"),
    "block_text": ("", ""),
    "list_item": ("[", "],"),
    "block_quote": ("#quote(block: true)[", "]\n"),
    "emphasis": ("#emph[", "]"),
    "strong": ("#strong[", "]"),
}


def _typst(token: Token) -> str:
    kind = token["type"]
    if kind in {"codespan", "block_code"}:
        block = "true" if kind == "block_code" else "false"
        return f"#raw({typst_literal(token['raw'].rstrip())}, block: {block});"
    inner = to_typst(token["children"]) if "children" in token else typst_text(str(token.get("raw", "")))
    if kind in _TYPST_AROUND:
        before, after = _TYPST_AROUND[kind]
        return f"{before}{inner}{after}"
    if kind == "list":
        return f"#{'enum' if token['attrs'].get('ordered') else 'list'}({inner})\n"
    if kind == "link":
        return _typst_link(token["attrs"]["url"], inner)
    if kind == "heading":
        return f"#heading(level: {token['attrs']['level']})[{inner}]\n"
    return {"linebreak": "#linebreak();", "softbreak": " ", "thematic_break": "#divider();\n"}.get(
        kind, inner
    )


def _typst_link(url: str, inner: str) -> str:
    if not _SAFE_LINK.match(url) or url.startswith("#"):
        return inner
    return f"#link({typst_literal(url)})[{inner}]"
