"""Days without a session in the log."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from analysis.judgement import window, words
from analysis.judgement.case import Case
from analysis.judgement.warnings.rule import NO_SETS, Finding, Rule
from analysis.judgement.window import Window


def find(case: Case) -> list[Finding]:
    """Find the longest stretch of 14 days or more without a session that reaches into the weeks looked back on.

    A stretch that goes on to the day the report speaks of counts; days before the first session ever do not.
    """
    numbers = case.thresholds
    span = window.back(case, numbers.whole("data_gap.weeks"))
    gaps = [
        gap
        for gap in stretches(case)
        if gap.last_on >= span.first_on and _days(gap) >= numbers["data_gap.days"]
    ]
    return [_finding(case, span, max(gaps, key=_days))] if gaps else []


def stretches(case: Case) -> list[Window]:
    """Return the days off between sessions, and those since the last one, in order."""
    days: list[date] = sorted(set(case.graded["performed_on"]))
    one = timedelta(days=1)
    between = [Window(before + one, after - one) for before, after in pairwise([*days, case.as_of + one])]
    return [gap for gap in between if gap.last_on >= gap.first_on]


def _days(gap: Window) -> int:
    return (gap.last_on - gap.first_on).days + 1


def _finding(case: Case, span: Window, gap: Window) -> Finding:
    days, least = _days(gap), case.thresholds["data_gap.days"]
    goes_on = gap.last_on == case.as_of
    before = words.day(gap.first_on - timedelta(days=1))
    when = (
        f"since that of {before}"
        if goes_on
        else f"from {words.day(gap.first_on)} to {words.day(gap.last_on)}"
    )
    return Finding(
        level="notice",
        span=Window(min(span.first_on, gap.first_on), span.last_on),
        says=f"No session is logged {when}.",
        evidence=f"{words.counted(days, 'day')} without a session (flagged from {least:g}).",
        clears="If there was training, its export; if there was none, nothing: the weeks around it are judged apart.",
        behind=NO_SETS,
    )


RULE: Final = Rule("data_gap", find)
