"""Whether the phase gave the muscles what growth takes: enough hard sets, near enough to failure, and done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import dataframely as dy
import polars as pl

from analysis.judgement import words
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import volume
from analysis.tables import GradedSets

DoseLabel = Literal["adequate", "low", "excessive", "not known"]
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, kw_only=True)
class MuscleDose:
    """The hard sets of one muscle in the phase's whole weeks, an indirect one counting half."""

    muscle: str
    label: DoseLabel
    sets: float
    """Median week."""
    weeks_within: int
    """Weeks in the range that growth takes."""
    weeks: int


@dataclass(frozen=True, kw_only=True)
class Dose:
    """Whether the dose was one to grow from; it says nothing of whether anything grew."""

    label: DoseLabel
    says: str
    """What it lacks or has too much of, in words; empty: it is adequate."""
    muscles: tuple[MuscleDose, ...]
    """The client's priority muscles, else those trained most."""
    rir: float | None
    """Median of the phase's hard sets; null: not logged."""
    done_pct: float | None
    """Planned sessions done; null: none planned."""


def of(
    graded: dy.DataFrame[GradedSets],
    *,
    days: tuple[date, date],
    priority: Sequence[str],
    deload_weeks: Sequence[date],
    done_pct: float | None,
    thresholds: Thresholds,
) -> Dose:
    """Return the dose of a phase: adequate where all of these hold.

    - At least `growth.dose_muscles_share` of the priority muscles have `growth.dose_low` to `growth.dose_high` fractional
      sets in `growth.dose_weeks_share` of the whole weeks without deloads (Pelland 2025, doi 10.1007/s40279-025-02344-w).
    - The median hard set leaves `growth.dose_rir` reps or fewer (Robinson 2024, doi 10.1007/s40279-024-02069-2), where effort
      is logged.
    - `growth.dose_done_pct` of the planned sessions were done, where any are planned.

    Excessive: the other muscles mostly had more sets than that. Not known: no whole week, or no set of a known lift.

    Args:
        graded: the whole log.
        days: the first and the last judged.
        priority: the muscles that the client names; none: the `growth.priority_muscles` with the most sets.
        deload_weeks: their Mondays.
        done_pct: planned sessions done; null: none planned.
        thresholds: of the group `growth`.
    """
    inside = graded.filter(pl.col("performed_on").is_between(*days))
    muscles = _muscles(graded, days, priority, deload_weeks, thresholds)
    rir = inside.filter(pl.col("hard") > 0)["rir"].median()
    reserve = float(rir) if isinstance(rir, int | float) else None
    label = _of_muscles([muscle.label for muscle in muscles], thresholds)
    too_easy = reserve is not None and reserve > thresholds["growth.dose_rir"]
    missed = done_pct is not None and done_pct < thresholds["growth.dose_done_pct"]
    said = [
        _sets(label, muscles, thresholds),
        f"the median hard set leaves {reserve:g} reps in reserve" if too_easy else "",
        f"only {done_pct:.0f}% of the planned sessions were done" if missed else "",
    ]
    return Dose(
        label="low" if (too_easy or missed) and label == "adequate" else label,
        says=words.listed([part for part in said if part]),
        muscles=tuple(muscles),
        rir=reserve,
        done_pct=done_pct,
    )


def _muscles(
    graded: dy.DataFrame[GradedSets],
    days: tuple[date, date],
    priority: Sequence[str],
    deload_weeks: Sequence[date],
    thresholds: Thresholds,
) -> list[MuscleDose]:
    first, last = days
    monday = first + timedelta(days=-first.weekday() % 7)
    weeks = volume.muscle_weeks(graded, until=last).filter(
        pl.col("week").is_between(monday, last - WEEK + timedelta(days=1)), ~pl.col("week").is_in(list(deload_weeks))
    )  # fmt: skip
    means = weeks.group_by("muscle").agg(pl.col("fractional_sets").mean())
    most = means.sort("fractional_sets", "muscle", descending=[True, False])["muscle"].to_list()
    count = weeks["week"].n_unique()
    wanted = list(dict.fromkeys(priority)) or most[: thresholds.whole("growth.priority_muscles")]
    of_muscle = {
        muscle: weeks.filter(pl.col("muscle") == muscle)["fractional_sets"].to_list() for muscle in wanted
    }
    return [_muscle(muscle, sets or [0.0] * count, thresholds) for muscle, sets in of_muscle.items() if count]


def _muscle(muscle: str, sets: Sequence[float], thresholds: Thresholds) -> MuscleDose:
    low, high = thresholds["growth.dose_low"], thresholds["growth.dose_high"]
    within = sum(low <= each <= high for each in sets)
    under, over = sum(each < low for each in sets), sum(each > high for each in sets)
    enough = within >= thresholds["growth.dose_weeks_share"] * len(sets)
    label: DoseLabel = "adequate" if enough else "low" if under >= over else "excessive"
    middle = pl.Series(sets).median()
    return MuscleDose(
        muscle=muscle,
        label=label,
        sets=float(middle) if isinstance(middle, int | float) else 0.0,
        weeks_within=within,
        weeks=len(sets),
    )


def _of_muscles(found: Sequence[DoseLabel], thresholds: Thresholds) -> DoseLabel:
    """What most muscles have; where as many have too little as too much, too little."""
    if not found:
        return "not known"
    if found.count("adequate") >= thresholds["growth.dose_muscles_share"] * len(found):
        return "adequate"
    return "low" if found.count("low") >= found.count("excessive") else "excessive"


def _sets(label: DoseLabel, muscles: Sequence[MuscleDose], thresholds: Thresholds) -> str:
    if label == "adequate":
        return ""
    if label == "not known":
        return "no whole week of sets that count for a muscle"
    wrong = [muscle for muscle in muscles if muscle.label == label]
    low, high = thresholds["growth.dose_low"], thresholds["growth.dose_high"]
    told = [
        f"{words.muscle(each.muscle)}{had} in {each.weeks_within} of {each.weeks} weeks (median {each.sets:.3g})"
        for each, had in zip(wrong, [f" had {low:g} to {high:g} hard sets", *[""] * len(wrong)], strict=False)
    ]
    return words.listed(told)
