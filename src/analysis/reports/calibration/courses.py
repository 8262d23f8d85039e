"""Athletes followed over time: looked at every four weeks, or told how many more weeks it takes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from analysis.judgement.rate import weeks_to_decide
from analysis.reports.calibration import verdicts
from analysis.reports.calibration.verdicts import DELTA, FINAL, RUNNING, THRESHOLDS
from analysis.simulate import slopes
from analysis.simulate.slopes import Drawn, Sloping

LOOK_EVERY: Final = 4
LOOKED_WEEKS: Final = (8, 12, 16)
PROMISED: Final[Mapping[str, float | None]] = MappingProxyType({
    "0": 0.0, "+1": 1.0, "+2": 2.0, "+3": 3.0, "drawn": None,
})  # fmt: skip
"""True rates in % a month by what the table calls them; null: each athlete has another, drawn about zero."""

DRAWN_SD: Final = 2.0
EARLY: Final = 6
Row = dict[str, object]


def looked(weeks: int, athletes: int, seed: int) -> list[Row]:
    """Look at flat athletes every four weeks; one row an athlete, as in `trials.Looked`."""
    random = np.random.default_rng([seed, weeks, 4])
    return [
        {"weeks": weeks, "athlete": number, "looks": weeks // LOOK_EVERY, **_looks(log, weeks)}
        for number in range(athletes)
        for log in [slopes.drawn(Sloping(weeks=weeks), random)]
    ]


def _looks(log: Drawn, weeks: int) -> Row:
    at = range(LOOK_EVERY, weeks + 1, LOOK_EVERY)
    said = [verdicts.of(slopes.until(log, week), week) for week in at]
    final, running = ([each.label(rule) == "working" for each in said] for rule in (FINAL, RUNNING))
    return {"final": any(final), "running": any(running), "as_done": any([*running[:-1], final[-1]])}


def promised(name: str, athletes: int, seed: int) -> list[Row]:
    """Tell those about whom six weeks cannot tell; one row of each, as in `trials.Promised`."""
    random = np.random.default_rng([seed, list(PROMISED).index(name), 6])
    weeks, rate = EARLY + THRESHOLDS.whole("rate.decide_weeks"), PROMISED[name]
    rates = np.full(athletes, rate) if rate is not None else random.normal(0.0, DRAWN_SD, athletes)
    logs = [slopes.drawn(Sloping(weeks=weeks, pct_per_month=float(each)), random) for each in rates]
    return [
        {"rate": name, "athlete": number, **_promise(log)}
        for number, log in enumerate(logs)
        if verdicts.of(slopes.until(log, EARLY), EARLY).label(RUNNING) == "can't tell yet"
    ]


def _promise(log: Drawn) -> Row:
    fit = verdicts.fitted(slopes.until(log, EARLY))
    ahead = weeks_to_decide.Ahead(7.0 * EARLY - 1.0, 1, None, DELTA)
    more = weeks_to_decide.of(fit, ahead, THRESHOLDS)
    if more is None:
        return {"more_weeks": None, "decided": None}
    then = verdicts.of(slopes.until(log, EARLY + more), EARLY + more)
    return {"more_weeks": more, "decided": then.label(RUNNING) != "can't tell yet"}
