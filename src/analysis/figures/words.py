"""Names for readers: muscles, measurements, and the few number forms that alternative texts need."""

from __future__ import annotations

from typing import Final

from analysis.judgement import words as judged
from analysis.judgement.words import day, listed, opened
from analysis.units import KG_PER

__all__ = ["day", "listed", "measure", "muscle", "weight"]

_UNITS: Final = {"kg": "kg", "cm": "cm", "pct": "%", "mm": "mm"}


def muscle(name: str) -> str:
    """Return a muscle's name for a reader.

    >>> muscle("delts_side"), muscle("tibialis_front")
    ('Side delts', 'Tibialis front')
    """
    return opened(judged.muscle(name))


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
