"""FitNotes Body Tracker: one row a measurement, with its unit."""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.importers import dates, measures, numbers, wide_body
from analysis.importers.reading import RAW_BODY, Dialect, Hints, Importer, Reading
from analysis.sources.delimited import LINE, Delimited

HEADER: Final = ("Date", "Time", "Measurement", "Value", "Unit")


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """The header is fixed."""
    return Dialect(name="body tracker") if doc.header[:5] == HEADER else None


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read every measurement; the user's own measures are counted, not guessed."""
    when = dates.read(
        doc.rows.select(pl.concat_str("Date", "Time", separator=" ", ignore_nulls=True)).to_series(),
        order=hints.date_order,
    )
    decimal = wide_body.decimal_of(doc.rows["Value"])
    named = {
        text: measures.measure_of(measures.split(text)[0])
        for text in doc.rows["Measurement"].drop_nulls().unique()
    }
    written = pl.col("Unit").str.to_lowercase().str.strip_chars()
    unit = pl.coalesce(written.replace_strict(measures.UNITS, default=None, return_dtype=pl.String), written)
    long = doc.rows.select(
        pl.col(LINE).alias("line"),
        when.values.alias("measured_at"),
        pl.col("Measurement").replace_strict(named, default=None, return_dtype=pl.String).alias("measure"),
        pl.col("Value").alias("text"),
        numbers.read(pl.col("Value"), decimal=decimal).alias("value"),
        numbers.is_bad(pl.col("Value"), decimal=decimal).alias("bad"),
        unit.alias("unit"),
        pl.lit(None, pl.String).alias("tester"),
    )
    good = pl.col("measured_at").is_not_null() & (pl.col("value") != 0) & pl.col("measure").is_not_null()
    return Reading(
        dialect=dialect,
        body=long.filter(good).select(*RAW_BODY).cast(RAW_BODY),
        ledger=wide_body.ledger(doc, long, measured=good),
    )


IMPORTER: Final = Importer(
    app="fitnotes_body",
    title="FitNotes Body Tracker",
    identify=identify,
    read=read,
    dialects={"body tracker": "date, time, measurement, value, unit"},
    signature=frozenset(HEADER),
    account="fitnotes",
    page="fitnotes",
)
