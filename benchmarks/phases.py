"""How well phases are found in logs whose truth is known: the figures of docs/decisions/0016.

    python benchmarks/phases.py [SEEDS] [SERIES] [RANDOM]

1. SEEDS athletes (200) train the article's block of twelve weeks, each with their own noise, as the simulator writes
   it to a Strong export. Of each export, through sets, styles and phases: is it three phases of the right labels,
   both boundaries within a week?
2. SERIES logs (4,000) of 24 weekly styles with normal scatter, as in the science: how often is a flat one split, and
   which share of the boundaries of 4 weeks of strength, 4 of hypertrophy, 4 mixed, 4 of strength and 8 of hypertrophy
   is found within a week? In brackets two standard errors.
3. RANDOM series (1,000): is the partition that of `ruptures.Pelt(model="l2", min_size=3, jump=1)`?

Prints one line a figure.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
import ruptures
from numpy.typing import NDArray

from analysis.ingest import pipeline
from analysis.judgement import phases
from analysis.judgement.styles import session_styles, set_styles, week_styles
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import graded, loads
from analysis.settings import ClientSettings
from analysis.simulate.athlete import Athlete
from analysis.simulate.clients.priya_block import ATHLETE
from analysis.simulate.programme import periodised_12
from analysis.simulate.training import train
from analysis.simulate.writers import strong
from analysis.stats import partition

MONDAY: Final = date(2026, 4, 6)
LEVELS: Final = np.repeat([0.7, -0.7, 0.0, 0.7, -0.7], [4, 4, 4, 4, 8])
BOUNDARIES: Final = (4, 8, 12, 16)
NUMBERS: Final = Thresholds()

Series = NDArray[np.float64]


def main(seeds: int, series: int, random: int) -> None:
    """Print all figures."""
    for adherence in (0.97, 0.8):
        print(f"article's block, {adherence:.0%} of sessions done: {_blocks(seeds, adherence)}")
    for sd in (0.12, 0.20, 0.30):
        numbers = np.random.default_rng(round(100 * sd))
        flat = -0.2 + sd * numbers.standard_normal((series, LEVELS.size))
        stepped = LEVELS + sd * numbers.standard_normal((series, LEVELS.size))
        for name, cut in {"science": _by_science, "phasewise": _by_steps}.items():
            print(f"weekly SD {sd:.2f}, {name}: {_scored([cut(y) for y in flat], [cut(y) for y in stepped])}")
    print(f"ruptures: {_against_ruptures(random)}")


def _blocks(seeds: int, adherence: float) -> str:
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(seeds):
            counts[_block(_athlete(seed, adherence), Path(folder) / "strong.csv")] += 1
    return ", ".join(f"{word} {count}" for word, count in counts.most_common())


def _athlete(seed: int, adherence: float) -> Athlete:
    block = periodised_12(strength=0.55, hypertrophy=0.25, combination=0.35)
    ends_on = MONDAY + timedelta(weeks=12, days=-1)
    return replace(
        ATHLETE, word=f"block-{seed}", starts_on=MONDAY, ends_on=ends_on, blocks=block, adherence=adherence
    )


def _block(athlete: Athlete, path: Path) -> str:
    """In words, how the block was recovered from its export."""
    path.write_text(strong.write(train(athlete).sets, layout="S7"), "utf-8")
    read = pipeline.read(path, client="x", settings=ClientSettings(weight_unit="kg", bodyweight_kg=58.0))
    grades = graded.grade(read.sets, bodyweight=loads.smoothed_bodyweight(read.body, fallback_kg=58.0))
    sets = set_styles.of(grades, thresholds=NUMBERS)
    sessions = session_styles.of(grades, sets, thresholds=NUMBERS)
    weeks = week_styles.of(grades, sets, sessions, until=athlete.ends_on, thresholds=NUMBERS)
    found = phases.found(weeks, sessions, thresholds=NUMBERS)
    if found.height != 3:  # noqa: PLR2004 - strength, hypertrophy, combination
        return f"{found.height} phases"
    off = found["starts_on"][1:] - pl.Series([MONDAY + timedelta(weeks=week) for week in (4, 8)])
    if off.dt.total_days().abs().max() > 7:  # type: ignore[operator]  # noqa: PLR2004 - a week
        return "a boundary more than a week off"
    right = found["label"].cast(pl.String).to_list() == ["strength", "hypertrophy", "combination"]
    return "recovered" if right else "recovered but for a label"


def _by_steps(y: Series) -> list[int]:
    return partition.steps(
        y,
        first=NUMBERS["phases.beta_first"],
        then=NUMBERS["phases.beta"],
        floor=NUMBERS["phases.sigma_floor"],
        min_size=NUMBERS.whole("phases.min_weeks"),
    )


def _by_science(y: Series) -> list[int]:
    """Once, with the noise from the median absolute deviation of first differences about their median."""
    steps = np.diff(y)
    sigma = max(0.08, 1.4826 * float(np.median(np.abs(steps - np.median(steps)))) / np.sqrt(2))
    return partition.cuts(y, penalty=4 * sigma**2 * np.log(y.size), min_size=3)


def _scored(flat: list[list[int]], stepped: list[list[int]]) -> str:
    split = np.array([bool(cut) for cut in flat])
    hit = np.array(
        [np.mean([any(abs(at - cut) <= 1 for cut in cuts) for at in BOUNDARIES]) for cuts in stepped]
    )
    return f"false split {_share(split)}, recall {_share(hit)}"


def _share(values: NDArray[np.generic]) -> str:
    shares = values.astype(np.float64)
    return f"{shares.mean():.3f} (+/- {2 * shares.std() / np.sqrt(shares.size):.3f})"


def _against_ruptures(random: int) -> str:
    numbers = np.random.default_rng(1)
    counts: Counter[str] = Counter()
    for _ in range(random):
        n, steps = int(numbers.integers(6, 105)), int(numbers.integers(1, 7))
        y = np.repeat(numbers.normal(0, 0.6, steps), numbers.multinomial(n, np.full(steps, 1 / steps)))
        y = y + numbers.choice([0.12, 0.2, 0.3]) * numbers.standard_normal(n)
        penalty = 3.5 * partition.noise(y, floor=0.08) ** 2 * float(np.log(n))
        ours = partition.cuts(y, penalty=penalty, min_size=3)
        theirs = ruptures.Pelt(model="l2", min_size=3, jump=1).fit(y).predict(pen=penalty)[:-1]
        dearer = [partition.squares_left(y, cuts) + penalty * len(cuts) for cuts in (ours, theirs)]
        equal = "the same" if ours == theirs else "a tie" if abs(dearer[0] - dearer[1]) < 1e-9 else ""  # noqa: PLR2004 - rounding
        counts[equal or ("ours costs less" if dearer[0] < dearer[1] else "ours costs more")] += 1
    return ", ".join(f"{word} {count}" for word, count in counts.most_common())


def _timed(run: Callable[[], None]) -> None:
    start = time.perf_counter()
    run()
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:4]]
    chosen = [*given, *(200, 4000, 1000)[len(given) :]]
    _timed(lambda: main(*chosen))
