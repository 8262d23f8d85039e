"""One weight in two columns, kilograms and pounds, one of them rounded from the other: which one is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analysis.importers.reading import WEIGHTS

STEPS: Final = {"kg": (1.25, 2.0), "lb": (2.5,)}
"""The steps of plates and of dumbbells; what was made from the other unit seldom lies on them."""

MOST: Final = 1e6
CLOSE: Final = 1e-6


def meant(pairs: Sequence[tuple[str, str]], *, otherwise: str = "kg") -> str:
    """The unit that the lifter counts in, from all records that state both.

    The numbers that tell more weights apart are the lifter's, for rounding makes two weights one; where both
    tell as many, those that lie on the steps of plates. Where neither helps, `otherwise`: they differ by
    rounding alone.

    >>> meant([("61.23", "135"), ("62.5", "137.5")]), meant([("60", "132.28"), ("62.5", "137.79")])
    ('lb', 'kg')
    >>> meant([("57.5", "125"), ("57.5", "130"), ("60", "135")])
    'lb'
    """
    numbers = [(kg, lb) for k, p in pairs if (kg := _number(k)) and (lb := _number(p))]
    kgs, lbs = [kg for kg, _ in numbers], [lb for _, lb in numbers]
    apart = {"kg": len(set(kgs)), "lb": len(set(lbs))}
    on_steps = {"kg": _on_steps(kgs, STEPS["kg"]), "lb": _on_steps(lbs, STEPS["lb"])}
    for score in (apart, on_steps):
        if score["kg"] != score["lb"]:
            return max(score, key=lambda unit: score[unit])
    return otherwise if otherwise in WEIGHTS else "kg"


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _on_steps(values: Sequence[float], steps: Sequence[float]) -> int:
    plausible = [value for value in values if abs(value) < MOST]
    return sum(any(abs(v / step - round(v / step)) < CLOSE for step in steps) for v in plausible)
