"""Trials with a known answer, put through the model that judges clients: does it find what their authors found?

    python benchmarks/studies.py FOLDER

FOLDER holds `hammarstrom-groups.csv` and `hammarstrom-strength-tests.xlsx` (Hammarström 2020, doi 10.1113/JP278455:
one leg does one set of each exercise, the other three, for 12 weeks) and `ten-vs-thirty.xlsx` (two groups train with loads
for 10 and for 30 repetitions), all from the R package exscidata (CC0). One-rep maxima before, midway and after.

The unit is the participant where a client's is the lift: a series of tests each, a rate in common and everybody's own
about it. Readiness is switched off, since no two participants share their days. Legs of one participant are compared as
they were meant to be, leg against leg: the series is the log of the ratio of their loads on one day, in which whatever moves
both legs that day cancels. Groups are fitted apart, and their rates subtracted.

The trial's own estimate is, as its authors give it, the mean gain from the first test to the last, in % of the first; and the
difference between arms in points of that, within participants where they were compared within (paired), else between
groups (Welch). What the model says, in 100 x log points, is put into the same points by the gain it finds for the lesser arm.
Participants are those the authors kept: `incl`, without FP10. Two grids of what is not known are tried: that of a
client's lifts, as it is; and one that people are not expected to leave, who differ more from each other than the lifts
of one of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import sqrt
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.stats import t as student

from analysis.judgement.rate import priors, rates
from analysis.stats import grid_posterior
from analysis.stats.design import Design
from analysis.stats.grid import Grid
from analysis.stats.grid_posterior import Posterior
from analysis.stats.mixture import Mixture
from analysis.stats.wander import STILL

DAYS: Final = {"pre": 0.0, "session1": 3.0, "week2": 14.0, "week5": 35.0, "week9": 63.0, "post": 84.0}
THREE_TESTS: Final = ("pre", "week5", "post")
ONE_SET_WEEKS: Final = 12
TEN_THIRTY_WEEKS: Final = 8
"""Not in the file. Rates are per week but compared over the whole trial, so that it hardly matters (`main` shows 6 and 12)."""

LIFTERS: Final = replace(priors.GRID, shared_sd=((0.0, 1.0),), wander=((STILL, 1.0),))
"""A tested maximum, weeks after the last, is what a lifter can do: what moves training sessions for some weeks is not in it."""
PEOPLE: Final = replace(
    LIFTERS,
    spread=tuple((value, 1.0) for value in (0.001, 0.002, 0.004, 0.008, 0.016)),
    noise_sd=tuple((value, 1.0) for value in (0.02, 0.03, 0.04, 0.055, 0.075, 0.1)),
)
GRIDS: Final[Mapping[str, Grid]] = MappingProxyType({"of lifts": LIFTERS, "of people": PEOPLE})
COVERAGE: Final = 0.9

Vector = NDArray[np.float64]


class Estimate(NamedTuple):
    """A number and its 90% interval."""

    mean: float
    low: float
    high: float

    def holds(self, number: float) -> bool:
        """Whether a number lies in the interval."""
        return self.low <= number <= self.high

    def __str__(self) -> str:
        """As a line of the comparison has it."""
        return f"{self.mean:+.1f} ({self.low:+.1f} to {self.high:+.1f})"


class Compared(NamedTuple):
    """One exercise in two arms of a trial: what the arm that should gain more gains more."""

    exercise: str
    participants: int
    p_more: float
    """How likely the model thinks it that this arm gains more."""
    log_points: Estimate
    """The model's, 100 x log, over the trial."""
    trial_log_points: Estimate
    points: Estimate
    """The model's, in points of % of the first test."""
    trial_points: Estimate

    @property
    def agrees(self) -> bool:
        """Whether the model's intervals hold the trial's own estimates, on both scales."""
        return self.log_points.holds(self.trial_log_points.mean) and self.points.holds(self.trial_points.mean)


class AsClient(NamedTuple):
    """One participant judged as a client is: six series, leg by exercise, whose days share readiness."""

    difference: Estimate
    """Three sets less one, mean of the exercises, 100 x log points over the trial."""
    p_more: float
    own: float
    """The same from the first and last test alone."""


