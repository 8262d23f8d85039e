"""The article's mistake 3: changing too often."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Final, NamedTuple

import polars as pl

from analysis.judgement import window, words
from analysis.judgement.case import Case
from analysis.judgement.warnings.rule import NO_SETS, Finding, Rule
from analysis.judgement.window import Window


class _Turns(NamedTuple):
    labels: list[str]
    """Clear side of each trained week, or "between"."""
    switches: int
    flips: int
    pairs: int

    @property
    def flips_share(self) -> float:
        return self.flips / self.pairs if self.pairs else 0.0


def find(case: Case) -> list[Finding]:
    """Find training that jumps between strength and hypertrophy.

    Fires where, in the weeks looked back on, the weekly style goes from one clear side to the other three times or
    more, or does so from one week to the next in over 40% of them; or where the last phases found in the log were
    completed in under four weeks (their median). Weeks of a phase that undulates on purpose, with heavy and light days
    in the same week, do not count, nor do deloads and gaps. Phases that the plan sets are the coach's own choice:
    their length is not held against the client.
    """
    numbers = case.thresholds
    span = window.back(case, numbers.whole("changing.weeks"))
    turns = _turns(case, span)
    if len(turns.labels) < numbers["changing.least_weeks"]:
        return []
    often = turns.switches >= numbers["changing.switches"]
    if often or turns.flips_share > numbers["changing.flips_share"]:
        return [_jumping(case, span, turns)]
    short = _short_phases(case)
    return [short] if short else []


def _turns(case: Case, span: Window) -> _Turns:
    """The clear sides of the window's trained weeks, and how often they change."""
    clear = case.thresholds["style.clear"]
    style = pl.col("style")
    side = pl.when(style >= clear).then(pl.lit("strength")).when(style <= -clear).then(pl.lit("hypertrophy"))
    trained = span.of(case.week_styles, "week").filter(pl.col("kind").cast(pl.String) == "trained")
    labels = _not_undulating(trained, case.phases).sort("week").select(side.fill_null("between"))
    sides: list[str] = labels.to_series().to_list()
    clear_ones = [label for label in sides if label != "between"]
    return _Turns(
        labels=sides,
        switches=_changes(clear_ones),
        flips=sum({before, after} == {"strength", "hypertrophy"} for before, after in pairwise(sides)),
        pairs=max(len(sides) - 1, 0),
    )


def _changes(labels: list[str]) -> int:
    return sum(before != after for before, after in pairwise(labels))


def _not_undulating(weeks: pl.DataFrame, phases: pl.DataFrame) -> pl.DataFrame:
    on_purpose = [
        pl.col("week").is_between(phase["starts_on"], phase["ends_on"])
        for phase in phases.filter("undulating").iter_rows(named=True)
    ]
    return weeks.filter(~pl.any_horizontal(*on_purpose)) if on_purpose else weeks


def _jumping(case: Case, span: Window, turns: _Turns) -> Finding:
    numbers = case.thresholds
    weeks = words.counted(len(turns.labels), "trained week")
    return Finding(
        span=span,
        says="Training jumps between strength and hypertrophy from week to week, too often to adapt to either.",
        evidence=f"{words.counted(turns.switches, 'change')} of style in {weeks} (flagged from"
        f" {numbers['changing.switches']:g}); in {words.percent(turns.flips_share, beside=numbers['changing.flips_share'])} of them the style turned within a"
        f" week (flagged over {words.percent(numbers['changing.flips_share'])}). The weeks: {', '.join(turns.labels)}.",
        clears=f"One style for at least {words.counted(numbers['changing.phase_weeks'], 'week')} before the next change.",
        behind=_of_weeks(case, span),
    )


def _of_weeks(case: Case, span: Window) -> pl.DataFrame:
    """The first hard sets of each week of the window: one line a week shows what it trained."""
    hard = window.hard_sets(case, span)
    return hard.group_by("week", maintain_order=True).head(5).sort("performed_at", maintain_order=True)


def _short_phases(case: Case) -> Finding | None:
    """The last completed phases of the log, if they were short; null: they were not, or the plan sets them."""
    numbers = case.thresholds
    if case.current is not None and case.current.origin == "plan":
        return None
    since = case.as_of - timedelta(weeks=numbers.whole("changing.phases_weeks"))
    done = _completed(case.phases).filter(pl.col("ends_on") >= since)
    if done.height < numbers["changing.least_phases"]:
        return None
    median = float(done["trained_weeks"].median())  # type: ignore[arg-type]  # there are some
    if median >= numbers["changing.phase_weeks"]:
        return None
    lengths = ", ".join(
        f"{label} {weeks}" for label, weeks in done.select("label", "trained_weeks").iter_rows()
    )
    return Finding(
        span=Window(done["starts_on"].min(), done["ends_on"].max()),  # type: ignore[arg-type]  # dates
        says="The last phases were too short to adapt to any of them.",
        evidence=f"Weeks of training in the last {done.height} completed phases: {lengths}; their median of"
        f" {median:g} is under {numbers['changing.phase_weeks']:g}.",
        clears=f"One style for at least {words.counted(numbers['changing.phase_weeks'], 'week')} before the next change.",
        behind=NO_SETS,
    )


def _completed(phases: pl.DataFrame) -> pl.DataFrame:
    """Phases that a change of style ended, not a layoff and not the end of the log."""
    ordered = phases.sort("phase")
    changed = pl.col("label").cast(pl.String) != pl.col("label").cast(pl.String).shift(-1)
    cut = pl.col("after_layoff").shift(-1)
    return ordered.filter(changed.fill_null(value=False) & ~cut.fill_null(value=True))


RULE: Final = Rule("changing", find)
