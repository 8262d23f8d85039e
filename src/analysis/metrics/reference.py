"""What a lift's percentages are percentages of: an e1RM that stands still for a month or a phase.

A reference that moved with every session would hide that the same weight became lighter work.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from analysis.metrics import session_values

DAYS_BEFORE: Final = 28
FIRST_SESSIONS: Final = 3
MOST_PCT: Final = 110.0


def with_pct(sets: pl.DataFrame, reference_from: date | None) -> pl.DataFrame:
    """Return the sets with `pct_1rm`: the effective load in per cent of the lift's reference e1RM.

    The reference of a set is frozen at the first day of its month; for sets from `reference_from` (the phase's
    first day) on, at that day. It is the median of the lift's session values in the 28 days before that day;
    without any, of the first three sessions from that day; without any either, the reference before, else the
    next. Null where the lift never had a session value, or the load is not known; and where two reps or more were
    done at over 110% of the reference, for they prove it wrong.
    """
    anchored = sets.with_columns(anchor=_anchor(reference_from))
    references = _references(anchored, reference_from)
    percent = 100.0 * pl.col("load_eff_kg") / pl.col("reference").exp()
    return anchored.join(references, on=["lift", "anchor"], how="left", maintain_order="left").with_columns(
        pct_1rm=pl.when(~((percent > MOST_PCT) & (pl.col("reps") > 1)).fill_null(value=False)).then(percent)
    )


def _anchor(reference_from: date | None) -> pl.Expr:
    month = pl.col("performed_on").dt.month_start()
    if reference_from is None:
        return month
    return pl.when(pl.col("performed_on") >= reference_from).then(pl.lit(reference_from)).otherwise(month)


def _references(sets: pl.DataFrame, reference_from: date | None) -> pl.DataFrame:
    """One row per lift and anchor: the log of the reference e1RM."""
    values = session_values.of(sets).join(
        sets.group_by("lift", "session").agg(
            pl.col("performed_at").min(), pl.col("performed_on").min(), pl.col("anchor").min()
        ),
        on=["lift", "session"],
        how="left",
    )
    by_anchor = sets.select("lift", "anchor").unique()
    pairs = [
        values.with_columns(anchor=pl.col("performed_on").dt.month_start().dt.offset_by("1mo")),
        values.with_columns(anchor=pl.lit(reference_from, pl.Date)),
    ]
    lead = pl.col("anchor") - pl.col("performed_on")
    recent = (
        pl.concat(pairs)
        .filter(lead.dt.total_days().is_between(1, DAYS_BEFORE))
        .unique(["lift", "session", "anchor"])
        .group_by("lift", "anchor")
        .agg(recent=pl.col("log_e1rm").median())
    )
    first = (
        values.sort("performed_at", "session")
        .group_by("lift", "anchor", maintain_order=True)
        .agg(first=pl.col("log_e1rm").head(FIRST_SESSIONS).median())
    )
    return (
        by_anchor.join(recent, on=["lift", "anchor"], how="left")
        .join(first, on=["lift", "anchor"], how="left")
        .sort("lift", "anchor")
        .with_columns(reference=pl.coalesce("recent", "first"))
        .select("lift", "anchor", reference=pl.col("reference").forward_fill().backward_fill().over("lift"))
    )
