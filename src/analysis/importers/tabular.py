"""Tables with one set a record: from strings under our names of the fields to sets and ledger.

An importer says which header is which field and what its marks mean; everything that is the
same for all such tables (numbers, dates, rules, the account of every record) is here once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

import polars as pl

from analysis.importers import distinct, numbers, rules, values
from analysis.importers.reading import RAW_BODY, RAW_LEDGER, RAW_PEOPLE, RAW_SETS, Dialect, Hints, Reading
from analysis.sources import workers
from analysis.sources.delimited import BETWEEN, EXTRA, LINE, Delimited
from analysis.sources.delimited import FIELDS as FIELD_COUNT

FIELDS: Final = (
    "started", "ended", "length", "time", "workout", "session_number", "exercise", "mark", "side",
    "weight", "weight_unit", "reps", "rpe", "rir", "distance", "distance_unit", "seconds", "rest",
    "superset", "note", "bodyweight", "person",
)  # fmt: skip
"""Our names of what a record can say. `bodyweight` is in the unit of the weights."""


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What an app's table means beyond its headers.

    Attributes:
        kinds: Text of a mark to a kind of set; a mark that is not listed is a work set.
        not_a_set: Rules on our fields as strings, tried in order before all others.
        prepare: Repairs and quirks, on our fields as strings.
        repair: A record with the wrong number of fields to one with the right; null: cannot.
        whole_day: True where all records of a day are one session whatever their times.
        missing_tail: How many of the last fields a record may leave out.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    not_a_set: Mapping[str, pl.Expr] = field(default_factory=dict)
    prepare: Callable[[pl.DataFrame], pl.DataFrame] = lambda rows: rows
    repair: Callable[[list[str], tuple[str, ...]], list[str] | None] | None = None
    whole_day: bool = False
    missing_tail: int = 0


def read(doc: Delimited, dialect: Dialect, hints: Hints, meaning: Meaning) -> Reading:
    """Read a table with one set a record.

    Raises:
        AmbiguousDatesError: day and month can be swapped in every date of the file.
    """
    rows, repaired = _repair(doc, meaning)
    named = _named(rows, dialect, len(doc.header), meaning)
    return read_named(named, dialect, hints, meaning, file=doc.file, record=doc.record, repaired=repaired)


def read_named(
    named: pl.DataFrame,
    dialect: Dialect,
    hints: Hints,
    meaning: Meaning,
    *,
    file: str,
    record: Callable[[int], str],
    repaired: Sequence[int] = (),
) -> Reading:
    """Read sets whose fields stand under our names, whatever format they came from.

    Args:
        named: One row a set: `line`, `part`, `too_short`, `too_long`, `blank`, and every one of `FIELDS` as
            text. Several parts of one line are sets of one record.
        dialect: Units of the header, clock, language.
        hints: What `client.toml` says.
        meaning: What marks mean and what is not a set.
        file: How errors call the file.
        record: The text of the record at a line.
        repaired: Lines whose fields were put together again.

    Raises:
        AmbiguousDatesError: day and month can be swapped in every date of the file.
    """
    named = meaning.prepare(named)
    fractions = [named[c] for c in rules.DECIMALS]
    texts = (partial(numbers.plain, named[c]) for c in rules.DECIMALS)
    plain = dict(zip(rules.DECIMALS, workers.results(*texts), strict=True))
    decimal = numbers.decimal_sign(*(named[c].filter(plain[c].is_null()) for c in rules.DECIMALS))
    valued = values.beside(named, dialect, hints, file=file, decimal=decimal, plain=plain)
    sure = decimal if decimal == "," or numbers.has_point(*fractions) else None
    judged = rules.judged(valued, meaning.not_a_set, decimal=sure)
    fates = rules.per_record(judged)
    used = judged.filter(status="used")
    if fates.height < judged.height:
        used = used.join(fates.filter(status="used"), on="line", how="semi", maintain_order="left")
    sets, (body, ledger) = workers.both(
        partial(_sets, used, meaning),
        lambda: (_body(valued, fates, decimal), _ledger(fates, record, repaired)),
    )
    return Reading(
        dialect=_with_locale(dialect, valued), sets=sets, body=body, ledger=ledger, people=_people(valued)
    )


def _repair(doc: Delimited, meaning: Meaning) -> tuple[pl.DataFrame, list[int]]:
    """Mend records with the wrong number of fields where the app's habit is known."""
    width = len(doc.header)
    if meaning.repair is None:
        return doc.rows, []
    mended: list[dict[str, object]] = []
    for row in doc.rows.filter(pl.col(FIELD_COUNT) > width).iter_rows(named=True):
        fields = doc.fields(row[LINE])
        if len(fields) != row[FIELD_COUNT]:
            fields = [row[name] or "" for name in doc.header] + (row[EXTRA] or "").split(BETWEEN)
        better = meaning.repair(fields, doc.header)
        if better is not None and len(better) == width:
            values: dict[str, object] = {
                name: value.strip() or None for name, value in zip(doc.header, better, strict=True)
            }
            mended.append({LINE: row[LINE], FIELD_COUNT: width, EXTRA: None, **values})
    if not mended:
        return doc.rows, []
    frame = pl.DataFrame(mended, schema=doc.rows.schema)
    return doc.rows.update(frame, on=LINE, how="left", include_nulls=True), [
        int(str(m[LINE])) for m in mended
    ]


