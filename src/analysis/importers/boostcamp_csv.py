"""Boostcamp's CSV: one row a set; days are written as the client's country writes them, which its unit tells.

See docs/exports/boostcamp.md.
"""

from __future__ import annotations

import dataclasses
from typing import Final

from analysis.importers import dates, tabular
from analysis.importers.reading import UNITS, Dialect, Hints, Importer, Reading
from analysis.sources.delimited import Delimited

HEADER: Final = ("workout", "date", "week", "day", "exercise", "set", "weight", "unit", "reps")
FIELDS: Final = {
    "started": "date", "workout": "workout", "exercise": "exercise", "weight": "weight", "weight_unit": "unit",
    "reps": "reps",
}  # fmt: skip
ORDERS: Final = {"kg": "dmy", "lb": "mdy"}


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """The nine columns, in their order."""
    header = tuple(name.lower() for name in doc.header)
    if header != HEADER:
        return None
    written = dict(zip(header, doc.header, strict=True))
    return Dialect(name="csv", fields={ours: written[name] for ours, name in FIELDS.items()})


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read the table.

    Raises:
        AmbiguousDatesError: day and month can be swapped in every date, and the units are mixed.
    """
    stamps = dates.read(doc.rows[dialect.fields["started"]], order=hints.date_order)
    if stamps.order is None:
        hints = dataclasses.replace(hints, date_order=_order(doc, dialect))
    return tabular.read(doc, dialect, hints, tabular.Meaning())


def _order(doc: Delimited, dialect: Dialect) -> str | None:
    """Day first with kilograms, month first with pounds; null where rows have both."""
    written = doc.rows[dialect.fields["weight_unit"]].drop_nulls().str.to_lowercase().unique().to_list()
    units = {UNITS.get(unit.strip(" .")) for unit in written}
    return ORDERS.get(units.pop() or "") if len(units) == 1 else None


IMPORTER: Final = Importer(
    app="boostcamp_csv",
    title="Boostcamp (CSV)",
    identify=identify,
    read=read,
    dialects={"csv": "one row a set; day/month with kg, month/day with lb"},
    signature=frozenset(HEADER),
    unseen=frozenset({"csv"}),
    account="boostcamp",
    page="boostcamp",
)
