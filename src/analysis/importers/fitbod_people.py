"""The research extract of Fitbod: the sets of many people in one table, each with a made-up id."""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.importers import tabular
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.sources.delimited import Delimited

FIELDS: Final = {
    "Date": "started", "workoutId": "session_number", "exerciseName": "exercise", "reps": "reps", "weight": "weight",
    "fake_user_id": "person",
}  # fmt: skip


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """Its ids are like no other table's; a stamp with a time is universal, as in the app's own export."""
    if not {*FIELDS, "singleSetId"} <= set(doc.header):
        return None
    timed = doc.rows["Date"].str.contains(":", literal=True).any()
    return Dialect(
        name="FBX",
        fields={ours: theirs for theirs, ours in FIELDS.items()},
        clock="utc" if timed else "local",
    )


def _from_its_start(rows: pl.DataFrame) -> pl.DataFrame:
    """The workout's id tells its session, whenever in it a set was stamped."""
    start = pl.col("started").min().over("person", "session_number")
    told = pl.col("session_number").is_not_null()
    return rows.with_columns(pl.when(told).then(start).otherwise("started").alias("started"))


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read everybody's sets; `people` says whose each is."""
    return tabular.read(doc, dialect, hints, tabular.Meaning(prepare=_from_its_start))


IMPORTER: Final = Importer(
    app="fitbod_people",
    title="Fitbod, extract of many people",
    identify=identify,
    read=read,
    dialects={"FBX": "workout, exercise and set ids, and a person's id on every row"},
    signature=frozenset(FIELDS) | {"exerciseId", "singleSetId"},
    needs="whose each person's sets are, and the weight's unit",
    unseen=frozenset({"FBX"}),
    page="fitbod",
)
