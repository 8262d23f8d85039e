"""Many full weeks in a row, and lifts that go down rather than up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import polars as pl

from analysis.judgement import window, words
from analysis.judgement.case import Case
from analysis.judgement.thresholds import Thresholds
from analysis.judgement.verdict import LiftRate
from analysis.judgement.warnings import lift_rates
from analysis.judgement.warnings.rule import Finding, Rule
from analysis.judgement.window import Window


def find(case: Case) -> list[Finding]:
    """Find a log with eight full weeks or more, up to now, without a deload, a light week or a week off, whose lifts rather go down.

    A light week has at most `deload.sets_pct` of the hard sets of the median week of the streak, whatever made it light.

    Of lifters who do well without an easier week nothing is asked: at least half of the lifts that the verdict stands on
    must be likelier to go down than up. Whole weeks only: the one that runs is not yet a week off. Silent where the plan
    has a deload within the next two weeks.
    """
    numbers = case.thresholds
    weeks = _full_weeks(case)
    judged = [rate for rate in lift_rates.of(case).values() if rate.judged and _known(rate, numbers)]
    tired = [rate for rate in judged if rate.p_improving < numbers["deload_due.p_improving"]]
    few = not tired or len(tired) < numbers["deload_due.lifts_share"] * len(judged)
    if len(weeks) < numbers["deload_due.weeks"] or few or _is_planned(case):
        return []
    span = Window(weeks[0], weeks[-1] + timedelta(days=6))
    return [_finding(case, span, len(weeks), tired)]


def _known(rate: LiftRate, numbers: Thresholds) -> bool:
    """Whether the rate stands on enough sessions over enough weeks to speak of."""
    return rate.sessions >= numbers["deload_due.exposures"] and rate.weeks >= numbers["deload_due.rate_weeks"]


def _finding(case: Case, span: Window, weeks: int, tired: list[LiftRate]) -> Finding:
    numbers = case.thresholds
    lifts = words.listed([words.lift(rate.lift) for rate in tired])
    limit = numbers["deload_due.p_improving"]
    chances = ", ".join(
        f"{words.lift(rate.lift)} {words.percent(rate.p_improving, beside=limit)}" for rate in tired
    )
    return Finding(
        span=span,
        says=f"{words.counted(weeks, 'week')} of full training without an easier one, and {lifts} more likely going down"
        " than up: a deload is due.",
        evidence=f"{words.counted(weeks, 'full week')} in a row since {words.day(span.first_on)} (flagged from"
        f" {numbers['deload_due.weeks']:g}; lifters usually take an easier one every four to eight). How likely these lifts go"
        f" up: {chances} (flagged under {words.percent(numbers['deload_due.p_improving'])}).",
        clears=f"A week with {numbers['deload.sets_pct']:g}% of the usual sets or fewer at lower loads, or a week off.",
        behind=window.hard_sets(case, span),
    )


def _full_weeks(case: Case) -> list[date]:
    """The weeks since the last deload, gap or light week, up to the last whole one."""
    last = case.as_of - timedelta(days=6)
    whole = case.week_styles.filter(pl.col("week") <= last).sort("week")
    streak = _run(whole["kind"].cast(pl.String) == "trained")
    since = whole.tail(streak)
    light = case.thresholds["deload.sets_pct"] / 100 * pl.col("hard_sets").median()
    full = since.select(pl.col("hard_sets") > light).to_series()
    return since["week"].tail(_run(full)).to_list() if streak else []


def _run(full: pl.Series) -> int:
    """How many true values there are at the end."""
    return next((at for at, is_full in enumerate(reversed(full.to_list())) if not is_full), full.len())


def _is_planned(case: Case) -> bool:
    soon = case.as_of + timedelta(weeks=case.thresholds.whole("deload_due.planned_weeks"))
    deloads = case.plan.filter(pl.col("style").cast(pl.String) == "deload")
    return not deloads.filter(pl.col("starts_on") <= soon, pl.col("ends_on") >= case.as_of).is_empty()


RULE: Final = Rule("deload_due", find)
