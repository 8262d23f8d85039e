"""Reps in reserve of a clause: every RPE, RIR and @ in it, or none where one cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analysis.ingest.comment_tokens import Token

RPE: Final = (4.0, 10.0)
RIR: Final = (0.0, 6.0)
"""Beyond these a number beside RPE or RIR is a slip or something else."""

BARE_AT: Final = 5.0
"""From here on `@` and a number alone is an RPE; below it is a seat, a level or a pin."""

UNITS: Final = frozenset({"kg", "kgs", "lb", "lbs"})
COUNTS: Final = frozenset({"reps", "rep", "wdh"})


def efforts(tokens: Sequence[Token]) -> tuple[list[float] | None, list[Token]]:
    """Reps in reserve of every RPE and RIR of a clause, and the other tokens; None: one cannot be read."""
    left = list(tokens)
    found: list[float] = []
    while (at := next((i for i, token in enumerate(left) if token.says in {"rpe", "rir"}), None)) is not None:
        place = _number_beside(left, at)
        if place is None:
            return None, left
        rir = _rir(left[at].says, left[place].value)
        if rir is None:
            return None, left
        found.append(rir)
        low, high = min(at, place), max(at, place)
        del left[_start(left, low) : high + 1]
    while (at := _bare_at(left)) is not None:
        found.append(RPE[1] - (left[at + 1].value or 0))
        del left[at : at + 2]
    return found, left


def _start(tokens: Sequence[Token], low: int) -> int:
    """An @ before an effort belongs to it."""
    return low - 1 if low and tokens[low - 1].says == "at" else low


def _number_beside(tokens: Sequence[Token], at: int) -> int | None:
    """The place of the number that goes with the word RPE or RIR; None: there is none, or two."""
    after = at + 1
    while after < len(tokens) and tokens[after].says in {"filler", "at"}:
        after += 1
    has_after = after < len(tokens) and tokens[after].says in {"n", "range"} and not _taken(tokens, after)
    before = at - 1
    while before >= 0 and tokens[before].says == "filler":
        before -= 1
    has_before = before >= 0 and tokens[before].says in {"n", "range"} and not _is_index(tokens, before)
    if has_after == has_before:
        return None
    return after if has_after else before


def _taken(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number at a place goes with what follows it: a unit, another effort, a count of sets."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is not None and (
        following.says in {"rpe", "rir", "set"}
        or following.text in {"kg", "kgs", "lb", "lbs", "x", "×", "%", "+", "reps", "rep"}
    )


def _is_index(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number at a place counts a set: "set 2"."""
    return at > 0 and tokens[at - 1].says in {"set", "at"} and not _named_before(tokens, at)


def _named_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word set before a number has its own name already: "last set 2 RIR"."""
    return (
        tokens[at - 1].says == "set"
        and at > 1
        and tokens[at - 2].says in {"last", "first", "nth", "all", "top"}
    )


def _rir(word: str, value: float | None) -> float | None:
    if value is None:
        return None
    if word == "rpe":
        return RPE[1] - value if RPE[0] <= value <= RPE[1] else None
    return value if RIR[0] <= value <= RIR[1] else None


def _bare_at(tokens: Sequence[Token]) -> int | None:
    """Where an @ stands before an RPE: first, or after reps, a load or the name of a set; never "seat @5"."""
    for at, token in enumerate(tokens[:-1]):
        number = tokens[at + 1]
        stands = (
            at == 0
            or tokens[at - 1].says in {"n", "set", "all", "last", "first", "top", "nth", "top set"}
            or (tokens[at - 1].text in UNITS | COUNTS)
        )
        after = tokens[at + 2] if at + 2 < len(tokens) else None
        free = after is None or after.says in {
            "set",
            "last",
            "first",
            "top",
            "all",
            "filler",
            "warm_up",
            "drop",
            "failure",
        }
        fits = (
            number.says in {"n", "range"} and number.value is not None and BARE_AT <= number.value <= RPE[1]
        )
        if token.says == "at" and stands and free and fits:
            return at
    return None
