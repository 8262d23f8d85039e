"""The account of a file: what became of each record, and the one row about the file itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import dataframely as dy
import polars as pl

from analysis.importers.distinct import Runs
from analysis.importers.reading import Dialect
from analysis.ingest.shape import shaped
from analysis.sources.document import Document
from analysis.tables import STATUSES, Ledger, Sources


class Told(NamedTuple):
    """What is known of a file beside its layout.

    Attributes:
        weight_unit: kg, lb, or per row; null: no weights, or with evidence: not decided.
        weight_unit_known_by: What says so.
        clock: Whose time it tells.
    """

    weight_unit: str | None
    weight_unit_known_by: str | None
    clock: str


def ledger(
    raw: pl.DataFrame,
    keys: Mapping[str, str],
    *,
    doc: Document,
    refused: pl.DataFrame | None = None,
    remarks: pl.DataFrame | None = None,
) -> dy.DataFrame[Ledger]:
    """The importer's account (`RAW_LEDGER`), with the records that broke a bound moved to the rejected.

    `refused` holds (line, broken, said) of those, `remarks` (line, remark) of used records; null: there are none.
    """
    same = [pl.lit(value).alias(key) for key, value in keys.items()]
    rejected = pl.col("status") == "rejected"
    if refused is None or remarks is None:
        told = raw.with_columns(pl.when(rejected).then("text").alias("text"), *same)
        return Ledger.validate(shaped(told, Ledger))
    broken = (pl.col("status") == "used") & pl.col("broken").is_not_null()
    first = refused.unique("line", keep="first", maintain_order=True)
    texts = [doc.record(line) for line in first["line"]]
    first = first.with_columns(pl.Series("shown", texts, dtype=pl.String))
    frame = (
        raw.join(first, on="line", how="left", maintain_order="left")
        .join(remarks, on="line", how="left", maintain_order="left")
        .with_columns(
            pl.when(broken).then(pl.lit("rejected")).otherwise("status").alias("status"),
            pl.when(broken).then("broken").otherwise("rule").alias("rule"),
            pl.when(broken).then(pl.coalesce("text", "shown")).when(rejected).then("text").alias("text"),
            pl.when(broken)
            .then("said")
            .when(pl.col("status") == "used")
            .then(pl.coalesce("problem", "remark"))
            .otherwise("problem")
            .alias("problem"),
        )
        .with_columns(same)
    )
    return Ledger.validate(shaped(frame, Ledger))


def fates(ledger: pl.DataFrame) -> pl.DataFrame:
    """Return one row a file: `file`, and how many of its records had each fate, a column a status.

    Told by runs of one fate: a million records have few.
    """
    runs = Runs(ledger.select("file", "status", "records"))
    counted = runs.few.with_columns(pl.col("records") * runs.lengths, pl.col("status").cast(pl.String))
    return counted.group_by("file", maintain_order=True).agg(
        pl.col("records").filter(pl.col("status") == status).sum().alias(status) for status in STATUSES
    )


def source_row(
    keys: Mapping[str, str],
    app: str,
    dialect: Dialect,
    doc: Document,
    told: Told,
    *,
    sets: pl.DataFrame,
    body: pl.DataFrame,
    ledger: pl.DataFrame,
) -> dy.DataFrame[Sources]:
    """The one row of `Sources` for a file that was read; `told` is what else is known of it."""
    counts = fates(ledger).drop("file").rows(named=True) or [dict.fromkeys(STATUSES, 0)]
    times = [sets["performed_at"], body["measured_at"]]
    ends = pl.Series([end for when in times for end in (when.min(), when.max())], dtype=pl.Datetime("us"))
    days = ends.dt.date()
    row = {
        **keys,
        "app": app,
        "dialect": dialect.name,
        "encoding": doc.encoding,
        "delimiter": doc.delimiter,
        "locale": dialect.locale,
        "weight_unit": told.weight_unit,
        "weight_unit_known_by": told.weight_unit_known_by,
        "clock": told.clock,
        "lines": ledger["records"].sum(),
        **counts[0],
        "sets": sets.height,
        "sessions": Runs(sets.select("session")).few["session"].n_unique(),
        "first_on": days.min(),
        "last_on": days.max(),
        "refused": None,
    }
    return Sources.validate(shaped(pl.DataFrame([row]), Sources), cast=True)
