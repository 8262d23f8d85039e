"""Which athletes are simulated: the base case, what departs from it, and what fools simple rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Final
from zlib import crc32

import numpy as np

from analysis.simulate.slopes import Sloping

WEEKS: Final = (4, 6, 8, 10, 12, 16)
RATES: Final = (-2.0, 0.0, 1.0, 2.0, 3.0, 4.0)
LONG_ENOUGH: Final = (6, 8, 10, 12, 16)
"""Phases whose intervals must hold the truth as often as they say; shorter ones are wider than they need be."""
SHORT, LONG = 8, 12
"""The two lengths at which everything else is tried."""
RATES_DRAWN_SD: Final = 2.0
CURVES: Final = (24, 27, 30, 33, 36)
"""Reps per load: k = 1/24 to 1/36, a lifter who gets fewer or more reps from a load than the formula thinks."""

BASE: Final = "base case"
STRESS: Final = "readiness 2.5% over 25 days"
SWITCH: Final = "fives, then tens"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Simulated athletes who have the same truth."""

    group: str
    name: str
    athlete: Sloping
    drawn: bool = False
    """Whether each athlete's rate is drawn from N(0, (2% a month)²), so that there is no common one."""
    rules: bool = False
    """Whether the usual rules are tried on them too."""

    def random(self, seed: int) -> np.random.Generator:
        """The chance of this cell, which is no other cell's."""
        name = f"{self.group}, {self.name}, {self.athlete.weeks}, {self.athlete.pct_per_month:g}"
        return np.random.default_rng([seed, crc32(name.encode())])

    def athletes(self, count: int, seed: int) -> Iterator[tuple[Sloping, np.random.Generator]]:
        """So many of its athletes, and the chance to draw their logs by."""
        random = self.random(seed)
        for _ in range(count):
            rate = RATES_DRAWN_SD * random.normal() if self.drawn else self.athlete.pct_per_month
            yield replace(self.athlete, pct_per_month=rate), random


def lengths() -> list[Cell]:
    """The base case: three lifts twice a week, readiness 1.5% over 10 days, noise 2.5%, effort logged."""
    return [
        Cell(
            group="length",
            name=BASE,
            athlete=Sloping(weeks=weeks, pct_per_month=rate),
            rules=weeks in {SHORT, LONG} and rate in {0.0, 2.0, 3.0},
        )
        for weeks, rate in product(WEEKS, RATES)
    ]


def _varied() -> Iterator[tuple[str, str, Sloping]]:
    base = Sloping(weeks=LONG)
    yield "model", STRESS, replace(base, readiness_sd=0.025, readiness_days=25.0)
    yield "model", "readiness 2.5% over 10 days", replace(base, readiness_sd=0.025)
    yield "model", "no readiness", replace(base, readiness_sd=0.0)
    yield "model", "noise 4.5%", replace(base, noise_sd=0.045)
    yield "model", "noise 1.2%", replace(base, noise_sd=0.012)
    yield "model", "noise with wild days (t of 3)", replace(base, noise_tails=3.0)
    yield "model", "lifts apart by 2% a month", replace(base, spread_per_week=0.0046)
    yield "model", "each lift wanders by 1.5% over 20 days", replace(base, own_sd=0.015)
    yield "model", "weekdays of a lift differ by 1.5%", replace(base, weekday_sd=0.015)
    for lifts in (1, 2, 4, 5):
        yield "training", "one lift" if lifts == 1 else f"{lifts} lifts", replace(base, lifts=lifts)
    yield "training", "once a week", replace(base, sessions_per_week=1)
    yield "training", "three times a week", replace(base, sessions_per_week=3)
    yield "log", "effort not logged, steady", replace(base, effort_logged=False)
    yield "log", "effort not logged, changes by a rep", replace(base, effort_logged=False, harder_reps_sd=1.0)
    yield "log", "a quarter of days unlogged, the worst", replace(base, unlogged=(0.25, 0.25))
    yield "log", "bad days logged at first, later not", replace(base, unlogged=(0.0, 0.5))
    yield "reps", "from nine down to four", replace(base, reps="falling")
    yield "reps", f"{SWITCH}, curves as they are", replace(base, reps="switch")
    for per_load in CURVES:
        yield "reps", switch(per_load), replace(base, reps="switch", curve=1 / per_load)


def switch(per_load: int) -> str:
    """Name the cell of lifters with this curve who change from fives to tens half way."""
    return f"{SWITCH}, k 1/{per_load}"


def varied() -> list[Cell]:
    """All that departs from the base case, flat and at 3% a month, over eight and twelve weeks."""
    return [
        Cell(
            group=group,
            name=name,
            athlete=replace(athlete, weeks=weeks, pct_per_month=rate),
            rules=rate == 0.0 and (name == STRESS or athlete.curve is not None),
        )
        for (group, name, athlete), weeks, rate in product(_varied(), (SHORT, LONG), (0.0, 3.0))
    ]


def drawn() -> list[Cell]:
    """Rates drawn at random about zero: of what is said with so much probability, how much is true."""
    return [
        Cell(group="drawn", name="rates drawn", athlete=Sloping(weeks=weeks), drawn=True)
        for weeks in LONG_ENOUGH
    ]
