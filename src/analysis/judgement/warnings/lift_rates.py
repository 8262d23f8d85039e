"""The rate of each lift, as the warnings read it, and the sets it stands on."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from analysis.judgement import words
from analysis.judgement.case import Case
from analysis.judgement.verdict import LiftRate
from analysis.judgement.window import Window


def of(case: Case) -> dict[str, LiftRate]:
    """Return the rates that the current phase's verdict knows, by lift; none where there is no verdict."""
    return {rate.lift: rate for rate in case.verdict.lifts} if case.verdict else {}


def judged(case: Case, *, sessions: str, weeks: str) -> Sequence[LiftRate]:
    """Return the rates that the verdict stands on, with the sessions and weeks that a rule asks for by these thresholds."""
    numbers = case.thresholds
    return [
        rate
        for rate in of(case).values()
        if rate.judged and rate.sessions >= numbers[sessions] and rate.weeks >= numbers[weeks]
    ]


def span(case: Case) -> Window:
    """Return the days that the verdict stands on."""
    found = case.verdict
    if found is None:
        return Window(case.as_of, case.as_of)
    return Window(found.judged_from or found.starts_on, found.ends_on)


def top_sets(case: Case, lift: str) -> pl.DataFrame:
    """Return the set with the highest estimate of each session of a lift in those days, in order of time."""
    sets = span(case).of(case.graded).filter(pl.col("is_work"), lift=lift).drop_nulls("e1rm_kg")
    best = sets.sort("e1rm_kg", descending=True, maintain_order=True).unique("session", keep="first")
    return best.sort("performed_at", "session")


def sessions_since_best(case: Case, lift: str) -> int:
    """Return how many sessions of a lift in those days came after the one with the highest set of all so far."""
    upto = case.graded.filter(
        pl.col("is_work") | (pl.col("kind").cast(pl.String) == "test"),
        pl.col("performed_on") <= span(case).last_on,
        lift=lift,
    )
    by_session = (
        upto.drop_nulls("e1rm_kg")
        .group_by("session")
        .agg(pl.col("performed_at").min(), pl.col("e1rm_kg").max())
        .sort("performed_at", "session")
    )
    if by_session.is_empty():
        return 0
    at = by_session["e1rm_kg"].arg_max() or 0
    return by_session[at + 1 :].filter(pl.col("performed_at").dt.date() >= span(case).first_on).height


def numbers_of(rate: LiftRate) -> str:
    """Return a rate in words, with its interval.

    >>> numbers_of(LiftRate(lift="x", sessions=8, rate_pct_per_month=0.26, rate_low=-0.4, rate_high=0.9,
    ...     p_improving=0.7, p_worthwhile=0.1))
    '+0.3% a month (90%: −0.4 to +0.9)'
    """
    numbers = (words.signed(value) for value in (rate.rate_pct_per_month, rate.rate_low, rate.rate_high))
    best, low, high = numbers
    return f"{best}% a month (90%: {low} to {high})"