def _named(rows: pl.DataFrame, dialect: Dialect, width: int, meaning: Meaning) -> pl.DataFrame:
    """Our fields as strings, null where the dialect has none, beside `line` and what is wrong with the record."""
    extra_text = (pl.col(EXTRA).str.strip_chars(BETWEEN + " \t\r\n") != "").fill_null(value=False)
    return rows.select(
        pl.col(LINE).alias("line"),
        pl.lit(0, pl.Int16).alias("part"),
        (pl.col(FIELD_COUNT) < width - meaning.missing_tail).alias("too_short"),
        extra_text.alias("too_long"),
        pl.all_horizontal(pl.exclude(LINE, FIELD_COUNT, EXTRA).is_null()).alias("blank"),
        *(
            (pl.col(dialect.fields[name]) if name in dialect.fields else pl.lit(None, dtype=pl.String)).alias(
                name
            )
            for name in FIELDS
        ),
    )


def _rir() -> pl.Expr:
    """RIR as logged, else 10 - RPE; an RPE of 0 is an app's way to say nothing."""
    rpe = pl.when(pl.col("rpe_n").is_between(0, 10, closed="right")).then(10 - pl.col("rpe_n"))
    return pl.coalesce(pl.when(pl.col("rir_n").is_between(0, 10)).then("rir_n"), rpe)


def _positive(name: str) -> pl.Expr:
    """A number above zero; apps write 0 for nothing."""
    return pl.when(pl.col(name) > 0).then(pl.col(name))


def _sets(rows: pl.DataFrame, meaning: Meaning) -> pl.DataFrame:
    """The used records in the shape every importer hands on."""
    session, kind = workers.both(partial(_session, rows, meaning), partial(_kind, rows["mark"], meaning))
    return rows.select(
        "line",
        "part",
        session.alias("session"),
        "performed_at",
        "time_known",
        "session_s",
        "workout",
        pl.col("exercise").alias("exercise_logged"),
        kind.alias("kind"),
        pl.col("side"),
        pl.when(pl.col("weight_n") != 0).then(pl.col("weight_n")).alias("load"),
        pl.col("weight_unit_read").alias("load_unit"),
        _positive("reps_n").alias("reps"),
        _rir().alias("rir"),
        _positive("rest_s").alias("rest_s"),
        _positive("seconds_s").alias("duration_s"),
        _positive("distance_n").alias("distance"),
        pl.col("distance_unit_read").alias("distance_unit"),
        "superset",
        "note",
    ).cast(RAW_SETS)  # fmt: skip


