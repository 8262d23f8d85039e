"""Make any text inert, once for each output."""

from __future__ import annotations

import html
import re
from typing import Final

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
"""Control characters and direction overrides: they have no business in a cell and can disguise text."""


def clean(text: str) -> str:
    r"""Return the text on one line, without control characters.

    >>> clean("Bench\n\x1b[31mPress ")
    'Bench [31mPress'
    """
    return _CONTROL.sub(" ", text).strip()


def html_text(text: str) -> str:
    """Return the text as HTML that shows it and does nothing else.

    >>> html_text('<script>alert("1")</script>')
    '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;'
    """
    return html.escape(clean(text), quote=True)


def typst_string(text: str) -> str:
    r"""Return the text as a Typst string literal; inside one no markup or function is ever read.

    >>> typst_string('#import "x": *')
    '"#import \\"x\\": *"'
    """
    return '"' + clean(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
