"""A few simulated athletes one by one: to see what the numbers mean, and to notice when the verdict has changed."""

from __future__ import annotations

from typing import Final

import numpy as np

from analysis.display import number
from analysis.display.table import Column, Table
from analysis.judgement import words
from analysis.reports.calibration import verdicts
from analysis.simulate import slopes
from analysis.simulate.slopes import Sloping

ATHLETES: Final = (
    Sloping(weeks=4, pct_per_month=3.0),
    Sloping(weeks=8, pct_per_month=3.0),
    Sloping(weeks=12, pct_per_month=2.0),
    Sloping(weeks=12, pct_per_month=1.0),
    Sloping(weeks=12),
    Sloping(weeks=16),
    Sloping(weeks=8, pct_per_month=-2.0),
    Sloping(weeks=12, reps="switch", curve=1 / 36),
    Sloping(weeks=12, pct_per_month=3.0, effort_logged=False),
)


def table(seed: int) -> Table:
    """Return the verdict on each of them, one row an athlete."""
    return Table(
        name="examples",
        caption="Some simulated athletes, one by one",
        columns=[
            Column("Athlete", align="left", wide=True),
            Column("True rate", "% a month"),
            Column("Estimate and 90% interval"),
            Column("Going up"),
            Column("Worthwhile"),
            Column("Label", align="left"),
        ],
        rows=[_row(athlete, np.random.default_rng([seed, place])) for place, athlete in enumerate(ATHLETES)],
        footnotes=["True rate: the mean of the lifts' rates as they were drawn about the athlete's."],
    )


def _row(athlete: Sloping, random: np.random.Generator) -> list[object]:
    log = slopes.drawn(athlete, random)
    said = verdicts.of(log, athlete.weeks)
    low, high = said.rate.interval()
    band = number.interval(low, high, lambda value: number.signed(value, 1))
    return [
        _named(athlete),
        number.signed(verdicts.truth(log), 1),
        f"{number.signed(said.rate.mean, 1)} ({band})",
        words.likely(said.p_improving),
        words.likely(said.p_worthwhile),
        said.label(verdicts.FINAL),
    ]


def _named(athlete: Sloping) -> str:
    also = (
        "; fives, then tens"
        if athlete.reps == "switch"
        else ""
        if athlete.effort_logged
        else "; effort not logged"
    )
    asked = "flat" if athlete.pct_per_month == 0 else f"{number.signed(athlete.pct_per_month)}% a month"
    return f"{athlete.weeks} weeks, {asked}{also}"
