"""What a session or a week trained, from its hard sets: the mean style and its name."""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.judgement.thresholds import Thresholds
from analysis.tables.styles import TRAINED

STRENGTH, HYPERTROPHY, COMBINATION, MIXED, ENDURANCE = (pl.lit(name) for name in TRAINED)

MEANS: Final = ("style", "strength", "hypertrophy", "endurance", "confidence")


def measured(thresholds: Thresholds) -> dict[str, pl.Expr]:
    """Aggregates of set styles, a left and a right as one set: the means, clear shares and the compound share."""
    share, style, compound = pl.col("share"), pl.col("style"), pl.col("compound")
    clear = thresholds["style.clear"]
    means = {name: (pl.col(name) * share).sum() / share.sum() for name in MEANS}
    return {
        **means,
        "style": means["style"].clip(-1.0, 1.0),
        "heavy_share": share.filter(style > clear).sum() / share.sum(),
        "light_share": share.filter(style < -clear).sum() / share.sum(),
        # A session of unmatched lifts alone has none: 0/0 would be NaN.
        "compound_share": pl.when(compound.count() > 0).then(
            share.filter(compound).sum() / share.filter(compound.is_not_null()).sum()
        ),
    }


def of(thresholds: Thresholds) -> pl.Expr:
    """Name what `measured` gave, by the first rule that holds; null without a style.

    endurance: mean endurance membership from `style.endurance`; strength or hypertrophy: the index beyond
    `style.clear`; combination: enough sets clearly on each side; mixed: the rest, sets in between.
    """
    clear, enough = thresholds["style.clear"], thresholds["style.combination_share"]
    both = pl.min_horizontal("heavy_share", "light_share") >= enough
    return (
        pl.when(pl.col("endurance") >= thresholds["style.endurance"])
        .then(ENDURANCE)
        .when(pl.col("style") >= clear)
        .then(STRENGTH)
        .when(pl.col("style") <= -clear)
        .then(HYPERTROPHY)
        .when(both)
        .then(COMBINATION)
        .when(pl.col("style").is_not_null())
        .then(MIXED)
    )
