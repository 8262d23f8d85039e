"""The body, week by week, with the error that a tape and a scale have."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

import dataframely as dy
import polars as pl

from analysis.metrics import composition
from analysis.metrics.composition import LEVEL_ERROR, NAVY_BODY_FAT, NAVY_LEAN_MASS, SCALE, Sex
from analysis.tables import Body, BodyWeeks

__all__ = [
    "LEVEL_ERROR", "NAVY_BODY_FAT", "NAVY_LEAN_MASS", "SCALE", "SELF", "TRAINED", "Sex", "body_weeks", "reading_errors",
]  # fmt: skip

SELF: Final = "self"
"""The tester of readings by the client, or by nobody who is named."""

TRAINED: Final = frozenset({
    "coach", "trainer", "assessor", "physio", "physiotherapist", "dietitian", "nutritionist", "nurse", "doctor",
    "isak", "trained",
})  # fmt: skip
"""Words that say the tester is trained; the coach's own name does too. Any other name is taken for an untrained one."""

_NAMED_SELF: Final = ("self", "client", "me", "")
_KEYS: Final = ["week", "measure", "tester"]


@cache
def reading_errors() -> pl.DataFrame:
    """Return the published error (SD) of one reading: measure, tester, error, unit (abs, pct), source."""
    file = resources.files("analysis.metrics").joinpath("reading_errors.csv")
    return pl.read_csv(file.read_bytes())


def body_weeks(
    body: dy.DataFrame[Body], *, sex: Sex | None = None, height_cm: float | None = None, coach: str = ""
) -> dy.DataFrame[BodyWeeks]:
    """Return one row per week, measure and tester with a reading: mean, and its standard error from published errors.

    Error = sqrt(sum of the readings' variances) / readings. Readings of different testers are never averaged. A
    tester is trained if a word of the name is one of `TRAINED` or the name is of the `coach`; any other, and one not
    stated, has the larger error. An error in per cent is of the reading. With sex and height, weeks in which one
    tester took neck and waist (for women hips too) get `navy_body_fat_pct`, and with bodyweight `navy_lean_mass_kg`.
    """
    readings = body.select(
        pl.col("measured_at").dt.date().dt.truncate("1w").alias("week"),
        pl.col("measure").cast(pl.String),
        "value",
        tester=pl.when(pl.col("measure") == "bodyweight_kg").then(pl.lit(SCALE)).otherwise(_tester()),
    )
    weeks = (
        readings.with_columns(variance=_variances(readings, coach))
        .group_by(_KEYS)
        .agg(
            readings=pl.len(),
            value=pl.col("value").mean(),
            error=pl.col("variance").sum().sqrt() / pl.len(),
        )
    )
    derived = composition.navy(weeks, sex, height_cm) if sex is not None and height_cm is not None else []
    rows = pl.concat([weeks.with_columns(pl.col("readings").cast(pl.Int32)), *derived])
    return BodyWeeks.validate(rows.sort(_KEYS), cast=True)


def _tester() -> pl.Expr:
    """The tester's name in lower case with single spaces; `SELF` where it is the client or nobody is named."""
    name = pl.col("tester").fill_null("").str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()
    return pl.when(name.is_in(_NAMED_SELF)).then(pl.lit(SELF)).otherwise(name)


def _trained(tester: pl.Expr, coach: str) -> pl.Expr:
    """Whether a word of the name says so, or all its words are of the coach's name."""
    of_coach = coach.casefold().split()
    said = tester.str.extract_all(r"\pL+").list.set_intersection(sorted(TRAINED)).list.len() > 0
    names_coach = tester.str.split(" ").list.set_difference(of_coach).list.len() == 0
    return said | names_coach if of_coach else said


def _variances(readings: pl.DataFrame, coach: str) -> pl.Series:
    """The variance of each reading, in the order of the readings."""
    errors = reading_errors()
    both = pl.concat([
        errors.filter(pl.col("tester") != "any"),
        errors.filter(pl.col("tester") == "any").with_columns(tester=pl.lit("trained")),
        errors.filter(pl.col("tester") == "any").with_columns(tester=pl.lit(SELF)),
    ])  # fmt: skip
    skill = pl.when(_trained(pl.col("tester"), coach)).then(pl.lit("trained")).otherwise(pl.lit(SELF))
    joined = readings.with_columns(tester=skill).join(
        both, on=["measure", "tester"], how="left", maintain_order="left"
    )
    share = pl.when(pl.col("unit") == "pct").then(pl.col("value") / 100).otherwise(1.0)
    return joined.select((pl.col("error") * share).pow(2).alias("variance")).to_series()
