"""A figure is one piece of SVG: the same bytes each time, its own ids, words for those who cannot see it."""

from __future__ import annotations

import re
from typing import Any

from defusedxml import ElementTree
from matplotlib.figure import Figure as Drawing

from analysis.display.figure import SVG, Figure, figure


def _drawn(name: str, alt: str = "The squat rose.") -> Figure:
    drawing = Drawing(figsize=(4, 2))
    ax = drawing.add_subplot()
    ax.plot([1, 2, 3], [1, 4, 9])
    ax.fill_between([1, 2, 3], [0, 1, 2], [1, 2, 3])
    ax.set_title("Squat $x$ <b>", parse_math=False)
    return figure(drawing, name=name, alt=alt, caption="A caption.")


def _ids(svg: str) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', svg))


def test_two_runs_give_the_same_bytes() -> None:
    assert _drawn("a").svg == _drawn("a").svg


def test_two_figures_on_a_page_share_no_id() -> None:
    one, other = _drawn("a").svg, _drawn("b").svg
    assert not _ids(one) & _ids(other)


def test_every_reference_leads_to_an_id_of_the_same_figure() -> None:
    svg = _drawn("a").svg
    used = set(re.findall(r"url\(#([^)]+)\)", svg)) | set(re.findall(r'href="#([^"]+)"', svg))
    assert used
    assert used <= _ids(svg)


def test_the_picture_says_its_finding() -> None:
    svg = _drawn("a", alt='A <b> & "c".').svg
    root: Any = ElementTree.fromstring(svg)
    assert root.attrib["role"] == "img"
    assert next(iter(root)).text == 'A <b> & "c".'
    assert root.attrib["aria-labelledby"] == next(iter(root)).attrib["id"]


def test_nothing_of_the_day_or_the_program_is_in_it() -> None:
    svg = _drawn("a").svg
    assert svg.startswith("<svg")
    assert "metadata" not in svg
    assert "matplotlib.org" not in svg
    assert "DOCTYPE" not in svg


def test_text_stays_text() -> None:
    assert "Squat $x$ &lt;b&gt;" in _drawn("a").svg


def test_the_bundle_carries_alt_caption_and_width() -> None:
    data, metadata = _drawn("a")._repr_mimebundle_()
    assert data[SVG].startswith("<svg")
    assert metadata[SVG] == {"alt": "The squat rose.", "caption": "A caption.", "width_mm": 101.6}
