"""Fitbod: one row a set, newest first, in universal time; no session but the time its sets were stamped with.

Reps and multiplier have a leading space. A row of the first layout may stand for several equal sets.
The multiplier (2 for dumbbells and one-sided lifts, 4 for both) says how the app counts volume; the
weight is that of one implement, and is kept as logged. See docs/exports/fitbod.md.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.importers import gaps, numbers, remarks, tabular
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.sources.delimited import Delimited

DIALECTS: Final = {
    "FB0": "2019; a date without a time, a column of sets, the weight's unit not stated",
    "FB1": "since 2020; universal time, weight in kg, duration, distance, multiplier",
    "FB1-lb": "FB1 with the weight in lbs, as other tools describe it",
}
FIELDS: Final = {
    "date": "started", "exercise": "exercise", "reps": "reps", "weight": "weight", "weight(kg)": "weight",
    "weight(lbs)": "weight", "weight(lb)": "weight", "duration(s)": "seconds", "distance(m)": "distance",
    "iswarmup": "mark", "note": "note", "sets": "session_number",
}  # fmt: skip
"""The app numbers no sessions: `session_number` carries the first layout's count of sets to `_each_set`."""

STAMP: Final = "%Y-%m-%d %H:%M:%S %z"
MOST_SETS: Final = 50
UNCOUNTED: Final = "sets_unreadable"
PROBLEM: Final = f"the column of sets holds no whole number from 1 to {MOST_SETS}"


def _folded(header: str) -> str:
    return header.lower().replace(" ", "")


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """Nobody else has `isWarmup` with a multiplier, or with sets and reps."""
    named = {_folded(name): name for name in doc.header}
    weight = next((w for w in ("weight(kg)", "weight(lbs)", "weight(lb)", "weight") if w in named), None)
    if weight is None or not {"date", "exercise", "reps", "iswarmup"} <= named.keys():
        return None
    if not {"multiplier", "sets"} & named.keys():
        return None
    first = "multiplier" not in named
    return Dialect(
        name="FB0" if first else "FB1-lb" if "lb" in weight else "FB1",
        fields={FIELDS[low]: name for low, name in named.items() if low in FIELDS},
        weight_unit={"weight(kg)": "kg", "weight": None}.get(weight, "lb"),
        distance_unit="m",
        clock="local" if first else "utc",
    )


def _universal(rows: pl.DataFrame) -> pl.DataFrame:
    """Stamps with another offset than +0000 as universal time."""
    zoned = pl.col("started").str.to_datetime(STAMP, strict=False, time_unit="us", time_zone="UTC")
    return rows.with_columns(pl.coalesce(zoned.dt.strftime("%Y-%m-%d %H:%M:%S"), "started").alias("started"))


def _each_set(rows: pl.DataFrame) -> pl.DataFrame:
    """One row a set of a record that counts several; a count that cannot be one stays, for its rule to find."""
    said = pl.col("session_number")
    count = numbers.read(said)
    fits = (count.is_between(1, MOST_SETS) & (count == count.floor())).fill_null(value=False)
    sets = pl.when(fits).then(count).otherwise(1.0).cast(pl.Int64)
    return (
        rows.with_columns(pl.int_ranges(sets, dtype=pl.Int16).alias("part"))
        .explode("part")
        .with_columns(pl.when(~fits & ~numbers.is_missing(said)).then(said).alias("session_number"))
    )


MEANING: Final = tabular.Meaning(
    kinds={"true": "warm_up", "1": "warm_up"},
    not_a_set={UNCOUNTED: pl.col("session_number").is_not_null()},
    prepare=lambda rows: _each_set(_universal(rows)),
)


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read the workouts' export."""
    done = remarks.rejected(tabular.read(doc, dialect, hints, MEANING), UNCOUNTED, PROBLEM, record=doc.record)
    return gaps.joined(done)


IMPORTER: Final = Importer(
    app="fitbod",
    title="Fitbod",
    identify=identify,
    read=read,
    dialects=DIALECTS,
    signature=frozenset({"Date", "Exercise", "Reps", "Weight(kg)", "Duration(s)", "isWarmup", "multiplier"}),
    needs="the weight's unit, for layout FB0; the client's time zone, for FB1",
    rules={UNCOUNTED: "how many sets the row stands for cannot be read; it is listed, and rejected"},
    unseen=frozenset({"FB1-lb"}),
)
