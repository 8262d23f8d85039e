"""What of a body is fat and what is lean, by tape and scale, with the error of both."""

from __future__ import annotations

from math import log, log10
from typing import Final, Literal

import dataframely as dy
import polars as pl

from analysis.tables import BodyWeeks, CompositionWeeks

Sex = Literal["male", "female"]

NAVY_BODY_FAT: Final = "navy_body_fat_pct"
NAVY_LEAN_MASS: Final = "navy_lean_mass_kg"
SCALE: Final = "scale"
"""The tester of every bodyweight: a scale reads the same for anyone."""

LEVEL_ERROR: Final[dict[Sex, float]] = {"male": 3.5, "female": 3.7}
"""Standard error of the tape method's level, in points of body fat: Hodgdon and Beckett 1984."""

LEAST_WEIGH_INS: Final = 3
"""A week's mean of fewer is a day's water as much as a weight."""

_NAVY: Final[dict[Sex, tuple[float, float, float]]] = {
    "male": (1.0324, 0.19077, 0.15456),
    "female": (1.29579, 0.35004, 0.22100),
}
_GIRTHS: Final = ("neck_cm", "waist_cm", "abdomen_cm", "hips_cm")


def body_fat_pct(sex: Sex, *, girth_cm: float, height_cm: float) -> float | None:
    """Return body fat by the Navy tape method: 495 / (a - b log10(girth) + c log10(height)) - 450, in cm.

    Hodgdon and Beckett 1984 (Naval Health Research Center, reports 84-11 and 84-29). Within a lifter the level may be off
    by `LEVEL_ERROR`, the same way every week.

    Args:
        sex: the two formulas differ.
        girth_cm: of a man abdomen less neck; of a woman waist and hips less neck.
        height_cm: barefoot.

    Returns:
        Points of body fat; None: a girth that no body has, by which there is no fat or nothing else.

    >>> round(body_fat_pct("male", girth_cm=85 - 38, height_cm=178) or 0.0, 2)
    16.44
    """
    if girth_cm <= 0:
        return None
    a, b, c = _NAVY[sex]
    fat = 495 / (a - b * log10(girth_cm) + c * log10(height_cm)) - 450
    return fat if 0 < fat < 100 else None  # noqa: PLR2004 - per cent


def body_fat_error(sex: Sex, *, girth_cm: float, height_cm: float, tape_error_cm: float) -> float:
    """Return the error of body fat that the tape's own error makes, in points: that of a change, not of the level.

    d fat / d girth = 495 / density^2 x b / (girth ln 10), with density the formula's denominator.
    """
    a, b, c = _NAVY[sex]
    density = a - b * log10(girth_cm) + c * log10(height_cm)
    return 495 / density**2 * b / (girth_cm * log(10)) * tape_error_cm


def navy(weeks: pl.DataFrame, sex: Sex, height_cm: float) -> list[pl.DataFrame]:
    """Return rows of `BodyWeeks` for body fat and lean mass, where one tester took all the girths of a week.

    Neck and waist are needed, of a woman hips too; for lean mass bodyweight. A man's abdomen stands for his waist where a
    tester took it in as many weeks: of one tester it is always the same of the two, for they differ by centimetres. The errors
    are those of tape and scale.
    """
    wide = _girths(weeks, sex).filter(pl.col("girth") > 0)
    fat = [
        {
            "value": body_fat_pct(sex, girth_cm=row["girth"], height_cm=height_cm),
            "error": body_fat_error(
                sex, girth_cm=row["girth"], height_cm=height_cm, tape_error_cm=row["tape_error"]
            ),
        }
        for row in wide.iter_rows(named=True)
    ]
    of_fat = wide.hstack(pl.DataFrame(fat, schema={"value": pl.Float64, "error": pl.Float64}))
    return [_rows(of_fat, NAVY_BODY_FAT), _rows(_lean(of_fat), NAVY_LEAN_MASS)]


