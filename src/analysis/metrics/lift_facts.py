"""What the metrics need to know of a lift, from the catalogue, in the shape of a join."""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.exercises import catalogue as exercise_catalogue
from analysis.metrics.formulas import K_DEFAULT

COLUMNS: Final = ("exercise", "mechanic", "pattern", "load_model", "unilateral", "bw_share", "k")


def frame(catalogue: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return one row per exercise of the catalogue, keyed by `exercise`; the shipped catalogue by default."""
    known = exercise_catalogue.frame() if catalogue is None else catalogue
    return known.select(
        exercise="id", mechanic=pl.col("mechanic").cast(pl.String), pattern=pl.col("pattern").cast(pl.String),
        load_model=pl.col("load_model").cast(pl.String), unilateral="unilateral",
        bw_share=pl.col("bw_share").cast(pl.Float64), k=pl.col("k0").cast(pl.Float64),
    )  # fmt: skip


def join(sets: pl.DataFrame, catalogue: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return the sets with the facts of their exercise; an unmatched name is a plain external load.

    A matched lift keeps the catalogue's nulls: a share of bodyweight that is not known, or no e1RM for want of k.
    """
    joined = sets.join(frame(catalogue), on="exercise", how="left", maintain_order="left")
    unmatched = pl.col("load_model").is_null()
    return joined.with_columns(
        load_model=pl.col("load_model").fill_null("external"),
        unilateral=pl.col("unilateral").fill_null(value=False),
        bw_share=pl.when(unmatched).then(0.0).otherwise("bw_share"),
        k=pl.when(unmatched).then(K_DEFAULT).otherwise("k"),
    )


def muscles(catalogue: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return the credit of each exercise: exercise, muscle, direct (1 or 0), fractional (1 or 0.5).

    A direct muscle earns a full set, an indirect one half a set: Pelland et al. 2025,
    doi 10.1007/s40279-025-02344-w.
    """
    known = exercise_catalogue.frame() if catalogue is None else catalogue
    parts = [
        known.select(exercise="id", muscle=kind)
        .explode("muscle", empty_as_null=False)
        .drop_nulls()
        .with_columns(direct=pl.lit(direct), fractional=pl.lit(fractional))
        for kind, direct, fractional in (("direct", 1.0, 1.0), ("indirect", 0.0, 0.5))
    ]
    return pl.concat(parts).with_columns(pl.col("muscle").cast(pl.String))
