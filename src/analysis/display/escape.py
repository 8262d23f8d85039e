"""Make any text inert, once for each output."""

from __future__ import annotations

import html
import re
import unicodedata
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


def typst_literal(text: str) -> str:
    r"""Return the text, line ends kept, as a Typst string literal; nothing inside it is markup or code.

    >>> typst_literal('#read("/etc/passwd") \\ $x$')
    '"#read(\\"/etc/passwd\\") \\\\ $x$"'
    """
    kept = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})
    quoted = kept.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{quoted}"'


def typst_string(text: str) -> str:
    r"""Return the text on one line as a Typst string literal.

    >>> typst_string('#import "x": *')
    '"#import \\"x\\": *"'
    """
    return typst_literal(clean(text))
