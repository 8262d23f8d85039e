"""StrongLifts 5×5: one workout a row with all its exercises and sets, or since 2022 one exercise a row.

The date's order is the phone's and is known only from all rows together. A set that was not done is an
empty cell. Kilograms and pounds may both be filled, one rounded from the other; the lifter's own are read.
See docs/exports/stronglifts.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

import polars as pl

from analysis.errors import UnreadableFileError
from analysis.importers import both_units, records, remarks, tabular
from analysis.importers.reading import RAW_BODY, Dialect, Hints, Importer, Reading
from analysis.importers.records import Record
from analysis.sources.delimited import EXTRA, LINE, Delimited
from analysis.sources.delimited import FIELDS as FIELD_COUNT

DIALECTS: Final = {
    "2016": "a row a workout, named A or B, body weight with its unit in the cell",
    "wide": "a row a workout, body weight and weights in a column for kg and one for lb",
    "sets": "since 2022; a row an exercise, with reps and weight of each set",
}
TIMED: Final = re.compile(r"\bplanks?\b", re.IGNORECASE)
"""The reps of these are seconds."""

_EXERCISE: Final = re.compile(r"Exercise \d+$")
_PAIR: Final = re.compile(r"Set (\d+) \((Reps|KG|LB)\)$", re.IGNORECASE)
_BODY: Final = re.compile(r"([\d.,]+)\s*(kg|lb)s?$", re.IGNORECASE)


class Block(NamedTuple):
    """The columns of one exercise of a wide row."""

    exercise: str
    kg: str | None
    lb: str | None
    sets: tuple[str, ...]


def blocks(header: tuple[str, ...]) -> list[Block]:
    """The columns of each exercise, from its name's to the next one's."""
    starts = [i for i, name in enumerate(header) if _EXERCISE.match(name)]
    spans = [header[a:b] for a, b in zip(starts, [*starts[1:], len(header)], strict=True)]
    return [
        Block(
            names[0],
            next((n for n in names if n.startswith("Weight (KG)")), None),
            next((n for n in names if n.startswith("Weight (LB)")), None),
            tuple(n for n in names if n.startswith("Set ")),
        )
        for names in spans
    ]


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """The date comes first, and the sets of an exercise stand side by side."""
    header = set(doc.header)
    if doc.header[0] == "Date" and {"Exercise 1", "Set 1"} <= header and blocks(doc.header)[0].sets:
        return Dialect(name="2016" if "Workout" in header and "Body Weight" in header else "wide")
    pairs = {m[2].upper() for name in doc.header if (m := _PAIR.match(name))}
    if (
        not doc.header[0].startswith("Date")
        or not {"Exercise", "Workout Name"} <= header
        or "REPS" not in pairs
    ):
        return None
    units = {"KG": "kg", "LB": "lb"}
    return Dialect(name="sets", weight_unit=next((units[u] for u in sorted(pairs & units.keys())), None))


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read an export of any of the layouts.

    Raises:
        AmbiguousDatesError: day and month can be swapped in every date of the file.
        UnreadableFileError: a set has a column of weights and none of reps.
    """
    rows = doc.rows.to_dicts()
    if dialect.name == "sets":
        _refuse_half_sets(doc)
        found = list(_of_exercises(rows, doc.header))
        body = {row[LINE]: (_first(row, "Body Weight"), dialect.weight_unit) for row in rows}
        short = doc.rows.filter(pl.col(FIELD_COUNT) < len(doc.header))[LINE].to_list()
    else:
        unit = _meant(rows, doc.header)
        found = list(_of_workouts(rows, doc.header, unit))
        body = {row[LINE]: _bodyweight(row, unit) for row in rows}
        short = _cut(doc)
        spoken = {r.fields.get("weight_unit") for r in found} - {None}
        dialect = replace(dialect, weight_unit=spoken.pop() if len(spoken) == 1 else None)
    named = records.named(found).with_columns(
        pl.col("line").is_in(short).alias("too_short"), pl.col("line").is_in(_too_long(doc)).alias("too_long")
    )
    done = tabular.read_named(named, dialect, hints, MEANING, file=doc.file, record=doc.record)
    clocked = records.timed(done.sets, [r.line for r in found if r.fields.get("time")])
    return remarks.told(replace(done, sets=clocked, body=_body(clocked, body)), records.of_no_reps(found))


