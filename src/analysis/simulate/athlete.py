"""An athlete whose truth is known: levels, rates, habits and body."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Final

import numpy as np

from analysis.simulate.lifts import lift
from analysis.simulate.programme import Block

DAYS_PER_WEEK: Final = 7


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Days without training: illness, holiday, work."""

    starts_on: date
    days: int
    why: str


@dataclass(frozen=True, kw_only=True)
class Tape:
    """One measure of the body and how it truly changes."""

    start: float
    """On day 0, in the measure's unit."""
    per_week: tuple[float, ...]
    """True change a week, one number a training block; the last one holds for the rest."""
    error: float
    """SD of one reading."""
    every_days: int = 7


@dataclass(frozen=True, kw_only=True)
class Athlete:
    """Everything that decides what is performed; two athletes with equal fields perform the same sets."""

    word: str
    """The seed: a word, so that no athlete's numbers hang on another's."""
    starts_on: date
    """A Monday."""
    ends_on: date
    blocks: tuple[Block, ...]
    levels_kg: Mapping[str, float]
    """True 1RM on day 0 of each lift that is ever trained, bodyweight share included."""
    bodyweight: Tape
    tapes: Mapping[str, Tape] = field(default_factory=dict)
    unit: str = "kg"
    adherence: float = 0.95
    """Chance that a planned session outside the gaps is done."""
    gaps: tuple[Gap, ...] = ()
    trains_at: time = time(18, 0)
    k_spread: float = 0.2
    """SD of the log of the athlete's own reps-per-load constant about the population's."""
    readiness_sd: float = 0.015
    """SD of the wobble shared by all lifts, as a share of the 1RM."""
    readiness_days: float = 10.0
    """Its time scale."""
    lift_day_sd: float = 0.010
    """SD of one lift on one day."""
    set_sd: float = 0.015
    """SD of one set."""
    fatigue_per_set: float = 0.004
    """Share of the 1RM that a set costs the next one, at three minutes' rest."""
    effort_logged: float = 0.9
    """Share of work sets with RIR or RPE."""
    effort_logged_from: date | None = None
    """First day on which the app has a place for effort; None: always."""
    effort_bias: float = -0.2
    """Mean error of the logged reps in reserve: people think they have fewer left than they have."""
    effort_sd: float = 0.5
    rests_logged: bool = False
    flags_warm_ups: bool = True
    """False: the app has no flag, and warm-ups stay below 60% of the day's top load."""
    tests: Mapping[date, tuple[str, ...]] = field(default_factory=dict)
    """Planned days on which these lifts are worked up to a one-rep maximum."""

    def stream(self, purpose: str) -> np.random.Generator:
        """Return the random numbers of one purpose, the same on every machine and in every run."""
        digest = hashlib.sha256(f"{self.word}/{purpose}".encode()).digest()
        return np.random.default_rng(int.from_bytes(digest[:8], "big"))

    def block_starts(self) -> tuple[int, ...]:
        """Return the day on which each block starts, counted from day 0."""
        weeks = np.cumsum([0, *(block.weeks for block in self.blocks[:-1])])
        return tuple(int(week) * DAYS_PER_WEEK for week in weeks)

    def level_kg(self, exercise: str, on: date) -> float:
        """Return the true 1RM of a lift: its level on day 0 grown at the rates of the blocks since."""
        rates = [block.slope_of(exercise) / 100 for block in self.blocks]
        return self.levels_kg[exercise] * float(np.exp(self._grown(rates, on)))

    def measure(self, tape: Tape, on: date) -> float:
        """Return the true value of a measure of the body."""
        last = len(tape.per_week) - 1
        rates = [tape.per_week[min(number, last)] for number in range(len(self.blocks))]
        return tape.start + self._grown(rates, on)

    def _grown(self, rates_per_week: list[float], on: date) -> float:
        """Sum of rate x weeks over the blocks up to a day; the last block goes on for ever."""
        day = (on - self.starts_on).days
        starts = self.block_starts()
        ends = (*starts[1:], max(day, starts[-1]))
        spans = [max(0, min(day, end) - start) for start, end in zip(starts, ends, strict=True)]
        return sum(
            rate * span / DAYS_PER_WEEK for rate, span in zip(rates_per_week, spans, strict=True)
        )  # fmt: skip

    def own_k(self) -> dict[str, float]:
        """Return the athlete's reps-per-load constant of each lift, drawn about the population's.

        Half of the variance of log k is the athlete's, half the lift's.
        """
        numbers = self.stream("k")
        half = self.k_spread / np.sqrt(2)
        person = numbers.normal(0, half)
        return {
            exercise: lift(exercise).k0 * float(np.exp(person + numbers.normal(0, half)))
            for exercise in sorted(self.levels_kg)
        }
