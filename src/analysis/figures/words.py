"""Names for readers: muscles, measurements, and the few number forms that alternative texts need."""

from __future__ import annotations

from datetime import date
from typing import Final

from analysis.units import KG_PER

MUSCLES: Final = {
    "chest": "Chest", "back_lats": "Lats", "back_upper": "Upper back",
    "delts_front": "Front delts", "delts_side": "Side delts", "delts_rear": "Rear delts",
    "biceps": "Biceps", "triceps": "Triceps", "forearms": "Forearms", "quads": "Quads",
    "hamstrings": "Hamstrings", "glutes": "Glutes", "adductors": "Adductors", "calves": "Calves",
    "abs": "Abs", "lower_back": "Lower back", "neck": "Neck", "abductors": "Abductors",
}  # fmt: skip

_UNITS: Final = {"kg": "kg", "cm": "cm", "pct": "%", "mm": "mm"}


def muscle(name: str) -> str:
    """Return a muscle's name for a reader.

    >>> muscle("delts_side"), muscle("tibialis_front")
    ('Side delts', 'Tibialis front')
    """
    return MUSCLES.get(name, name.replace("_", " ").capitalize())


def measure(name: str) -> tuple[str, str]:
    """Return a measurement's label and unit, which its name ends with.

    >>> measure("left_arm_cm"), measure("body_fat_pct")
    (('Left arm', 'cm'), ('Body fat', '%'))
    """
    stem, _, unit = name.rpartition("_")
    return stem.replace("_", " ").capitalize(), _UNITS.get(unit, unit)


def weight(value_kg: float, unit: str) -> str:
    """Return kilograms in the reader's unit, whole.

    >>> weight(1234.5, "kg"), weight(100, "lb")
    ('1,234 kg', '220 lb')
    """
    return f"{value_kg / KG_PER[unit]:,.0f} {unit}"


def day(on: date) -> str:
    """Return a date in words.

    >>> day(date(2026, 10, 4))
    '4 October 2026'
    """
    return f"{on.day} {on:%B %Y}"


def listed(parts: list[str]) -> str:
    """Join words as a sentence does.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    *before, last = parts or [""]
    return f"{', '.join(before)} and {last}" if before else last
