"""Fitbit's weights as tools write them: date, fat and weight, zero for what was not measured, no unit."""

from __future__ import annotations

from typing import Final

from analysis.importers import wide_body
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.sources.delimited import Delimited

HEADER: Final = ("date", "fat", "weight")


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """These columns and no others."""
    if doc.header != HEADER:
        return None
    return Dialect(name="weight", fields={"date": "date", "bodyweight_kg": "weight", "body_fat_pct": "fat"})


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read weight and fat of every row; a zero is not a measurement."""
    return wide_body.read(doc, dialect, hints, unit_of=lambda header: "%" if header == "fat" else None)


IMPORTER: Final = Importer(
    app="fitbit",
    title="Fitbit",
    identify=identify,
    read=read,
    dialects={"weight": "date, fat and weight; zero is not measured, the unit is not stated"},
    signature=frozenset(HEADER),
    needs="the weight's unit",
    page="body-log",
)
