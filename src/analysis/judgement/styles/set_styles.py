"""How far each hard set belongs to strength, to hypertrophy, or to neither.

Four marks, each a smooth step between the ranges of the source article, with weights that are made to add up over
the marks that a log knows: reps, load in % of one-rep max, rest, compound or isolation lift.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import dataframely as dy
import polars as pl

from analysis.judgement.styles import rests
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import lift_facts
from analysis.metrics.formulas import K_DEFAULT
from analysis.metrics.loads import share_of_a_set
from analysis.tables import GradedSets, SetStyles

STYLES: Final = ("strength", "hypertrophy", "endurance")


class Mark(NamedTuple):
    """One mark of a set's style; all three are null where the log does not know it."""

    weight: pl.Expr
    strength: pl.Expr
    """How far it is on the strength side, if it is not endurance."""
    endurance: pl.Expr

    def membership(self, style: str) -> pl.Expr:
        """What the mark alone says of one style; the three add up to 1."""
        rest = 1 - self.endurance
        return {
            "strength": rest * self.strength,
            "hypertrophy": rest * (1 - self.strength),
            "endurance": self.endurance,
        }[style]


def of(
    graded: dy.DataFrame[GradedSets], *, thresholds: Thresholds, catalogue: pl.DataFrame | None = None
) -> dy.DataFrame[SetStyles]:
    """Return one row per hard set, in the order of the graded sets.

    With p(x) = 1 / (1 + exp(-x)), S = p((middle - reps) / width) for reps and p((value - middle) / width) for load
    and rest, a constant for the kind of lift, and E likewise at the far end, a mark gives strength (1 - E) S,
    hypertrophy (1 - E)(1 - S), endurance E. A set's memberships are the weighted mean over the marks known;
    `confidence` is the sum of those weights, so a set with reps alone has that of reps. A load is not known where
    the reps done with it prove its reference out of date: pct (1 + k (reps - 1)) beyond `style.pct_most`.

    Args:
        graded: one client's graded sets.
        thresholds: `style.*`.
        catalogue: exercises in the shape of `exercises.catalogue.frame()`, which is the default.
    """
    rested = rests.with_rest(graded, thresholds=thresholds)
    facts = lift_facts.frame(catalogue).select("exercise", "k", compound=pl.col("mechanic") == "compound")
    hard = (
        rested.filter(pl.col("hard") > 0)
        .join(facts, on="exercise", how="left", maintain_order="left")
        .with_columns(share=share_of_a_set(), k=pl.col("k").fill_null(K_DEFAULT))
        .with_columns(**memberships(thresholds))
        .with_columns(style=(pl.col("strength") - pl.col("hypertrophy")).clip(-1.0, 1.0))
    )
    return SetStyles.validate(hard.select(SetStyles.column_names()), cast=True)


def memberships(thresholds: Thresholds) -> dict[str, pl.Expr]:
    """Expressions of the three memberships and the confidence.

    They read reps, pct_1rm, k, rest_s, rest_known_by and compound.
    """
    marks = (_reps(thresholds), _load(thresholds), _rest(thresholds), _mechanic(thresholds))
    known = pl.sum_horizontal(mark.weight for mark in marks)
    means = {
        style: (pl.sum_horizontal(mark.weight * mark.membership(style) for mark in marks) / known).clip(0, 1)
        for style in STYLES
    }
    whole = sum(thresholds[f"style.{mark}_weight"] for mark in ("reps", "pct", "rest", "mechanic"))
    return {**means, "confidence": (known / whole).clip(0, 1)}


def _reps(numbers: Thresholds) -> Mark:
    reps = pl.col("reps")
    return Mark(
        pl.when(reps.is_not_null()).then(numbers["style.reps_weight"]),
        _logistic((numbers["style.reps_middle"] - reps) / numbers["style.reps_width"]),
        _logistic((reps - numbers["style.reps_endurance"]) / numbers["style.reps_endurance_width"]),
    )


def _load(numbers: Thresholds) -> Mark:
    pct, width = pl.col("pct_1rm"), numbers["style.pct_width"]
    proven = pct * (1 + pl.col("k") * (pl.col("reps") - 1).clip(lower_bound=0))
    return Mark(
        pl.when(proven <= numbers["style.pct_most"]).then(numbers["style.pct_weight"]),
        _logistic((pct - numbers["style.pct_middle"]) / width),
        _logistic((numbers["style.pct_endurance"] - pct) / width),
    )


def _rest(numbers: Thresholds) -> Mark:
    rest_s = pl.col("rest_s")
    weight = (
        pl.when(pl.col("rest_known_by") == rests.ESTIMATED)
        .then(numbers["style.rest_estimated_weight"])
        .otherwise(numbers["style.rest_weight"])
    )
    return Mark(
        pl.when(rest_s.is_not_null()).then(weight),
        _logistic((rest_s - numbers["style.rest_middle_s"]) / numbers["style.rest_width_s"]),
        _logistic((numbers["style.rest_endurance_s"] - rest_s) / numbers["style.rest_endurance_width_s"]),
    )


def _mechanic(numbers: Thresholds) -> Mark:
    compound = pl.col("compound")
    strength = (
        pl.when(compound)
        .then(numbers["style.compound_strength"])
        .otherwise(numbers["style.isolation_strength"])
    )
    return Mark(pl.when(compound.is_not_null()).then(numbers["style.mechanic_weight"]), strength, pl.lit(0.0))


def _logistic(x: pl.Expr) -> pl.Expr:
    return 1 / (1 + (-x).exp())
