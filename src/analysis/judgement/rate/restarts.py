"""Lifts that begin a phase far below what they did just before it: loads set back, as a beginner's programme does.

Loads that restart at the empty bar and climb by a tenth a week are lifted at a rate that nobody gains. The log before the phase
shows that more was possible, so that the way back is a choice of loads and no progress. A change of rep range and a few weeks
off rarely move an estimated maximum as far; sets of twelve without logged effort, or two months off, may.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final

import polars as pl

from analysis.judgement.thresholds import Thresholds


@dataclass(frozen=True, kw_only=True)
class Restart:
    """One lift that begins a phase far below itself."""

    lift: str
    below_pct: float
    """By how much of what it did before."""


@dataclass(frozen=True, kw_only=True)
class Restarts:
    """The lifts of a phase that begin it far below themselves."""

    lifts: tuple[Restart, ...] = ()
    all_set_back: bool = False
    """Whether the programme was set back, its other lifts with these, if less far: none may be said to work."""

    def without(self, lifts: Sequence[str]) -> list[str]:
        """Return the lifts to judge: all where the programme was set back, else those that were not."""
        back = set() if self.all_set_back else {each.lift for each in self.lifts}
        return [lift for lift in lifts if lift not in back]


NONE: Final = Restarts()


def of(
    lift_sessions: pl.DataFrame,
    counted: pl.DataFrame,
    lifts: Sequence[str],
    *,
    first_on: date,
    thresholds: Thresholds,
) -> Restarts:
    """Return which lifts begin a phase `rate.restart_pct` or more below themselves.

    The middle e1RM of the first `rate.restart_sessions` sessions that count is held against the middle one of the
    `rate.restart_weeks` before the phase, which have as many sessions or more. Where the middle
    one of the lifts begins `rate.restart_share` as far below, the programme was set back. Else such a lift, as one that was hurt, is by
    itself, if `rate.gate_lifts` others remain.

    Args:
        lift_sessions: the whole log.
        counted: the sessions of the phase that count: `lift` and `session`.
        lifts: those to look at.
        first_on: first day judged.
        thresholds: of the group `rate`.
    """
    few = thresholds.whole("rate.restart_sessions")
    valued = lift_sessions.filter(pl.col("log_e1rm").is_not_null(), pl.col("lift").is_in(list(lifts)))
    weeks_before = timedelta(weeks=thresholds["rate.restart_weeks"])
    earlier = valued.filter(
        pl.col("performed_on") >= first_on - weeks_before, pl.col("performed_on") < first_on
    )
    phase = valued.join(counted, on=["lift", "session"], how="semi").sort("lift", "performed_at", "session")
    levels = _middle(phase.group_by("lift", maintain_order=True).head(few), few, "begins").join(
        _middle(earlier, few, "did"), on="lift", how="inner"
    )
    below = levels.with_columns(pct=100.0 * (1.0 - (pl.col("begins") - pl.col("did")).exp()))
    found = dict(below.select("lift", "pct").iter_rows())
    far = thresholds["rate.restart_pct"]
    told = tuple(Restart(lift=lift, below_pct=found[lift]) for lift in lifts if found.get(lift, 0.0) >= far)
    with_it = bool(told) and median(found.values()) >= thresholds["rate.restart_share"] * far
    few_others = len(lifts) - len(told) < thresholds["rate.gate_lifts"]
    return Restarts(lifts=told, all_set_back=bool(told) and (with_it or few_others))


def _middle(sessions: pl.DataFrame, least: int, name: str) -> pl.DataFrame:
    """The middle log e1RM of each lift with enough sessions."""
    return (
        sessions.group_by("lift")
        .agg(pl.col("log_e1rm").median().alias(name), sessions=pl.len())
        .filter(pl.col("sessions") >= least)
        .drop("sessions")
    )
