"""What the verdict must hold on simulated athletes, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import polars as pl

from analysis.display import number
from analysis.reports.calibration import cells, reliability
from analysis.reports.calibration.brief import Brief
from analysis.reports.calibration.shares import HELD, Share, labelled, share, where

LEAST_COVERAGE, MOST_COVERAGE = 0.88, 0.95
MOST_FALSE: Final = 0.05
MOST_FALSE_UNDER_STRESS: Final = 0.10
LEAST_CERTIFIED: Final = 0.30
POWER: Final = ((8, 3.0, 0.48), (12, 2.0, 0.60), (12, 3.0, 0.85))
"""Weeks, true rate, least share that is said to work."""
WORKING, NONE = "working", "no worthwhile progress"


class Target(NamedTuple):
    """One thing to hold."""

    name: str
    asked: str
    found: str
    met: bool


def all_targets(brief: Brief) -> list[Target]:
    """Return every target with what was found, in the order in which they were set."""
    return [*coverage(brief), *false_claims(brief), *power(brief), certified(brief), *reliable(brief)]


def coverage(brief: Brief) -> Iterator[Target]:
    """Nominal 90% intervals hold the truth as often as they say."""
    for weeks in cells.LONG_ENOUGH:
        base = where(brief.judged, weeks=weeks).filter(pl.col("group").is_in(["length", "drawn"]))
        found = share(base, HELD)
        met = LEAST_COVERAGE <= found.value <= MOST_COVERAGE
        yield Target(f"90% interval holds the truth, {weeks} weeks", "88 to 95%", str(found), met)


def false_claims(brief: Brief) -> Iterator[Target]:
    """Flat athletes said to work: in the base case, under stress, and where the rep range changes."""
    for weeks in cells.LONG_ENOUGH:
        found = _working(brief, cells.BASE, weeks)
        met = found.value <= above(MOST_FALSE, found.of)
        yield Target(f"flat athletes said to work, {weeks} weeks", "at most 5% + 2 SE", str(found), met)
    for weeks in (cells.SHORT, cells.LONG):
        found = _working(brief, cells.STRESS, weeks)
        met = found.value <= MOST_FALSE_UNDER_STRESS
        yield Target(
            f"flat athletes said to work, {cells.STRESS}, {weeks} weeks", "at most 10%", str(found), met
        )
    for per_load in cells.CURVES:
        for weeks in (cells.SHORT, cells.LONG):
            found = _working(brief, cells.switch(per_load), weeks)
            met = found.value <= MOST_FALSE
            yield Target(
                f"flat athletes said to work, {cells.switch(per_load)}, {weeks} weeks",
                "at most 5%",
                str(found),
                met,
            )


def power(brief: Brief) -> Iterator[Target]:
    """Those who go up are seen."""
    for weeks, rate, least in POWER:
        found = _working(brief, cells.BASE, weeks, rate)
        name = f"{rate:g}% a month said to work after {weeks} weeks"
        yield Target(name, f"at least {100 * least:.0f}%", str(found), found.value >= least)


def certified(brief: Brief) -> Target:
    """A flat phase of sixteen weeks is found to be flat."""
    found = share(where(brief.judged, group="length", weeks=16, rate=0.0), labelled(NONE))
    name = "flat for 16 weeks, told “no worthwhile progress”"
    return Target(name, "at least 30%", str(found), found.value >= LEAST_CERTIFIED)


def reliable(brief: Brief) -> Iterator[Target]:
    """What is said with a probability is true as often."""
    for tenth in reliability.tenths(brief):
        found = f"said {number.plain(100 * tenth.said, 1)}, true {tenth.true}"
        name = f"claims with a probability of {tenth.low:.1f} to {tenth.high:.1f}"
        yield Target(name, "true as often, within 5 points", found, tenth.off <= reliability.WITHIN)


def above(rate: float, athletes: int) -> float:
    """Return a rate and two standard errors of what so many athletes show of it."""
    return float(rate + 2 * (rate * (1 - rate) / athletes) ** 0.5)


def _working(brief: Brief, name: str, weeks: int, rate: float = 0.0) -> Share:
    cell: pl.DataFrame = where(brief.judged, name=name, weeks=weeks, rate=rate)
    return share(cell, labelled(WORKING))
