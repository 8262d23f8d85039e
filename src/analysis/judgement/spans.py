"""Days that somebody names, as a phase to judge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

import dataframely as dy
import polars as pl

from analysis.judgement.case import CurrentPhase
from analysis.judgement.styles import style_labels
from analysis.judgement.thresholds import Thresholds
from analysis.tables import SetStyles

_NO_STYLE = "mixed"
"""Of days without a hard set: not clearly any."""

WEEK_DAYS: Final = 7


def of(
    first_on: date,
    last_on: date,
    phase: CurrentPhase | None,
    set_styles: dy.DataFrame[SetStyles],
    *,
    ended_on: date | None,
    thresholds: Thresholds,
) -> CurrentPhase:
    """Return the days from one to another, both included, as a phase.

    Its style is that of the phase its last day lies in, if that had begun by the first day; else the mean of its hard
    sets has the name, as for a week. Where the first day is the phase's own, so are its origin and name, and its end
    where its plan has nothing more to come.

    Args:
        first_on: the first day to judge.
        last_on: the last.
        phase: the phase that `last_on` lies in, as `current.of` returns it; null: none.
        set_styles: of the whole log.
        ended_on: the day that somebody says it ended with, where the log may end before, so that the rule of a running phase does not
            apply; null: nobody says so.
        thresholds: of the groups `style` and `rate`.
    """
    ends_on = None if ended_on is None else last_on
    if phase is not None and phase.starts_on == first_on:
        over = phase.over or _is_its_end(phase, last_on, ended_on, thresholds)
        return replace(
            phase, as_of=last_on, over=over, ends_on=phase.ends_on if over else ends_on or phase.ends_on
        )
    covering = phase is not None and phase.starts_on <= first_on
    style = (
        phase.style if phase is not None and covering else _style(set_styles, first_on, last_on, thresholds)
    )
    return CurrentPhase(style=style, starts_on=first_on, as_of=last_on, ends_on=ends_on, origin="dates")


def _is_its_end(phase: CurrentPhase, last_on: date, ended_on: date | None, thresholds: Thresholds) -> bool:
    """Whether somebody's last day is that of the plan, but for days of rest, and the log goes into its last week."""
    if ended_on is None or phase.origin != "plan" or phase.ends_on is None:
        return False
    left, unlogged = (phase.ends_on - ended_on).days, (phase.ends_on - last_on).days
    return left <= thresholds["rate.rest_days"] and unlogged < WEEK_DAYS


def _style(set_styles: pl.DataFrame, first_on: date, last_on: date, thresholds: Thresholds) -> str:
    """What the hard sets of the days have in common."""
    inside = set_styles.filter(pl.col("performed_on").is_between(first_on, last_on))
    if inside.is_empty():
        return _NO_STYLE
    means = inside.select(**style_labels.measured(thresholds))
    return str(means.select(label=style_labels.of(thresholds)).item() or _NO_STYLE)
