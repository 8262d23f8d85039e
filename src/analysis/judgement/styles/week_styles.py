"""What each week trained, and whether it was full training, a deload or a gap."""

from __future__ import annotations

from datetime import date
from typing import Final

import dataframely as dy
import polars as pl

from analysis.judgement.styles import deloads, style_labels
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import weeks
from analysis.tables import GradedSets, SessionStyles, SetStyles, WeekStyles

COUNTS: Final = ("sessions", "work_sets", "hard_sets", "reps")
NOT_OF_A_GAP: Final = (
    *style_labels.MEANS,
    "label",
    "heavy_share",
    "light_share",
    "spread",
    "compound_share",
    "rest_s",
)


def of(
    graded: dy.DataFrame[GradedSets],
    set_styles: dy.DataFrame[SetStyles],
    session_styles: dy.DataFrame[SessionStyles],
    *,
    until: date,
    thresholds: Thresholds,
) -> dy.DataFrame[WeekStyles]:
    """Return one row per week from the first trained to that of `until`, weeks off included.

    A session belongs to the week it starts in, with all its sets. The style is that of the week's hard sets
    (`style_labels.of`), the kind that of `deloads.kinds`; a deload has the style of its own, lighter, sets, which is not
    that of the phase around it.

    Args:
        graded: one client's graded sets, none later than `until`.
        set_styles: what `set_styles.of` returns for them.
        session_styles: what `session_styles.of` returns for them.
        until: the day the report speaks of.
        thresholds: `style.*`, `week.*` and `deload.*`.
    """
    week_of = session_styles.select("session", "week")
    styled = set_styles.drop("week").join(week_of, on="session", how="inner", maintain_order="left")
    described = _described(graded, week_of).join(_of_sessions(session_styles), on="week", how="left")
    measured = styled.group_by("week").agg(
        rest_s=pl.col("rest_s").median(), **style_labels.measured(thresholds)
    )
    rows = (
        weeks.of(session_styles, until=until)
        .join(described, on="week", how="left")
        .join(measured.with_columns(label=style_labels.of(thresholds)), on="week", how="left")
        .with_columns(pl.col(COUNTS).fill_null(0))
        .sort("week")
    )
    kinds = deloads.kinds(rows.to_dicts(), until=until, thresholds=thresholds)
    judged = rows.with_columns(kind=pl.Series(kinds, dtype=pl.String))
    finished = judged.with_columns(pl.when(pl.col("kind") != deloads.GAP).then(pl.col(*NOT_OF_A_GAP)))
    return WeekStyles.validate(finished.select(WeekStyles.column_names()), cast=True)


def _described(graded: pl.DataFrame, week_of: pl.DataFrame) -> pl.DataFrame:
    """What was done, whatever its style."""
    work = graded.drop("week").join(week_of, on="session", how="inner").filter("is_work")
    return work.group_by("week").agg(
        reps=pl.col("reps").sum(), mean_pct_1rm=pl.col("pct_1rm").mean(), mean_rir=pl.col("rir").mean()
    )


def _of_sessions(session_styles: pl.DataFrame) -> pl.DataFrame:
    style = pl.col("style")
    return session_styles.group_by("week").agg(
        sessions=pl.len(),
        work_sets=pl.col("work_sets").sum(),
        hard_sets=pl.col("hard_sets").sum(),
        minutes=pl.col("minutes").mean(),
        spread=pl.when(style.count() > 1).then(style.max() - style.min()),
    )
