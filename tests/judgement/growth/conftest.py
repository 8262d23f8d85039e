"""Athletes whose lifts and girths change at known rates, from their sets and readings on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import dataframely as dy
import numpy as np
import polars as pl
import pytest

from analysis.judgement.case import CurrentPhase, Log
from analysis.judgement.growth import streams
from analysis.judgement.growth.streams import Growth, Person
from analysis.judgement.thresholds import Thresholds
from analysis.settings import ClientSettings
from analysis.tables import Body

FIRST = date(2026, 1, 5)
"""A Monday."""
LIFTS = {"leg_press_machine": 150.0, "bench_press_barbell": 60.0, "lat_pulldown_cable": 55.0}
WEEKS_A_MONTH = 4.348


@dataclass(frozen=True)
class Grower:
    """Three lifts for ten reps on three days a week, and a tape once a week."""

    lifts_pct: float = 0.0
    """True rate of the loads, % a month."""
    noise_sd: float = 0.02
    """Of a session's load at the same effort."""
    sets: int = 4
    reps: Sequence[float] = (10.0,)
    """Of the weeks, the last for all that follow."""
    own_k: float | None = None
    """Loads follow the reps along a curve of this steepness; None: they stay, whatever the reps."""
    rir: Sequence[float | None] = (1.5,)
    weeks: int = 12
    girths_pct: Mapping[str, float] | None = None
    """True rates of girths, % a month; None: no tape."""
    tape_sd_pct: float = 0.4
    every: int = 1
    """Weeks from one reading to the next."""
    tester: str | None = None
    seed: int = 3

    @property
    def body(self) -> dy.DataFrame[Body]:
        return body_of([
            (measure, FIRST + timedelta(weeks=week), 50.0 * float(np.exp(rate / 100 * week / WEEKS_A_MONTH + noise / 100)), self.tester)
            for number, (measure, rate) in enumerate((self.girths_pct or {}).items())
            for week, noise in zip(range(0, self.weeks, self.every), self._noise(100 + number, self.tape_sd_pct), strict=False)
        ])  # fmt: skip

    def session(self, done: Callable[..., Any]) -> Callable[[int, int], list[Any]]:
        noise = self._noise(1, self.noise_sd, len(LIFTS) * 3 * self.weeks)

        def of(week: int, place: int) -> list[Any]:
            reps = self.reps[min(week, len(self.reps) - 1)]
            rir = self.rir[min(week, len(self.rir) - 1)]
            eased = 1.0 if self.own_k is None else (1 + 9 * self.own_k) / (1 + (reps - 1) * self.own_k)
            grown = self.lifts_pct / 100 * (week + place / 3) / WEEKS_A_MONTH
            return [
                done(lift, self.sets, reps, start * eased * float(np.exp(grown + noise[(3 * week + place) * len(LIFTS) + number])), rir)
                for number, (lift, start) in enumerate(LIFTS.items())
            ]  # fmt: skip

        return of

    def _noise(self, stream: int, sd: float, count: int = 200) -> list[float]:
        """Without trend, so that a rate of nothing shows as one."""
        noise = np.random.default_rng(1000 * self.seed + stream).normal(0, sd, count)
        noise -= noise[: self.weeks].mean()
        found: list[float] = noise.tolist()
        return found


def body_of(rows: Sequence[tuple[str, date, float, str | None]]) -> dy.DataFrame[Body]:
    whole = [
        {"client": "ana", "source": "b" * 64, "source_line": line, "measure": measure, "value": value, "tester": tester,
         "measured_at": datetime.combine(on, time(7))}
        for line, (measure, on, value, tester) in enumerate(rows, start=1)
    ]  # fmt: skip
    return Body.validate(pl.DataFrame(whole, schema={n: c.dtype for n, c in Body.columns().items()}))


ARMS_AND_THIGH = ("left_arm_cm", "right_arm_cm", "left_thigh_cm")


def taped(girths_pct: float, waist_pct: float = 0.0) -> dict[str, float]:
    """Arms, a thigh and the waist."""
    return {**dict.fromkeys(ARMS_AND_THIGH, girths_pct), "waist_cm": waist_pct}


MakeLog = Callable[[Grower], Log]
Judge = Callable[..., Growth]


@pytest.fixture(scope="session")
def log_of(trained: Callable[..., Log], done: type[Any]) -> MakeLog:
    """Return a function from an athlete to the measured log."""
    return lambda athlete: trained(athlete.session(done), weeks=athlete.weeks)


@pytest.fixture(scope="session")
def grown(log_of: MakeLog) -> Judge:
    """Return a function from an athlete to what is judged of their growth."""

    def judge(
        athlete: Grower, *, log: Log | None = None, body: dy.DataFrame[Body] | None = None,
        as_of: date | None = None, changed: Mapping[str, float] | None = None, **client: Any
    ) -> Growth:  # fmt: skip
        found = log or log_of(athlete)
        last = as_of or FIRST + timedelta(weeks=athlete.weeks, days=-1)
        phase = CurrentPhase(style="hypertrophy", starts_on=FIRST, as_of=last, ends_on=last, origin="plan")
        settings = ClientSettings(training_since=date(2024, 1, 1), **client)
        return streams.of(
            found.lift_sessions, found.graded, phase, judged_from=FIRST,
            person=Person(client=settings, body=athlete.body if body is None else body), delta_pct_per_month=0.75, deload_weeks=(),
            thresholds=Thresholds(changed or {}),
        )  # fmt: skip

    return judge


@pytest.fixture(scope="session")
def grower() -> type[Grower]:
    """Return the maker of athletes."""
    return Grower


@pytest.fixture(scope="session")
def with_tape() -> Callable[..., dict[str, float]]:
    """Return `taped`."""
    return taped


@pytest.fixture(scope="session")
def readings() -> Callable[..., dy.DataFrame[Body]]:
    """Return `body_of`."""
    return body_of
