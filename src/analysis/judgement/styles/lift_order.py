"""Whether a session did its heavy compound work first: the article's combined workout."""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.judgement.thresholds import Thresholds
from analysis.tables.styles import ORDERS

HEAVY_FIRST, INVERTED, NO_MATTER = (pl.lit(order) for order in ORDERS)

_LIFT: Final = ["session", "lift"]


def of(set_styles: pl.DataFrame, *, thresholds: Thresholds) -> pl.DataFrame:
    """Return one row per session: `session`, and `order`, null where no lift is matched or the order is lost.

    Heavy: a set of a compound lift clearly on the strength side. Light: one clearly on the hypertrophy side, or of
    an isolation lift. Of all pairs of a heavy set and a light set of another lift, those with the light one first
    are counted: in more than `order.inverted_pairs` of them, the session is inverted. Lighter sets on the way up
    to a heavy one of the same lift are no pair, and supersets of the two kinds are heavy first. The order is lost
    in a file that is sorted by lift, or that does not run with the times it states.
    """
    heavy, light, clear = pl.col("heavy"), pl.col("light"), thresholds["style.clear"]
    # Work before the set itself; of the session less of the set's own lift is of other lifts.
    before = light.cum_sum().over("session") - light.cum_sum().over(_LIFT)
    others = light.sum().over("session") - light.sum().over(_LIFT)
    counted = set_styles.with_columns(
        heavy=(pl.col("compound") & (pl.col("style") > clear)).fill_null(value=False) * pl.col("share"),
        light=(~pl.col("compound") | (pl.col("compound") & (pl.col("style") < -clear))).fill_null(value=False)
        * pl.col("share"),
    ).with_columns(first=heavy * before, pairs=heavy * others)
    least = thresholds["order.least_sets"]
    both = (heavy.sum() >= least) & (light.sum() >= least) & (pl.col("pairs").sum() > 0)
    inverted = pl.col("first").sum() > thresholds["order.inverted_pairs"] * pl.col("pairs").sum()
    return counted.group_by("session").agg(
        order=pl.when(pl.col("compound").count() == 0)
        .then(None)
        .when(~_in_order(thresholds))
        .then(None)
        .when(~both)
        .then(NO_MATTER)
        .when(inverted)
        .then(INVERTED)
        .otherwise(HEAVY_FIRST)
    )


def _in_order(thresholds: Thresholds) -> pl.Expr:
    """Whether the sets lie as they were done: by times of their own, else by one stretch of one file."""
    line, times = pl.col("source_line"), pl.col("performed_at").n_unique()
    own_times = times >= thresholds["style.own_times_share"] * pl.len()
    stretch = line.max() - line.min() + 1
    together = (pl.col("source").n_unique() == 1) & (pl.len() >= thresholds["order.lines_share"] * stretch)
    with_time = (line.diff().drop_nulls() >= 0).all()
    return own_times & (times > 1) | together & with_time
