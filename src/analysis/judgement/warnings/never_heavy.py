"""The article's mistake 1: never lifting heavy."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, NamedTuple

import polars as pl

from analysis.judgement import window, words
from analysis.judgement.case import Case
from analysis.judgement.warnings.rule import Finding, Rule
from analysis.judgement.window import Window


class _Count(NamedTuple):
    compound: float
    """Hard sets that are not known to be isolation work."""
    heavy: float
    """Those of few reps at a heavy load, with the tested singles."""
    weeks: int

    @property
    def share(self) -> float:
        return self.heavy / self.compound if self.compound else 1.0

    @property
    def a_week(self) -> float:
        return self.heavy / max(self.weeks, 1)


def find(case: Case) -> list[Finding]:
    """Find a log whose hard sets on compound lifts are hardly ever heavy.

    Heavy is six reps or fewer at 80% of the one-rep max or more, or at a load whose share is not known; a tested
    maximum is heavy too, and a lift that the catalogue does not know counts as compound. Fires where heavy sets are both
    under 5% of the compound hard sets and under one a trained week. Silent in a phase of hypertrophy of at most twelve
    weeks that followed heavy work: it takes its turn. Isolation work alone says nothing.
    """
    numbers = case.thresholds
    span = window.back(case, numbers.whole("never_heavy.weeks"))
    if not window.enough(case, span, "never_heavy.least_weeks"):
        return []
    count = _count(case, span)
    if not count.compound or not _lacks(case, count) or _takes_its_turn(case):
        return []
    return [_finding(case, span, count)]


def _finding(case: Case, span: Window, count: _Count) -> Finding:
    numbers = case.thresholds
    weeks, reps = words.counted(numbers.whole("never_heavy.weeks"), "week"), numbers.whole("never_heavy.reps")
    heavy = f"{reps} reps or fewer at {numbers['never_heavy.pct']:g}% of one-rep max or more"
    first = "No heavy sets" if count.heavy == 0 else "Hardly any heavy sets"
    first_see = (
        "first agree with a professional what the joints allow, then " if case.client.joint_issues else ""
    )
    clears = f"{first_see}at least one set a week of {heavy} on a compound lift, even if size is the aim."
    return Finding(
        span=span,
        says=f"{first} in the last {weeks}. They are what trains the body to bring out all its strength.",
        evidence=f"{count.heavy:.0f} of {count.compound:.0f} hard sets on compound lifts were heavy ({heavy}):"
        f" {words.percent(count.share, beside=numbers['never_heavy.share'])} (flagged under {words.percent(numbers['never_heavy.share'])}), and"
        f" {count.a_week:.1f} a week (under {numbers['never_heavy.a_week']:g}).",
        clears=words.opened(clears),
        behind=_compound(case, span).sort("reps", descending=True, nulls_last=False, maintain_order=True),
    )


def _lacks(case: Case, count: _Count) -> bool:
    numbers = case.thresholds
    return count.share < numbers["never_heavy.share"] and count.a_week < numbers["never_heavy.a_week"]


def _compound(case: Case, span: Window) -> pl.DataFrame:
    return window.hard_sets(case, span).filter(pl.col("mechanic").ne_missing("isolation"))


def _count(case: Case, span: Window) -> _Count:
    numbers = case.thresholds
    few = pl.col("reps") <= numbers["never_heavy.reps"]
    at_load = (pl.col("pct_1rm") >= numbers["never_heavy.pct"]).fill_null(value=True)
    compound = _compound(case, span)
    tests = span.of(case.graded).filter(pl.col("kind").cast(pl.String) == "test", few)
    return _Count(
        compound=float(compound["hard"].sum()),
        heavy=float(compound.filter(few & at_load)["hard"].sum()) + tests.height,
        weeks=window.trained_weeks(case, span),
    )


def _takes_its_turn(case: Case) -> bool:
    """Whether a phase of hypertrophy runs that is not over long and that heavy work went before."""
    running, numbers = case.current, case.thresholds
    if running is None or running.style != "hypertrophy" or running.weeks > numbers["phases.long_weeks"]:
        return False
    before = Window(
        running.starts_on - timedelta(weeks=numbers.whole("never_heavy.weeks")),
        running.starts_on - timedelta(days=1),
    )
    return window.enough(case, before, "never_heavy.least_weeks") and not _lacks(case, _count(case, before))


RULE: Final = Rule("never_heavy", find)
