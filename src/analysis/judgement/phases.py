"""Which phases a log shows: weeks of one style, what they trained, and how sure that is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import dataframely as dy
import numpy as np
import polars as pl

from analysis.judgement import changes
from analysis.judgement.changes import LABELLED_BY
from analysis.judgement.thresholds import Thresholds
from analysis.stats import bootstrap
from analysis.tables import Phases, SessionStyles, WeekStyles

_TO_SUNDAY: Final = timedelta(days=6)


def found(
    week_styles: dy.DataFrame[WeekStyles],
    session_styles: dy.DataFrame[SessionStyles],
    *,
    thresholds: Thresholds,
) -> dy.DataFrame[Phases]:
    """Return the phases of a log: one row a phase, in order of time.

    The signal is the mean style of each week of full training. Two weeks (`phases.layoff_days`) without a session
    cut it. Within each stretch it is cut where a change of level explains more than chance would
    (`partition.steps`), into parts of at least `phases.min_weeks`; a stretch shorter than that is a phase of its own.
    Neighbours of one label are one phase if their styles hardly differ, and so are neighbours in which heavy and
    light days alternate within the week about a steady mean: that is undulation on purpose, no change of mind.

    Deloads and weeks of hardly any training belong to the phase they lie in, or to the one before where they lie
    between two. Those after the last training, and the weeks of a layoff, belong to none. A log without a week of
    three hard sets has no phase. Each phase has the label that its sessions most likely have (`p_label`).

    Args:
        week_styles: what `week_styles.of` returns.
        session_styles: what `session_styles.of` returns for the same sets.
        thresholds: `phases.*` and `style.*`.
    """
    starts = changes.starts(week_styles, session_styles, thresholds)
    if starts.is_empty():
        return Phases.create_empty()
    rows = [
        _row(weeks, session_styles, thresholds)
        for weeks in _of_phases(week_styles, starts).partition_by("phase", maintain_order=True)
    ]
    after = starts["after_layoff"]
    return Phases.validate(pl.DataFrame(rows, infer_schema_length=None).with_columns(after), cast=True)


def _of_phases(week_styles: pl.DataFrame, starts: pl.DataFrame) -> pl.DataFrame:
    """Number the weeks by `phase`, without those that belong to none."""
    ordered = week_styles.sort("week")
    phase = starts["week"].search_sorted(ordered["week"], side="right").cast(pl.Int64).alias("phase")
    goes_on = (~starts["after_layoff"]).shift(-1, fill_value=False)
    into_next = starts.select(phase=pl.int_range(1, pl.len() + 1), goes_on=goes_on)
    last = pl.col("week").filter(pl.col("kind") != "gap").max().over("phase")
    return (
        ordered.with_columns(phase)
        .join(into_next, on="phase", maintain_order="left")
        .filter(pl.col("goes_on") | (pl.col("week") <= last))
    )


def _row(weeks: pl.DataFrame, session_styles: pl.DataFrame, thresholds: Thresholds) -> dict[str, Any]:
    full = changes.full(weeks)
    label, p_label = _label(_sessions(session_styles, full), thresholds)
    kinds = weeks["kind"].cast(pl.String)
    return {
        "phase": weeks["phase"][0],
        "starts_on": weeks["week"][0],
        "ends_on": weeks["week"][-1] + _TO_SUNDAY,
        "weeks": weeks.height,
        "trained_weeks": (kinds == "trained").sum(),
        "deload_weeks": (kinds == "deload").sum(),
        "gap_weeks": (kinds == "gap").sum(),
        "label": label,
        "p_label": p_label,
        "style": full["style"].mean(),
        "style_sd": full["style"].std(),
        "undulating": changes.undulating(full, thresholds),
    }


def _sessions(session_styles: pl.DataFrame, weeks: pl.DataFrame) -> pl.DataFrame:
    """Return the sessions of some weeks that have a style, weighed so that every week counts the same."""
    hard = pl.col("hard_sets")
    return (
        session_styles.filter(pl.col("style").is_not_null())
        .join(weeks.select("week"), on="week", how="semi")
        .sort("performed_at", "session")
        .with_columns(weight=hard / hard.sum().over("week"))
    )


def _label(sessions: pl.DataFrame, thresholds: Thresholds) -> tuple[str, float]:
    """Return the label that most bootstrap draws of the sessions give, and their share.

    That is the label of the mean, but where the mean lies at the edge of two or three: there its own may be the least
    likely of them. Where sessions are so few or so alike that the draws hardly differ, the style of a draw wobbles as
    if sessions had at least the SD `phases.session_sd`: one session is no proof of itself.
    """
    draws = bootstrap.means(
        sessions.select(LABELLED_BY).to_numpy(),
        weights=sessions["weight"].to_numpy(),
        draws=thresholds.whole("phases.draws"),
    )
    missing = thresholds["phases.session_sd"] ** 2 / sessions.height - float(draws[:, 0].var())
    if missing > 0:
        numbers = np.random.default_rng(bootstrap.SEED)
        draws[:, 0] += np.sqrt(missing) * numbers.standard_normal(len(draws))
    drawn = changes.named(pl.DataFrame(draws, schema=list(LABELLED_BY)), thresholds)
    label, count = drawn.value_counts().sort(["count", "label"], descending=[True, False]).row(0)
    return label, count / len(draws)
