"""The article's mistake 4: ignoring progressive overload."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import polars as pl

from analysis.judgement import window, words
from analysis.judgement.case import Case
from analysis.judgement.thresholds import Thresholds
from analysis.judgement.verdict import LiftRate
from analysis.judgement.warnings import lift_rates
from analysis.judgement.warnings.rule import Finding, Rule
from analysis.judgement.window import Window
from analysis.units import KG_PER_LB


class _Top(NamedTuple):
    """The top set of a lift in one session."""

    session: str
    load_kg: float
    """What is added to the body, less help; the load of any other lift."""
    reps: float
    sets: float
    rir: float | None


def find(case: Case) -> list[Finding]:
    """Find main lifts that are done with the same weight for the same reps, time after time.

    The sessions of the lift in the weeks looked back on, deload weeks left out, are compared by their top set. A session
    is the same as the last where its load is within 1% or less than one plate step of it, its reps within one, and its
    work sets no fewer. Where two kinds of day take turns, so that the last two differ in reps, each is held against its own.
    Fires where five of six or more are the same, they span four weeks, effort has not become easier by a rep in reserve or more,
    and the lift's rate does not say that it progresses. Where no rate is known, the reps must be equal.
    """
    numbers = case.thresholds
    span = window.back(case, numbers.whole("overload.weeks"))
    if not window.enough(case, span, "overload.least_weeks"):
        return []
    rates = lift_rates.of(case)
    work = _work(case, span)
    found = (_of_lift(case, work.filter(lift=lift), rates.get(lift), span) for lift in case.main_lifts)
    return [finding for finding in found if finding]


def _of_lift(case: Case, work: pl.DataFrame, rate: LiftRate | None, span: Window) -> Finding | None:
    numbers = case.thresholds
    tops = [_Top(*row) for row in _tops(work).iter_rows()]
    if len(tops) < numbers["overload.exposures"] or _span_weeks(work) < numbers["overload.span_weeks"]:
        return None
    if rate is not None and rate.p_worthwhile >= numbers["overload.p_worthwhile"]:
        return None
    same = [top for top in tops if _repeats(top, tops, numbers, exact=rate is None)]
    most = numbers["overload.same"] / numbers["overload.exposures"]
    if len(same) < most * len(tops) or _easier(same, numbers):
        return None
    return _finding(case, work, rate, tops, same, span)


def _finding(
    case: Case, work: pl.DataFrame, rate: LiftRate | None, tops: list[_Top], same: list[_Top], span: Window
) -> Finding:
    numbers = case.thresholds
    lift = str(work["lift"][0])
    chance = (
        f" Progress worth having: {words.percent(rate.p_worthwhile)} likely (flagged under"
        f" {words.percent(numbers['overload.p_worthwhile'])})."
        if rate
        else ""
    )
    name, step_kg = words.lift(lift), numbers["overload.plate_kg"]
    return Finding(
        subject=lift,
        span=span,
        says=f"{name}: the same weight for the same reps in {len(same)} of the last {len(tops)} sessions.",
        evidence=f"Top sets equal to the latest of their kind in {len(same)} of {len(tops)} sessions (flagged from"
        f" {numbers['overload.same']:g} of {numbers['overload.exposures']:g}): load within"
        f" {numbers['overload.load_pct']:g}% or less than a plate step of {step_kg:g} kg or"
        f" {step_kg / KG_PER_LB:.1f} lb, reps within"
        f" {numbers['overload.reps']:g}, no fewer sets.{chance}",
        clears=f"A session of {name} that does more than the one before: more weight, more reps, or more sets.",
        behind=work.filter(pl.col("session").is_in([top.session for top in same])),
    )


def _work(case: Case, span: Window) -> pl.DataFrame:
    """Work sets with their load and reps, outside deload weeks; drop sets and doubtful loads left out."""
    deloads = case.week_styles.filter(pl.col("kind").cast(pl.String) == "deload")["week"]
    return (
        window.work_sets(case, span)
        .filter(
            pl.col("kind").cast(pl.String) != "drop",
            pl.col("quarantine").is_null(),
            pl.col("reps").is_not_null(),
            ~pl.col("week").is_in(deloads.implode()),
        )
        .with_columns(added_kg=pl.coalesce(pl.col("load_eff_kg") - pl.col("body_kg"), "load_kg", pl.lit(0.0)))
    )


def _tops(work: pl.DataFrame) -> pl.DataFrame:
    """One row a session, in order of time, with the fields of `_Top`."""
    at_top = pl.col("added_kg") == pl.col("added_kg").max()
    reps = pl.col("reps").filter(at_top)
    return work.group_by("session", maintain_order=True).agg(
        load_kg=pl.col("added_kg").max(),
        reps=reps.max(),
        sets=pl.col("sets").sum(),
        rir=pl.col("rir").filter(at_top).mean(),
    )


def _span_weeks(work: pl.DataFrame) -> float:
    days = work["performed_on"]
    return (days[-1] - days[0]).days / 7 if len(days) else 0.0


def _repeats(top: _Top, tops: Sequence[_Top], numbers: Thresholds, *, exact: bool) -> bool:
    """Whether a session is the same as the last one, or as the last one of other reps."""
    last = tops[-1]
    near = 0.0 if exact else numbers["overload.reps"]
    others = [other for other in tops if abs(other.reps - last.reps) > numbers["overload.reps"]]
    return any(_same(top, one, numbers, near) for one in (last, *others[-1:]))


def _same(top: _Top, last: _Top, numbers: Thresholds, reps: float) -> bool:
    step = abs(top.load_kg - last.load_kg)
    close = (
        step <= numbers["overload.load_pct"] / 100 * abs(last.load_kg) or step < numbers["overload.plate_kg"]
    )
    return close and abs(top.reps - last.reps) <= reps and top.sets >= last.sets


def _easier(same: Sequence[_Top], numbers: Thresholds) -> bool:
    """Whether the later half of equal sessions left more in reserve: that is progress."""
    half = len(same) // 2
    before = [top.rir for top in same[:half] if top.rir is not None]
    after = [top.rir for top in same[half:] if top.rir is not None]
    if not before or not after:
        return False
    return sum(after) / len(after) - sum(before) / len(before) >= numbers["overload.easier_rir"]


RULE: Final = Rule("overload", find)
