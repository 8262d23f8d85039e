"""A drawn figure as an SVG whose bytes are the same each time, with the words that a blind reader gets."""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass
from typing import Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure as Drawing

from analysis.display.escape import clean

SVG: Final = "image/svg+xml"
_WITHOUT: Final = {"Date": None, "Creator": None, "Format": None, "Type": None}


@dataclass(frozen=True)
class Figure:
    """One figure of a report: the picture, the finding it states, its caption and its width on paper."""

    svg: str
    alt: str
    caption: str
    width_mm: float

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, str], dict[str, dict[str, str | float]]]:
        """Give Jupyter the SVG, and the words in the metadata of the output."""
        del include, exclude
        words: dict[str, str | float] = {
            "alt": self.alt, "caption": self.caption, "width_mm": self.width_mm
        }  # fmt: skip
        return {SVG: self.svg, "text/plain": self.alt}, {SVG: words}


def figure(drawing: Drawing, *, name: str, alt: str, caption: str) -> Figure:
    """Return the drawing as a figure; `name` is unique in the report and prefixes every id of the SVG.

    Text stays text (a reader can search it, Typst and the page bring the font), and no date goes in.
    """
    target = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
        drawing.savefig(target, format="svg", metadata=_WITHOUT)
    width_mm = round(drawing.get_figwidth() * 25.4, 1)
    drawing.clear()  # the artists refer to one another; a report of ten figures need not keep them
    svg = _described(_own_ids(_bare(target.getvalue()), name), name, clean(alt))
    return Figure(svg=svg, alt=clean(alt), caption=clean(caption), width_mm=width_mm)


def _bare(document: str) -> str:
    """The `<svg>` alone: prologue and document type name addresses and cannot stand inside a page."""
    svg = document[document.index("<svg") :].strip()
    return re.sub(r"\s*<metadata>.*?</metadata>", "", svg, count=1, flags=re.DOTALL)


def _own_ids(svg: str, name: str) -> str:
    """Prefix every id: matplotlib calls the first axes of each figure `axes_1`, and ids are one page's."""
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", svg)
    return re.sub(r'href="#([^"]+)"', rf'href="#{name}-\1"', svg)


def _described(svg: str, name: str, alt: str) -> str:
    """Name the picture for a screen reader, in the SVG itself."""
    title = f'<title id="{name}-title">{html.escape(alt)}</title>'
    opened = svg.replace("<svg", f'<svg role="img" aria-labelledby="{name}-title"', 1)
    end = opened.index(">") + 1
    return opened[:end] + title + opened[end:]
