"""Warm-ups in the logs of apps and lifters that do not mark them."""

from __future__ import annotations

from typing import Final

import polars as pl

LIGHT_SHARE: Final = 0.60
MOST_REPS: Final = 10


def with_inferred(sets: pl.DataFrame) -> pl.DataFrame:
    """Return the sets with `kind` set to warm_up and `warm_up_inferred` true where the rule says so.

    A work set is a warm-up if its load is below 60% of the lift's top load of the session, it has at most ten
    reps, and it comes before the first set at that top load. A file in which any set is marked as a warm-up is
    taken at its word, and so are sets without a known load. A comment on one set marks no others.
    """
    of_lift = ["session", "lift"]
    working = pl.col("kind") == "work"
    load = pl.col("load_eff_kg")
    top = load.filter(working).max().over(of_lift)
    first_at_top = pl.col("set_number").filter(working & (load >= top)).min().over(of_lift)
    from_note = pl.col("from_note").str.contains("kind", literal=True).fill_null(value=False)
    marks_warm_ups = ((pl.col("kind") == "warm_up") & ~from_note).any().over("source")
    inferred = (
        working
        & ~marks_warm_ups
        & (load < LIGHT_SHARE * top)
        & (pl.col("reps") <= MOST_REPS)
        & (pl.col("set_number") < first_at_top)
    ).fill_null(value=False)
    return sets.with_columns(warm_up_inferred=inferred).with_columns(
        kind=pl.when("warm_up_inferred")
        .then(pl.lit("warm_up", dtype=sets.schema["kind"]))
        .otherwise(pl.col("kind"))
    )
