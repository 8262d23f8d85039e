"""The account of a file: what became of each record, and the one row about the file itself."""

from __future__ import annotations

from collections.abc import Mapping

import dataframely as dy
import polars as pl

from analysis.importers.reading import Dialect
from analysis.ingest.shape import shaped
from analysis.sources import delimited
from analysis.tables import Ledger, Sources


def ledger(
    raw: pl.DataFrame,
    keys: Mapping[str, str],
    *,
    refused: pl.DataFrame,
    remarks: pl.DataFrame,
    doc: delimited.Delimited,
) -> dy.DataFrame[Ledger]:
    """The importer's account (`RAW_LEDGER`), with the records that broke a bound moved to the rejected."""
    broken = (pl.col("status") == "used") & pl.col("broken").is_not_null()
    first = refused.unique("line", keep="first", maintain_order=True)
    frame = (
        raw.join(first, on="line", how="left", maintain_order="left")
        .join(remarks, on="line", how="left", maintain_order="left")
        .with_columns(
            pl.when(broken).then(pl.lit("rejected")).otherwise("status").alias("status"),
            pl.when(broken).then("broken").otherwise("rule").alias("rule"),
            pl.when(broken)
            .then(pl.col("line").map_elements(doc.record, return_dtype=pl.String))
            .otherwise("text")
            .alias("text"),
            pl.when(broken)
            .then("said")
            .when(pl.col("status") == "used")
            .then(pl.coalesce("problem", "remark"))
            .otherwise("problem")
            .alias("problem"),
        )
        .with_columns(*(pl.lit(value).alias(key) for key, value in keys.items()))
    )
    return Ledger.validate(shaped(frame, Ledger), cast=True)


def source_row(
    keys: Mapping[str, str],
    app: str,
    dialect: Dialect,
    doc: delimited.Delimited,
    unit: tuple[str | None, str | None],
    *,
    sets: pl.DataFrame,
    body: pl.DataFrame,
    ledger: pl.DataFrame,
) -> dy.DataFrame[Sources]:
    """The one row of `Sources` for a file that was read; `unit` is the weights' and what says so."""
    counts = dict(ledger["status"].cast(pl.String).value_counts().iter_rows())
    days = pl.concat([sets["performed_at"].dt.date(), body["measured_at"].dt.date()])
    row = {
        **keys,
        "app": app,
        "dialect": dialect.name,
        "encoding": doc.encoding,
        "delimiter": doc.delimiter,
        "locale": dialect.locale,
        "weight_unit": unit[0],
        "weight_unit_known_by": unit[1],
        "lines": ledger.height,
        **{status: counts.get(status, 0) for status in ("used", "repeated", "not_a_set", "rejected")},
        "sets": sets.height,
        "sessions": sets["session"].n_unique(),
        "first_on": days.min(),
        "last_on": days.max(),
        "refused": None,
    }
    return Sources.validate(shaped(pl.DataFrame([row]), Sources), cast=True)
