"""The Health Export app: Apple Health as a table, a column a measure with its unit in the header (`Body mass(kg)`)."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from analysis.importers import wide_body
from analysis.importers.reading import Dialect, Hints, Importer
from analysis.sources.delimited import Delimited

COLUMNS: Final = {
    "body mass": "bodyweight_kg", "body fat percentage": "body_fat_pct", "lean body mass": "lean_mass_kg",
    "waist circumference": "waist_cm",
}  # fmt: skip
_HEADER: Final = re.compile(r"[A-Z][A-Za-z ]*[A-Za-z]\([^()\s]+\)")
"""No other table leaves out the space before the unit."""


def _measure(header: str) -> str | None:
    """Which measure of the body a column holds; null: one of the app's others (steps, sleep)."""
    return COLUMNS.get(header.partition("(")[0].lower())


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """A date, and measures written the app's way, of which one is of the body."""
    if doc.header[:1] != ("Date",) or not all(_HEADER.fullmatch(name) for name in doc.header[1:]):
        return None
    fields = {ours: name for name in doc.header[1:] if (ours := _measure(name)) is not None}
    return Dialect(name="measures", fields={"date": "Date", **fields}) if fields else None


IMPORTER: Final = Importer(
    app="health_export",
    title="Health Export",
    identify=identify,
    read=partial(wide_body.read_named, measure_of=_measure),
    dialects={"measures": "a date and measures such as Body mass(kg)"},
    signature=frozenset({"Date", "Body mass(kg)"}),
    page="body-log",
)
