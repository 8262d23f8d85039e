"""Whether the phase gave the muscles what growth takes: enough hard sets, near enough to failure, and done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor
from typing import Final, Literal

import dataframely as dy
import polars as pl

from analysis.judgement import words
from analysis.judgement.planned.share_done import ShareDone
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import effort, volume
from analysis.tables import GradedSets

DoseLabel = Literal["adequate", "low", "excessive", "not known"]
Cause = Literal["", "easy sets", "missed sessions"]
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
    weeks_under: int = 0
    """Weeks with less than that."""
    weeks_over: int = 0
    """And with more."""
    cause: Cause = ""
    """What makes it low: the same sets nearer to failure, or all that was to be done, would be enough; empty: too few are done."""


@dataclass(frozen=True, kw_only=True)
class Dose:
    """Whether the dose was one to grow from; it says nothing of whether anything grew."""

    label: DoseLabel
    says: str
    """Why it is low or excessive, and of an adequate one which muscles are not so; empty: all are adequate."""
    muscles: tuple[MuscleDose, ...]
    """The client's priority muscles, else those trained most."""
    rir: float | None
    """Median of the phase's work sets of reps that count as hard where they end near failure; null: not logged."""
    done_pct: float | None
    """Planned sessions done; null: none planned."""


def of(
    graded: dy.DataFrame[GradedSets],
    *,
    days: tuple[date, date],
    priority: Sequence[str],
    deload_weeks: Sequence[date],
    done: ShareDone | None,
    thresholds: Thresholds,
) -> Dose:
    """Return the dose of a phase, from its whole weeks without deloads.

    A muscle has a *low* dose where more of its weeks than `growth.dose_weeks_share` allows have under `growth.dose_low`
    fractional sets, an *excessive* one where so many have over `growth.dose_high`, else an *adequate* one (Pelland 2025,
    doi 10.1007/s40279-025-02344-w). So weeks over the range never make a muscle low. The phase's is low, or excessive, where
    more than `growth.dose_muscles_share` of the priority muscles' are, else adequate; an adequate one is low nonetheless

    - where the median set leaves more than `growth.dose_rir` reps (Robinson 2024, doi 10.1007/s40279-024-02069-2), of
      those whose effort is logged, or
    - where less than `growth.dose_done_pct` of the planned sessions were done, where any are planned.

    Not known: no whole week, or no set of a known lift.

    Args:
        graded: the whole log.
        days: the first and the last judged.
        priority: the muscles that the client names; none: the `growth.priority_muscles` with the most sets.
        deload_weeks: their Mondays.
        done: how much of the phase's sessions was done; None: none planned.
        thresholds: of the group `growth`.
    """
    near = _as_if_near_failure(graded, thresholds)
    reserve = _reserve(near.filter(pl.col("performed_on").is_between(*days)))
    missed = done if done is not None and done.pct < thresholds["growth.dose_done_pct"] else None
    weeks = _weeks(graded, near, days, deload_weeks)
    muscles = _muscles(weeks, priority, missed, thresholds)
    label = _of_muscles([muscle.label for muscle in muscles], thresholds)
    spoilt = _spoilt(reserve, missed, thresholds)
    too_low = label == "adequate" and bool(spoilt)
    sets = "" if too_low else _sets(label, muscles, thresholds)
    said = [*spoilt, sets] if label == "low" else [sets, *spoilt]
    return Dose(
        label="low" if too_low else label,
        says=words.listed([part for part in said if part]),
        muscles=tuple(muscles),
        rir=reserve,
        done_pct=None if done is None else done.pct,
    )


def _as_if_near_failure(graded: dy.DataFrame[GradedSets], thresholds: Thresholds) -> dy.DataFrame[GradedSets]:
    """The sets with what they would count as hard sets if none had ended further from failure than is asked."""
    if not (graded["rir"] > thresholds["growth.dose_rir"]).any():
        return graded
    nearer = graded.with_columns(pl.col("rir").clip(upper_bound=thresholds["growth.dose_rir"]))
    hard = pl.max_horizontal("hard", effort.with_hard(nearer)["hard"])
    return GradedSets.validate(graded.with_columns(hard=hard))


def _reserve(near: pl.DataFrame) -> float | None:
    """Median reps in reserve of all sets whose reps count; so that those too easy to be hard sets are seen."""
    rir = near.filter(pl.col("hard") > 0)["rir"].median()
    return float(rir) if isinstance(rir, int | float) else None


def _spoilt(reserve: float | None, missed: ShareDone | None, thresholds: Thresholds) -> list[str]:
    """What takes from a dose besides the number of sets, in words."""
    enough = thresholds["growth.dose_done_pct"]
    said = []
    if reserve is not None and reserve > thresholds["growth.dose_rir"]:
        said.append(f"sets end far from failure (the median leaves {reserve:g} reps in reserve)")
    if missed is not None:
        share = missed.said(enough_pct=enough)
        said.append(f"sessions missed (only {share} were done, enough from {enough:g}%)")
    return said


