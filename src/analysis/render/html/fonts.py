"""The fonts of a page, inside the page: only the alphabets it uses, so that a report stays small.

IBM Plex Sans as IBM itself splits it for the web (SIL Open Font License, see `OFL.txt` beside the files).
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "fonts"

_STYLES: Final = (
    ("Regular", 400, "normal"),
    ("Italic", 400, "italic"),
    ("Medium", 500, "normal"),
    ("SemiBold", 600, "normal"),
)

# The ranges are those of the fonts' own style sheet.
_ALPHABETS: Final = {
    "Latin1": "U+0000-00FF, U+0131, U+0152-0153, U+02C6, U+02DA, U+02DC, U+2013-2014, U+2018-201A,"
    " U+201C-201E, U+2020-2022, U+2026, U+2030, U+2039-203A, U+2044, U+2074, U+20AC, U+2122, U+2212,"
    " U+FB01-FB02",
    "Latin2": "U+0100-0101, U+0104-0130, U+0132-0151, U+0154-024F, U+0259, U+1E00-1E9F, U+1EFA-1EFF,"
    " U+20A0-20AA, U+20AD-20CF, U+2C60-2C7F, U+A720-A7FF",
    "Latin3": "U+0102-0103, U+1EA0-1EF9, U+20AB",
    "Greek": "U+0384-038A, U+038C, U+038E-03A1, U+03A3-03CE",
    "Cyrillic": "U+0400-045F, U+0472-0473, U+0490-049D, U+04A0-04A5, U+04AA-04AB, U+04AE-04B3,"
    " U+04B6-04BB, U+04C0-04C2, U+04CF-04D9, U+04DC-04DF, U+04E2-04E9, U+04EE-04F5, U+04F8-04F9",
    "Pi": "U+0E3F, U+2032-2033, U+2070, U+2075-2079, U+2080-2081, U+2083, U+2085-2089, U+2113, U+2116,"
    " U+2126, U+212E, U+2150-2151, U+2153-215E, U+2190-2199, U+2202, U+2206, U+220F, U+2211, U+221A,"
    " U+221E, U+222B, U+2248, U+2260, U+2264-2265, U+25CA, U+2713, U+274C",
}


def faces(text: str) -> str:
    """Return the `@font-face` rules of the alphabets in the text; Latin always, others only if used."""
    used = {ord(sign) for sign in text}
    alphabets = [name for name in _ALPHABETS if name == "Latin1" or used & _codes(name)]
    return "\n".join(_rules(alphabets))


def _rules(alphabets: Iterable[str]) -> Iterable[str]:
    for alphabet in alphabets:
        for style, weight, slant in _STYLES:
            file = FOLDER / f"IBMPlexSans-{style}-{alphabet}.woff2"
            if file.is_file():  # the rarer alphabets come in fewer styles
                yield (
                    f'@font-face{{font-family:"IBM Plex Sans";font-style:{slant};font-weight:{weight};'
                    f"font-display:block;src:url(data:font/woff2;base64,{_base64(file)}) "
                    f'format("woff2");unicode-range:{_ALPHABETS[alphabet]}}}'
                )


@cache
def _base64(file: Path) -> str:
    return base64.b64encode(file.read_bytes()).decode()


@cache
def _codes(alphabet: str) -> frozenset[int]:
    codes: set[int] = set()
    for span in _ALPHABETS[alphabet].split(","):
        first, _, last = span.strip().removeprefix("U+").partition("-")
        codes |= set(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(codes)