def _refuse_half_sets(doc: Delimited) -> None:
    half = next((n for n, pair in set_columns(doc.header).items() if "reps" not in pair), None)
    if half is not None:
        raise UnreadableFileError(doc.file, f"set {half} has no column of reps", "Export it again")


def _of_workouts(rows: list[dict[str, Any]], header: tuple[str, ...], unit: str) -> Iterator[Record]:
    """The sets of each row, in order; a row of nothing done is one skipped record."""
    columns = blocks(header)
    for row in rows:
        first = {"started": row["Date"], "workout": row.get("Workout"), "note": row.get("Note")}
        part = 0
        for block in columns:
            load = {"weight": None} if row[block.exercise] is None else _weight(row, block, unit)
            for name in block.sets:
                if row[name] is not None:
                    what = _amount(row[block.exercise], row[name])
                    said = first if part == 0 else {**first, "note": None}
                    yield Record(
                        row[LINE], {**said, "exercise": row[block.exercise], **load, **what}, part=part
                    )
                    part += 1
        if part == 0:
            yield Record(row[LINE], {**first, "mark": records.SKIPPED})


def _weight(row: Mapping[str, Any], block: Block, unit: str) -> dict[str, str | None]:
    """The weight in the unit that is meant, else in the one that is filled."""
    cells = {"kg": row[block.kg] if block.kg else None, "lb": row[block.lb] if block.lb else None}
    chosen = unit if cells[unit] is not None else next((u for u, v in cells.items() if v is not None), unit)
    return {"weight": cells[chosen], "weight_unit": chosen}


def _amount(exercise: str | None, cell: str) -> dict[str, str]:
    return {"seconds" if exercise and TIMED.search(exercise) else "reps": cell}


def _meant(rows: list[dict[str, Any]], header: tuple[str, ...]) -> str:
    """The unit that the lifter counts in, where both are filled."""
    pairs = [
        (row[b.kg], row[b.lb])
        for row in rows
        for b in blocks(header)
        if b.kg and b.lb and row[b.kg] is not None and row[b.lb] is not None
    ]
    bodies = [unit for row in rows if (unit := _bodyweight(row, None)[1])]
    likely = max(sorted(set(bodies)), key=bodies.count) if bodies else "kg"
    return both_units.meant(pairs, otherwise=likely)


def _bodyweight(row: Mapping[str, Any], unit: str | None) -> tuple[str | None, str | None]:
    """The cell and its unit; of two columns that of `unit`, else the one that is filled."""
    if (cell := row.get("Body Weight")) is not None:
        told = _BODY.match(cell)
        return (told[1], told[2].lower()) if told else (cell, None)
    cells = {"kg": row.get("Body Weight (KG)"), "lb": row.get("Body Weight (LB)")}
    filled = [u for u, v in cells.items() if v is not None]
    chosen = unit if unit in filled else next(iter(filled), None)
    return (cells[chosen], chosen) if chosen else (None, None)


def _of_exercises(rows: list[dict[str, Any]], header: tuple[str, ...]) -> Iterator[Record]:
    """The sets of each row of one exercise; a workout's note stands on its first."""
    pairs = set_columns(header)
    noted: object = None
    for row in rows:
        session = (row[header[0]], row.get("Workout"), row.get("Notes"))
        first = {**_session(row, header[0]), "note": None if session == noted else row.get("Notes")}
        noted = session
        done = [p for p in pairs.values() if row[p["reps"]] is not None]
        timed = row.get("SetsxReps") is None and row.get("SetsxTime") is not None
        for part, pair in enumerate(done):
            what = {"seconds": row[pair["reps"]]} if timed else _amount(row["Exercise"], row[pair["reps"]])
            load = row[pair["weight"]] if "weight" in pair else None
            yield Record(row[LINE], {**first, "weight": load, **what}, part=part)
            first["note"] = None
        if not done:
            yield Record(row[LINE], {**first, "mark": records.SKIPPED})


