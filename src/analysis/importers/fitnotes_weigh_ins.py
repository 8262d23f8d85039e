"""The measurements in a backup of FitNotes: weigh-ins of its first years, and the tape of today."""

from __future__ import annotations

import polars as pl

from analysis.importers import dates, measures
from analysis.importers.reading import RAW_BODY, RAW_LEDGER
from analysis.sources.sqlite import Database


def read(doc: Database, *, first_line: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(RAW_BODY, RAW_LEDGER) of the weigh-ins and the tape; a reading that both tables hold counts once."""
    long = pl.concat([_weigh_ins(doc), _tape(doc)], how="vertical")
    when = dates.read(long["stamp"], order="ymd").values
    number = pl.col("text").cast(pl.Float64, strict=False)
    rows = long.with_columns(
        pl.struct("table", "row").rank("dense").cast(pl.Int64).add(first_line - 1).alias("line"),
        when.alias("measured_at"),
        number.alias("value"),
        (pl.col("text").is_not_null() & ~number.is_finite().fill_null(value=False)).alias("bad"),
    )
    good = (pl.col("value") > 0) & ~pl.col("bad").any().over("line") & pl.col("measure").is_not_null()
    measured = rows.with_columns((good & pl.col("measured_at").is_not_null()).alias("measured"))
    found = measured.filter("measured")
    today = found.filter(pl.col("table") == "MeasurementRecord")
    again = found.filter(pl.col("table") == "BodyWeight").join(
        today, on=["measured_at", "measure"], how="semi"
    )
    once = found.join(again, on=["line", "measure"], how="anti", maintain_order="left").sort(
        "line", maintain_order=True
    )
    body = once.with_columns(pl.lit(None, pl.String).alias("tester")).select(*RAW_BODY).cast(RAW_BODY)
    return body, _body_ledger(measured, kept=once["line"])  # fmt: skip


def _weigh_ins(doc: Database) -> pl.DataFrame:
    """The table of the app's first years: two measures a row, in kilograms and percent."""
    rows = doc.texts("BodyWeight", ("date", "body_weight_metric", "body_fat")).with_row_index("row")
    halves = [
        rows.select(
            pl.lit("BodyWeight").alias("table"),
            pl.col("row").cast(pl.Int64),
            pl.col("date").alias("stamp"),
            pl.lit(measure).alias("measure"),
            pl.col(column).alias("text"),
            pl.lit(unit).alias("unit"),
        )
        for column, measure, unit in (
            ("body_weight_metric", "bodyweight_kg", "kg"),
            ("body_fat", "body_fat_pct", "%"),
        )
    ]
    return pl.concat(halves)


def _tape(doc: Database) -> pl.DataFrame:
    """The tables of today: a measure's name and unit by its id; the user's own measures are not guessed."""
    named = doc.texts("Measurement", ("_id", "name", "unit_id")).rename({"_id": "measurement_id"})
    units = doc.texts("MeasurementUnit", ("_id", "short_name")).rename({"_id": "unit_id"})
    rows = doc.texts("MeasurementRecord", ("measurement_id", "date", "time", "value"))
    known = {text: measures.measure_of(measures.split(text)[0]) for text in named["name"].drop_nulls()}
    written = pl.col("short_name").str.to_lowercase().str.strip_chars()
    return (
        rows.with_row_index("row")
        .join(named.unique("measurement_id"), on="measurement_id", how="left", maintain_order="left")
        .join(units.unique("unit_id"), on="unit_id", how="left", maintain_order="left")
        .select(
            pl.lit("MeasurementRecord").alias("table"),
            pl.col("row").cast(pl.Int64),
            pl.concat_str("date", "time", separator=" ", ignore_nulls=True).alias("stamp"),
            pl.col("name").replace_strict(known, default=None, return_dtype=pl.String).alias("measure"),
            pl.col("value").alias("text"),
            pl.coalesce(
                written.replace_strict(measures.UNITS, default=None, return_dtype=pl.String), written
            ).alias("unit"),
        )
    )


def _body_ledger(rows: pl.DataFrame, *, kept: pl.Series) -> pl.DataFrame:
    """One row a record: used, the same reading again, nothing measured, or rejected with its text."""
    shown = pl.format("{}: {} {}", pl.col("table"), pl.col("stamp").fill_null("no date"), pl.col("text").fill_null(""))  # fmt: skip
    told = rows.group_by("line", maintain_order=True).agg(
        shown.first().alias("shown"),
        pl.col("measured_at").is_null().all().alias("undated"),
        pl.col("bad").any(),
        pl.col("measured").any(),
    )
    cases = (
        ("rejected", "date_unreadable", pl.col("undated")),
        ("rejected", "value_is_not_a_number", pl.col("bad")),
        ("not_a_set", "nothing_measured", ~pl.col("measured")),
        ("repeated", "same_reading_again", ~pl.col("line").is_in(kept.implode())),
    )
    status, rule = pl.lit("used"), pl.lit(None, pl.String)
    for fate, name, holds in reversed(cases):
        status = pl.when(holds).then(pl.lit(fate)).otherwise(status)
        rule = pl.when(holds).then(pl.lit(name)).otherwise(rule)
    problem = (
        pl.when("undated")
        .then(pl.lit("the date cannot be read"))
        .when("bad")
        .then(pl.lit("the value is not a number"))
    )
    return (
        told.with_columns(status.alias("status"), rule.alias("rule"), problem.alias("problem"))
        .with_columns(pl.lit(1).alias("records"), pl.col("shown").alias("text"))
        .sort("line")
        .select(*RAW_LEDGER)
        .cast(RAW_LEDGER)
    )  # fmt: skip
