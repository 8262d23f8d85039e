"""FitNotes for Android, its backup: the app's SQLite database, with all that its CSV leaves out.

Weights are kilograms whatever the app shows. Comments, supersets and the workout's times stand in
tables of their own and are joined to the sets here; weigh-ins and tape are read too. All sets of a
day are one session, as in the CSV of the same app. See docs/exports/fitnotes.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import polars as pl

from analysis.importers import dates, fitnotes_weigh_ins, records, tabular
from analysis.importers.reading import RAW_LEDGER, Dialect, Hints, Importer, Reading
from analysis.importers.records import Record
from analysis.sources.sqlite import Database

DIALECTS: Final = {
    "FNB1": "until about 2017: weight and reps only",
    "FNB2": "with distances, durations and, where they were kept, times and measurements",
}
LOG: Final = (
    "_id", "exercise_id", "date", "metric_weight", "reps", "unit", "is_complete", "distance", "duration_seconds",
)  # fmt: skip
NEEDED: Final = frozenset({"exercise_id", "date", "metric_weight", "reps"})
DISTANCE_UNITS: Final = {"2": "m", "5": "mi"}
"""The app's codes that a real backup tells the meaning of; with any other a distance is not read."""

COMMENT_ON_SET: Final = "1"
HABIT: Final = 0.9
"""Who ticks sets off on nine days of ten did not do what is left unticked."""

HABIT_DAYS: Final = 5


def identify(doc: Database, _: Hints) -> Dialect | None:
    """The log refers to a table of exercises, and has its weights in metric."""
    log = doc.tables.get("training_log", ())
    if not set(log) >= NEEDED or not {"_id", "name"} <= set(doc.tables.get("exercise", ())):
        return None
    later = "distance" in log
    return Dialect(name="FNB2" if later else "FNB1", weight_unit="kg", note_of="set")


def read(doc: Database, dialect: Dialect, hints: Hints) -> Reading:
    """Read the log, then the measurements, then the comments on workouts: a record each, in that order.

    Raises:
        UnreadableFileError: a table is damaged.
    """
    log = _joined(doc)
    far = pl.col("distance").cast(pl.Float64, strict=False).fill_null(0) > 0
    strange = log.filter(far & ~pl.col("unit").is_in(list(DISTANCE_UNITS)) & _done_otherwise())
    sets = records.read(doc.file, _records(log), dialect, hints, MEANING)
    body, body_ledger = fitnotes_weigh_ins.read(doc, first_line=log.height + 1)
    notes = _notes(doc, first_line=log.height + body_ledger.height + 1)
    remark = pl.lit("the unit of its distance is a code that is not known; the distance was left out")
    known = pl.col("line").is_in(strange["line"].to_list()) & (pl.col("status") == "used")
    ledger = sets.ledger.with_columns(pl.when(known).then(remark).otherwise("problem").alias("problem"))
    return replace(
        sets, sets=_timed(sets.sets, log), body=body, ledger=pl.concat([ledger, body_ledger, notes])
    )


def _joined(doc: Database) -> pl.DataFrame:
    """The log: one row a set, with its exercise's name, its comment, its superset, its workout's times, its tick."""
    names = doc.texts("exercise", ("_id", "name")).rename({"_id": "exercise_id"})
    comments = (
        doc.texts("Comment", ("owner_type_id", "owner_id", "comment"))
        .filter(pl.col("owner_type_id") == COMMENT_ON_SET)
        .group_by("owner_id", maintain_order=True)
        .agg(pl.col("comment").str.join("\n"))
        .rename({"owner_id": "_id"})
    )
    log = doc.texts("training_log", LOG).with_row_index("line", offset=1)
    return (
        log.with_columns(pl.col("date").str.slice(0, 10).alias("day"))
        .join(names.unique("exercise_id", keep="first"), on="exercise_id", how="left", maintain_order="left")
        .join(comments, on="_id", how="left", maintain_order="left")
        .join(_supersets(doc), on=["day", "exercise_id"], how="left", maintain_order="left")
        .join(_times(doc), on="day", how="left", maintain_order="left")
        .with_columns(_unticked(log).alias("unticked"))
    )


def _supersets(doc: Database) -> pl.DataFrame:
    """(day, exercise_id, superset): the groups of two exercises or more that a day's workout has."""
    groups = doc.texts("WorkoutGroup", ("_id", "name")).rename({"_id": "workout_group_id"})
    members = doc.texts("WorkoutGroupExercise", ("exercise_id", "date", "workout_group_id"))
    day = pl.col("date").str.slice(0, 10).alias("day")
    told = members.join(
        groups.unique("workout_group_id"), on="workout_group_id", how="left", maintain_order="left"
    )
    many = pl.col("exercise_id").n_unique().over("day", "workout_group_id") > 1
    alone = pl.col("workout_group_id").n_unique().over("day", "name") == 1
    named = (
        pl.when(alone & (pl.col("name") != ""))
        .then("name")
        .otherwise(pl.format("{} {}", pl.col("name").fill_null(""), "workout_group_id"))
    )
    return (
        told.with_columns(day)
        .filter(many)
        .select("day", "exercise_id", named.str.strip_chars().alias("superset"))
        .unique(["day", "exercise_id"], keep="first", maintain_order=True)
    )  # fmt: skip


