"""The words that apps and people use for measurements of the body, and the units behind them."""

from __future__ import annotations

import re
from typing import Final

MEASURES: Final[dict[str, tuple[str, ...]]] = {
    "bodyweight_kg": ("weight", "bw", "bodyweight", "body weight", "body mass", "gewicht", "körpergewicht", "poids", "peso", "waga"),
    "body_fat_pct": ("fat percent", "body fat", "bodyfat", "fat", "körperfett", "grasa"),
    "neck_cm": ("neck", "hals", "cou", "cuello", "pescoço", "collo", "szyja"),
    "shoulders_cm": ("shoulder", "shoulders", "schultern", "épaules", "hombros", "ombros", "spalle"),
    "chest_cm": ("chest", "brust", "poitrine", "pecho", "peito", "petto", "klatka"),
    "waist_cm": ("waist", "taille", "cintura", "vita", "talia"),
    "abdomen_cm": ("abdomen", "bauch", "belly", "ventre"),
    "hips_cm": ("hips", "hip", "hüfte", "hanches", "cadera", "quadril", "fianchi", "biodra"),
    "left_arm_cm": ("left arm", "left bicep", "left biceps", "arm left", "arm links", "oberarm links"),
    "right_arm_cm": ("right arm", "right bicep", "right biceps", "arm", "biceps", "arm right", "arm rechts", "oberarm", "oberarm rechts", "bras", "brazo"),
    "left_forearm_cm": ("left forearm",),
    "right_forearm_cm": ("right forearm", "forearm"),
    "left_thigh_cm": ("left thigh", "oberschenkel links"),
    "right_thigh_cm": ("right thigh", "thigh", "oberschenkel", "oberschenkel rechts", "cuisse", "muslo", "coxa"),
    "left_calf_cm": ("left calf",),
    "right_calf_cm": ("right calf", "calf", "wade", "mollet"),
    "triceps_skinfold_mm": ("triceps skinfold",),
    "subscapular_skinfold_mm": ("subscapular skinfold",),
    "suprailiac_skinfold_mm": ("suprailiac skinfold",),
}  # fmt: skip
"""Our measure to the words a header says it with."""

UNITS: Final = {"kg": "kg", "kgs": "kg", "lb": "lb", "lbs": "lb", "cm": "cm", "in": "in", "inch": "in", "mm": "mm", "%": "%", "percent": "%", "pct": "%"}  # fmt: skip


def split(header: str) -> tuple[str, str | None]:
    """A header's words and its unit.

    >>> split("Weight (lbs)"), split("left_bicep_cm"), split("fat_percent")
    (('weight', 'lb'), ('left bicep', 'cm'), ('fat percent', '%'))
    """
    words = re.sub(r"[_()\[\]/]+", " ", header.lower()).split()
    unit = UNITS.get(words[-1]) if words else None
    bare = words[:-1] if unit and unit != "%" else words
    return " ".join(bare), unit


def measure_of(words: str) -> str | None:
    """Our measure for a header's words; null where they mean none."""
    return next((measure for measure, known in MEASURES.items() if words in known), None)
