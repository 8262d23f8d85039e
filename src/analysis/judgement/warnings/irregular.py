"""Sessions that come and go, so that what is missing may not be missing by chance."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import polars as pl

from analysis.judgement import window, words
from analysis.judgement.case import Case
from analysis.judgement.warnings import data_gap
from analysis.judgement.warnings.rule import NO_SETS, Finding, Rule
from analysis.judgement.window import Window


def find(case: Case) -> list[Finding]:
    """Find a log whose sessions a week vary by more than half of their mean (SD over mean), whole weeks only.

    Days of the week do not matter, so any fixed weekly timetable is regular. Weeks of a stretch that `data_gap` tells of
    do not count.
    """
    numbers = case.thresholds
    span = window.back(case, numbers.whole("irregular.weeks"))
    weeks = _sessions(case, span)
    if weeks.len() < numbers["irregular.least_weeks"] or not weeks.sum():
        return []
    cv = float(weeks.std(ddof=0)) / float(weeks.mean())  # type: ignore[arg-type]  # numbers
    return [_finding(case, span, weeks, cv)] if cv > numbers["irregular.cv"] else []


def _sessions(case: Case, span: Window) -> pl.Series:
    """Sessions of each whole week of the window since the first session, but those of a long stretch off."""
    numbers = case.thresholds
    weeks = span.of(case.weekly, "week").filter(pl.col("week") <= case.as_of - timedelta(days=6)).sort("week")
    long = [gap for gap in data_gap.stretches(case) if gap.weeks * 7 >= numbers["data_gap.days"]]
    away = [
        (pl.col("week") <= gap.last_on) & (pl.col("week") + timedelta(days=6) >= gap.first_on) for gap in long
    ]
    return (weeks.filter(~pl.any_horizontal(*away)) if away else weeks)["sessions"]


def _finding(case: Case, span: Window, weeks: pl.Series, cv: float) -> Finding:
    limit = case.thresholds["irregular.cv"]
    return Finding(
        level="notice",
        span=span,
        says="Sessions come and go: if only the good days are logged, the trend looks better than it is.",
        evidence=f"Sessions a week: {', '.join(f'{count}' for count in weeks)}; they vary by {words.percent(cv, beside=limit)} of"
        f" their mean (flagged over {words.percent(limit)}).",
        clears="Much the same number of sessions each week, or every session logged, the bad ones too.",
        behind=NO_SETS,
    )


RULE: Final = Rule("irregular", find)
