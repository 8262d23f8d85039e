"""Several sets in one cell: `5x5@100`, `100x5, 100x5, 95x4`, `8,8,6 @ 60`, `[160,140,120]`."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from analysis.importers.reading import UNITS

MAX_SETS: Final = 60
"""More sets of one exercise in one cell are a slip of the pen, not a session."""

MAX_SETS_BESIDE_A_WEIGHT: Final = 20
"""With the load in a column of its own, `100x5` is no hundred sets: it is a load in the wrong cell."""

_COUNT: Final = r"\d{1,6}"
_NUMBER: Final = r"\d{1,6}(?:[.,]\d{1,6})?"
_UNIT: Final = r"(kg|kgs|lbs?)?(?!\d)"
_SCHEME: Final = re.compile(
    rf"({_COUNT})\s*[x×*]\s*({_COUNT})\s*(?:@|at|à|bei|a)\s*({_NUMBER})\s*{_UNIT}", re.IGNORECASE
)
_LISTED: Final = re.compile(
    rf"({_COUNT}(?:\s*[,/;]\s*{_COUNT})*)\s*(?:@|at|à|bei)\s*({_NUMBER})\s*{_UNIT}", re.IGNORECASE
)
_PAIR: Final = re.compile(rf"({_NUMBER})\s*(kg|kgs|lbs?)?\s*[x×*]\s*({_COUNT})(?!\d)", re.IGNORECASE)
_ONE: Final = re.compile(_NUMBER)
NOT_UNDERSTOOD: Final = "not understood; write 3x5@100, 100x5, 95x4 or 8,8,6@60"
BESIDE_A_WEIGHT: Final = "not understood beside a column of weights; write sets x reps (3x10), or 3x10@60"


class Done(NamedTuple):
    """One set as a cell states it; load null where it states none, reps where the cell is blank."""

    load: float | None
    reps: float | None
    unit: str | None


def parse(text: str, *, beside_a_weight: bool = False) -> list[Done] | None:
    """The sets of a cell, or null where it is not understood to its last character.

    `3x5@100` is sets x reps at a load; `100x5` is load x reps, for a load is what is written first. Where
    the load has a column of its own (`beside_a_weight`), `3x10` is three sets of ten.

    >>> [tuple(s) for s in parse("2x5@102,5kg")]
    [(102.5, 5.0, 'kg'), (102.5, 5.0, 'kg')]
    >>> [(s.load, s.reps) for s in parse("100x5, 95x4")]
    [(100.0, 5.0), (95.0, 4.0)]
    >>> [(s.load, s.reps) for s in parse("2x10", beside_a_weight=True)]
    [(None, 10.0), (None, 10.0)]
    >>> parse("felt heavy") is None
    True
    """
    out: list[Done] = []
    rest = text.strip()
    while rest:
        sets, used = _next(rest, beside_a_weight=beside_a_weight)
        if not sets or len(out) + len(sets) > MAX_SETS:
            return None
        out += sets
        rest = rest[used:].lstrip(" ,;/+\t")
    return out or None


def _next(text: str, *, beside_a_weight: bool) -> tuple[list[Done], int]:
    """The sets that a text begins with and how many characters say them."""
    if m := _SCHEME.match(text):
        times, reps, load, unit = m.groups()
        return [Done(_float(load), float(reps), _unit(unit))] * min(int(times), MAX_SETS + 1), m.end()
    if m := _LISTED.match(text):
        counts, load, unit = m.groups()
        return [Done(_float(load), float(r), _unit(unit)) for r in re.findall(r"\d+", counts)], m.end()
    if m := _PAIR.match(text):
        load, unit, reps = m.groups()
        if beside_a_weight and unit is None:
            times = int(load) if load.isdigit() else 0
            return (
                [Done(None, float(reps), None)] * times if times <= MAX_SETS_BESIDE_A_WEIGHT else []
            ), m.end()
        return [Done(_float(load), float(reps), _unit(unit))], m.end()
    return [], 0


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def _unit(text: str | None) -> str | None:
    return UNITS.get(text.lower()) if text else None


def number(text: str) -> float | None:
    """The number that a cell is; null where it is anything else.

    >>> number("102,5"), number(" 8 "), number("8 to 10")
    (102.5, 8.0, None)
    """
    plain = text.strip()
    return _float(plain) if _ONE.fullmatch(plain) else None


def listed(text: str) -> list[float] | None:
    """The numbers of a cell that holds one a set; null where it holds anything else.

    A comma parts numbers, unless a stronger sign does: then it is a decimal's.

    >>> listed("[160,140,120]"), listed("8/8/6"), listed("102,5; 100"), listed("60"), listed("8 to 10")
    ([160.0, 140.0, 120.0], [8.0, 8.0, 6.0], [102.5, 100.0], [60.0], None)
    """
    plain = text.strip().removeprefix("[").removesuffix("]").strip().rstrip(",;/|")
    strong = next((sign for sign in ";/|" if sign in plain), None)
    parts = plain.split(strong) if strong is not None else re.split(r"\s*,\s*|\s+", plain)
    found = [number(part) for part in parts]
    return [n for n in found if n is not None] if len(parts) <= MAX_SETS and None not in found else None