def one_set_legs(folder: Path) -> pl.DataFrame:
    """Return one row per test of one leg: subject, exercise, sets (1 or 3), day, y (log of the load in kg)."""
    groups = pl.read_csv(folder / "hammarstrom-groups.csv", separator=";")
    tests = pl.read_excel(folder / "hammarstrom-strength-tests.xlsx", sheet_name="oneRM")
    return (
        tests.with_columns(pl.col("leg").str.strip_chars())
        .filter(pl.col("leg") != "NA", pl.col("load").is_not_null())
        .join(groups, on="subject")
        .filter(pl.col("include") == "incl", pl.col("subject") != "FP10")
        .select(
            "subject", "exercise", "timepoint",
            sets=pl.when(pl.col("leg") == pl.col("multiple")).then(3).otherwise(1),
            day=pl.col("timepoint").replace_strict(DAYS, return_dtype=pl.Float64),
            y=pl.col("load").log(),
        )
    )  # fmt: skip


def ten_thirty(folder: Path, weeks: float) -> pl.DataFrame:
    """Return one row per test: subject, exercise, group (RM10 or RM30), day, y (log of the load in kg)."""
    days = {"pre": 0.0, "mid": 3.5 * weeks, "post": 7.0 * weeks}
    return (
        pl.read_excel(folder / "ten-vs-thirty.xlsx")
        .drop_nulls("load")
        .select(
            "exercise", "group", "timepoint", pl.col("subject").cast(pl.Int64),
            day=pl.col("timepoint").replace_strict(days, return_dtype=pl.Float64),
            y=pl.col("load").log(),
        )
    )  # fmt: skip


def within(tests: pl.DataFrame, grid: Grid, timepoints: Sequence[str] = THREE_TESTS) -> Iterator[Compared]:
    """Compare three sets with one, leg against leg."""
    used = tests.filter(pl.col("timepoint").is_in(list(timepoints)))
    for (exercise,), rows in used.group_by("exercise", maintain_order=True):
        legs = rows.pivot("sets", index=["subject", "timepoint", "day"], values="y").drop_nulls()
        ratio = _fitted(legs.with_columns(y=pl.col("3") - pl.col("1")), grid)
        lesser = _fitted(rows.filter(sets=1), grid)
        gains = _gains(rows, ["subject", "sets"]).pivot("sets", index="subject", values=["log", "pct"])
        complete = gains.drop_nulls()
        own = (
            _paired(complete[f"{scale}_3"].to_numpy() - complete[f"{scale}_1"].to_numpy())
            for scale in ("log", "pct")
        )
        yield _compared(
            str(exercise), complete.height, ratio.slope(), lesser.slope(), ONE_SET_WEEKS, tuple(own)
        )


def between(tests: pl.DataFrame, grid: Grid, weeks: float) -> Iterator[Compared]:
    """Compare loads for ten repetitions with loads for thirty, group against group."""
    for (exercise,), rows in tests.group_by("exercise", maintain_order=True):
        heavy, light = (_fitted(rows.filter(group=group), grid).slope() for group in ("RM10", "RM30"))
        gains = _gains(rows, ["subject", "group"])
        own = (
            _welch(*(gains.filter(group=group)[scale].to_numpy() for group in ("RM10", "RM30")))
            for scale in ("log", "pct")
        )
        yield _compared(str(exercise), gains.height, _less(heavy, light), light, weeks, tuple(own))


def as_clients(tests: pl.DataFrame, timepoints: Sequence[str] = THREE_TESTS) -> Iterator[AsClient]:
    """Judge each participant whose legs were all tested first and last by the priors of clients, readiness included."""
    used = tests.filter(pl.col("timepoint").is_in(list(timepoints)))
    for _, rows in used.sort("exercise", "sets").group_by("subject", maintain_order=True):
        series = rows.select("exercise", "sets").unique(maintain_order=True)
        gains = _gains(rows, ["exercise", "sets"])
        if gains.height < series.height:
            continue
        number = rows.join(series.with_row_index("number"), on=["exercise", "sets"], maintain_order="left")
        design = Design.of(number["number"], rows["day"], np.zeros(rows.height), np.ones(rows.height))
        known = rates.posterior(design, rows["y"].to_numpy())
        three, one = (
            known.slope_contrast(np.flatnonzero(series["sets"].to_numpy() == sets).tolist())
            for sets in (3, 1)
        )
        rate = known.of(three - one)
        own = np.subtract(*(gains.filter(sets=sets)["log"].to_numpy().mean() for sets in (3, 1)))
        yield AsClient(_estimate(rate, ONE_SET_WEEKS), rate.probability_above(0.0), float(own))


