"""Measurement tables with a column a measure: one record gives several measurements."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from analysis.errors import AmbiguousDatesError, UnreadableFileError
from analysis.importers import dates, measures, numbers
from analysis.importers.reading import RAW_BODY, RAW_LEDGER, Dialect, Hints, Reading
from analysis.sources.delimited import LINE, Delimited

NOT_MEASURES = ("date", "tester")


def read(doc: Delimited, dialect: Dialect, hints: Hints, *, unit_of: Callable[[str], str | None]) -> Reading:
    """Read the measures named in `dialect.fields`; `unit_of` a header gives the unit of its column.

    Raises:
        AmbiguousDatesError: day and month can be swapped in every date of the file.
    """
    columns = {m: name for m, name in dialect.fields.items() if m not in NOT_MEASURES}
    when = dates.read(doc.rows[dialect.fields["date"]], order=hints.date_order)
    if when.ambiguous is not None and when.order is None:
        raise AmbiguousDatesError(doc.file, example=when.ambiguous, client_toml=hints.client_toml)
    decimal = decimal_of(*(doc.rows[name] for name in columns.values()))
    tester = pl.col(dialect.fields["tester"]) if "tester" in dialect.fields else pl.lit(None, pl.String)
    long = (
        doc.rows.with_columns(when.values.alias("measured_at"), tester.alias("#tester"))
        .select(pl.col(LINE).alias("line"), "measured_at", "#tester", *columns.values())
        .unpivot(index=["line", "measured_at", "#tester"], variable_name="header", value_name="text")
        .with_columns(
            numbers.read(pl.col("text"), decimal=decimal).alias("value"),
            numbers.is_bad(pl.col("text"), decimal=decimal).alias("bad"),
        )
    )
    whole = ~pl.col("bad").any().over("line")
    good = pl.col("measured_at").is_not_null() & (pl.col("value") != 0) & whole
    headers = {name: m for m, name in columns.items()}
    body = long.filter(good).select(
        "line",
        "measured_at",
        pl.col("header").replace_strict(headers).alias("measure"),
        "value",
        pl.col("header")
        .replace_strict({name: unit_of(name) for name in columns.values()}, return_dtype=pl.String)
        .alias("unit"),
        pl.col("#tester").alias("tester"),
    )
    return Reading(
        dialect=dialect,
        body=body.sort("line", maintain_order=True).cast(RAW_BODY),
        ledger=ledger(doc, long.with_columns(good.alias("measured")), measured=pl.col("measured")),
    )


def read_named(
    doc: Delimited, dialect: Dialect, hints: Hints, *, measure_of: Callable[[str], str | None]
) -> Reading:
    """Read a table whose headers name a measure, as `measure_of` says, and end with its unit.

    Raises:
        UnreadableFileError: two columns of one measure, such as kilograms beside pounds.
        AmbiguousDatesError: day and month can be swapped in every date of the file.
    """
    refuse_doubles(doc, {name: measure_of(name) for name in doc.header})
    return read(doc, dialect, hints, unit_of=lambda header: measures.split(header)[1])


def refuse_doubles(doc: Delimited, meant: Mapping[str, str | None]) -> None:
    """`arm_cm` beside `biceps_cm`: two headers that mean one measure, and one would be lost.

    Raises:
        UnreadableFileError: naming both.
    """
    first: dict[str, str] = {}
    for name, measure in meant.items():
        if measure is not None and (other := first.setdefault(measure, name)) != name:
            seen = f"{other!r} and {name!r} are both read as {measure}"
            raise UnreadableFileError(doc.file, seen, "Rename one, such as left_arm_cm, or leave it out")


def decimal_of(*columns: pl.Series) -> numbers.Decimal:
    """The decimal sign of measurements: `80,125` is no thousands, for no measure of a body has them."""
    open_comma = any(
        column.to_frame("c").select(numbers.is_open(pl.col("c")).any()).item() for column in columns
    )
    return "," if open_comma and not numbers.has_point(*columns) else numbers.decimal_sign(*columns)


def ledger(doc: Delimited, long: pl.DataFrame, *, measured: pl.Expr) -> pl.DataFrame:
    """One row a record: used when it gave a measurement, rejected when a cell of it cannot be read."""
    undated, bad = pl.col("measured_at").is_null(), pl.col("bad").any()
    per_record = long.group_by("line", maintain_order=True).agg(
        undated.all().alias("undated"),
        bad.alias("bad"),
        pl.col("text").filter("bad").first().alias("seen"),
        measured.any().alias("measured"),
        (pl.col("value") == 0).any().alias("zero"),
    )
    texts = {
        line: doc.record(line) for line in per_record.filter(pl.any_horizontal("undated", "bad"))["line"]
    }
    rejected = pl.any_horizontal("undated", "bad")
    return (
        per_record.with_columns(
            pl.when(rejected)
            .then(pl.lit("rejected"))
            .when("measured")
            .then(pl.lit("used"))
            .otherwise(pl.lit("not_a_set"))
            .alias("status"),
            pl.when("undated")
            .then(pl.lit("date_unreadable"))
            .when("bad")
            .then(pl.lit("value_is_not_a_number"))
            .when(~pl.col("measured"))
            .then(pl.lit("nothing_measured"))
            .alias("rule"),
            pl.when("undated")
            .then(pl.lit("the date cannot be read"))
            .when("bad")
            .then(pl.format("'{}' is not a number", pl.col("seen").fill_null("")))
            .when(pl.col("measured") & pl.col("zero"))
            .then(pl.lit("a zero is taken as not measured"))
            .alias("problem"),
            pl.col("line").replace_strict(texts, default=None, return_dtype=pl.String).alias("text"),
            pl.lit(1, pl.Int64).alias("records"),
        )
        .select(*RAW_LEDGER)
        .cast(RAW_LEDGER)
    )
