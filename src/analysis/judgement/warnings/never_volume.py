"""The article's mistake 2: never training volume."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, NamedTuple

import polars as pl

from analysis.judgement import window, words
from analysis.judgement.case import Case
from analysis.judgement.warnings.rule import Finding, Rule
from analysis.judgement.window import Window
from analysis.metrics import lift_facts

MAJOR: Final = ("chest", "back_lats", "back_upper", "quads", "hamstrings", "glutes")
"""The muscles of the big lifts."""


class _Count(NamedTuple):
    hard: float
    volume: float
    """Hard sets of many reps."""
    weeks: int
    full: int
    """Weeks in which a major muscle has a growth dose, whatever the reps."""

    @property
    def share(self) -> float:
        return self.volume / self.hard if self.hard else 1.0

    @property
    def full_share(self) -> float:
        return self.full / max(self.weeks, 1)


def find(case: Case) -> list[Finding]:
    """Find a log that accumulates no volume.

    Fires where under 10% of the hard sets have eight reps or more and, in three weeks of four, no major muscle has ten
    fractional sets of five reps or more. Fives in many sets are volume too; singles, doubles and triples are not, however
    many. Silent in a phase of strength of at most twelve weeks that followed volume: it takes its turn.
    """
    span = window.back(case, case.thresholds.whole("never_volume.weeks"))
    if not window.enough(case, span, "never_volume.least_weeks"):
        return []
    count = _count(case, span)
    return [_finding(case, span, count)] if _lacks(case, count) and not _takes_its_turn(case) else []


def _finding(case: Case, span: Window, count: _Count) -> Finding:
    numbers = case.thresholds
    reps, sets = numbers.whole("never_volume.reps"), numbers.whole("never_volume.sets")
    weeks = words.counted(numbers.whole("never_volume.weeks"), "week")
    first = "No sets" if count.volume == 0 else "Hardly any sets"
    return Finding(
        span=span,
        says=f"{first} of {reps} reps or more in the last {weeks}. They are what adds up to the volume that makes muscle grow.",
        evidence=f"{count.volume:.0f} of {count.hard:.0f} hard sets had {reps} reps or more:"
        f" {words.percent(count.share, beside=numbers['never_volume.share'])} (flagged under {words.percent(numbers['never_volume.share'])}). A major muscle"
        f" reached {sets} fractional sets of {numbers['never_volume.dose_reps']:g} reps or more in {count.full} of"
        f" {count.weeks} weeks (flagged at {words.percent(numbers['never_volume.weeks_share'])} of them or fewer).",
        clears=f"Some sets of {reps} reps or more each week, or {sets} sets a week for a major muscle, even if strength"
        " is the aim.",
        behind=window.hard_sets(case, span),
    )


def _lacks(case: Case, count: _Count) -> bool:
    numbers = case.thresholds
    few = count.share < numbers["never_volume.share"]
    return few and count.full_share <= numbers["never_volume.weeks_share"]


def _count(case: Case, span: Window) -> _Count:
    numbers = case.thresholds
    hard = window.hard_sets(case, span)
    counting = hard.filter(pl.col("reps") >= numbers["never_volume.dose_reps"])
    doses = (
        counting.join(lift_facts.muscles().filter(pl.col("muscle").is_in(MAJOR)), on="exercise")
        .group_by("week", "muscle")
        .agg(sets=(pl.col("hard") * pl.col("fractional")).sum())
    )
    full = doses.filter(pl.col("sets") >= numbers["never_volume.sets"])
    return _Count(
        hard=float(hard["hard"].sum()),
        volume=float(hard.filter(pl.col("reps") >= numbers["never_volume.reps"])["hard"].sum()),
        weeks=window.trained_weeks(case, span),
        full=full["week"].n_unique(),
    )


def _takes_its_turn(case: Case) -> bool:
    """Whether a phase of strength runs that is not over long and that volume went before."""
    running, numbers = case.current, case.thresholds
    if running is None or running.style != "strength" or running.weeks > numbers["phases.long_weeks"]:
        return False
    before = Window(
        running.starts_on - timedelta(weeks=numbers.whole("never_volume.weeks")),
        running.starts_on - timedelta(days=1),
    )
    return window.enough(case, before, "never_volume.least_weeks") and not _lacks(case, _count(case, before))


RULE: Final = Rule("never_volume", find)