def _girths(weeks: pl.DataFrame, sex: Sex) -> pl.DataFrame:
    """One row a week and tester with the formula's girth and its error; null where not measured."""
    tape = weeks.filter(pl.col("measure").is_in(_GIRTHS))
    of = {
        f"{name}{suffix}": pl.col(column).filter(pl.col("measure") == name).first()
        for name in _GIRTHS
        for column, suffix in (("value", ""), ("error", "_error"))
    }
    wide = tape.group_by("week", "tester").agg(**of)
    waist, waist_error = pl.col("waist_cm"), pl.col("waist_cm_error")
    hips, hips_error = pl.col("hips_cm"), pl.col("hips_cm_error")
    if sex == "male":
        usual = pl.col("abdomen_cm").count().over("tester") >= waist.count().over("tester")
        waist = pl.when(usual).then("abdomen_cm").otherwise(waist)
        waist_error = pl.when(usual).then("abdomen_cm_error").otherwise(waist_error)
        hips, hips_error = pl.lit(0.0), pl.lit(0.0)
    weighed = weeks.filter(pl.col("measure") == "bodyweight_kg")
    return wide.select(
        "week",
        "tester",
        girth=waist + hips - pl.col("neck_cm"),
        tape_error=(waist_error**2 + hips_error**2 + pl.col("neck_cm_error") ** 2).sqrt(),
    ).join(
        weighed.select("week", bodyweight_kg="value", bodyweight_error="error"),
        on="week",
        how="left",
        maintain_order="left",
    )


def _lean(of_fat: pl.DataFrame) -> pl.DataFrame:
    """Bodyweight x (1 - fat), the two errors added as independent."""
    share, weight = 1 - pl.col("value") / 100, pl.col("bodyweight_kg")
    return of_fat.select(
        "week",
        "tester",
        value=weight * share,
        error=((share * pl.col("bodyweight_error")) ** 2 + (weight * pl.col("error") / 100) ** 2).sqrt(),
    )


def _rows(derived: pl.DataFrame, measure: str) -> pl.DataFrame:
    return derived.drop_nulls(["value", "error"]).select(
        "week",
        measure=pl.lit(measure),
        tester="tester",
        readings=pl.lit(1, pl.Int32),
        value="value",
        error="error",
    )


def composition_weeks(weeks: dy.DataFrame[BodyWeeks]) -> dy.DataFrame[CompositionWeeks]:
    """Return one row per week and tester of the tape: mean bodyweight, body fat and lean mass with their errors.

    Null where a measurement lacks: a mean of under three weigh-ins, body fat without all its girths.

    Args:
        weeks: as `bodies.body_weeks` returns them; with sex and height, else there is no body fat.
    """
    weighed = weeks.filter(pl.col("measure") == "bodyweight_kg").select(
        "week", weigh_ins="readings", bodyweight_kg="value", bodyweight_error="error"
    )
    fat, lean = (
        weeks.filter(pl.col("measure") == measure).select(
            "week", "tester", value=pl.col("value"), error=pl.col("error")
        )
        for measure in (NAVY_BODY_FAT, NAVY_LEAN_MASS)
    )
    taped = fat.rename({"value": "body_fat_pct", "error": "body_fat_error"}).join(
        lean.rename({"value": "lean_mass_kg", "error": "lean_mass_error"}), on=["week", "tester"], how="left"
    )
    enough = pl.col("weigh_ins") >= LEAST_WEIGH_INS
    rows = (
        taped.join(weighed, on="week", how="full", coalesce=True)
        .with_columns(
            pl.col("tester").fill_null(SCALE),
            pl.col("weigh_ins").fill_null(0),
            *(pl.when(enough).then(name).alias(name) for name in ("bodyweight_kg", "bodyweight_error")),
        )
        .sort("week", "tester")
    )
    return CompositionWeeks.validate(rows.select(CompositionWeeks.column_names()), cast=True)
