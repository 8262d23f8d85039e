"""Apple Health: a body's measurements and the times of strength workouts, out of gigabytes of everything else.

The export is streamed. A weigh-in is one element, written again by each app that hears of it. Times have
the offset of the phone's zone; the wall time is kept. A workout tells when it began and ended and never
its sets. All other records are counted by their type, a row of the ledger a type. See
docs/exports/apple-health.md.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.importers import dates
from analysis.importers.reading import RAW_BODY, RAW_LEDGER, Dialect, Hints, Importer, Reading
from analysis.sources.xml_stream import BreaksOffError, Xml

ROOT: Final = "HealthData"
RECORDS_DEPTH: Final = 2
ABOUT: Final = frozenset({"ExportDate", "Me"})
"""What the export says of itself and its owner; no records."""

MEASURES: Final = {
    "HKQuantityTypeIdentifierBodyMass": "bodyweight_kg",
    "HKQuantityTypeIdentifierBodyFatPercentage": "body_fat_pct",
    "HKQuantityTypeIdentifierLeanBodyMass": "lean_mass_kg",
    "HKQuantityTypeIdentifierWaistCircumference": "waist_cm",
}
STRENGTH: Final = (
    "HKWorkoutActivityTypeTraditionalStrengthTraining",
    "HKWorkoutActivityTypeFunctionalStrengthTraining",
)
SMALLER: Final = {"g": ("kg", 0.001), "st": ("lb", 14.0), "m": ("cm", 100.0), "ft": ("in", 12.0)}
"""Units that the app can be set to, in those that the tables know."""

TOLD: Final = ("sourceName", "unit", "value", "startDate", "endDate")
FOUND: Final = pl.Schema({"line": pl.Int64(), "type": pl.String(), **dict.fromkeys(TOLD, pl.String())})
"""One element that is looked at: a measurement, or a strength workout."""

OFFSET: Final = r"\s*(Z|[+-]\d{2}:?\d{2})$"
MAX_KINDS: Final = 500
"""More types than the app has; what else a file may call a type is counted together."""


class Contents:
    """What one pass over the file finds.

    Attributes:
        found: The elements that are looked at, as rows of `FOUND`.
        others: Element and type to the place of the first and how many there are.
        places: How many records there are, of any kind.
        broken: Where the file breaks off; empty: it does not.
    """

    def __init__(self, doc: Xml) -> None:
        """Stream the file once.

        Raises:
            UnreadableFileError: it is no XML that an app writes.
        """
        self.found: list[tuple[object, ...]] = []
        self.others: dict[tuple[str, str], list[int]] = {}
        self.places = 0
        self.broken = ""
        try:
            for element, told in doc.openings(RECORDS_DEPTH):
                if element not in ABOUT:
                    self._add(element, told)
        except BreaksOffError as err:
            if not self.places:
                raise
            self.broken = str(err)

    def _add(self, element: str, told: dict[str, str]) -> None:
        self.places += 1
        kind = told.get("type") or told.get("workoutActivityType") or ""
        if (element == "Record" and kind in MEASURES) or (element == "Workout" and kind in STRENGTH):
            self.found.append((self.places, kind, *(told.get(name) for name in TOLD)))
            return
        key = (element[:80], kind[:80])
        if key not in self.others and len(self.others) >= MAX_KINDS:
            key = ("Record", "of further types")
        self.others.setdefault(key, [self.places, 0])[1] += 1


def identify(doc: Xml, _: Hints) -> Dialect | None:
    """The first element is the app's own."""
    return Dialect(name="export") if doc.root == ROOT else None


def read(doc: Xml, dialect: Dialect, _: Hints) -> Reading:
    """Read the measurements and the workouts' times, and count the rest.

    A file that breaks off keeps what stands before, and has one rejected record more.

    Raises:
        UnreadableFileError: it is no XML that an app writes.
    """
    contents = Contents(doc)
    rows = _valued(pl.DataFrame(contents.found, schema=FOUND, orient="row"))
    measured = rows.filter("measured")
    again = (
        pl.struct("measure", pl.col("measured_at").dt.truncate("1m"), pl.col("kg_or_cm").round(1))
        .is_first_distinct()
        .not_()
    )
    kept = measured.filter(~again)
    body = kept.with_columns(pl.lit(None, pl.String).alias("tester")).select(*RAW_BODY).cast(RAW_BODY)
    ledger = pl.concat([_ledger(rows, kept["line"]), _others(contents), _cut(contents)]).sort("line")
    return Reading(dialect=dialect, body=body, ledger=ledger)


