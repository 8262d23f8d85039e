"""Strong: one row a set; the layout of the app's version, the language of its phone.

Rest timers and notes are rows of their own. Set Order is a number, or W, D or F for warm-up,
drop set and failure; those letters are not counted in the numbering. Only S1, S4 and S7 state
the weight's unit. See docs/exports/strong.md.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import Final

import polars as pl

from analysis.importers import double_columns, numbers, tabular
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.sources.delimited import Delimited

DIALECTS: Final = {
    "S1": "2015 to 2017; the unit is the weight column's name (kg, lb)",
    "S2": "2018 to mid 2019, iOS; no duration, no RPE",
    "S3": "late 2019; S2 with RPE",
    "S4": "Android 2018 to 2024; semicolons, a unit on every row",
    "S5": "iOS since 2021; commas, duration, RPE, unit not stated",
    "S6": "since 2025; S5 without notes",
    "S7": "Android since 2024; semicolons, all fields quoted, kg and metres in the header",
    "look-alike": "written by another tool in Strong's S5 layout",
    "re-saved": "passed through a spreadsheet program: other header spelling, other dates",
}
KINDS: Final = {
    "w": "warm_up", "d": "drop", "f": "failure",
    "warm-up": "warm_up", "warm up": "warm_up", "warmup": "warm_up", "drop set": "drop", "dropset": "drop", "drop": "drop",
    "failure": "failure",
}  # fmt: skip
"""The app's letters, and the words that other tools write in their place."""


@cache
def headers() -> dict[str, tuple[str, str]]:
    """Header in lower case to (our field, language)."""
    text = resources.files("analysis.importers").joinpath("strong_headers.csv").read_text("utf-8")
    return {row["header"]: (row["field"], row["locale"]) for row in csv.DictReader(text.splitlines())}


def _fields(header: tuple[str, ...]) -> tuple[dict[str, str], str]:
    """Our fields to this file's headers, and the language most of the headers are in."""
    known = {name: headers()[_folded(name)] for name in header if _folded(name) in headers()}
    fields: dict[str, str] = {}
    for name, (ours, _) in known.items():
        fields.setdefault(ours, name)
    spoken = [locale for _, locale in known.values() if locale not in {"en", "any"}]
    return fields, max(set(spoken), key=spoken.count) if spoken else "en"


def _folded(header: str) -> str:
    return header.lower().replace("_", " ").replace("’", "'")


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """A Strong export has a Set Order, a workout and an exercise on every row."""
    fields, locale = _fields(doc.header)
    if not {"started", "workout", "exercise", "mark", "reps", "weight"} <= fields.keys():
        return None
    weight, distance = fields["weight"].lower(), fields.get("distance", "").lower()
    unit = "kg" if weight in {"kg", "weight (kg)"} else "lb" if weight in {"lb", "weight (lb)"} else None
    far = {"km": "km", "mi": "mi", "distance (meters)": "m"}.get(distance)
    return Dialect(
        name=_layout(doc, fields, unit), locale=locale, fields=fields, weight_unit=unit, distance_unit=far
    )


def _layout(doc: Delimited, fields: dict[str, str], unit: str | None) -> str:
    """Which of the app's layouts: the first that fits, the most telling trait first."""
    layouts = (
        ("re-saved", any(name.islower() and name not in {"kg", "lb", "km", "mi"} for name in doc.header)),
        ("S7", "session_number" in fields),
        ("S4", "weight_unit" in fields),
        ("S1", unit is not None),
        ("S2", not {"length", "rpe"} & fields.keys()),
        ("S3", "length" not in fields),
        ("look-alike", not doc.text_quoted),
        ("S5", "note" in fields),
    )
    return next((name for name, fits in layouts if fits), "S6")


def _prepare(rows: pl.DataFrame) -> pl.DataFrame:
    """Say which rows are timers and notes, and give each set the rest that its timer row states."""
    marks = rows["mark"].unique().drop_nulls()
    worded = pl.col("mark").is_in(marks.filter(_is_worded(marks)).implode())
    said = rows.select("mark", "reps", "weight", "distance", "seconds")
    few = said.with_row_index("at").filter(worded).filter(_nothing_done())
    timers = few.filter(_number("seconds") > 0)["at"]
    told = rows.with_columns(_at(few["at"]).alias("is_letter"), _at(timers).alias("is_timer"))
    if timers.is_empty():
        return told
    same = (pl.col("started") == pl.col("started").shift(-1)) & (
        pl.col("exercise") == pl.col("exercise").shift(-1)
    )
    after = pl.when(pl.col("is_timer").shift(-1) & same & ~pl.col("is_letter")).then(
        pl.col("seconds").shift(-1)
    )
    return told.with_columns(after.alias("rest"))


def _is_worded(marks: pl.Series) -> pl.Series:
    """Whether a Set Order is neither a number nor the mark of a set: a timer or a note, in any language."""
    mark = marks.str.to_lowercase()
    return ~mark.str.contains(r"^\d+([.,]0)?$") & (mark.str.len_chars() > 1) & ~mark.is_in(list(KINDS))


def _nothing_done() -> pl.Expr:
    return (_number("reps") == 0) & (_number("weight") == 0) & (_number("distance") == 0)


def _number(name: str) -> pl.Expr:
    """A number with either decimal sign, before the file's own is known; `8,0` is eight and never nothing."""
    texts = pl.col(name)
    return pl.coalesce(numbers.read(texts), numbers.read(texts, decimal=","), pl.lit(0.0))


def _at(places: pl.Series) -> pl.Expr:
    return (
        pl.int_range(pl.len(), dtype=pl.UInt32).is_in(places.implode())
        if len(places)
        else pl.lit(value=False)
    )


MEANING: Final = tabular.Meaning(
    kinds=KINDS,
    prepare=_prepare,
    not_a_set={"rest_timer": pl.col("is_timer"), "note": pl.col("is_letter")},
)


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read an export of any of the layouts.

    Raises:
        UnreadableFileError: two columns of weights.
    """
    weights = [name for name in doc.header if headers().get(_folded(name), ("", ""))[0] == "weight"]
    double_columns.refuse(doc.file, weights)
    return tabular.read(doc, dialect, hints, MEANING)


IMPORTER: Final = Importer(
    app="strong",
    title="Strong",
    identify=identify,
    read=read,
    dialects=DIALECTS,
    signature=frozenset({"Date", "Workout Name", "Exercise Name", "Set Order", "Weight", "Reps", "RPE"}),
    needs="the weight's unit, for layouts S2, S3, S5 and S6",
    rules={
        "rest_timer": "the app's timer; its seconds became the rest of the set before",
        "note": "a note in a row of its own",
    },
)
