"""Scale and tape readings of an athlete's body."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import dataframely as dy
import polars as pl

from analysis.simulate.athlete import Athlete, Tape
from analysis.simulate.performed import BodyReading


def readings(athlete: Athlete) -> dy.DataFrame[BodyReading]:
    """Return the athlete's readings, oldest first: bodyweight, and every tape in `athlete.tapes`."""
    tapes = {"bodyweight_kg": athlete.bodyweight, **athlete.tapes}
    rows = [row for measure, tape in tapes.items() for row in _of(athlete, measure, tape)]
    frame = pl.DataFrame(rows, schema=BodyReading.create_empty().schema)
    return BodyReading.validate(frame.sort("measured_at", maintain_order=True))


def _of(athlete: Athlete, measure: str, tape: Tape) -> list[dict[str, Any]]:
    numbers = athlete.stream(measure)
    days = range(0, (athlete.ends_on - athlete.starts_on).days + 1, tape.every_days)
    noise = numbers.normal(0, tape.error, len(days))
    morning = datetime.combine(athlete.starts_on, time(7, 10))
    return [
        {
            "measured_at": morning + timedelta(days=day),
            "measure": measure,
            "value": round(athlete.measure(tape, athlete.starts_on + timedelta(days=day)) + error, 1),
        }
        for day, error in zip(days, noise.tolist(), strict=True)
    ]
