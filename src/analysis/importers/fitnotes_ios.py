"""FitNotes for iPhone: one row a set, every cell quoted or decimal commas in quotes, universal time.

Done, Failed and NotStarted stand in a column of their own, and a set that was done but not ticked says
NotStarted too. Equipment is not part of the exercise's name. See docs/exports/fitnotes-ios.md.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.importers import derived, remarks, tabular
from analysis.importers.derived import column, folded
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.sources.delimited import LINE, Delimited

DIALECTS: Final = {
    "FNi1": "2018; dates and times in columns of their own, all fields quoted",
    "FNi2": "since 2025; ISO stamps, warm-up, RPE, RIR and a note",
}
FIELDS: Final = {
    "Name": "workout", "BodyWeight": "bodyweight", "Reps": "reps", "Weight": "weight", "Time": "seconds",
    "Distance": "distance", "RPE": "rpe", "RIR": "rir", "Note": "note", "StartTime": "started", "EndTime": "ended",
    "Start Date (UTC)": "started", "Start Time (UTC)": "time",
}  # fmt: skip
UNTICKED: Final = "notstarted"
KINDS: Final = {"failed": "failure", "warm-up": "warm_up", f"{UNTICKED} warm-up": "warm_up"}
KEPT: Final = "the app says NotStarted; the set has reps, a time or a distance and is kept"


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """A workout, its bodyweight, an exercise and its equipment on every row."""
    names = set(doc.header)
    if not {"Name", "BodyWeight", "Exercise", "Equipment", "Reps", "Weight", "Status"} <= names:
        return None
    first = {"Start Date (UTC)", "Start Time (UTC)"} <= names
    if not first and "StartTime" not in names:
        return None
    return Dialect(
        name="FNi1" if first else "FNi2",
        fields={FIELDS[name]: name for name in doc.header if name in FIELDS},
        clock="utc",
        note_of="exercise",
    )


def _exercise(doc: Delimited) -> pl.Expr:
    """`Bench Press (Barbell)`; the equipment None is left out."""
    equipment = column(doc, "Equipment")
    bare = equipment.is_null() | (folded(equipment) == "none")
    return pl.when(bare).then("Exercise").otherwise(pl.format("{} ({})", "Exercise", equipment))


def _mark(doc: Delimited) -> pl.Expr:
    """Whether a set was not ticked, failed, or a warm-up; a warm-up is told before a failure."""
    status = folded(column(doc, "Status"))
    warm_up = folded(column(doc, "IsWarmup")).is_in(["true", "1", "yes"]).fill_null(value=False)
    return (
        pl.when((status == UNTICKED) & warm_up)
        .then(pl.lit(f"{UNTICKED} warm-up"))
        .when(warm_up)
        .then(pl.lit("warm-up"))
        .otherwise(status)
    )


def _nothing_done() -> pl.Expr:
    return ~pl.any_horizontal(
        (pl.col(name) > 0).fill_null(value=False) for name in ("reps_n", "seconds_s", "distance_n")
    )


MEANING: Final = tabular.Meaning(
    kinds=KINDS,
    not_a_set={
        "not_started": pl.col("mark").str.starts_with(UNTICKED) & ~pl.col("too_short") & _nothing_done()
    },
)


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read the workouts' export."""
    made = {"exercise": _exercise(doc), "mark": _mark(doc)}
    if dialect.name == "FNi1":
        end = [column(doc, name) for name in ("End Date (UTC)", "End Time (UTC)")]
        made["ended"] = pl.concat_str(end, separator=" ")
    whole, named = derived.with_fields(doc, dialect, **made)
    unticked = whole.rows.filter(pl.col("#mark").str.starts_with(UNTICKED))[LINE]
    return remarks.of_all(tabular.read(whole, named, hints, MEANING), unticked, KEPT)


IMPORTER: Final = Importer(
    app="fitnotes_ios",
    title="FitNotes (iPhone)",
    identify=identify,
    read=read,
    dialects=DIALECTS,
    signature=frozenset(
        {"Name", "StartTime", "EndTime", "BodyWeight", "Exercise", "Equipment", "Status", "IsWarmup"}
    ),
    needs="the weight's unit; the client's time zone",
    rules={"not_started": "the app says NotStarted, and the row has no reps, no time and no distance"},
    unseen=frozenset({"FNi1"}),
)
