"""The body, week by week, with the error that a tape and a scale have."""

from __future__ import annotations

from functools import cache
from importlib import resources
from math import log, log10
from typing import Final, Literal

import dataframely as dy
import polars as pl

from analysis.tables import Body, BodyWeeks

Sex = Literal["male", "female"]

NAVY_BODY_FAT: Final = "navy_body_fat_pct"
NAVY_LEAN_MASS: Final = "navy_lean_mass_kg"
_NAVY: Final[dict[Sex, tuple[float, float, float]]] = {
    "male": (1.0324, 0.19077, 0.15456),
    "female": (1.29579, 0.35004, 0.22100),
}
SELF: Final = "self"
"""The tester of readings by the client, or by nobody who is named."""

SCALE: Final = "scale"
"""The tester of every bodyweight: a scale reads the same for anyone."""

TRAINED: Final = frozenset({
    "coach", "trainer", "assessor", "physio", "physiotherapist", "dietitian", "nutritionist", "nurse", "doctor",
    "isak", "trained",
})  # fmt: skip
"""Words that say the tester is trained; the coach's own name does too. Any other name is taken for an untrained one."""

LEVEL_ERROR: Final[dict[Sex, float]] = {"male": 3.5, "female": 3.7}
"""Standard error of the tape method's level, in points of body fat: Hodgdon and Beckett 1984."""

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
    derived = _navy(weeks, sex, height_cm) if sex is not None and height_cm is not None else []
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


def _navy(weeks: pl.DataFrame, sex: Sex, height_cm: float) -> list[pl.DataFrame]:
    """Body fat by tape: 495 / (a - b log10(girth) + c log10(height)) - 450, girths and height in cm.

    Hodgdon and Beckett 1984. Its absolute error of 3.5 points (men) and 3.7 (women) is the same every week, so
    the error given is that of the tape alone: the one that a change has (`LEVEL_ERROR` is that of the level).
    """
    value, error = _wide(weeks, "value"), _wide(weeks, "error")
    wide = value.join(error, on=["week", "tester"], suffix="_error")
    waist = pl.coalesce("abdomen_cm", "waist_cm") if sex == "male" else pl.col("waist_cm")
    waist_error = (
        pl.when(pl.col("abdomen_cm").is_not_null()).then("abdomen_cm_error").otherwise("waist_cm_error")
        if sex == "male"
        else pl.col("waist_cm_error")
    )
    hips, hips_error = (0.0, 0.0) if sex == "male" else (pl.col("hips_cm"), pl.col("hips_cm_error"))
    a, b, c = _NAVY[sex]
    girth = waist + hips - pl.col("neck_cm")
    density = a - b * girth.log10() + c * log10(height_cm)
    tape_error = (waist_error**2 + hips_error**2 + pl.col("neck_cm_error") ** 2).sqrt()
    fat = wide.filter(girth > 0).select(
        "week",
        "tester",
        "bodyweight_kg",
        "bodyweight_kg_error",
        value=495 / density - 450,
        error=495 / density**2 * b / (girth * log(10)) * tape_error,
    )
    share, weight = 1 - pl.col("value") / 100, pl.col("bodyweight_kg")
    lean = fat.select(
        "week",
        "tester",
        value=weight * share,
        error=((share * pl.col("bodyweight_kg_error")) ** 2 + (weight * pl.col("error") / 100) ** 2).sqrt(),
    )
    return [_rows(fat, NAVY_BODY_FAT), _rows(lean, NAVY_LEAN_MASS)]


def _wide(weeks: pl.DataFrame, column: str) -> pl.DataFrame:
    """One row per week and tester with a column for each reading of the method; null where not measured."""
    girths = ["neck_cm", "waist_cm", "abdomen_cm", "hips_cm"]
    wide = weeks.filter(pl.col("measure").is_in(girths)).group_by("week", "tester").agg(
        pl.col(column).filter(pl.col("measure") == measure).first().alias(measure) for measure in girths
    )  # fmt: skip
    weighed = weeks.filter(pl.col("measure") == "bodyweight_kg").select("week", bodyweight_kg=column)
    return wide.join(weighed, on="week", how="left")


def _rows(derived: pl.DataFrame, measure: str) -> pl.DataFrame:
    return derived.drop_nulls(["value", "error"]).select(
        "week",
        measure=pl.lit(measure),
        tester="tester",
        readings=pl.lit(1, pl.Int32),
        value="value",
        error="error",
    )