def _session(rows: pl.DataFrame, meaning: Meaning) -> pl.Series:
    """What a session is known by: its start, its name and its number."""
    form = "%Y-%m-%d" if meaning.whole_day or not rows["time_known"].any() else "%Y-%m-%d %H:%M"
    runs = distinct.Runs(rows.select("performed_at", "workout", "session_number"))
    stamp = pl.col("performed_at").dt.strftime(form)
    names = pl.concat_str(stamp, "workout", "session_number", separator=" · ", ignore_nulls=True)
    return runs.spread(runs.few.select(names).to_series())


def _kind(marks: pl.Series, meaning: Meaning) -> pl.Series:
    """What a set was for, by its mark; a work set where it has none."""
    kinds = dict(meaning.kinds)
    return distinct.read(
        marks,
        lambda few: few.str.to_lowercase().replace_strict(kinds, default="work", return_dtype=pl.String),
    ).fill_null("work")


def _body(valued: pl.DataFrame, fates: pl.DataFrame, decimal: numbers.Decimal) -> pl.DataFrame:
    """The bodyweight beside the sets: one measurement where it first stands in a session, and where it changes."""
    told = valued.filter(pl.col("bodyweight").is_not_null(), pl.col("performed_at").is_not_null())
    if told.is_empty():
        return pl.DataFrame(schema=RAW_BODY)
    day = pl.col("performed_at").dt.date()
    return (
        told.join(fates.filter(status="used"), on="line", how="semi", maintain_order="left")
        .with_columns(numbers.read(pl.col("bodyweight"), decimal=decimal).alias("value"))
        .filter(pl.col("value") > 0)
        .filter((pl.col("value") != pl.col("value").shift().over(day)).fill_null(value=True))
        .select(
            "line",
            pl.col("performed_at").alias("measured_at"),
            pl.lit("bodyweight_kg").alias("measure"),
            "value",
            pl.col("weight_unit_read").alias("unit"),
            pl.lit(None, pl.String).alias("tester"),
        )
        .cast(RAW_BODY)
    )


def _people(valued: pl.DataFrame) -> pl.DataFrame | None:
    """Whose each record is, where the file says it."""
    if valued["person"].null_count() == valued.height:
        return None
    return valued.select("line", "person").unique("line", maintain_order=True).cast(RAW_PEOPLE)


def _ledger(fates: pl.DataFrame, record: Callable[[int], str], repaired: Sequence[int]) -> pl.DataFrame:
    """One row a record, with the text of the rejected."""
    told = _with_texts(fates, record).with_columns(pl.lit(1, pl.Int64).alias("records"))
    if repaired:
        remark = pl.lit("an unquoted separator in a name was repaired")
        mended = pl.col("line").is_in(list(repaired)) & (pl.col("status") == "used")
        said = pl.when(mended).then(pl.coalesce("problem", remark)).otherwise("problem")
        told = told.with_columns(said.alias("problem"))
    return told.select(*RAW_LEDGER).cast(RAW_LEDGER)


def _with_texts(fates: pl.DataFrame, record: Callable[[int], str]) -> pl.DataFrame:
    """The fates with the text of the rejected; most files have none, and then nothing is looked up."""
    rejected = fates.filter(status="rejected")["line"].to_list()
    if not rejected:
        return fates.with_columns(pl.lit(None, pl.String).alias("text"))
    texts = pl.DataFrame(
        {"line": rejected, "text": [record(line) for line in rejected]},
        schema={"line": pl.Int64, "text": pl.String},
    )
    return fates.join(texts, on="line", how="left", maintain_order="left")


def _with_locale(dialect: Dialect, rows: pl.DataFrame) -> Dialect:
    """The language of the month names, where the header is English but the dates are not."""
    spoken = rows["date_locale"].drop_nulls().first() if rows.height else None
    if not isinstance(spoken, str) or dialect.locale != "en":
        return dialect
    return replace(dialect, locale=spoken)
