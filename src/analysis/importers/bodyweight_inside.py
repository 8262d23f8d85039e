"""Which lifts of a log have the lifter's own weight in their logged weight, told by the numbers themselves.

A lifter of 65.2 who logs 85.2 on pull-ups hung 20 on a belt: no plate makes up the odd 0.2. One such set is
proof; one set lighter than the lifter, or odd in another way, is proof of the contrary.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

STEP: Final = 0.5
"""Loads on belts, bars and machines come in steps of this in either unit."""

NEAR: Final = 1e-3
HEAVIEST: Final = 1e6
"""A number above this is no weight, and proves nothing."""


class Lifted(NamedTuple):
    """One performed set: its lift, its logged weight, and the lifter's, in one unit."""

    exercise: str | None
    weight: float | None
    body: float | None


def lifts(done: Iterable[Lifted]) -> frozenset[str]:
    """The lifts whose weight includes the lifter's.

    >>> log = [Lifted("dip", 85.2, 65.2), Lifted("dip", 66.0, 66.0), Lifted("squat", 100.0, 65.2)]
    >>> sorted(lifts(log))
    ['dip']
    """
    proven: set[str] = set()
    refuted: set[str] = set()
    for exercise, weight, body in done:
        if exercise is None or not weight or not body or max(abs(weight), abs(body)) > HEAVIEST:
            continue
        apart = weight - body
        if apart < -NEAR:
            refuted.add(exercise)
        elif not _is_step(body):
            (proven if _is_step(apart) else refuted).add(exercise)
    return frozenset(proven - refuted)


def _is_step(weight: float) -> bool:
    return abs(weight / STEP - round(weight / STEP)) < NEAR
