"""Prose with numbers in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.display.block import NOTHING, Block
from analysis.display.escape import clean, html_text, typst_string

Role = Literal["text", "lead", "note"]


@dataclass(frozen=True)
class Strong:
    """Words that carry the sentence."""

    text: str


@dataclass(frozen=True)
class Link:
    """Words that lead to a page; only https and doi.org addresses of ours are ever given."""

    text: str
    url: str


Run = str | Strong | Link


def paragraph(*runs: Run, role: Role = "text") -> Block:
    """Return a paragraph; every run is shown literally whatever it holds.

    >>> paragraph("The squat rose by ", Strong("<3> kg"), ".").html
    '<p class="pw-text">The squat rose by <strong>&lt;3&gt; kg</strong>.</p>'
    """
    if not runs:
        return NOTHING
    size = {"text": "1em", "lead": "1.06em", "note": "0.86em"}[role]
    inner = "".join(_typst(run) for run in runs)
    return Block(
        html=f'<p class="pw-{role}">{"".join(_html(run) for run in runs)}</p>',
        typst=f"#par(text(size: {size})[{inner}])" if role != "text" else f"#par[{inner}]",
        plain="".join(_plain(run) for run in runs),
    )


def bullets(items: Sequence[Sequence[Run]]) -> Block:
    r"""Return a list of points, each made of runs.

    >>> bullets([["one"], ["two"]]).plain
    '- one\n- two'
    """
    if not items:
        return NOTHING
    html = "".join(f"<li>{''.join(_html(run) for run in item)}</li>" for item in items)
    typst = ", ".join("[" + "".join(_typst(run) for run in item) + "]" for item in items)
    return Block(
        html=f'<ul class="pw-list">{html}</ul>',
        typst=f"#list({typst})",
        plain="\n".join("- " + "".join(_plain(run) for run in item) for item in items),
    )


def _parts(run: Run) -> tuple[str, str, str]:
    """The space before, the words, the space after: cleaning takes outer spaces away, sentences need them."""
    text = run if isinstance(run, str) else run.text
    words = clean(text)
    return " " if text[:1].isspace() else "", words, " " if text[-1:].isspace() and words else ""


def _html(run: Run) -> str:
    before, words, after = _parts(run)
    match run:
        case Strong():
            shown = f"<strong>{html_text(words)}</strong>"
        case Link():
            shown = f'<a href="{html_text(run.url)}">{html_text(words)}</a>'
        case _:
            shown = html_text(words)
    return f"{before}{shown}{after}"


def _typst(run: Run) -> str:
    before, words, after = _parts(run)
    literal = typst_string(words)
    match run:
        case Strong():
            shown = f"#strong({literal})"
        case Link():
            shown = f"#link({typst_string(run.url)}, {literal})"
        case _:
            shown = f"#{literal}"
    # The semicolon ends the code, so that whatever follows is never read as its continuation.
    return f"{before}{shown};{after}"


def _plain(run: Run) -> str:
    return "".join(_parts(run))