def _times(doc: Database) -> pl.DataFrame:
    """(day, starts_at, length_s): when a day's workout began, and how long its parts were together."""
    rows = doc.texts("WorkoutTime", ("workout_date", "start_date_time", "end_date_time"))
    starts = dates.read(rows["start_date_time"], order="ymd").values
    ends = dates.read(rows["end_date_time"], order="ymd").values
    length = (pl.col("ends_at") - pl.col("starts_at")).dt.total_seconds()
    return (
        rows.select(pl.col("workout_date").str.slice(0, 10).alias("day"), starts.alias("starts_at"), ends.alias("ends_at"))
        .filter(pl.col("starts_at").is_not_null())
        .group_by("day", maintain_order=True)
        .agg(pl.col("starts_at").min(), length.filter(length > 0).sum().alias("length_s"))
    )  # fmt: skip


def _unticked(log: pl.DataFrame) -> pl.Series:
    """Which sets were planned and not ticked off, where ticks tell: beside ticked sets of one day, or by habit."""
    ticked = (log["is_complete"].cast(pl.Float64, strict=False).fill_null(0) > 0).alias("ticked")
    days = log.select("date", ticked).group_by("date").agg(pl.col("ticked").any()).sort("date")
    since = days.filter(pl.col("ticked").cum_sum() > 0)
    habit = since.height >= HABIT_DAYS and since["ticked"].sum() >= HABIT * since.height
    telling = (since if habit else since.filter("ticked"))["date"]
    return ~ticked & log["date"].is_in(telling.implode())


def _done_otherwise() -> pl.Expr:
    """Reps or a duration, so that a set stands without its distance."""
    counts = (pl.col(c).cast(pl.Float64, strict=False).fill_null(0) > 0 for c in ("reps", "duration_seconds"))
    return pl.any_horizontal(counts)


def _records(log: pl.DataFrame) -> Iterator[Record]:
    """Every row of the log as a record; a distance goes along where its unit is known, or where it is all there is."""
    shown = log.with_columns(_done_otherwise().alias("otherwise"))
    for row in shown.iter_rows(named=True):
        yield Record(line=row["line"], fields=_fields(row), text=_text(row))


def _fields(row: dict[str, Any]) -> dict[str, str | None]:
    unit = DISTANCE_UNITS.get(row["unit"])
    told = unit is not None or not row["otherwise"]
    return {
        "started": row["day"],
        "length": str(row["length_s"]) if row["length_s"] else None,
        "exercise": row["name"],
        "mark": records.SKIPPED if row["unticked"] else None,
        "weight": row["metric_weight"],
        "reps": row["reps"],
        "distance": row["distance"] if told else None,
        "distance_unit": (unit or f"code {row['unit']}") if told else None,
        "seconds": row["duration_seconds"],
        "superset": row["superset"],
        "note": row["comment"],
    }


def _text(row: dict[str, Any]) -> str:
    told = (f"{name}={row[name]}" for name in LOG[1:] if row[name] is not None)
    return f"training_log {row['_id']} ({row['name'] or 'no such exercise'}): {', '.join(told)}"


def _timed(sets: pl.DataFrame, log: pl.DataFrame) -> pl.DataFrame:
    """The start of the workout on its sets, where the app was told it; other days keep their date alone."""
    starts = log.select(pl.col("line").cast(pl.Int64), "starts_at")
    told = pl.col("starts_at").dt.date() == pl.col("performed_at").dt.date()
    return (
        sets.join(starts, on="line", how="left", maintain_order="left")
        .with_columns(
            pl.when(told).then("starts_at").otherwise("performed_at").alias("performed_at"),
            (pl.col("time_known") | told.fill_null(value=False)).alias("time_known"),
        )
        .select(sets.columns)
    )


def _notes(doc: Database, *, first_line: int) -> pl.DataFrame:
    """The ledger of the comments on whole workouts, which belong to no set."""
    rows = doc.texts("WorkoutComment", ("comment",)).with_row_index("at")
    if "WorkoutComment" not in doc.tables:
        told = doc.texts("Comment", ("owner_type_id", "comment")).filter(
            pl.col("owner_type_id").is_not_null() & (pl.col("owner_type_id") != COMMENT_ON_SET)
        )
        rows = told.select("comment").with_row_index("at")
    return rows.select(
        (pl.col("at").cast(pl.Int64) + first_line).alias("line"),
        pl.lit(1).alias("records"),
        pl.lit("not_a_set").alias("status"),
        pl.lit("note").alias("rule"),
        pl.lit(None, pl.String).alias("text"),
        pl.lit(None, pl.String).alias("problem"),
    ).cast(RAW_LEDGER)


MEANING: Final = tabular.Meaning(not_a_set=records.NOT_PERFORMED)
IMPORTER: Final = Importer(
    app="fitnotes_backup",
    title="FitNotes (Android), backup",
    reads=Database,
    identify=identify,
    read=read,
    dialects=DIALECTS,
    signature=frozenset({"training_log", *LOG}),
    rules={
        "not_performed": "a set that was not ticked off, where the others of its day were, or where ticking is the habit",
        "note": "a comment on a workout, which belongs to no set",
        "same_reading_again": "a weigh-in that the backup holds in two of its tables",
    },
    unseen=frozenset({"FNB2"}),
    account="fitnotes",
    page="fitnotes",
)
