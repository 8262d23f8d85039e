"""What a reader of a verdict must know of the sessions it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from analysis.judgement import words
from analysis.judgement.rate.rates import Counted
from analysis.judgement.thresholds import Thresholds

THIRD: Final = 3
"""Effort at a phase's end is compared with its beginning by its last and first third of days."""


def of(
    sets: pl.DataFrame, counted: Counted, covered: float | None, *, thresholds: Thresholds
) -> tuple[str, ...]:
    """Return the remarks on a verdict, a sentence or two each.

    Args:
        sets: the graded sets of the lifts judged, in the days judged.
        counted: the sessions that count.
        covered: share of the hard compound sets on the lifts judged; null: no such set.
        thresholds: of the group `rate`.
    """
    return (
        *_effort(sets.filter("is_work"), thresholds),
        *_coverage(covered, thresholds),
        *_left_out(counted),
    )


def unread(counted: Counted, main_lifts: Sequence[str]) -> tuple[str, ...]:
    """Name the main lifts whose sets are mostly such as give no maximum."""
    lifts = [lift for lift in main_lifts if lift in counted.unread]
    if not lifts:
        return ()
    verb = "has" if len(lifts) == 1 else "have"
    says = (
        f"{words.listed([words.lift(lift) for lift in lifts])} {verb} no part in this: too many sets are beyond the"
        " reps from which a maximum can be estimated, or far from failure."
    )
    return (says,)


def _effort(work: pl.DataFrame, thresholds: Thresholds) -> tuple[str, ...]:
    logged = work["rir"].is_not_null().mean()
    if not isinstance(logged, float):
        return ()
    if logged < thresholds["rate.effort_share"]:
        share = "none" if logged == 0 else f"{100 * logged:.0f}%"
        says = (
            f"Effort (RIR or RPE) is logged for {share} of the work sets judged. Part of a rise may be harder effort,"
            " which widens the interval; with effort logged a verdict comes sooner."
        )
        return (says,)
    first, last = _effort_at_the_ends(work)
    if first is None or last is None or abs(last - first) < thresholds["rate.rir_drift"]:
        return ()
    nearer = "nearer to" if last < first else "further from"
    says = (
        f"Sets end {nearer} failure than at first (RIR {first:g} then, {last:g} now)."
        " That is taken into account, as far as it is logged right."
    )
    return (says,)


def _effort_at_the_ends(work: pl.DataFrame) -> tuple[float | None, float | None]:
    """Median RIR in the first third of the days and in the last; null: none logged there."""
    days = (pl.col("performed_on") - pl.col("performed_on").min()).dt.total_days()
    share = days / days.max()
    halves = work.select(
        first=pl.col("rir").filter(share <= 1 / THIRD).median(),
        last=pl.col("rir").filter(share >= 1 - 1 / THIRD).median(),
    )
    return halves["first"][0], halves["last"][0]


def _coverage(covered: float | None, thresholds: Thresholds) -> tuple[str, ...]:
    if covered is None or covered >= thresholds["rate.covered_share"]:
        return ()
    return (f"The lifts judged are only {100 * covered:.0f}% of the hard sets on compound lifts.",)


def _left_out(counted: Counted) -> tuple[str, ...]:
    parts = [
        _days(counted.after_a_break, "first day back after a break", "first days back after breaks"),
        _days(
            counted.in_deloads,
            "day of a deload",
            "days of deloads",
        ),
    ]
    said = [part for part in parts if part]
    return (f"Left out: {' and '.join(said)}.",) if said else ()


def _days(count: int, one: str, several: str) -> str:
    return "" if not count else f"{count} {one if count == 1 else several}"


def shortened(starts_on: date, judged_from: date, as_of: date) -> tuple[str, ...]:
    """Say that only the end of a long phase is judged."""
    if judged_from == starts_on:
        return ()
    weeks = round(((as_of - starts_on).days + 1) / 7)
    last = round(((as_of - judged_from).days + 1) / 7)
    return (f"The phase has run for {weeks} weeks; its last {last} are judged.",)
