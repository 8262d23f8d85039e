"""Much more volume than before, all at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

import polars as pl

from analysis.judgement import window, words
from analysis.judgement.case import Case
from analysis.judgement.warnings.never_volume import MAJOR
from analysis.judgement.warnings.rule import Finding, Rule
from analysis.judgement.window import Window
from analysis.metrics import lift_facts


class _Jump(NamedTuple):
    """One muscle in one week."""

    week: date
    muscle: str
    sets: float
    usual: float
    """Mean of the weeks of training before."""


def find(case: Case) -> list[Finding]:
    """Find muscles of the big lifts whose weekly sets jumped in the weeks looked back on: the latest week with such a jump.

    A jump is over 1.5 times the mean of the four weeks of training before, over six fractional sets above it, and over two
    above the most of the eight weeks of training before: who trains a muscle much one week and little the next is used to
    both. Weeks off and deloads are no usual week, so coming back from one is no jump; nor is a muscle that was hardly
    trained before (its mean below one set): that is a new exercise. In the two weeks after a planned or found change of phase
    more volume is what was meant, and not told.
    """
    jumps = _jumps(case)
    if not jumps:
        return []
    latest = max(jump.week for jump in jumps)
    of_week = sorted(
        (jump for jump in jumps if jump.week == latest), key=lambda jump: -jump.sets / jump.usual
    )
    return [_finding(case, latest, of_week)]


def _finding(case: Case, week: date, jumps: list[_Jump]) -> Finding:
    numbers = case.thresholds
    names = [words.muscle(jump.muscle) for jump in jumps]
    told = "; ".join(
        f"{name} {jump.sets:g} after {jump.usual:.1f}" for name, jump in zip(names, jumps, strict=True)
    )
    in_week = Window(week, week + timedelta(days=6))
    return Finding(
        span=in_week,
        says=f"Far more sets than usual for {words.listed(names)} in the week of {words.day(week)}.",
        evidence=f"Fractional sets of the week, and the mean of the {numbers.whole('spike.weeks')} weeks of training"
        f" before: {told} (flagged over {numbers['spike.ratio']:g} times, more than {numbers['spike.sets']:g} sets above,"
        f" and more than {numbers['spike.above_most']:g} above the most of {numbers['spike.most_weeks']:g} weeks).",
        clears="Going up by a few sets a week at a time.",
        behind=_behind(case, in_week, [jump.muscle for jump in jumps]),
    )


def _behind(case: Case, in_week: Window, muscles: list[str]) -> pl.DataFrame:
    trains = lift_facts.muscles().filter(pl.col("muscle").is_in(muscles)).select("exercise").unique()
    return window.hard_sets(case, in_week).join(trains, on="exercise", how="semi", maintain_order="left")


def _jumps(case: Case) -> list[_Jump]:
    """The jumps of the weeks looked back on."""
    numbers = case.thresholds
    weeks = numbers.whole("spike.weeks")
    trained = case.week_styles.filter(pl.col("kind").cast(pl.String) == "trained").select("week")
    before = pl.col("sets").shift(1)
    loads = (
        case.muscle_weeks.join(trained, on="week", how="semi")
        .select("week", "muscle", sets="fractional_sets")
        .sort("muscle", "week")
        .with_columns(
            usual=before.rolling_mean(weeks).over("muscle", order_by="week"),
            most=before.rolling_max(numbers.whole("spike.most_weeks")).over("muscle", order_by="week"),
        )
    )
    jumped = (
        window.back(case, weeks)
        .of(loads, "week")
        .filter(
            pl.col("muscle").is_in(MAJOR),
            pl.col("sets") > numbers["spike.ratio"] * pl.col("usual"),
            pl.col("sets") - pl.col("usual") > numbers["spike.sets"],
            pl.col("sets") - pl.col("most") > numbers["spike.above_most"],
            pl.col("usual") >= numbers["spike.least_usual"],
            ~pl.col("week").is_in(_new_weeks(case)),
        )
    )
    return [_Jump(*row) for row in jumped.select("week", "muscle", "sets", "usual").iter_rows()]


def _new_weeks(case: Case) -> list[date]:
    """The first weeks of every phase, planned or found."""
    starts = [*case.plan["starts_on"], *case.phases["starts_on"]]
    mondays = [start - timedelta(days=start.weekday()) for start in starts]
    return [
        monday + timedelta(weeks=week)
        for monday in mondays
        for week in range(case.thresholds.whole("spike.new_phase_weeks"))
    ]


RULE: Final = Rule("spike", find)
