"""What an executed notebook says, in order and without its code: the one source of the HTML and the PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from nbformat import NotebookNode

from analysis.display import sentence
from analysis.render import markdown
from analysis.render.markdown import Token

RECORD_MIME: Final = "application/vnd.phasewise.report+json"
TYPST_MIME: Final = "text/vnd.typst"
HTML_MIME: Final = "text/html"
SVG_MIME: Final = "image/svg+xml"
PLAIN_MIME: Final = "text/plain"
LEFT_OUT: Final = "Left out here: methods, sources and the account of every file. Ask your coach for them."


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading under the title; level 2 is the highest, as in the HTML."""

    level: int
    words: str
    anchor: str
    starts_part: bool = False
    """A further top heading of the notebook (the appendix): starts a page in print."""


@dataclass(frozen=True, kw_only=True)
class Prose:
    """Paragraphs and lists of a Markdown cell."""

    tokens: tuple[Token, ...]


@dataclass(frozen=True, kw_only=True)
class Block:
    """A table or sentence that `display` described twice; empty where one of the two is missing."""

    html: str
    typst: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A vector figure with the sentence that states its finding."""

    svg: str
    alt: str
    caption: str
    width_mm: float
    number: int


Part = Heading | Prose | Block | Figure


@dataclass(frozen=True, kw_only=True)
class Document:
    """A report without its looks."""

    title: str
    """The notebook's first heading; empty where it has none."""
    parts: tuple[Part, ...]
    record: Mapping[str, Any] = field(default_factory=dict)
    """What `report.json` says; empty where the notebook emits no record."""

    @property
    def contents(self) -> tuple[Heading, ...]:
        """The headings that a reader jumps to: the two upper levels."""
        upper = 2
        return tuple(part for part in self.parts if isinstance(part, Heading) and part.level <= upper)


class _Reader:
    """Walks the cells; keeps count of anchors, figures and of how deep headings are moved."""

    def __init__(self) -> None:
        self.title = ""
        self.record: dict[str, Any] = {}
        self._anchors: set[str] = set()
        self._figures = 0
        self._moved_down = 0

    def parts(self, notebook: NotebookNode) -> Iterator[Part]:
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                yield from self._prose(cell.source)
            elif cell.cell_type == "code":
                for output in cell.get("outputs", []):
                    yield from self._shown(output.get("data", {}), output.get("metadata", {}))

    def _prose(self, source: str) -> Iterator[Part]:
        waiting: list[Token] = []
        for token in markdown.tokens(source):
            if token["type"] != "heading":
                waiting.append(token)
                continue
            if waiting:
                yield Prose(tokens=tuple(waiting))
                waiting = []
            yield from self._heading(token["attrs"]["level"], markdown.plain(token["children"]).strip())
        if waiting:
            yield Prose(tokens=tuple(waiting))

    def _heading(self, level: int, words: str) -> Iterator[Heading]:
        """The first top heading is the title; a later one opens a part whose headings lie one lower."""
        if level == 1 and not self.title:
            self.title = words
            return
        if level == 1:
            self._moved_down = 1
        anchor = markdown.anchor(words, frozenset(self._anchors))
        self._anchors.add(anchor)
        yield Heading(
            level=max(2, level + self._moved_down), words=words, anchor=anchor, starts_part=level == 1
        )

    def _shown(self, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> Iterator[Part]:
        if RECORD_MIME in data:
            self.record |= data[RECORD_MIME]
        elif SVG_MIME in data:
            self._figures += 1
            said = metadata.get(SVG_MIME, {})
            yield Figure(
                svg=data[SVG_MIME],
                alt=str(said.get("alt", "")) or str(data.get(PLAIN_MIME, "")),
                caption=str(said.get("caption", "")),
                width_mm=float(said.get("width_mm", 170)),
                number=self._figures,
            )
        elif HTML_MIME in data or TYPST_MIME in data:
            yield Block(html=data.get(HTML_MIME, ""), typst=data.get(TYPST_MIME, ""))


def read(notebook: NotebookNode, *, appendix: bool = True) -> Document:
    """Return the document that an executed notebook holds.

    Code, printed text and any output that is neither block, figure nor record are left out. Without the appendix a line
    says so in its place; the record is whole all the same.
    """
    reader = _Reader()
    parts = tuple(reader.parts(notebook))
    shown = parts if appendix else tuple(_without_appendix(parts))
    return Document(title=reader.title, parts=shown, record=reader.record)


def _without_appendix(parts: Iterable[Part]) -> Iterator[Part]:
    """What stands before the first part that a further top heading opens."""
    for part in parts:
        if isinstance(part, Heading) and part.starts_part:
            said = sentence.paragraph(LEFT_OUT, role="note")
            yield Block(html=said.html, typst=said.typst)
            return
        yield part
