"""Effort that is logged now and then."""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.judgement import window, words
from analysis.judgement.case import Case
from analysis.judgement.warnings.rule import Finding, Rule
from analysis.judgement.window import Window


def find(case: Case) -> list[Finding]:
    """Find a log in which effort (RIR or RPE) is known of under half of the work sets, though it is logged at times.

    Sets to failure say their effort. Where of the last half year hardly a set has it, the app or the client does not log
    it, and the report says so where that bounds what can be said; repeating it each month would be noise.
    """
    numbers = case.thresholds
    span = window.back(case, numbers.whole("effort_not_logged.weeks"))
    work = _work(case, span)
    if work.is_empty() or not _habit(case):
        return []
    known = _known()
    share, least = float(work.select(known.mean()).item()), numbers["effort_not_logged.share"]
    if share >= least:
        return []
    return [
        Finding(
            level="notice",
            span=span,
            says="Effort is logged for too few sets: a heavier set and a harder set cannot be told apart.",
            evidence=f"{words.counted(work.filter(known).height, 'work set')} of {work.height:,} with reps in reserve"
            f" or RPE: {words.percent(share, beside=least)} (flagged under {words.percent(least)}).",
            clears=f"Reps in reserve or RPE logged on at least {words.percent(least)} of the work sets, the top sets first.",
            behind=work.filter(~known),
        )
    ]


def _work(case: Case, span: Window) -> pl.DataFrame:
    return window.work_sets(case, span).filter(pl.col("reps").is_not_null())


def _habit(case: Case) -> bool:
    """Whether effort is logged at times."""
    numbers = case.thresholds
    work = _work(case, window.back(case, numbers.whole("effort_not_logged.habit_weeks")))
    logged = work.select(pl.col("rir").is_not_null().mean().fill_null(0.0)).item()
    return float(logged) >= numbers["effort_not_logged.habit_share"]


def _known() -> pl.Expr:
    to_failure = pl.col("kind").cast(pl.String).is_in(["failure", "amrap"])
    return pl.col("rir").is_not_null() | to_failure


RULE: Final = Rule("effort_not_logged", find)
