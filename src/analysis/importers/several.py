"""Records of several sets: a packed cell, cells that list a number a set, a column a set, or the same set so many times."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from analysis.importers import numbers, packed, tabular
from analysis.importers.packed import Done
from analysis.importers.reading import RAW_SETS, Dialect, Hints, Reading
from analysis.sources.delimited import LINE, Delimited

CELL: Final = "#sets"
"""A column that says something where any of a record's sets does."""

PLAIN: Final = Done(None, None, None)
"""A set that is the record's own."""

ONE_A_SET: Final = "the lists differ in length, or hold something else; write a number a set: [100,95,90]"
A_COLUMN_A_SET: Final = "not understood; write reps, or 100x5, in the column of a set"

Row = Mapping[str, str | None]


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where a table keeps the sets of a record; one of the first three, and perhaps the last.

    Attributes:
        cell: A packed cell, such as `5x5@100`.
        wide: Columns of a set each: reps, or `100x5`.
        weights: Columns of the weight of a set each, in the order of `wide`; without it each has the row's reps.
        lists: Columns of weights or reps whose cells hold a number a set.
        times: The column that says how many such sets the record stands for.
    """

    cell: str | None = None
    wide: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    times: str | None = None

    @property
    def said(self) -> bool:
        """Whether a record may hold several sets."""
        return bool(self.cell or self.wide or self.weights or self.lists or self.times)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns in which a record says what its sets are."""
        return (*((self.cell,) if self.cell else ()), *self.wide, *self.weights, *self.lists)


def read(doc: Delimited, dialect: Dialect, hints: Hints, meaning: tabular.Meaning, layout: Layout) -> Reading:
    """Read records of several sets.

    Cells that are not understood reject their record by the rule `sets_unreadable`. A part of no reps (`105x0`)
    is an attempt that failed: it is no set, and its record says so. The reps that a record's own cells state are
    all its reps: nothing else in the record stands in for them.
    """
    beside = "weight" in dialect.fields and not layout.weights
    parse = _parser(layout, dialect, beside=beside)
    sets = {row[LINE]: parse(row) for row in doc.rows.iter_rows(named=True)}
    own = bool(layout.columns)
    marked = _marked(doc, layout) if own else doc
    plain = tabular.read(
        marked, _with_cell(dialect, layout) if own else dialect, hints, _tolerant(meaning, own=own)
    )
    done = _parts({line: found for line, found in sets.items() if found})
    exploded = (
        plain.sets.drop("part")
        .join(done, on="line", how="inner", maintain_order="left_right")
        .with_columns(
            pl.coalesce("load_p", "load").alias("load"),
            (pl.col("reps_p") if own else pl.col("reps")).alias("reps"),
            pl.coalesce("unit_p", "load_unit").alias("load_unit"),
        )
        .select(*RAW_SETS)
    )
    ledger = _ledger(doc, plain.ledger, sets, set(exploded["line"]), problem=_problem(layout, beside=beside))
    return dataclasses.replace(plain, sets=exploded, ledger=ledger)


def _parser(layout: Layout, dialect: Dialect, *, beside: bool) -> Callable[[Row], list[Done] | None]:
    """From a record's cells to its sets; null where they are not understood."""
    weight, reps = dialect.fields.get("weight"), dialect.fields.get("reps")
    if layout.cell is not None:
        cell = layout.cell
        return lambda row: _times(_packed(row[cell], beside=beside), row, layout)
    if layout.wide or layout.weights:
        return lambda row: _times(_wide(row, layout, reps), row, layout)
    if layout.lists:
        return lambda row: _lists(row, layout, weight, reps)
    return lambda row: _times([PLAIN], row, layout)


def _packed(text: str | None, *, beside: bool) -> list[Done] | None:
    return [PLAIN] if text is None else packed.parse(text, beside_a_weight=beside)


def _times(one: list[Done] | None, row: Row, layout: Layout) -> list[Done] | None:
    """The same set as often as the record says; once where it says nothing of it in a table that has cells of its own."""
    if layout.times is None or one is None or len(one) != 1:
        return one
    count = _count(row, layout.times)
    return one * count if count is not None else None


