"""Several sets in one record: `5x5@100`, `100x5, 100x5, 95x4`, `8,8,6 @ 60`, or a number-of-sets column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

import polars as pl

from analysis.importers import numbers, tabular
from analysis.importers.reading import RAW_SETS, UNITS, Dialect, Hints, Reading
from analysis.sources.delimited import Delimited

MAX_SETS: Final = 60
"""More sets of one exercise in one cell are a slip of the pen, not a session."""

MAX_SETS_BESIDE_A_WEIGHT: Final = 20
"""With the load in a column of its own, `100x5` is no hundred sets: it is a load in the wrong cell."""

_COUNT: Final = r"\d{1,6}"
_NUMBER: Final = r"\d{1,6}(?:[.,]\d{1,6})?"
_UNIT: Final = r"(kg|kgs|lbs?)?(?!\d)"
_SCHEME: Final = re.compile(
    rf"({_COUNT})\s*[x×*]\s*({_COUNT})\s*(?:@|at|à|bei|a)\s*({_NUMBER})\s*{_UNIT}", re.IGNORECASE
)
_LISTED: Final = re.compile(
    rf"({_COUNT}(?:\s*[,/;]\s*{_COUNT})*)\s*(?:@|at|à|bei)\s*({_NUMBER})\s*{_UNIT}", re.IGNORECASE
)
_PAIR: Final = re.compile(rf"({_NUMBER})\s*(kg|kgs|lbs?)?\s*[x×*]\s*({_COUNT})(?!\d)", re.IGNORECASE)
NOT_UNDERSTOOD: Final = "not understood; write 3x5@100, 100x5, 95x4 or 8,8,6@60"
BESIDE_A_WEIGHT: Final = "not understood beside a column of weights; write sets x reps (3x10), or 3x10@60"


class Done(NamedTuple):
    """One set as a cell states it; load null where it states none, reps where the cell is blank."""

    load: float | None
    reps: float | None
    unit: str | None


def parse(text: str, *, beside_a_weight: bool = False) -> list[Done] | None:
    """The sets of a cell, or null where it is not understood to its last character.

    `3x5@100` is sets x reps at a load; `100x5` is load x reps, for a load is what is written first. Where
    the load has a column of its own (`beside_a_weight`), `3x10` is three sets of ten.

    >>> [tuple(s) for s in parse("2x5@102,5kg")]
    [(102.5, 5.0, 'kg'), (102.5, 5.0, 'kg')]
    >>> [(s.load, s.reps) for s in parse("100x5, 95x4")]
    [(100.0, 5.0), (95.0, 4.0)]
    >>> [(s.load, s.reps) for s in parse("2x10", beside_a_weight=True)]
    [(None, 10.0), (None, 10.0)]
    >>> parse("felt heavy") is None
    True
    """
    out: list[Done] = []
    rest = text.strip()
    while rest:
        sets, used = _next(rest, beside_a_weight=beside_a_weight)
        if not sets or len(out) + len(sets) > MAX_SETS:
            return None
        out += sets
        rest = rest[used:].lstrip(" ,;/+\t")
    return out or None


def _next(text: str, *, beside_a_weight: bool) -> tuple[list[Done], int]:
    """The sets that a text begins with and how many characters say them."""
    if m := _SCHEME.match(text):
        times, reps, load, unit = m.groups()
        return [Done(_float(load), float(reps), _unit(unit))] * min(int(times), MAX_SETS + 1), m.end()
    if m := _LISTED.match(text):
        counts, load, unit = m.groups()
        return [Done(_float(load), float(r), _unit(unit)) for r in re.findall(r"\d+", counts)], m.end()
    if m := _PAIR.match(text):
        load, unit, reps = m.groups()
        if beside_a_weight and unit is None:
            times = int(load) if load.isdigit() else 0
            return (
                [Done(None, float(reps), None)] * times if times <= MAX_SETS_BESIDE_A_WEIGHT else []
            ), m.end()
        return [Done(_float(load), float(reps), _unit(unit))], m.end()
    return [], 0


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def _unit(text: str | None) -> str | None:
    return UNITS.get(text.lower()) if text else None


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

    A cell that is not understood rejects its record by the rule `sets_unreadable`. A part of no reps
    (`105x0`) is an attempt that failed: it is no set, and its record says so. The reps of a packed cell
    are its own: nothing else in the record stands in for them.
    """
    beside = "weight" in dialect.fields
    sets = {row["#line"]: _sets_of(row, cell, times, beside=beside) for row in doc.rows.iter_rows(named=True)}
    plain = tabular.read(doc, _with_reps(dialect, cell), hints, _tolerant(meaning, cell))
    done = _parts({line: found for line, found in sets.items() if found})
    exploded = (
        plain.sets.drop("part")
        .join(done, on="line", how="inner", maintain_order="left_right")
        .with_columns(
            pl.coalesce("load_p", "load").alias("load"),
            (pl.col("reps_p") if cell is not None else pl.col("reps")).alias("reps"),
            pl.coalesce("unit_p", "load_unit").alias("load_unit"),
        )
        .select(*RAW_SETS)
    )
    return Reading(
        dialect=plain.dialect,
        sets=exploded,
        ledger=_ledger(doc, plain.ledger, sets, set(exploded["line"]), beside=beside and cell is not None),
    )


