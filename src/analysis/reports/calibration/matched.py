"""The usual rules beside the verdict: as they are used, and at a strictness that makes the comparison fair."""

from __future__ import annotations

from itertools import product
from typing import Final, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis.reports.calibration import cells
from analysis.reports.calibration.brief import Brief
from analysis.reports.calibration.shares import Share, where

OURS: Final = "our verdict"
SEEN: Final = 3.0
"""% a month, at which power is compared."""
Vector = NDArray[np.float64]


class Rule(NamedTuple):
    """A rule by one reading; `OURS` has but one."""

    rule: str
    reading: str

    def __str__(self) -> str:
        """As a table names it."""
        return f"{self.rule}, {self.reading}" if self.reading else self.rule


def rules(brief: Brief) -> list[Rule]:
    """Return the verdict and then all rules by all readings."""
    pairs = brief.scored.select("rule", "reading").unique(maintain_order=True).rows()
    return [Rule(OURS, ""), *(Rule(str(rule), str(reading)) for rule, reading in pairs)]


def scores(brief: Brief, rule: Rule, *, name: str, weeks: int, rate: float) -> Vector:
    """Return what a rule makes of each athlete of a cell, in their order; above zero: going up."""
    frame: pl.DataFrame = brief.judged
    if rule.reading:
        frame = brief.scored.filter(pl.col("rule") == rule.rule, pl.col("reading") == rule.reading)
    return where(frame, name=name, weeks=weeks, rate=rate).sort("athlete")["score"].to_numpy()


def claims(brief: Brief, rule: Rule, *, name: str, weeks: int, rate: float, above: float = 0.0) -> Share:
    """Return how many of a cell's athletes a rule says go up, at its own strictness or another."""
    found = scores(brief, rule, name=name, weeks=weeks, rate=rate)
    return Share(int((found > above).sum()), found.size)


def as_strict(brief: Brief, rule: Rule, *, weeks: int) -> float:
    """Return the score above which a rule has no more false claims in the base case than the verdict has.

    The rule is given what no user of it has: it is tuned on the very athletes it is tried on. The verdict's is zero.
    """
    if not rule.reading:
        return 0.0
    allowed = claims(brief, Rule(OURS, ""), name=cells.BASE, weeks=weeks, rate=0.0).count
    flat = np.sort(scores(brief, rule, name=cells.BASE, weeks=weeks, rate=0.0))[::-1]
    return float(flat[allowed]) if allowed < flat.size else float("-inf")


def as_strong(brief: Brief, rule: Rule, *, weeks: int, rate: float) -> float:
    """Return the score above which a rule has at least the verdict's power in the base case; the verdict's is zero."""
    if not rule.reading:
        return 0.0
    needed = claims(brief, Rule(OURS, ""), name=cells.BASE, weeks=weeks, rate=rate).count
    rising = np.sort(scores(brief, rule, name=cells.BASE, weeks=weeks, rate=rate))[::-1]
    return float(np.nextafter(rising[max(needed, 1) - 1], -np.inf))


def better_readings(brief: Brief, *, weeks: int, rate: float) -> list[Rule]:
    """Return the verdict, and of each rule the reading with more power at the verdict's false claims."""
    ours, *others = rules(brief)

    def power(rule: Rule) -> int:
        above = as_strict(brief, rule, weeks=weeks)
        return claims(brief, rule, name=cells.BASE, weeks=weeks, rate=rate, above=above).count

    names = list(dict.fromkeys(rule.rule for rule in others))
    return [ours, *(max((rule for rule in others if rule.rule == name), key=power) for name in names)]


def kinder_readings(brief: Brief, *, weeks: int) -> list[Rule]:
    """Return the verdict, and of each rule the reading with fewer false claims in the base case as it is used."""
    ours, *others = rules(brief)

    def false(rule: Rule) -> int:
        return claims(brief, rule, name=cells.BASE, weeks=weeks, rate=0.0).count

    names = list(dict.fromkeys(rule.rule for rule in others))
    return [ours, *(min((rule for rule in others if rule.rule == name), key=false) for name in names)]


class NotWorse(NamedTuple):
    """A rule that errs no more often on some flat athletes than the verdict does."""

    rule: Rule
    tuned: bool
    """Made as strong as the verdict at 3% a month over as many weeks; else as it is used."""
    name: str
    weeks: int
    theirs: Share
    ours: Share
    theirs_seen: Share
    """Of those who gain 3% a month over as many weeks, in the base case."""
    ours_seen: Share


def not_worse(brief: Brief) -> list[NotWorse]:
    """Return where a rule errs no more often than the verdict, as it is used or made just as strong."""
    found = []
    for weeks, tuned in product((cells.SHORT, cells.LONG), (False, True)):
        ours, *others = better_readings(brief, weeks=weeks, rate=SEEN) if tuned else rules(brief)
        for rule, name in product(others, (cells.BASE, cells.STRESS, cells.switch(max(cells.CURVES)))):
            above = as_strong(brief, rule, weeks=weeks, rate=SEEN) if tuned else 0.0
            theirs = claims(brief, rule, name=name, weeks=weeks, rate=0.0, above=above)
            mine = claims(brief, ours, name=name, weeks=weeks, rate=0.0)
            if theirs.count <= mine.count:
                seen = (
                    claims(brief, each, name=cells.BASE, weeks=weeks, rate=SEEN, above=strict)
                    for each, strict in ((rule, above), (ours, 0.0))
                )
                found.append(NotWorse(rule, tuned, name, weeks, theirs, mine, *seen))
    return found
