"""Numbers as a reader sees them: the coach's unit, thousands commas, a true minus, a dash for not known."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final, Literal

from analysis.units import KG_PER

Unit = Literal["kg", "lb"]
UNKNOWN: Final = "–"
MINUS: Final = "\u2212"
BAND: Final = "90%"


def plain(value: float | None, digits: int = 0) -> str:
    """Return the number with a thousands comma; a dash for null or NaN.

    >>> plain(12345.6), plain(-0.04, 1), plain(-2.5, 1), plain(None)
    ('12,346', '0.0', '−2.5', '–')
    """
    if value is None or not math.isfinite(value):
        return UNKNOWN
    text = f"{abs(value):,.{digits}f}"
    nothing = not text.strip("0.,")
    return text if value >= 0 or nothing else f"{MINUS}{text}"


def signed(value: float | None, digits: int = 0) -> str:
    """Return the number with its sign always shown, zero without one.

    >>> signed(3.2, 1), signed(-3.2, 1), signed(0.0)
    ('+3.2', '−3.2', '0')
    """
    text = plain(value, digits)
    if value is None or text == UNKNOWN or value <= 0 or not text.strip("0.,"):
        return text
    return f"+{text}"


def trimmed(value: float | None, digits: int = 2) -> str:
    """Return the number with only the decimals that it has, at most `digits`.

    >>> trimmed(102.5), trimmed(100.0), trimmed(7.25), trimmed(None)
    ('102.5', '100', '7.25', '–')
    """
    text = plain(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def share(value: float | None) -> str:
    """Return a share between 0 and 1 as per cent.

    >>> share(0.456), share(None)
    ('46%', '–')
    """
    return UNKNOWN if value is None else f"{plain(value * 100)}%"


def in_unit(value_kg: float | None, unit: Unit) -> float | None:
    """Return kilograms in the coach's unit.

    >>> in_unit(100.0, "lb")
    220.46226218487757
    """
    return None if value_kg is None else value_kg / KG_PER[unit]


def load(value_kg: float | None, unit: Unit, digits: int = 1) -> str:
    """Return a load as it stood on the bar, in the coach's unit, without the unit's name.

    >>> load(102.5, "kg"), load(60.0, "lb")
    ('102.5', '132.3')
    """
    return trimmed(in_unit(value_kg, unit), digits)


def weight(value_kg: float | None, unit: Unit, digits: int = 0) -> str:
    """Return a weight with its unit.

    >>> weight(61250.0, "kg"), weight(None, "kg")
    ('61,250 kg', '–')
    """
    text = plain(in_unit(value_kg, unit), digits)
    return text if text == UNKNOWN else f"{text} {unit}"


def interval(low: float | None, high: float | None, show: Callable[[float | None], str] = plain) -> str:
    """Return an interval in words, since a dash beside minus signs misleads.

    >>> interval(101.2, 107.4)
    '101 to 107'
    >>> interval(-1.2, 3.4, lambda x: signed(x, 1))
    '−1.2 to +3.4'
    """
    if low is None or high is None:
        return UNKNOWN
    return f"{show(low)} to {show(high)}"


def between(low: float | None, high: float | None, show: Callable[[float | None], str] = plain) -> str:
    """Return the range of what was done, which may be one value; an estimate's `interval` has two ends however near.

    >>> between(40.0, 47.5, trimmed), between(45.0, 45.0)
    ('40 to 47.5', '45')
    """
    return show(low) if show(low) == show(high) else interval(low, high, show)


def estimate(value: float | None, low: float | None, high: float | None, *, unit: Unit) -> str:
    """Return an estimate in kilograms with its 90% interval, in the coach's unit.

    >>> estimate(104.2, 101.1, 107.4, unit="kg")
    '104 kg (90%: 101 to 107)'
    """
    if value is None:
        return UNKNOWN
    band = interval(in_unit(low, unit), in_unit(high, unit))
    return weight(value, unit) if band == UNKNOWN else f"{weight(value, unit)} ({BAND}: {band})"


def count(value: float, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun in the right number.

    >>> count(1, "session"), count(12, "session"), count(1.5, "hard set")
    ('1 session', '12 sessions', '1.5 hard sets')
    """
    word = noun if value == 1 else plural or f"{noun}s"
    return f"{trimmed(value, 1)} {word}"


def minutes(seconds: float | None) -> str:
    """Return seconds as whole minutes, without the unit's name.

    >>> minutes(3540.0)
    '59'
    """
    return plain(None if seconds is None else seconds / 60)


def text(value: Any) -> str:
    """Return any value as text; a dash for null.

    >>> text(None), text("Squat"), text(3)
    ('–', 'Squat', '3')
    """
    return UNKNOWN if value is None else str(value)
