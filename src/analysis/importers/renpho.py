"""Renpho scales: one row a weighing; of its many columns weight, body fat and fat-free mass are measurements of the body."""

from __future__ import annotations

from functools import partial
from typing import Final

from analysis.importers import measures, wide_body
from analysis.importers.reading import Dialect, Hints, Importer
from analysis.sources.delimited import Delimited

STAMP: Final = "Time of Measurement"
COLUMNS: Final = {
    "weight": "bodyweight_kg", "body fat": "body_fat_pct", "fat-free mass": "lean_mass_kg",
    "fat-free body weight": "lean_mass_kg",
}  # fmt: skip
"""What the scale works out beside them (water, protein, metabolic age) is not measured, and is not read."""


def _words(header: str) -> str:
    """A header without its unit, also where that is per cent."""
    return measures.split(header)[0].removesuffix(" %")


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """The stamp's name is the app's own."""
    said = {_words(name): name for name in doc.header}
    if doc.header[:1] != (STAMP,) or "weight" not in said:
        return None
    fields = {COLUMNS[word]: name for word, name in said.items() if word in COLUMNS}
    return Dialect(name="measurements", fields={"date": STAMP, **fields})


def _measure(header: str) -> str | None:
    """Which measure a column holds; null: one that is not read."""
    return COLUMNS.get(_words(header))


IMPORTER: Final = Importer(
    app="renpho",
    title="Renpho",
    identify=identify,
    read=partial(wide_body.read_named, measure_of=_measure),
    dialects={"measurements": "time of measurement, then weight, fat, water and more, units in the header"},
    signature=frozenset({STAMP, "Weight(kg)", "BMI", "Body Fat(%)", "Fat-Free Mass(kg)"}),
    unseen=frozenset({"measurements"}),
)
