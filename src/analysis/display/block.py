"""One description, two outputs: what a cell of a report shows, as HTML and as Typst.

The classes that the HTML uses, for the template to style: `pw-table` (`pw-scroll` around it, `pw-notes`
below), `pw-text`, `pw-lead`, `pw-note`, `pw-list`, `pw-masthead` and in it `pw-client`, `pw-facts`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

TYPST: Final = "text/vnd.typst"


@dataclass(frozen=True)
class Block:
    """A piece of the report, said three times: for a browser, for Typst, for a plain terminal."""

    html: str
    typst: str
    plain: str

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """Give Jupyter all three; which one is shown is the renderer's choice."""
        del include, exclude
        return {"text/html": self.html, TYPST: self.typst, "text/plain": self.plain}


def stack(blocks: Iterable[Block]) -> Block:
    """Return the blocks one below the other as one."""
    kept = [block for block in blocks if block.html]
    return Block(
        html="\n".join(block.html for block in kept),
        typst="\n\n".join(block.typst for block in kept),
        plain="\n\n".join(block.plain for block in kept),
    )


NOTHING: Final = Block("", "", "")
"""Shows nothing at all."""
