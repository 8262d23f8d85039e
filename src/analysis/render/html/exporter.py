"""nbconvert with phasewise's template: a report as one page without code."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode

from analysis.render import colour, document, markdown
from analysis.render.document import Document, Figure
from analysis.render.html import fonts, svg
from analysis.render.page import Page

TEMPLATES: Final = Path(__file__).parent / "templates"
_LIGHT, _DARK = "#ffffff", "#16191d"


class ReportExporter(TemplateExporter):
    """Shows a notebook's outputs through `templates/phasewise/`; never its code.

    Also usable as `jupyter nbconvert --to analysis.render.html.exporter.ReportExporter`.
    """

    template_name = "phasewise"
    template_file = "report.html.j2"
    file_extension = ".html"
    output_mimetype = "text/html"

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("extra_template_basedirs", [str(TEMPLATES)])
        super().__init__(**settings)  # type: ignore[no-untyped-call]  # nbconvert is half typed
        for name, made in (("figure_svg", figure_svg), ("prose", markdown.to_html)):
            self.register_filter(name, made)  # type: ignore[no-untyped-call]

    def _create_environment(self) -> Environment:
        """Escape everything that the template does not declare safe."""
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.autoescape = True
        environment.trim_blocks = environment.lstrip_blocks = True
        return environment


def figure_svg(figure: Figure) -> str:
    """Return the figure as an element of the page."""
    return svg.inline(figure.svg, prefix=f"f{figure.number}", alt=figure.alt)


def report(notebook: NotebookNode, page: Page) -> str:
    """Return the page of one client's report; the same notebook and frame give the same bytes."""
    shown = document.read(notebook, appendix=page.coach.appendix)
    resources = {"document": shown, "page": page, "style": style(page.coach.accent), "fonts": FONTS_GO_HERE}
    html, _ = _exporter().from_notebook_node(notebook, resources=resources)
    return with_fonts(html)


FONTS_GO_HERE: Final = "/*fonts*/"


def with_fonts(html: str) -> str:
    """Return the page with the fonts that its own text needs."""
    return html.replace(FONTS_GO_HERE, fonts.faces(html), 1)


def style(accent: str) -> str:
    """Return the style sheet with the coach's colour, readable on light and on dark paper."""
    sheet = (TEMPLATES / "phasewise" / "style.css").read_text(encoding="utf-8")
    colours = {
        "accent": accent,
        "accent-on-light": colour.readable(accent, on=_LIGHT),
        "accent-on-dark": colour.readable(accent, on=_DARK),
    }
    return re.sub(r"\{\{([a-z-]+)\}\}", lambda name: colours[name.group(1)], sheet)


def template(name: str) -> Any:
    """Return another page's template, with the same look: the roster's."""
    return _exporter().environment.get_template(name)


@cache
def _exporter() -> ReportExporter:
    return ReportExporter()


__all__ = ["Document", "ReportExporter", "report", "style", "template", "with_fonts"]
