"""Let an athlete train: every set is possible at the load, given the capacity of the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

import dataframely as dy
import numpy as np
import polars as pl

from analysis.simulate.athlete import Athlete
from analysis.simulate.lifts import GRID, Lift, lift
from analysis.simulate.performed import Performed
from analysis.simulate.programme import PlannedSession, Slot, calendar
from analysis.units import KG_PER

SECONDS_PER_REP: Final = 3.5
SECONDS_PER_EXERCISE: Final = 90
LEARNING: Final = 0.4
"""How far the athlete moves their idea of their strength towards what today's sets showed."""
WARM_UPS: Final = {1: ((0.55, 5),), 2: ((0.45, 8), (0.7, 4)), 3: ((0.4, 8), (0.6, 5), (0.8, 3))}
"""Share of the first work load and reps of each warm-up, for an app that flags them."""
UNFLAGGED_WARM_UPS: Final = {1: ((0.5, 5),), 2: ((0.4, 8), (0.55, 5)), 3: ((0.3, 8), (0.42, 5), (0.55, 3))}
UNFLAGGED_BELOW: Final = 0.6
NOTED: Final = 0.03
"""Chance of a note, on an exercise or on a session."""
LONGER_REST: Final = 0.1
"""Chance that the timer is lengthened by half a minute."""
SHORT_REST_S: Final = 120
"""Below it fatigue is doubled."""
NOTES: Final = (
    "Moved well", "Left knee a bit stiff, fine once warm", "Belt from the third set", "Slow on the way down",
    "Grip was the limit", "Paused the first rep", "New shoes", "Bar speed better than last week",
)  # fmt: skip
WORKOUT_NOTES: Final = (
    "Slept badly", "Busy gym, longer rests than planned", "Good session", "Trained before work", "Felt heavy",
)  # fmt: skip


class Training(NamedTuple):
    """What an athlete did, and how much of it was planned."""

    sets: dy.DataFrame[Performed]
    planned: int
    """Sessions in the calendar, those in gaps included."""
    done: int


def train(athlete: Athlete) -> Training:
    """Return every set the athlete performed, in order; the same athlete gives the same frame."""
    lifter = _Lifter(athlete)
    planned = list(calendar(athlete.starts_on, athlete.ends_on, athlete.blocks))
    turns_up = athlete.stream("adherence").random(len(planned)) < athlete.adherence
    done = [
        session
        for session, there in zip(planned, turns_up, strict=True)
        if session.on in athlete.tests or (there and not _in_gap(athlete, session.on))
    ]
    rows = [row for session in done for row in lifter.session(session)]
    frame = pl.DataFrame(rows, schema=Performed.create_empty().schema, strict=False)
    return Training(Performed.validate(frame), len(planned), len(done))


def _in_gap(athlete: Athlete, on: date) -> bool:
    return any(0 <= (on - gap.starts_on).days < gap.days for gap in athlete.gaps)


