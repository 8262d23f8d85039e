"""The head of a report's first page: a name, a line or two, and a row of totals."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.display.block import Block
from analysis.display.escape import clean, html_text, typst_string


def masthead(
    name: str, *, lines: Sequence[str], facts: Sequence[tuple[str, str]], caution: str = ""
) -> Block:
    r"""Return the head; `facts` are label and value, `caution` is what to know before believing them.

    >>> masthead("A. <Sample>", lines=["October 2026"], facts=[("Sessions", "12")]).plain
    'A. <Sample>\nOctober 2026\nSessions: 12'
    """
    return Block(
        html=_html(name, lines, facts, caution),
        typst=_typst(name, lines, facts, caution),
        plain="\n".join(
            clean(line)
            for line in [
                name,
                *lines,
                *[caution] * bool(caution),
                *(f"{label}: {value}" for label, value in facts),
            ]
        ),
    )


def _html(name: str, lines: Sequence[str], facts: Sequence[tuple[str, str]], caution: str) -> str:
    said = "".join(f"<p>{html_text(line)}</p>" for line in lines)
    said += f"<p><strong>{html_text(caution)}</strong></p>" if caution else ""
    totals = "".join(
        f"<div><dt>{html_text(label)}</dt><dd>{html_text(value)}</dd></div>" for label, value in facts
    )
    return (
        f'<div class="pw-masthead"><p class="pw-client">{html_text(name)}</p>{said}'
        f'<dl class="pw-facts">{totals}</dl></div>'
    )


def _typst(name: str, lines: Sequence[str], facts: Sequence[tuple[str, str]], caution: str) -> str:
    said = "".join(f"#par[#{typst_string(line)};]\n" for line in lines)
    said += f"#par[#strong({typst_string(caution)});]\n" if caution else ""
    cells = ", ".join(
        f"[#text(size: 0.86em, fill: luma(90), {typst_string(label)})"
        f' #linebreak() #text(size: 1.35em, weight: "medium", {typst_string(value)})]'
        for label, value in facts
    )
    return (
        f'#par[#text(size: 1.5em, weight: "semibold", {typst_string(name)})]\n{said}'
        f"#block(above: 1.2em, below: 1.4em, grid(columns: (1fr,) * {len(facts)}, gutter: 1em, {cells}))"
    )
