"""The few words that every sentence of a judgement needs: days, counts, lifts and muscles, as readers call them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import Final

from analysis.exercises import catalogue

_MUSCLES: Final = {
    "back_lats": "lats", "back_upper": "upper back", "delts_front": "front delts", "delts_side": "side delts",
    "delts_rear": "rear delts",
}  # fmt: skip


def day(on: date) -> str:
    """Return a day in words.

    >>> day(date(2026, 10, 4))
    '4 October 2026'
    """
    return f"{on.day} {on:%B %Y}"


def days(first: date, last: date) -> str:
    """Return two days in words, the year once where it is the same; one day where both are.

    >>> days(date(2026, 8, 3), date(2026, 10, 30)), days(date(2025, 12, 1), date(2026, 1, 31))
    ('3 August to 30 October 2026', '1 December 2025 to 31 January 2026')
    >>> days(date(2026, 8, 3), date(2026, 8, 3))
    '3 August 2026'
    """
    if first == last:
        return day(last)
    since = f"{first.day} {first:%B}" if first.year == last.year else day(first)
    return f"{since} to {day(last)}"


def phase(style: str, name: str | None) -> str:
    """Return a planned phase by its style, with the name that the coach gave it where that says more.

    >>> phase("strength", "Base"), phase("strength", "Strength phase"), phase("strength", None)
    ('strength (Base)', 'strength', 'strength')
    """
    return f"{style} ({name})" if name and name.lower() != f"{style} phase" else style


def month(on: date) -> str:
    """Return a month in words.

    >>> month(date(2026, 10, 4))
    'October 2026'
    """
    return f"{on:%B %Y}"


def listed(parts: Sequence[str]) -> str:
    """Join words as a sentence does.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    *before, last = parts or [""]
    return f"{', '.join(before)} and {last}" if before else last


def counted(number: float, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "week"), counted(8.0, "week"), counted(2.5, "set")
    ('1 week', '8 weeks', '2.5 sets')
    """
    return f"{number:,.4g} {one if number == 1 else many or one + 's'}"


def lift(name: str) -> str:
    """Return what a report calls a lift.

    >>> lift("back_squat_barbell")
    'Back squat'
    """
    return catalogue.display_name(name)


def muscle(name: str) -> str:
    """Return a muscle's name inside a sentence.

    >>> muscle("delts_side"), muscle("lower_back")
    ('side delts', 'lower back')
    """
    return _MUSCLES.get(name, name.replace("_", " "))


def percent(share: float, *, beside: float | None = None) -> str:
    """Return a share in whole per cent, but never nought or all where it is not.

    With more digits where it would read the same as the limit that it stands beside, and is not.

    >>> percent(0.254), percent(0.002), percent(0.9999), percent(0.0), percent(0.849, beside=0.85)
    ('25%', 'under 1%', 'over 99%', '0%', '84.9%')
    """
    if 0 < share < 0.01:  # noqa: PLR2004 - one per cent
        return "under 1%"
    if 0.99 < share < 1:  # noqa: PLR2004 - one per cent from all
        return "over 99%"
    alike = beside is not None and share != beside and f"{share:.0%}" == f"{beside:.0%}"
    return f"{share:.{1 if alike else 0}%}"


def likely(probability: float) -> str:
    """Return a probability in words: never 0% or 100%, for nothing in a log is certain.

    >>> likely(0.93), likely(1.0), likely(0.0)
    ('93%', 'over 99%', 'under 1%')
    """
    return percent(min(max(probability, 1e-9), 1 - 1e-9))


def signed(pct: float) -> str:
    """Return a rate with its sign, to a tenth.

    >>> signed(1.26), signed(-0.2), signed(-0.04)
    ('+1.3', '−0.2', '0.0')
    """
    rounded = round(pct, 1) + 0.0
    return f"{rounded:+.1f}".replace("-", "−") if rounded else "0.0"


def opened(sentence: str) -> str:
    """Return a sentence with a capital first letter, all else as it is.

    >>> opened("side delts rose"), opened("")
    ('Side delts rose', '')
    """
    return sentence[:1].upper() + sentence[1:]


def lowered(sentence: str) -> str:
    """Return a sentence as it stands inside another: a small first letter and no stop.

    >>> lowered("No lift has 4 sessions."), lowered("RIR is not logged.")
    ('no lift has 4 sessions', 'RIR is not logged')
    """
    inside = sentence.rstrip(".")
    return inside if inside[1:2].isupper() else f"{inside[:1].lower()}{inside[1:]}"


class UnknownMuscleError(ValueError):
    """A name of `priority_muscles` that no muscle has; a report finds it before, by its line (`reports.named`)."""

    def __init__(self, wanted: str, near: str | None) -> None:
        """Name the nearest that there is."""
        hint = f"did you mean {near!r}?" if near else f"there is {listed(catalogue.MUSCLES)}"
        super().__init__(f"no such muscle: {wanted!r}; {hint}")


def muscle_named(wanted: str) -> str:
    """Return the muscle that a name means, as the catalogue or a sentence has it.

    Raises:
        UnknownMuscleError: naming the nearest.

    >>> muscle_named("Upper back"), muscle_named("glutes")
    ('back_upper', 'glutes')
    >>> muscle_named("glutez")
    Traceback (most recent call last):
    ...
    analysis.judgement.words.UnknownMuscleError: no such muscle: 'glutez'; did you mean 'glutes'?
    """
    known = {said: name for name in catalogue.MUSCLES for said in (name.replace("_", " "), muscle(name))}
    said = " ".join(wanted.casefold().replace("_", " ").split())
    if said not in known:
        near = get_close_matches(said, known, n=1)
        raise UnknownMuscleError(wanted, known[near[0]] if near else None)
    return known[said]
