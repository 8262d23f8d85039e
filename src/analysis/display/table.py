"""A table described once as data; HTML through great_tables, Typst by hand, since Typst reads no HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import polars as pl
from great_tables import GT

from analysis.display.block import NOTHING, Block
from analysis.display.escape import clean, html_text, typst_string
from analysis.display.number import text

Align = Literal["left", "right", "center"]
LONG_WORD: Final = 20
MOST_ROWS_ON_ONE_PAGE: Final = 20
"""A longer table may go on overleaf, its header repeated; a shorter one stays whole, with its notes."""


@dataclass(frozen=True)
class Column:
    """One column: its heading, the unit under it, how a value becomes words, and which edge it keeps to."""

    label: str
    unit: str = ""
    show: Callable[[Any], str] = text
    align: Align = "right"
    wide: bool = False
    """Takes the room that the other columns leave (Typst); for names and reasons."""

    @property
    def heading(self) -> str:
        """Label and unit in one line."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


@dataclass(frozen=True)
class Table:
    """Rows of values under columns; the first column names the row."""

    name: str
    """Stable id: the same table has the same id in each run, so the bytes are the same."""
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    footnotes: Sequence[str] = field(default_factory=tuple)

    def cells(self) -> list[list[str]]:
        """Return every cell in words; a number and its interval never break over two lines."""
        return [
            [_cell(column, value) for column, value in zip(self.columns, row, strict=True)]
            for row in self.rows
        ]

    def block(self) -> Block:
        """Return the table in every output; nothing at all where it has no rows."""
        if not self.rows:
            return NOTHING
        cells = self.cells()
        return Block(html=self._html(cells), typst=self._typst(cells), plain=self._plain(cells))

    def _html(self, cells: list[list[str]]) -> str:
        keys = [f"c{index}" for index in range(len(self.columns))]
        frame = pl.DataFrame(cells, schema=dict.fromkeys(keys, pl.String), orient="row")
        shown = GT(frame, rowname_col="c0", id=f"pw-{self.name}")
        shown = shown.cols_label(
            {key: column.heading for key, column in zip(keys, self.columns, strict=True)}
        )
        shown = shown.tab_stubhead(label=self.columns[0].heading)
        for key, column in zip(keys, self.columns, strict=True):
            shown = shown.cols_align(column.align, columns=[key])
        return (
            f'<div class="pw-scroll" role="region" tabindex="0" aria-labelledby="pw-{self.name}-caption">'
            f"{_only_the_table(shown.as_raw_html(), self.name, self.caption)}</div>{self._html_notes()}"
        )

    def _html_notes(self) -> str:
        if not self.footnotes:
            return ""
        return f'<p class="pw-notes">{" ".join(html_text(note) for note in self.footnotes)}</p>'

    def _typst(self, cells: list[list[str]]) -> str:
        widths = ", ".join("1fr" if column.wide else "auto" for column in self.columns)
        aligns = ", ".join(f"{column.align} + top" for column in self.columns)
        header = ", ".join(typst_string(column.heading) for column in self.columns)
        body = ",\n    ".join(", ".join(typst_string(_breakable(cell)) for cell in row) for row in cells)
        notes = " ".join(self.footnotes)
        below = f"\n#par(text(size: 0.86em)[#{typst_string(notes)};])" if notes else ""
        whole = "false" if len(cells) <= MOST_ROWS_ON_ONE_PAGE else "true"
        return (
            f"#block(breakable: {whole}, above: 11pt, below: 13pt)[\n"
            f"#show figure: set block(breakable: {whole})\n"
            "#set table.cell(breakable: false)\n"
            f"#figure(kind: table, caption: figure.caption(position: top, {typst_string(self.caption)}),\n"
            f"  table(columns: ({widths},), align: ({aligns},),\n"
            f"    table.header({header}),\n    {body},\n  )){below}\n"
            "]"
        )

    def _plain(self, cells: list[list[str]]) -> str:
        lines = [[column.heading for column in self.columns], *cells]
        widths = [max(len(line[index]) for line in lines) for index in range(len(self.columns))]
        rows = [
            "  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)) for line in lines
        ]
        return "\n".join([clean(self.caption), *(row.rstrip() for row in rows), *self.footnotes])


def _cell(column: Column, value: Any) -> str:
    words = clean(column.show(value))
    return words.replace(" ", "\u00a0") if column.align == "right" else words


def _only_the_table(page: str, name: str, caption: str) -> str:
    """The `<table>` of great_tables, captioned, without its style sheet: the template has one for all."""
    start, end = page.index("<table"), page.rindex("</table>") + len("</table>")
    table = re.sub(r"^<table[^>]*>", "", page[start:end], count=1)
    return (
        f'<table class="pw-table" id="pw-{name}">'
        f'<caption id="pw-{name}-caption">{html_text(caption)}</caption>{table}'
    )


def _breakable(cell: str) -> str:
    """Let a long file name break after its marks, lest it run into the next column (Typst)."""
    return " ".join(
        re.sub(r"([_.\-/])(?=.)", "\\1\u200b", word) if len(word) > LONG_WORD else word
        for word in cell.split(" ")
    )