def _fitted(rows: pl.DataFrame, grid: Grid) -> Posterior:
    """A series a participant."""
    series = rows["subject"].cast(pl.String).rank("dense").to_numpy() - 1
    design = Design.of(series, rows["day"], np.zeros(rows.height), np.ones(rows.height))
    return grid_posterior.fit(design, rows["y"].to_numpy(), grid=grid, prior=priors.PRIOR)


def _gains(rows: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """From the first test to the last, of those who did both: 100 x log, and % of the first."""
    first, last = (pl.col("y").filter(timepoint=at).first() for at in ("pre", "post"))
    grown = rows.group_by(keys, maintain_order=True).agg(log=100 * (last - first))
    return grown.drop_nulls().with_columns(pct=100 * ((pl.col("log") / 100).exp() - 1))


def _compared(
    exercise: str,
    participants: int,
    difference: Mixture,
    lesser: Mixture,
    weeks: float,
    own: Sequence[Estimate],
) -> Compared:
    log = _estimate(difference, weeks)
    level = np.exp(lesser.mean * weeks)
    points = Estimate(*(float(100 * level * np.expm1(each / 100)) for each in log))
    return Compared(exercise, participants, difference.probability_above(0.0), log, own[0], points, own[1])


def _estimate(per_week: Mixture, weeks: float) -> Estimate:
    return Estimate(100 * weeks * per_week.mean, *per_week.scaled(100 * weeks).interval(COVERAGE))


def _less(a: Mixture, b: Mixture) -> Mixture:
    """The difference of two numbers known apart."""
    return Mixture(
        np.outer(a.weights, b.weights).ravel(),
        np.subtract.outer(a.means, b.means).ravel(),
        np.sqrt(np.add.outer(a.sds**2, b.sds**2)).ravel(),
    )


def _paired(differences: Vector) -> Estimate:
    return _by_t(
        float(differences.mean()),
        float(differences.std(ddof=1)) / sqrt(differences.size),
        differences.size - 1,
    )


def _welch(a: Vector, b: Vector) -> Estimate:
    of_a, of_b = float(a.var(ddof=1)) / a.size, float(b.var(ddof=1)) / b.size
    freedom = (of_a + of_b) ** 2 / (of_a**2 / (a.size - 1) + of_b**2 / (b.size - 1))
    return _by_t(float(a.mean() - b.mean()), sqrt(of_a + of_b), freedom)


def _by_t(mean: float, error: float, freedom: float) -> Estimate:
    half = error * float(student.ppf((1 + COVERAGE) / 2, freedom))
    return Estimate(mean, mean - half, mean + half)


def _print(title: str, lines: Iterator[Compared]) -> None:
    print(f"\n{title}")
    for each in lines:
        print(
            f"  {each.exercise:10s} n={each.participants:2d}  P(more) {each.p_more:.3f}"
            f"  log: ours {each.log_points}, trial {each.trial_log_points}"
            f"  points: ours {each.points}, trial {each.trial_points}"
            f"  {'held' if each.agrees else 'NOT held'}"
        )


def _print_clients(tests: int, judged: Sequence[AsClient]) -> None:
    ahead, own_ahead, held = (
        np.mean(each)
        for each in (
            [each.difference.mean > 0 for each in judged],
            [each.own > 0 for each in judged],
            [each.difference.holds(each.own) for each in judged],
        )
    )
    print(
        f"\neach as a client, {tests} tests: {len(judged)} participants; the leg of three sets ahead in {ahead:.0%} by the"
        f" model, {own_ahead:.0%} by first and last test; 90% interval holds the latter in {held:.0%};"
        f" mean difference {np.mean([each.difference.mean for each in judged]):+.1f}"
        f" against {np.mean([each.own for each in judged]):+.1f}"
    )


def main(folder: Path) -> None:
    """Print every comparison."""
    legs = one_set_legs(folder)
    for name, grid in GRIDS.items():
        for timepoints in (THREE_TESTS, tuple(DAYS)):
            _print(
                f"three sets less one, {len(timepoints)} tests, grid {name}", within(legs, grid, timepoints)
            )
        for weeks in (6, TEN_THIRTY_WEEKS, 12):
            title = f"loads for 10 less loads for 30 repetitions, taken to last {weeks} weeks, grid {name}"
            _print(title, between(ten_thirty(folder, weeks), grid, weeks))
    for timepoints in (THREE_TESTS, tuple(DAYS)):
        _print_clients(len(timepoints), list(as_clients(legs, timepoints)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
