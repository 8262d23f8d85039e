"""Plain tables of measurements: a date column, and a column a measure.

`date;bodyweight_kg;waist_cm`, in several languages, with the unit in the header.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.importers import measures, numbers, wide_body
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.sources.delimited import Delimited

DATES: Final = ("date", "datum", "data", "fecha", "measured at", "day", "tag", "日期")
HEIGHTS: Final = ("height", "größe", "körpergröße", "altezza", "altura", "estatura", "wzrost")
SKIPPED: Final = ("note", "notes", "comment", "comments", "notiz", "tester", "time", *HEIGHTS)
TAILLE: Final = "taille"
"""French for a waist and for a height; nobody's waist is the height of a person."""

HEIGHT_CM: Final = (140, 210)
CM_PER_M: Final = 100


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """A date first, and nothing but measures and notes after it."""
    words = {name: _words(doc, name) for name in doc.header}
    dated = [name for name, said in words.items() if said in DATES]
    meant = {name: m for name, said in words.items() if (m := measures.measure_of(said)) is not None}
    others = [n for n, said in words.items() if n not in dated and n not in meant and said not in SKIPPED]
    if len(dated) != 1 or not meant or others:
        return None
    fields = {"date": dated[0], **{m: n for n, m in meant.items()}}
    tester = next((n for n, said in words.items() if said == "tester"), None)
    return Dialect(name="table", fields=fields if tester is None else {**fields, "tester": tester})


def _words(doc: Delimited, header: str) -> str:
    """What a header says, with the French word of two meanings settled by the numbers below it."""
    said, unit = measures.split(header)
    if said == TAILLE and unit in {None, "cm"}:
        column = doc.rows.select(numbers.read(pl.col(header), decimal=wide_body.decimal_of(doc.rows[header])))
        middle = column.to_series().median()
        low, high = HEIGHT_CM
        if isinstance(middle, float) and any(low <= middle * in_m <= high for in_m in (1, CM_PER_M)):
            return HEIGHTS[0]
    return said


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read every measure of every row; an empty cell is not a measurement.

    Raises:
        UnreadableFileError: two columns are the same measure.
    """
    return wide_body.read_named(
        doc, dialect, hints, measure_of=lambda header: measures.measure_of(_words(doc, header))
    )


IMPORTER: Final = Importer(
    app="body_log",
    title="Body log (plain table)",
    identify=identify,
    read=read,
    dialects={"table": "a date column, then a column a measure with its unit in the header"},
    signature=frozenset({"date", "bodyweight_kg", "waist_cm"}),
)
