"""Several sets in one record: `5x5@100`, `100x5, 100x5, 95x4`, `8,8,6 @ 60`, or a number-of-sets column."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import polars as pl

from analysis.importers import numbers, tabular
from analysis.importers.reading import RAW_SETS, Dialect, Hints, Reading
from analysis.sources.delimited import Delimited

MAX_SETS: Final = 60
"""More sets of one exercise in one cell are a slip of the pen, not a session."""

_NUMBER: Final = r"\d+(?:[.,]\d+)?"
_SCHEME: Final = re.compile(
    rf"(\d+)\s*[x×*]\s*(\d+)\s*(?:@|at|à|bei|a)\s*({_NUMBER})\s*(kg|kgs|lbs?)?", re.IGNORECASE
)
_LISTED: Final = re.compile(
    rf"(\d+(?:\s*[,/;]\s*\d+)*)\s*(?:@|at|à|bei)\s*({_NUMBER})\s*(kg|kgs|lbs?)?", re.IGNORECASE
)
_PAIR: Final = re.compile(rf"({_NUMBER})\s*(kg|kgs|lbs?)?\s*[x×*]\s*(\d+)", re.IGNORECASE)


class Done(NamedTuple):
    """One set as a cell states it; load null where it states none."""

    load: float | None
    reps: float
    unit: str | None


def parse(text: str) -> list[Done] | None:
    """The sets of a cell, or null where it is not understood to its last character.

    `3x5@100` is sets x reps at a load; `100x5` is load x reps, for a load is what is written first.

    >>> [tuple(s) for s in parse("2x5@102,5kg")]
    [(102.5, 5.0, 'kg'), (102.5, 5.0, 'kg')]
    >>> [(s.load, s.reps) for s in parse("100x5, 95x4")]
    [(100.0, 5.0), (95.0, 4.0)]
    >>> parse("felt heavy") is None
    True
    """
    out: list[Done] = []
    rest = text.strip()
    while rest:
        sets, used = _next(rest)
        if not sets or len(out) + len(sets) > MAX_SETS:
            return None
        out += sets
        rest = rest[used:].lstrip(" ,;/+\t")
    return out or None


def _next(text: str) -> tuple[list[Done], int]:
    """The sets that a text begins with and how many characters say them."""
    if m := _SCHEME.match(text):
        times, reps, load, unit = m.groups()
        return [Done(_float(load), float(reps), _unit(unit))] * min(int(times), MAX_SETS + 1), m.end()
    if m := _LISTED.match(text):
        counts, load, unit = m.groups()
        return [Done(_float(load), float(r), _unit(unit)) for r in re.findall(r"\d+", counts)], m.end()
    if m := _PAIR.match(text):
        load, unit, reps = m.groups()
        return [Done(_float(load), float(reps), _unit(unit))], m.end()
    return [], 0


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def _unit(text: str | None) -> str | None:
    return tabular.UNITS.get(text.lower()) if text else None


def read(
    doc: Delimited,
    dialect: Dialect,
    hints: Hints,
    meaning: tabular.Meaning,
    *,
    cell: str | None,
    times: str | None,
) -> Reading:
    """Read records of several sets: a packed `cell`, or `times` the same set.

    A cell that is not understood rejects its record by the rule `sets_unreadable`.
    """
    sets = {row["#line"]: _sets_of(row, cell, times) for row in doc.rows.iter_rows(named=True)}
    unreadable = [line for line, done in sets.items() if done is None]
    plain = tabular.read(doc, _with_reps(dialect, cell), hints, _tolerant(meaning, cell))
    done = pl.DataFrame(
        [
            {"line": line, "part": part, "load_p": s.load, "reps_p": s.reps or None, "unit_p": s.unit}
            for line, found in sets.items()
            for part, s in enumerate(found or [])
        ],
        schema={
            "line": pl.Int64,
            "part": pl.Int16,
            "load_p": pl.Float64,
            "reps_p": pl.Float64,
            "unit_p": pl.String,
        },
    )
    exploded = (
        plain.sets.drop("part")
        .join(done, on="line", how="inner", maintain_order="left_right")
        .with_columns(
            pl.coalesce("load_p", "load").alias("load"),
            pl.coalesce("reps_p", "reps").alias("reps"),
            pl.coalesce("unit_p", "load_unit").alias("load_unit"),
        )
        .select(*RAW_SETS)
    )
    return Reading(dialect=plain.dialect, sets=exploded, ledger=_ledger(doc, plain.ledger, unreadable))


def _sets_of(row: dict[str, object], cell: str | None, times: str | None) -> list[Done] | None:
    if cell is not None:
        text = row[cell]
        return parse(str(text)) if text is not None else []
    count = pl.select(numbers.read(pl.lit(row[times or ""], pl.String))).item()
    if count is None or not 1 <= count <= MAX_SETS or count != int(count):
        return None
    return [Done(None, 0.0, None)] * int(count)


def _with_reps(dialect: Dialect, cell: str | None) -> Dialect:
    """A packed record is performed where its cell says something."""
    if cell is None:
        return dialect
    fields = {k: v for k, v in dialect.fields.items() if k not in {"reps", "seconds"}}
    return Dialect(
        name=dialect.name, locale=dialect.locale, fields={**fields, "reps": cell},
        weight_unit=dialect.weight_unit, distance_unit=dialect.distance_unit,
    )  # fmt: skip


def _tolerant(meaning: tabular.Meaning, cell: str | None) -> tabular.Meaning:
    """The packed text stands where reps would: any text there counts as one rep until it is parsed."""
    if cell is None:
        return meaning
    return tabular.Meaning(
        kinds=meaning.kinds,
        whole_day=meaning.whole_day,
        prepare=lambda rows: rows.with_columns(
            pl.when(pl.col("reps").is_not_null()).then(pl.lit("1")).alias("reps")
        ),
    )


def _ledger(doc: Delimited, ledger: pl.DataFrame, unreadable: list[int]) -> pl.DataFrame:
    bad = pl.col("line").is_in(unreadable) & (pl.col("status") == "used")
    texts = {line: doc.record(line) for line in unreadable}
    text = pl.col("line").replace_strict(texts, default=None, return_dtype=pl.String)
    return ledger.with_columns(
        pl.when(bad).then(pl.lit("rejected")).otherwise("status").alias("status"),
        pl.when(bad).then(pl.lit("sets_unreadable")).otherwise("rule").alias("rule"),
        pl.when(bad).then(text).otherwise("text").alias("text"),
        pl.when(bad)
        .then(pl.lit("not understood; write 3x5@100, 100x5, 95x4 or 8,8,6@60"))
        .otherwise("problem")
        .alias("problem"),
    )
