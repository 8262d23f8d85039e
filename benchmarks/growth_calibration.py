"""How often the streams of growth err, on athletes whose truth is known: `python benchmarks/growth_calibration.py [RUNS]`.

Tape: sites with the published error of a client's own hand, whose rates lie 0.3% a month about the mean, moved for ten days
at a time by half that error. Lifts: whole simulated athletes in the article's hypertrophy week, with curves of their own,
effort that is misjudged, bad weeks, and loads on the gym's grid, from their sets on.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from analysis.judgement.growth import measurements, performance
from analysis.judgement.growth.performance import Performance
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import graded, loads, sessions
from analysis.simulate.athlete import Athlete
from analysis.simulate.clients import sarah_switch
from analysis.simulate.programme import HYPERTROPHY_WEEK, Block
from analysis.simulate.training import train
from analysis.stats import pooled_lines
from analysis.stats.mixture import Mixture
from analysis.stats.pooled_lines import Readings
from analysis.tables import Body, Sets
from analysis.units import WEEKS_PER_MONTH

NUMBERS = Thresholds()
SELF_MEASURED_PCT = 1.5
SPREAD_PCT = 0.3
FIRST = date(2026, 1, 5)


def tape(
    rate_pct: float, *, weeks: int, sites: int, times: float, every: int, random: np.random.Generator
) -> Mixture:
    """What is known of the common rate of some sites, % a month, after one athlete's readings."""
    group, reading = np.indices((sites, len(range(0, weeks, every)))).reshape(2, -1)
    day = 7.0 * every * reading
    own = SPREAD_PCT * random.normal(size=sites)
    y = (own - own.mean() + rate_pct)[group] / WEEKS_PER_MONTH * day / 7
    error = times * SELF_MEASURED_PCT
    for site in range(sites):
        mine = day[group == site]
        alike = np.exp(-np.abs(np.subtract.outer(mine, mine)) / 10) + 1e-9 * np.eye(mine.size)
        y[group == site] += 0.5 * error * np.linalg.cholesky(alike) @ random.normal(size=mine.size)
    y += error * random.normal(size=y.size)
    readings = Readings.of(group, group, day, np.full(day.size, SELF_MEASURED_PCT), y)
    return pooled_lines.fit(readings, measurements.assumed(1.0, NUMBERS)).common().scaled(WEEKS_PER_MONTH)


def tape_cells(runs: int) -> None:
    """Print how often the tape says up and down, and how often its interval holds the truth."""
    random = np.random.default_rng(7)
    print(f"tape, {runs} athletes a row\nweeks sites every error   rate    up  down  covered  half-width")
    rows = [(weeks, 3, 1, 1.0, rate) for weeks in (8, 12, 16) for rate in (0.0, 0.5, 1.0, 1.5)]
    rows += [
        (12, 3, 1, 0.6, 0.0),
        (12, 3, 1, 2.0, 0.0),
        (12, 1, 1, 1.0, 0.0),
        (12, 1, 1, 1.0, 1.0),
        (13, 3, 4, 1.0, 0.0),
        (13, 3, 4, 1.0, 1.0),
    ]
    for weeks, sites, every, times, rate in rows:
        found = [
            tape(rate, weeks=weeks, sites=sites, times=times, every=every, random=random) for _ in range(runs)
        ]
        above = np.array([each.probability_above(0.0) for each in found])
        ends = np.array([each.interval() for each in found])
        covered = ((ends[:, 0] <= rate) & (rate <= ends[:, 1])).mean()
        print(
            f"{weeks:5} {sites:5} {every:5} {times:5} {rate:+6.1f}  {(above >= NUMBERS['growth.up_p']).mean():.3f} {(above <= NUMBERS['growth.down_p']).mean():.3f}"
            f"  {covered:.3f}  {np.diff(ends).mean() / 2:.2f}"
        )


def lifter(seed: int, slope_pct_per_week: float, weeks: int) -> Athlete:
    """One who trains as the sample client does, of another make-up."""
    block = Block(
        style="hypertrophy", weeks=weeks, days=HYPERTROPHY_WEEK, slope_pct_per_week=slope_pct_per_week
    )
    return replace(
        sarah_switch.ATHLETE, word=f"grower-{seed}", starts_on=FIRST, ends_on=FIRST + timedelta(weeks=weeks, days=-1),
        blocks=(block,), gaps=(), tapes={},
    )  # fmt: skip


class Phase:
    """The whole log, as a phase that has ended."""

    def __init__(self, weeks: int) -> None:
        self.starts_on, self.weeks, self.ended = FIRST, float(weeks), True
        self.as_of = self.ends_on = FIRST + timedelta(weeks=weeks, days=-1)


def lifts(athlete: Athlete, weeks: int) -> Performance:
    """What the lifts of a simulated athlete say."""
    rows = train(athlete).sets.with_row_index("source_line", offset=1)
    known = rows.with_columns(
        client=pl.lit("x"), source=pl.lit("f" * 64), source_part=pl.lit(0), time_known=pl.lit(value=True),
        session=pl.col("started_at").dt.to_string("%Y-%m-%d %H:%M"), performed_at="started_at", lift="exercise",
        exercise_logged="exercise", set_number=pl.int_range(1, pl.len() + 1).over("started_at", "exercise"),
    )  # fmt: skip
    empty = [pl.lit(None).alias(name) for name in Sets.column_names() if name not in known.columns]
    sets = Sets.validate(known.with_columns(empty).select(Sets.column_names()), cast=True)
    weighed = loads.smoothed_bodyweight(Body.create_empty(), fallback_kg=athlete.bodyweight.start)
    grades = graded.grade(sets, bodyweight=weighed)
    return performance.of(
        sessions.lift_sessions(grades, bodyweight=weighed), grades, Phase(weeks), judged_from=FIRST, priority=(),
        delta_pct_per_month=0.75, deload_weeks=(), thresholds=NUMBERS,
    )  # fmt: skip


def lift_cells(athletes: int) -> None:
    """Print what the lifts say, and how often their interval holds the truth."""
    print(f"\nlifts, {athletes} athletes a row\nweeks  rate  covered  half-width  labels")
    for weeks, slope in [(8, 0.0), (8, 0.6), (12, 0.0), (12, 0.35), (12, 0.6)]:
        true = slope * WEEKS_PER_MONTH
        found = [lifts(lifter(seed, slope, weeks), weeks) for seed in range(athletes)]
        ends = np.array([(each.rate_low or 0.0, each.rate_high or 0.0) for each in found])
        covered = ((ends[:, 0] <= true) & (true <= ends[:, 1])).mean()
        labels = ", ".join(
            f"{label} {count}" for label, count in Counter(each.label for each in found).most_common()
        )
        print(f"{weeks:5} {true:+.2f}  {covered:.3f}  {np.diff(ends).mean() / 2:.2f}  {labels}", flush=True)


if __name__ == "__main__":
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    tape_cells(runs)
    lift_cells(runs // 10)
