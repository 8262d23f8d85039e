"""What each session trained, how long it took and in which order."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from analysis.judgement.styles import lift_order, rests, style_labels
from analysis.judgement.thresholds import Thresholds
from analysis.metrics.loads import share_of_a_set
from analysis.tables import GradedSets, SessionStyles, SetStyles
from analysis.tables.styles import KNOWN


def of(
    graded: dy.DataFrame[GradedSets], set_styles: dy.DataFrame[SetStyles], *, thresholds: Thresholds
) -> dy.DataFrame[SessionStyles]:
    """Return one row per session with work sets, in order of time.

    Its style is that of its hard sets (`style_labels.of`); its rest the median between its work sets, known as most of
    them are; its minutes and their source as in `rests.minutes`; its order as in `lift_order.of`.

    Args:
        graded: one client's graded sets.
        set_styles: what `set_styles.of` returns for them.
        thresholds: `style.*` and `order.*`.
    """
    measured = set_styles.group_by("session").agg(**style_labels.measured(thresholds))
    named = measured.with_columns(label=style_labels.of(thresholds))
    rows = (
        _described(graded, thresholds)
        .join(named, on="session", how="left")
        .join(lift_order.of(set_styles, thresholds=thresholds), on="session", how="left")
        .sort("performed_at", "session")
    )
    return SessionStyles.validate(rows.select(SessionStyles.column_names()), cast=True)


def _described(graded: pl.DataFrame, thresholds: Thresholds) -> pl.DataFrame:
    """What was done, whatever its style."""
    work = pl.col("is_work")
    start = pl.col("performed_at").min()
    rested = rests.with_rest(graded, thresholds=thresholds)
    return (
        rested.group_by("session")
        .agg(
            performed_at=start,
            performed_on=start.dt.date(),
            week=start.dt.date().dt.truncate("1w"),
            work_sets=share_of_a_set().filter(work).sum().ceil(),
            hard_sets=pl.col("hard").sum(),
            rest_s=pl.col("rest_s").filter(work).median(),
            rest_known_by=_commonest(pl.col("rest_known_by").filter(work)),
            **rests.minutes(thresholds),
        )
        .filter(pl.col("work_sets") > 0)
    )


def _commonest(known_by: pl.Expr) -> pl.Expr:
    """The source of most values; of equally many, the better."""
    counts = [(known_by == how).sum() for how in KNOWN]
    best = pl.max_horizontal(counts)
    found = pl.lit(None, rests.KNOWN_BY)
    for how, count in reversed(list(zip(KNOWN, counts, strict=True))):
        found = pl.when((count == best) & (count > 0)).then(pl.lit(how, rests.KNOWN_BY)).otherwise(found)
    return found
