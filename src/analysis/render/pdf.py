"""The printed report: the notebook's Typst outputs in one PDF, tagged, with vector figures."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import typst
from nbformat import NotebookNode

from analysis.display.escape import typst_literal
from analysis.errors import ReportFailedError
from analysis.render import colour, document
from analysis.render.document import Block, Document, Figure, Heading, Part, Prose
from analysis.render.html.svg import bare
from analysis.render.markdown import to_typst
from analysis.render.page import Logo, Page

FONTS: Final = Path(__file__).parent / "fonts"
_TEMPLATE: Final = Path(__file__).parent / "typst" / "report.typ"
_NO_GLYPH: Final = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.DOTALL)
_UNSHOWABLE: Final = "\N{REPLACEMENT CHARACTER}"
_WIDEST_MM: Final = 170.0


def report(notebook: NotebookNode, page: Page) -> bytes:
    """Return the PDF of one client's report: PDF/UA-1, dated by its as-of day.

    Only fonts of the package are used, so every machine sets the same pages. A name in a script they
    do not have (Chinese, emoji) is set in a font of the machine if it has one; a sign that no font has
    becomes U+FFFD.

    Raises:
        ReportFailedError: Typst cannot set an output of the notebook.
    """
    source = _source(document.read(notebook, appendix=page.coach.appendix), page)
    try:
        return _compile(source, page, system_fonts=False)
    except typst.TypstError as err:
        if not _missing(err):
            raise _failed(page, err) from err
    try:
        return _with_other_fonts(source, page)
    except typst.TypstError as err:
        raise _failed(page, err) from err


def _with_other_fonts(source: str, page: Page) -> bytes:
    """Compile with the machine's fonts; what they lack too is replaced, sign by sign."""
    while True:
        try:
            return _compile(source, page, system_fonts=True)
        except typst.TypstError as err:
            missing = _missing(err)
            if not missing & set(source):
                raise
            source = source.translate({ord(sign): _UNSHOWABLE for sign in missing})


def _missing(err: typst.TypstError) -> set[str]:
    """The signs that Typst found no glyph for; none if it complains of something else."""
    words = "".join(_NO_GLYPH.findall(f"{err.message}\n{err.diagnostic}"))
    escaped = re.findall(r"\\u\{([0-9a-fA-F]+)\}", words)
    return (set(re.sub(r"\\u\{[^}]*\}", "", words)) | {chr(int(code, 16)) for code in escaped}) - {
        _UNSHOWABLE
    }


def _compile(source: str, page: Page, *, system_fonts: bool) -> bytes:
    """An empty folder is the root: nothing of this machine can be read from inside the document."""
    at = datetime(page.as_of.year, page.as_of.month, page.as_of.day, tzinfo=UTC)
    with TemporaryDirectory(prefix="phasewise-") as root:
        made = typst.Compiler(source.encode(), root=root, font_paths=_fonts(system=system_fonts)).compile(
            format="pdf", pdf_standards=["ua-1"], timestamp=at
        )
    if not isinstance(made, bytes):  # Typst gives a list only for pictures of pages
        raise TypeError(type(made))
    return made


@cache
def _fonts(*, system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=True, font_paths=[str(FONTS)])


def _failed(page: Page, err: typst.TypstError) -> ReportFailedError:
    hints = f" ({'; '.join(err.hints)})" if err.hints else ""
    return ReportFailedError(page.client, cell=0, reason=f"the PDF cannot be set: {err.message}{hints}")


def _source(shown: Document, page: Page) -> str:
    """The whole document as Typst source; text from outside only as string literals."""
    title = f"#report-title({typst_literal(shown.title or page.title)})\n"
    return "".join(
        [_TEMPLATE.read_text(encoding="utf-8"), _frame(page), title, *(_part(part) for part in shown.parts)]
    )


def _frame(page: Page) -> str:
    day = page.as_of
    lang, _, region = page.lang.partition("-")
    values = {
        "name": _spelt_out(f"{page.client} – {page.title}"),
        "client": typst_literal(page.client),
        "month": typst_literal(page.month_name),
        "business": typst_literal(page.letterhead),
        "coach": typst_literal(page.coach.coach),
        "contact": typst_literal(page.coach.contact),
        "keywords": f"({typst_literal('training report')}, {typst_literal(page.month_name)})",
        "as-of": f"datetime(year: {day.year}, month: {day.month}, day: {day.day})",
        "paper": typst_literal(page.coach.paper),
        "accent": f"rgb({typst_literal(colour.readable(page.coach.accent, on='#ffffff'))})",
        "lang": typst_literal(lang),
        "region": typst_literal(region) if region else "none",
        "logo": _logo(page.logo),
    }
    return "#show: report.with(" + ", ".join(f"{key}: {value}" for key, value in values.items()) + ")\n"


def _spelt_out(text: str) -> str:
    """A string by code points: a name in the PDF's properties needs no glyph, so none is replaced in it."""
    return '"' + "".join(f"\\u{{{ord(sign):x}}}" for sign in text if sign.isprintable()) + '"'


def _logo(logo: Logo | None) -> str:
    if logo is None:
        return "none"
    content = f"({','.join(str(byte) for byte in logo.content)},)"
    return f"(content: {content}, format: {typst_literal(logo.typst_format)})"


def _part(part: Part) -> str:
    match part:
        case Heading():
            made = f"#heading(level: {part.level - 1}, {typst_literal(part.words)})"
            return f"#part({made[1:]})\n" if part.starts_part else f"{made}\n"
        case Prose():
            # What a paragraph announces stands on the same page.
            return f"#block(sticky: true)[{to_typst(part.tokens)}]\n"
        case Block():
            return f"{part.typst}\n\n"
        case Figure():
            return _figure(part)


def _figure(figure: Figure) -> str:
    width_mm = min(figure.width_mm, _WIDEST_MM)
    image = (
        f'image(bytes({typst_literal(bare(figure.svg))}), format: "svg", width: {width_mm}mm,'
        f" alt: {typst_literal(figure.alt)})"
    )
    caption = f", caption: {typst_literal(figure.caption)}" if figure.caption else ""
    return f"#figure({image}{caption})\n\n"