def _weeks(
    graded: dy.DataFrame[GradedSets],
    near: dy.DataFrame[GradedSets],
    days: tuple[date, date],
    deload_weeks: Sequence[date],
) -> pl.DataFrame:
    """One row per whole week and muscle: its sets, and what they would be (`near`) if none had been too easy."""
    first, last = days
    monday = first + timedelta(days=-first.weekday() % 7)
    weeks = volume.muscle_weeks(near, until=last).select("week", "muscle", near="fractional_sets")
    if near is graded:
        weeks = weeks.with_columns(fractional_sets="near")
    else:
        done = volume.muscle_weeks(graded, until=last).select("week", "muscle", "fractional_sets")
        weeks = weeks.join(done, on=["week", "muscle"], how="left", maintain_order="left")
    return weeks.filter(
        pl.col("week").is_between(monday, last - WEEK + timedelta(days=1)), ~pl.col("week").is_in(list(deload_weeks))
    ).with_columns(pl.col("fractional_sets").fill_null(0.0))  # fmt: skip


def _muscles(
    weeks: pl.DataFrame, priority: Sequence[str], missed: ShareDone | None, thresholds: Thresholds
) -> list[MuscleDose]:
    means = weeks.group_by("muscle").agg(pl.col("fractional_sets").mean())
    most = means.sort("fractional_sets", "muscle", descending=[True, False])["muscle"].to_list()
    count = weeks["week"].n_unique()
    wanted = list(dict.fromkeys(priority)) or most[: thresholds.whole("growth.priority_muscles")]
    found = []
    for muscle in wanted if count else ():
        rows = weeks.filter(pl.col("muscle") == muscle)
        sets, near = (rows[name].to_list() or [0.0] * count for name in ("fractional_sets", "near"))
        found.append(_muscle(muscle, sets, near, missed, thresholds))
    return found


def _muscle(
    muscle: str,
    sets: Sequence[float],
    near: Sequence[float],
    missed: ShareDone | None,
    thresholds: Thresholds,
) -> MuscleDose:
    low, high = thresholds["growth.dose_low"], thresholds["growth.dose_high"]
    under, over = sum(each < low for each in sets), sum(each > high for each in sets)
    label = _of_weeks(sets, thresholds)
    middle = pl.Series(sets).median()
    return MuscleDose(
        muscle=muscle,
        label=label,
        sets=float(middle) if isinstance(middle, int | float) else 0.0,
        weeks_within=len(sets) - under - over,
        weeks=len(sets),
        weeks_under=under,
        weeks_over=over,
        cause=_cause(sets, near, missed, thresholds) if label == "low" else "",
    )


def _of_weeks(sets: Sequence[float], thresholds: Thresholds) -> DoseLabel:
    """What a muscle's weeks have; too little is looked at first."""
    allowed = round(len(sets) - thresholds["growth.dose_weeks_share"] * len(sets), 9)
    if sum(each < thresholds["growth.dose_low"] for each in sets) > allowed:
        return "low"
    return (
        "excessive" if sum(each > thresholds["growth.dose_high"] for each in sets) > allowed else "adequate"
    )


def _cause(
    sets: Sequence[float], near: Sequence[float], missed: ShareDone | None, thresholds: Thresholds
) -> Cause:
    """Why a muscle's dose is low, where one thing alone is why."""
    if _of_weeks(near, thresholds) != "low":
        return "easy sets"
    if missed is None or not missed.pct:
        return ""
    all_done = [each * 100 / missed.pct for each in sets]
    return "missed sessions" if _of_weeks(all_done, thresholds) != "low" else ""


def _of_muscles(found: Sequence[DoseLabel], thresholds: Thresholds) -> DoseLabel:
    """What more than so many muscles have; else the whole is adequate."""
    if not found:
        return "not known"
    many = thresholds["growth.dose_muscles_share"] * len(found)
    if found.count("low") > many:
        return "low"
    return "excessive" if found.count("excessive") > many else "adequate"


def _sets(label: DoseLabel, muscles: Sequence[MuscleDose], thresholds: Thresholds) -> str:
    """Which muscles have too few or too many sets, in words; empty: none that matters to the label has."""
    if label == "not known":
        return "no whole week of sets that count for a muscle"
    low, high = thresholds["growth.dose_low"], thresholds["growth.dose_high"]
    under = _told(muscles, "low", f"under {low:g} hard sets")
    over = _told(muscles, "excessive", f"over {high:g} hard sets")
    if label != "adequate":
        return words.listed(under if label == "low" else over)
    return f"as a whole, with {words.listed([*under, *over])}" if under or over else ""


_CAUSES: Final[dict[Cause, str]] = {
    "": "",
    "easy sets": "; enough, had the sets ended nearer to failure",
    "missed sessions": "; enough, but for the sessions missed",
}


def _told(muscles: Sequence[MuscleDose], label: DoseLabel, sets: str) -> list[str]:
    """The muscles of a label with their weeks; of what sets, only the first says."""
    told: list[str] = []
    for each in muscles:
        if each.label != label:
            continue
        weeks = each.weeks_under if label == "low" else each.weeks_over
        what = f"{sets} in {weeks} of {each.weeks} weeks" if not told else f"in {weeks} of {each.weeks}"
        # Rounded away from the line it is held against: 9.97 is under ten, and no "10".
        away = floor if label == "low" else ceil
        middle = away(round(10 * each.sets, 6)) / 10
        told.append(f"{words.muscle(each.muscle)} {what} (median {middle:g}{_CAUSES[each.cause]})")
    return told