class _Lifter:
    """The athlete's state from session to session: readiness, and what they think they can lift."""

    def __init__(self, athlete: Athlete) -> None:
        self.athlete = athlete
        self.k = athlete.own_k()
        self.idea = dict.fromkeys(athlete.levels_kg, 0.97)  # of each lift's 1RM, as a share of the truth
        self.numbers = athlete.stream("sets")
        self.readiness = 0.0
        self.last_on: date | None = None

    def session(self, planned: PlannedSession) -> list[dict[str, Any]]:
        """Perform one session: one row a set."""
        self._feel(planned.on)
        slots = [self._tested(slot, planned.on) for slot in planned.day.slots]
        performed = [
            {**row, "entry": entry}
            for entry, slot in enumerate(slots, start=1)
            for row in self._exercise(slot, planned)
        ]
        length_s = self._length_s(performed, len(slots))
        for row in performed:
            row["session_s"] = length_s
            row["rest_s"] = row["rest_s"] if self.athlete.rests_logged else None
        return performed

    def _feel(self, on: date) -> None:
        """Move readiness on by an exact step of its Ornstein-Uhlenbeck process."""
        days = (on - self.last_on).days if self.last_on else 1e3
        keep = float(np.exp(-days / self.athlete.readiness_days))
        fresh = self.athlete.readiness_sd * np.sqrt(1 - keep**2)
        self.readiness = keep * self.readiness + fresh * self.numbers.normal()
        self.last_on = on
        self.session_facts = self._session_facts(on)

    def _session_facts(self, on: date) -> dict[str, Any]:
        started = datetime.combine(on, self.athlete.trains_at) + timedelta(
            seconds=int(self.numbers.integers(-1500, 1500))
        )
        noted = self.numbers.random() < NOTED
        note = WORKOUT_NOTES[int(self.numbers.integers(len(WORKOUT_NOTES)))]
        return {
            "started_at": started,
            "workout_note": note if noted else "",
            "bodyweight_kg": self.athlete.measure(self.athlete.bodyweight, on),
        }

    def _tested(self, slot: Slot, on: date) -> Slot:
        """Return the slot, or a tested single in its place."""
        if slot.exercise not in self.athlete.tests.get(on, ()):
            return slot
        return Slot(exercise=slot.exercise, reps=(1,), rest_s=300, rir=0.0, warm_ups=3)

    def _exercise(self, slot: Slot, planned: PlannedSession) -> Iterator[dict[str, Any]]:
        """Warm-ups, then work sets; the idea of the 1RM is mended afterwards."""
        what = lift(slot.exercise)
        level = self.athlete.level_kg(slot.exercise, planned.on)
        today = level * float(np.exp(self.readiness + self.numbers.normal(0, self.athlete.lift_day_sd)))
        noted = self.numbers.random() < NOTED
        note = NOTES[int(self.numbers.integers(len(NOTES)))] if noted else ""
        shared = {
            **self.session_facts, "workout": planned.day.name, "block": planned.block,
            "exercise": slot.exercise, "capacity_kg": level,
        }  # fmt: skip
        work = list(self._work_sets(slot, what, level, today, deload=planned.deload))
        rows = [*self._warm_ups(slot, what, work[0]["load"]), *work]
        for number, row in enumerate(rows, start=1):
            rest = None if number == len(rows) else row["rest_s"]
            yield {**shared, **row, "set_number": number, "note": note if number == 1 else "", "rest_s": rest}

    def _work_sets(
        self, slot: Slot, what: Lift, level_kg: float, today_kg: float, *, deload: bool
    ) -> Iterator[dict[str, Any]]:
        """Choose each load by what the athlete thinks, do what is possible, learn from what was seen."""
        athlete, k = self.athlete, self.k[slot.exercise]
        tires = athlete.fatigue_per_set * (2 if slot.rest_s < SHORT_REST_S else 1)
        targets = slot.reps[: (len(slot.reps) + 1) // 2] if deload else slot.reps
        seen: list[float] = []
        for number, target in enumerate(targets):
            noise = self.numbers.normal(0, athlete.set_sd)
            able_kg = today_kg * (1 - tires) ** number * float(np.exp(noise))
            wanted = self.idea[slot.exercise] * level_kg / (1 + k * (target + slot.rir - 1))
            if slot.rir == 0 and target == 1:
                wanted = able_kg  # a tested maximum is worked up to
            row, reps_left = self._set(slot, what, 0.9 * wanted if deload else wanted, able_kg, target)
            seen.append(self._moved_kg(what, row["load_kg"]) * (1 + k * (row["reps"] - 1 + reps_left)))
            yield row
        if not deload:
            shown = float(np.mean(seen)) / level_kg
            self.idea[slot.exercise] += LEARNING * (shown - self.idea[slot.exercise])

    def _set(
        self, slot: Slot, what: Lift, wanted_kg: float, able_kg: float, target: int
    ) -> tuple[dict[str, Any], float]:
        """One work set and the reps that were truly left."""
        athlete, k = self.athlete, self.k[slot.exercise]
        load = self._load(what, wanted_kg)
        while (most := self._most_reps(what, load, able_kg, k)) < 1:
            load = self._lighter(what, load)
        reps = self._reps(slot, target, most)
        left = most - reps
        failed = not slot.open_reps and reps < target
        logged = self.numbers.random() < athlete.effort_logged and self._effort_has_a_place()
        rir = self._logged_rir(left, failed=failed, single=slot.rir == 0)
        row = {
            "kind": "failure" if failed else "work",
            "load": load,
            "load_kg": None if load is None else load * KG_PER[athlete.unit],
            "reps": reps,
            "rir_true": left,
            "rir": rir if logged or slot.rir == 0 else None,
            "rest_s": slot.rest_s + 30 * int(self.numbers.random() < LONGER_REST),
        }
        return row, left

    def _effort_has_a_place(self) -> bool:
        since = self.athlete.effort_logged_from
        return since is None or (self.last_on is not None and self.last_on >= since)

    def _load(self, what: Lift, wanted_kg: float) -> float | None:
        return what.on_grid(wanted_kg / KG_PER[self.athlete.unit], self.athlete.unit)

    def _lighter(self, what: Lift, load: float | None) -> float:
        """Return the load one step lighter; an athlete for whom the lightest is too heavy is our mistake."""
        least, step = GRID[self.athlete.unit].get(what.equipment, (0.0, 0.0))
        if load is None or load <= least:
            message = f"{self.athlete.word} cannot do one {what.exercise}"
            raise ValueError(message)
        return load - step

    def _moved_kg(self, what: Lift, load_kg: float | None) -> float:
        return (load_kg or 0.0) + what.body_share * float(self.session_facts["bodyweight_kg"])

    def _most_reps(self, what: Lift, load: float | None, able_kg: float, k: float) -> float:
        """Solve 1RM = load x (1 + k (reps - 1)) for the reps."""
        load_kg = None if load is None else load * KG_PER[self.athlete.unit]
        return 1 + (able_kg / self._moved_kg(what, load_kg) - 1) / k

    @staticmethod
    def _reps(slot: Slot, target: int, most: float) -> int:
        possible = int(most)
        if not slot.open_reps:
            return min(target, possible)
        if lift(slot.exercise).equipment == "bodyweight":
            return max(1, min(possible, round(most - slot.rir)))
        return max(1, min(possible, target + 2, max(target - 2, round(most - slot.rir))))

    def _logged_rir(self, left: float, *, failed: bool, single: bool) -> float:
        """Reps in reserve as the athlete writes them: half steps to 3, then whole, 4 at most (RPE 6)."""
        spread = self.athlete.effort_sd * (1 + 0.25 * left)
        felt = left + self.numbers.normal(self.athlete.effort_bias, spread)
        if failed or single or felt < 0:
            return 0.0
        return min(4.0, round(felt * 2) / 2 if felt <= 3 else float(round(felt)))  # noqa: PLR2004 - RPE 7

    def _warm_ups(self, slot: Slot, what: Lift, top: float | None) -> Iterator[dict[str, Any]]:
        """Lighter sets before the work, at loads of the grid and below the work load."""
        steps = (WARM_UPS if self.athlete.flags_warm_ups else UNFLAGGED_WARM_UPS).get(slot.warm_ups, ())
        if top is None:
            return
        limit = top if self.athlete.flags_warm_ups else UNFLAGGED_BELOW * top
        for share, reps in steps:
            load = what.on_grid(share * top, self.athlete.unit)
            if load is None or load >= limit:
                continue
            yield {
                "kind": "warm_up", "load": load, "load_kg": load * KG_PER[self.athlete.unit], "reps": reps,
                "rir_true": 10.0, "rir": None, "rest_s": 60,
            }  # fmt: skip

    def _length_s(self, rows: list[dict[str, Any]], exercises: int) -> int:
        work = sum(SECONDS_PER_REP * row["reps"] + (row["rest_s"] or 0) for row in rows)
        return int(work + SECONDS_PER_EXERCISE * exercises + self.numbers.integers(60, 420))
