"""Withings scales: one row a weighing, newest first; weight and fat mass are read, the rest Body has no place for."""

from __future__ import annotations

from functools import partial
from typing import Final

from analysis.importers import measures, wide_body
from analysis.importers.reading import Dialect, Hints, Importer
from analysis.sources.delimited import Delimited

COLUMNS: Final = {"weight": "bodyweight_kg", "fat mass": "fat_mass_kg"}
OTHERS: Final = frozenset({"bone mass", "muscle mass", "hydration"})
"""Muscle mass is not lean mass: it leaves out bone and organs. Nothing is made of it."""


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """A date, a weight, and the masses of fat, bone and muscle."""
    said = {measures.split(name)[0]: name for name in doc.header}
    if doc.header[:1] != ("Date",) or not {*COLUMNS, *OTHERS} <= said.keys():
        return None
    return Dialect(
        name="weight", fields={"date": "Date", **{ours: said[word] for word, ours in COLUMNS.items()}}
    )


def _measure(header: str) -> str | None:
    """Which measure a column holds; null: one that is not read."""
    return COLUMNS.get(measures.split(header)[0])


IMPORTER: Final = Importer(
    app="withings",
    title="Withings",
    identify=identify,
    read=partial(wide_body.read_named, measure_of=_measure),
    dialects={"weight": "weight, fat, bone and muscle mass, hydration, each with its unit in the header"},
    signature=frozenset({"Date", "Weight (kg)", "Fat mass (kg)", "Bone mass (kg)", "Muscle mass (kg)"}),
    page="body-log",
)
