"""Which of the two styles a set belongs to."""

from __future__ import annotations

from typing import Final

import polars as pl

REGIONS: Final = {"strength": ((1, 6), (80, 95)), "hypertrophy": ((8, 15), (60, 80))}
"""Reps and % of one-rep max of each style, as the article this product serves gives them."""

STYLES: Final = ("strength", "hypertrophy", "between or outside")


def of() -> pl.Expr:
    """Which region a set's `reps` and `pct_1rm` fall in: the first name of STYLES that holds it."""
    found = pl.lit(STYLES[-1])
    for name in reversed(REGIONS):
        _, pct = REGIONS[name]
        inside = in_reps(name) & pl.col("pct_1rm").is_between(*pct)
        found = pl.when(inside).then(pl.lit(name)).otherwise(found)
    return found


def in_reps(name: str) -> pl.Expr:
    """Whether a set's reps are those of the style, whatever its load."""
    reps, _ = REGIONS[name]
    return pl.col("reps").is_between(*reps)
