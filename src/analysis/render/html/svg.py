"""A figure's SVG made fit to stand inside a page with other figures."""

from __future__ import annotations

import re
from html import escape
from typing import Final

_PROLOGUE: Final = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)
_UNWANTED: Final = re.compile(
    r"<(metadata|style|script|foreignObject)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE
)
_TAG: Final = re.compile(r"<[a-zA-Z][^<>]*>")
_REFERENCE: Final = re.compile(r"""(\bid=["']|\baria-labelledby=["']|href=["']#|url\(#)""")
_SIZE: Final = re.compile(r"""\s(?:width|height)=(["'])[^"']*\1""")
_HANDLER: Final = re.compile(r"""\son[a-z]+=(?:"[^"]*"|'[^']*')""", re.IGNORECASE)


def inline(svg: str, *, prefix: str, alt: str) -> str:
    r"""Return the `<svg>` element: no prologue, style sheet or script, ids of its own, named by its finding.

    The style sheet that matplotlib writes would hold for the whole page; the page's own has the same rules.

    >>> inline("<?xml?><svg width='9pt' viewBox='0 0 9 9'><path id='a'/></svg>", prefix="f1", alt="Rose <4 kg")
    '<svg role="img" aria-label="Rose &lt;4 kg" viewBox=\'0 0 9 9\'><path id=\'f1-a\'/></svg>'
    """
    own = _TAG.sub(
        lambda tag: _HANDLER.sub("", _REFERENCE.sub(rf"\g<1>{prefix}-", tag.group())),
        _UNWANTED.sub("", bare(svg)).strip(),
    )
    end = own.index(">") + 1
    opened = _SIZE.sub("", own[:end])
    if "role=" not in opened:  # `display` has named its figures already
        opened = opened.replace("<svg", f'<svg role="img" aria-label="{escape(alt)}"', 1)
    return opened + own[end:]


def bare(svg: str) -> str:
    """Return the `<svg>` element without XML declaration and document type, which name addresses."""
    return _PROLOGUE.sub("", svg, count=1).strip()