def _valued(found: pl.DataFrame) -> pl.DataFrame:
    """The elements with their wall times, their measure, and the value in a unit that the tables know."""
    starts, ends = (
        dates.read(found[name].str.replace(OFFSET, ""), order="ymd").values
        for name in ("startDate", "endDate")
    )
    number = pl.col("value").cast(pl.Float64, strict=False)
    factors = {unit: factor for unit, (_, factor) in SMALLER.items()}
    named = {unit: name for unit, (name, _) in SMALLER.items()}
    percent = pl.col("measure") == "body_fat_pct"
    fraction = percent & (number <= 1)  # the app writes 0.183, and means 18.3 %
    scaled = number * pl.when(fraction).then(100.0).otherwise(
        pl.col("unit").replace_strict(factors, default=1.0)
    )
    return (
        found.with_columns(
            pl.col("type").replace_strict(MEASURES, default=None, return_dtype=pl.String).alias("measure"),
            starts.alias("measured_at"),
            ends.alias("ends_at"),
        )
        .with_columns(
            pl.when(scaled.is_finite()).then(scaled).alias("value"),
            pl.when(percent).then(pl.lit("%")).otherwise(pl.col("unit").fill_null("none").replace(named)).alias("unit"),
            pl.col("value").alias("text"),
        )
        .with_columns(
            (pl.col("value") * pl.col("unit").replace_strict(ROUGHLY, default=1.0)).alias("kg_or_cm"),
            pl.all_horizontal(pl.col("measure", "measured_at").is_not_null(), pl.col("value") > 0)
            .fill_null(value=False)
            .alias("measured"),
        )
    )  # fmt: skip


ROUGHLY: Final = {"lb": 0.45359237, "in": 2.54}
"""To tell whether two apps wrote one reading in two units."""


def _ledger(rows: pl.DataFrame, kept: pl.Series) -> pl.DataFrame:
    """One row an element that was looked at."""
    workout = pl.col("measure").is_null()
    cases = (
        ("not_a_set", "workout_without_sets", workout),
        ("rejected", "date_unreadable", pl.col("measured_at").is_null()),
        ("rejected", "value_is_not_a_number", pl.col("value").is_null()),
        ("not_a_set", "nothing_measured", ~pl.col("measured")),
        ("repeated", "same_reading_again", ~pl.col("line").is_in(kept.implode())),
    )
    status, rule = pl.lit("used"), pl.lit(None, pl.String)
    for fate, name, holds in reversed(cases):
        status = pl.when(holds).then(pl.lit(fate)).otherwise(status)
        rule = pl.when(holds).then(pl.lit(name)).otherwise(rule)
    lasted = (pl.col("ends_at") - pl.col("measured_at")).dt.total_minutes()
    span = pl.format(
        "{} to {}, {} min",
        pl.col("measured_at").dt.strftime("%Y-%m-%d %H:%M"),
        pl.col("ends_at").dt.strftime("%H:%M"),
        lasted,
    )
    said = pl.format(
        "'{}' is not a {}",
        pl.coalesce(pl.when(pl.col("measured_at").is_null()).then("startDate").otherwise("text"), pl.lit("")),
        pl.when(pl.col("measured_at").is_null()).then(pl.lit("date")).otherwise(pl.lit("number")),
    )
    shown = pl.concat_str("type", "sourceName", "text", "unit", "startDate", separator=" ", ignore_nulls=True)
    return rows.select(
        "line",
        pl.lit(1).alias("records"),
        status.alias("status"),
        rule.alias("rule"),
        shown.str.slice(0, 300).alias("text"),
        pl.when(workout).then(span).when(status == "rejected").then(said).alias("problem"),
    ).cast(RAW_LEDGER)  # fmt: skip


def _others(contents: Contents) -> pl.DataFrame:
    """One row a type of all that is neither measured nor trained, at the place of its first record."""
    rows = [
        (
            first, n, "not_a_set", "other_workout" if element == "Workout" else "other_measurement", None,
            f"{_bare(kind) or element}: {n:,}",
        )
        for (element, kind), (first, n) in contents.others.items()
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=RAW_LEDGER, orient="row")


def _bare(kind: str) -> str:
    """A type without what all types begin with.

    >>> _bare("HKQuantityTypeIdentifierStepCount"), _bare("HKWorkoutActivityTypeRunning")
    ('StepCount', 'Running')
    """
    for head in (
        "HKQuantityTypeIdentifier",
        "HKCategoryTypeIdentifier",
        "HKCorrelationTypeIdentifier",
        "HKDataType",
        "HKWorkoutActivityType",
    ):
        kind = kind.removeprefix(head)
    return kind  # fmt: skip


def _cut(contents: Contents) -> pl.DataFrame:
    """The record at which the file breaks off."""
    rows = [(contents.places + 1, 1, "rejected", "cut_short", contents.broken, "the file breaks off here; export it again")]  # fmt: skip
    return pl.DataFrame(rows if contents.broken else [], schema=RAW_LEDGER, orient="row")


IMPORTER: Final = Importer(
    app="apple_health",
    title="Apple Health",
    reads=Xml,
    identify=identify,
    read=read,
    dialects={"export": "export.xml, whole"},
    signature=frozenset({ROOT}),
    rules={
        "workout_without_sets": "a strength workout: when it began and ended; the app knows nothing of its sets",
        "other_workout": "workouts of other kinds, counted by kind",
        "other_measurement": "records of other types, counted by type",
        "same_reading_again": "a reading of the same time and value, written again by another app or device",
    },
)