def _count(row: Row, name: str) -> int | None:
    number = _plain(row[name])
    return (
        int(number)
        if number is not None and 1 <= number <= packed.MAX_SETS and number == int(number)
        else None
    )


def _wide(row: Row, layout: Layout, reps: str | None) -> list[Done] | None:
    """A column a set: the empty ones are sets that were not done."""
    out: list[Done] = []
    for place in range(max(len(layout.wide), len(layout.weights))):
        done = row[layout.wide[place]] if layout.wide else None
        load = row[layout.weights[place]] if layout.weights else None
        found = _of_columns(done, load, row[reps] if reps and not layout.wide else None)
        if found is None:
            return None
        out += found
    return out


def _of_columns(done: str | None, load: str | None, reps: str | None) -> list[Done] | None:
    """The set of one column of reps, of weight, or of both."""
    if _nothing(done) and _nothing(load):
        return []
    weight = _plain(load)
    if not _nothing(load) and weight is None:
        return packed.parse(str(load)) if _nothing(done) else None
    count = _plain(done if not _nothing(done) else reps)
    if not _nothing(done) and count is None:
        return packed.parse(str(done)) if weight is None else None
    return [] if count is None else [Done(weight or None, count, None)]


def _nothing(text: str | None) -> bool:
    return text is None or text in numbers.MISSING


def _plain(text: str | None) -> float | None:
    """The one number of a cell; null where it holds none, or more."""
    return packed.number(text) if text is not None else None


def _lists(row: Row, layout: Layout, weight: str | None, reps: str | None) -> list[Done] | None:
    """A number a set in the cells of weights, of reps, or of both; a single number is that of every set."""
    loads, counts = (_all(row[name] if name else None) for name in (weight, reps))
    if loads is None or counts is None:
        return None
    times = _count(row, layout.times) if layout.times else None
    several = {len(values) for values in (loads, counts) if len(values) > 1}
    if len(several) > 1:
        return None
    many = several.pop() if several else times or 1
    if not counts:
        return []
    return [
        Done((loads * many)[place] or None if loads else None, (counts * many)[place], None)
        for place in range(many)
    ]


def _all(text: str | None) -> list[float] | None:
    """The numbers of a cell, none where it is empty; null where it holds anything else."""
    return [] if _nothing(text) else packed.listed(str(text))


def _parts(sets: Mapping[int, list[Done]]) -> pl.DataFrame:
    """One row a set of a record; parts keep their place in the record, those of no reps are left out."""
    return pl.DataFrame(
        [
            {"line": line, "part": part, "load_p": s.load or None, "reps_p": s.reps, "unit_p": s.unit}
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


def _marked(doc: Delimited, layout: Layout) -> Delimited:
    """The table with a column that says something where any of a record's own cells does."""
    cells: Sequence[str] = layout.columns
    return dataclasses.replace(doc, rows=doc.rows.with_columns(pl.coalesce(*cells).alias(CELL)))


def _with_cell(dialect: Dialect, layout: Layout) -> Dialect:
    """A record is performed where its cells say something; a list of weights is no weight."""
    gone = {"reps", "seconds"} | {k for k, name in dialect.fields.items() if name in layout.lists}
    fields = {k: v for k, v in dialect.fields.items() if k not in gone}
    return dataclasses.replace(dialect, fields={**fields, "reps": CELL})


def _tolerant(meaning: tabular.Meaning, *, own: bool) -> tabular.Meaning:
    """The cells stand where reps would: any text there counts as one rep until it is parsed."""
    if not own:
        return meaning
    one = pl.when(pl.col("reps").is_not_null()).then(pl.lit("1")).alias("reps")
    return dataclasses.replace(meaning, prepare=lambda rows: rows.with_columns(one))


def _problem(layout: Layout, *, beside: bool) -> str:
    """What is said of a record whose sets are not understood."""
    if layout.wide or layout.weights:
        return A_COLUMN_A_SET
    if layout.lists:
        return ONE_A_SET
    return packed.BESIDE_A_WEIGHT if beside and layout.cell else packed.NOT_UNDERSTOOD


def _ledger(
    doc: Delimited,
    ledger: pl.DataFrame,
    sets: Mapping[int, list[Done] | None],
    gave: set[int],
    *,
    problem: str,
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
        .then(pl.lit(problem))
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