def _parts(sets: Mapping[int, list[Done]]) -> pl.DataFrame:
    """One row a set of a record; parts keep their place in the cell, those of no reps are left out."""
    return pl.DataFrame(
        [
            {"line": line, "part": part, "load_p": s.load, "reps_p": s.reps, "unit_p": s.unit}
            for line, found in sets.items()
            for part, s in enumerate(found)
            if s.reps != 0
        ],
        schema={
            "line": pl.Int64,
            "part": pl.Int16,
            "load_p": pl.Float64,
            "reps_p": pl.Float64,
            "unit_p": pl.String,
        },
    )


def _sets_of(
    row: Mapping[str, object], cell: str | None, times: str | None, *, beside: bool
) -> list[Done] | None:
    if cell is not None:
        text = row[cell]
        return parse(str(text), beside_a_weight=beside) if text is not None else [Done(None, None, None)]
    count = pl.select(numbers.read(pl.lit(row[times or ""], pl.String))).item()
    if count is None or not 1 <= count <= MAX_SETS or count != int(count):
        return None
    return [Done(None, None, None)] * int(count)


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


def _ledger(
    doc: Delimited,
    ledger: pl.DataFrame,
    sets: Mapping[int, list[Done] | None],
    gave: set[int],
    *,
    beside: bool,
) -> pl.DataFrame:
    """The account by what the records gave: a record without a set is not used."""
    used = pl.col("status") == "used"
    unreadable = [line for line, found in sets.items() if found is None]
    bad = used & pl.col("line").is_in(unreadable)
    empty = used & ~bad & ~pl.col("line").is_in(list(gave))
    texts = {line: doc.record(line) for line in unreadable}
    text = pl.col("line").replace_strict(texts, default=None, return_dtype=pl.String)
    return ledger.with_columns(
        pl.when(bad).then(pl.lit("rejected")).when(empty).then(pl.lit("not_a_set")).otherwise("status").alias("status"),
        pl.when(bad).then(pl.lit("sets_unreadable")).when(empty).then(pl.lit("no_reps")).otherwise("rule").alias("rule"),
        pl.when(bad).then(text).otherwise("text").alias("text"),
        pl.when(bad)
        .then(pl.lit(BESIDE_A_WEIGHT if beside else NOT_UNDERSTOOD))
        .when(used & ~empty)
        .then(pl.coalesce("problem", _failed(sets)))
        .otherwise("problem")
        .alias("problem"),
    )  # fmt: skip


def _failed(sets: Mapping[int, list[Done] | None]) -> pl.Expr:
    """A remark on how many parts of a record had no reps; null where all had."""
    zero = {line: sum(s.reps == 0 for s in found) for line, found in sets.items() if found}
    said = {
        line: f"{n} part{'s' * (n > 1)} of no reps is not counted as a set" for line, n in zero.items() if n
    }
    return pl.col("line").replace_strict(said, default=None, return_dtype=pl.String)