def set_columns(header: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """The columns of reps and of weight by the set's number."""
    pairs: dict[str, dict[str, str]] = {}
    for name in header:
        if told := _PAIR.match(name):
            pairs.setdefault(told[1], {})["reps" if told[2].lower() == "reps" else "weight"] = name
    return pairs


def _session(row: Mapping[str, Any], date: str) -> dict[str, str | None]:
    """Where and when a row of one exercise belongs; the length of the session from its end, else as stated."""
    ends, hours = _first(row, "End Time"), _first(row, "Duration (hours)")
    told = re.fullmatch(r"(\d{1,3})(?:[.,](\d{1,9}))?", hours or "")
    length = f"{float(f'{told[1]}.{told[2] or 0}') * 3600:.0f}" if told else None
    return {
        "started": row[date],
        "time": _first(row, "Start Time"),
        "ended": f"{row[date]} {ends}" if ends and row[date] else None,
        "length": None if ends else length,
        "workout": row.get("Workout Name"),
        "session_number": row.get("Workout"),
        "exercise": row["Exercise"],
    }


def _first(row: Mapping[str, Any], start: str) -> str | None:
    """The cell of the first column whose name begins so."""
    return next((cell for name, cell in row.items() if name.startswith(start)), None)


def _too_long(doc: Delimited) -> list[int]:
    extra = pl.col(EXTRA).str.strip_chars("\x1f \t\r\n") != ""
    return doc.rows.filter(extra.fill_null(value=False))[LINE].to_list()


def _cut(doc: Delimited) -> list[int]:
    """The last record, where the file ends inside it.

    The app leaves out what follows a workout's last exercise, and as much for each number of exercises:
    a last line without its end is whole where it is as long as another of as many exercises.
    """
    if doc.rows.is_empty() or doc.lines[-1].endswith(("\n", "\r")):
        return []
    named = pl.sum_horizontal(pl.col(b.exercise).is_not_null() for b in blocks(doc.header))
    lengths = doc.rows.select(LINE, FIELD_COUNT, named.alias("exercises"))
    last = lengths.row(-1, named=True)
    alike = lengths.head(-1).filter(exercises=last["exercises"])[FIELD_COUNT].to_list()
    whole = last[FIELD_COUNT] in alike if alike else last[FIELD_COUNT] >= lengths[FIELD_COUNT].min()
    return [] if whole else [last[LINE]]


def _body(sets: pl.DataFrame, said: Mapping[int, tuple[str | None, str | None]]) -> pl.DataFrame:
    """The body weight of each workout that differs from the one before: the app repeats the last until it is changed."""
    rows = [(line, value, unit) for line, (value, unit) in said.items() if value is not None]
    frame = pl.DataFrame(rows, schema={"line": pl.Int64, "text": pl.String, "unit": pl.String}, orient="row")
    value = pl.col("text").str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    return (
        frame.join(sets.unique("line").select("line", "performed_at"), on="line")
        .with_columns(value.alias("value"))
        .filter(pl.col("value") > 0)
        .sort("performed_at", "line")
        .filter((pl.struct("value", "unit") != pl.struct("value", "unit").shift()).fill_null(value=True))
        .select(
            "line",
            pl.col("performed_at").alias("measured_at"),
            pl.lit("bodyweight_kg").alias("measure"),
            "value",
            "unit",
            pl.lit(None, pl.String).alias("tester"),
        )
        .cast(RAW_BODY)
    )


MEANING: Final = tabular.Meaning(not_a_set=records.NOT_PERFORMED)

IMPORTER: Final = Importer(
    app="stronglifts",
    title="StrongLifts 5×5",
    identify=identify,
    read=read,
    dialects=DIALECTS,
    signature=frozenset({"Date", "Note", "Exercise 1", "Weight (KG)", "Weight (LB)", "Set 1"}),
    needs="the order of day and month, where no day of the file is above the 12th",
    unseen=frozenset({"sets"}),
)
