from __future__ import annotations

from analysis.render.html import svg


def test_a_figure_brings_no_style_sheet_script_or_handler() -> None:
    source = '<svg onload="alert(1)" viewBox="0 0 1 1"><style>*{x:y}</style><script>a()</script><g/></svg>'
    made = svg.inline(source, prefix="f1", alt="Flat.")
    assert made == '<svg role="img" aria-label="Flat." viewBox="0 0 1 1"><g/></svg>'


def test_references_follow_the_ids_and_words_stay_words() -> None:
    source = '<svg><g clip-path="url(#c)"/><use xlink:href=\'#c\'/><text>url(#c) id="c"</text></svg>'
    made = svg.inline(source, prefix="f2", alt="x")
    assert 'clip-path="url(#f2-c)"' in made
    assert "xlink:href='#f2-c'" in made
    assert '<text>url(#c) id="c"</text>' in made


def test_a_figure_that_names_itself_keeps_its_name() -> None:
    source = '<svg role="img" aria-labelledby="t"><title id="t">Rose.</title></svg>'
    made = svg.inline(source, prefix="f3", alt="x")
    assert made == '<svg role="img" aria-labelledby="f3-t"><title id="f3-t">Rose.</title></svg>'
