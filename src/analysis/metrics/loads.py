"""What a set really weighed: bodyweight, assistance, two hands, two sides.

Load models are science's §1.7: the shares of bodyweight are Ebben 2011 (doi 10.1519/JSC.0b013e31820c8587) for the
push-up and conventions for the rest; they lie in the catalogue.
"""

from __future__ import annotations

import polars as pl

from analysis.tables.bodyweight import smoothed_bodyweight, with_bodyweight

__all__ = ["one_side", "share_of_a_set", "smoothed_bodyweight", "with_bodyweight", "with_loads"]


def with_loads(sets: pl.DataFrame, bodyweight: pl.DataFrame | None) -> pl.DataFrame:
    """Return the sets, in order of day, with `load_eff_kg`, `body_kg` and `tonnage_kg`; needs the facts of the lift.

    Effective load = external load + share x bodyweight - assistance: what the e1RM formula sees, for one hand.
    Tonnage = (load x hands + share x bodyweight - assistance) x sides x reps: two hands where the app logs one
    dumbbell, two sides where the lift is one-sided and the app does not log the sides apart.
    Both are null where a part is not known: no bodyweight on file, no load logged, no reps.
    """
    joined = with_bodyweight(sets, bodyweight).with_columns(**_assistance())
    hands = pl.when(pl.col("load_model") == "per_hand").then(2.0).otherwise(1.0)
    both_sides = (pl.col("unilateral") | (pl.col("load_model") == "per_side")) & ~one_side()
    sides = pl.when(both_sides).then(2.0).otherwise(1.0)
    # The share may be null, not known: then neither load nor tonnage is.
    body_part = (
        pl.when(pl.col("bw_share") == 0).then(0.0).otherwise(pl.col("bw_share") * pl.col("bodyweight_kg"))
    )
    # A lift that moves the body has a load even when nothing was added; any other without a number has none.
    external = pl.when(pl.col("bw_share") > 0).then(pl.col("load_kg").fill_null(0.0)).otherwise("load_kg")
    minus = pl.col("assistance_kg").fill_null(0.0)
    return joined.with_columns(
        load_eff_kg=_positive(external + body_part - minus),
        body_kg=body_part,
        tonnage_kg=_positive(external * hands + body_part - minus) * sides * pl.col("reps"),
    ).drop("bodyweight_kg")


def one_side() -> pl.Expr:
    """Whether the row is one side of a pair."""
    return pl.col("side").cast(pl.String).is_in(["left", "right"]).fill_null(value=False)


def share_of_a_set() -> pl.Expr:
    """One; a half where the row is one side, because a left and a right make one set."""
    return pl.when(one_side()).then(0.5).otherwise(1.0)


def _assistance() -> dict[str, pl.Expr]:
    """On an assisted lift the number that the app logs as weight is the help."""
    assisted = pl.col("load_model") == "assisted"
    help_is_load = assisted & pl.col("assistance_kg").is_null()
    return {
        "assistance_kg": pl.when(help_is_load).then("load_kg").otherwise("assistance_kg"),
        "load_kg": pl.when(~help_is_load).then("load_kg"),
        "bw_share": pl.when(assisted & (pl.col("bw_share") == 0)).then(1.0).otherwise("bw_share"),
    }


def _positive(load_kg: pl.Expr) -> pl.Expr:
    """More help than bodyweight, or a bar that was not counted, is no load."""
    return pl.when(load_kg > 0).then(load_kg)
