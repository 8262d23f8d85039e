"""Sets that come from no table: one `Record` each, its fields as text under our names.

The way in for JSON, SQLite, FIT and blocks of text: an importer says what each record is, and the engine
of `tabular` does the rest, so that numbers, dates, rules and the account are the same for every format.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Final, NamedTuple

import polars as pl

from analysis.importers import tabular
from analysis.importers.reading import RAW_LEDGER, Dialect, Hints, Reading

SKIPPED: Final = "#skipped"
"""A mark for what was planned and not done; `NOT_PERFORMED` is its rule."""

NOT_PERFORMED: Final[Mapping[str, pl.Expr]] = {"not_performed": pl.col("mark") == SKIPPED}

NOTHING: Final = re.compile(r"0+([.,]0*)?")
"""A number that says nothing was done."""


class Record(NamedTuple):
    """One set.

    Attributes:
        line: The record's line, or its place in the file from 1.
        fields: `tabular.FIELDS` to text; null and missing are the same.
        text: The record as it stands, for the account.
        part: Which set of the record, from 0.
    """

    line: int
    fields: Mapping[str, str | None]
    text: str = ""
    part: int = 0


def read(
    file: str, records: Iterable[Record], dialect: Dialect, hints: Hints, meaning: tabular.Meaning
) -> Reading:
    """Read records of sets; those of one line stand together and are one record.

    Raises:
        AmbiguousDatesError: day and month can be swapped in every date of the file.
    """
    listed = list(records)
    texts = {record.line: record.text[:300] for record in listed}
    done = tabular.read_named(
        named(listed), dialect, hints, meaning, file=file, record=lambda line: texts.get(line, "")
    )
    shown = pl.DataFrame(
        {"line": list(texts), "shown": list(texts.values())}, schema={"line": pl.Int64, "shown": pl.String}
    )
    ledger = (
        done.ledger.join(shown, on="line", how="left", maintain_order="left")
        .with_columns(pl.coalesce("text", "shown").alias("text"))
        .select(*RAW_LEDGER)
    )
    return Reading(dialect=done.dialect, sets=done.sets, body=done.body, ledger=ledger, people=done.people)


def named(records: Iterable[Record]) -> pl.DataFrame:
    """The engine's frame: every field as text, stripped; empty is null."""
    rows = [
        (r.line, r.part, *(((r.fields.get(name) or "").strip() or None) for name in tabular.FIELDS))
        for r in records
    ]
    schema = {"line": pl.Int64, "part": pl.Int16, **dict.fromkeys(tabular.FIELDS, pl.String)}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(
        pl.lit(value=False).alias("too_short"),
        pl.lit(value=False).alias("too_long"),
        pl.all_horizontal(pl.col(*tabular.FIELDS).is_null()).alias("blank"),
    )


def text_of(value: object) -> str | None:
    """A value of JSON or SQLite as the text that a table would hold; booleans and nothing are null.

    >>> text_of(60.0), text_of(5), text_of(" Squat "), text_of(None), text_of(True)
    ('60.0', '5', ' Squat ', None, None)
    """
    if value is None or isinstance(value, (bool, dict, list)):
        return None
    return value if isinstance(value, str) else repr(value)


def of_no_reps(records: Iterable[Record]) -> dict[int, str]:
    """What to say of records of which some sets, but not the record, have no reps: they are not counted."""
    zero = Counter(
        r.line
        for r in records
        if NOTHING.fullmatch((r.fields.get("reps") or r.fields.get("seconds") or "").strip())
    )
    return {
        line: f"{n} part{'s' * (n > 1)} of no reps {'are' if n > 1 else 'is'} not counted as a set"
        for line, n in zero.items()
    }


def timed(sets: pl.DataFrame, lines: Collection[int]) -> pl.DataFrame:
    """The sets of a file that knows the time of day for some records alone: those of `lines`."""
    known = pl.col("line").is_in(list(set(lines)))
    of_day = pl.col("session").str.replace(" 00:00", "", literal=True)
    return sets.with_columns(
        (known & pl.col("time_known")).alias("time_known"),
        pl.when(known).then("session").otherwise(of_day).alias("session"),
    )
