"""What fires each line of the recommender's table: one condition a rule, each saying what it saw."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final, NamedTuple

import polars as pl

from analysis.judgement import words
from analysis.judgement.case import Case
from analysis.units import WEEKS_PER_MONTH

PLATEAUS: Final = ("no worthwhile progress", "going backwards")


class Rule(NamedTuple):
    """One line of `advice.csv`."""

    rule: str
    towards: str
    points: float
    says: str
    source: str


@cache
def table() -> tuple[Rule, ...]:
    """Return the recommender's table, in the order in which it is printed."""
    rows = csv.DictReader(_text("advice.csv"))
    return tuple(
        Rule(row["rule"], row["towards"], float(row["points"]), row["says"], row["source"]) for row in rows
    )


def training_months(case: Case) -> float | None:
    """Return how long the client has trained, in months; null: not stated."""
    since = case.client.training_since
    return None if since is None else (case.as_of - since).days / 7 / WEEKS_PER_MONTH


def joint_issues_that_hurt(case: Case) -> list[str]:
    """Return the joint issues whose words speak of pain or injury."""
    return [issue for issue in case.client.joint_issues if _said(issue) & _pain_words()]


def beginner(case: Case, _found: pl.DataFrame) -> str | None:
    """Trained for under six months."""
    months = training_months(case)
    fires = months is not None and months < case.thresholds["advice.beginner_months"]
    return (
        f"training since {words.day(case.client.training_since)}"
        if fires and case.client.training_since
        else None
    )


def limited_time(case: Case, _found: pl.DataFrame) -> str | None:
    """At most three days and at most 50 minutes, both stated."""
    days, minutes = case.client.days_per_week, case.client.minutes_per_session
    few = case.thresholds
    if (
        days is None
        or minutes is None
        or days > few["advice.few_days"]
        or minutes > few["advice.few_minutes"]
    ):
        return None
    return _time(days, minutes)


def power_sport(case: Case, _found: pl.DataFrame) -> str | None:
    """A sport known to need power; or the goal is sport and nothing says that it is one of endurance or aim."""
    sport = case.client.sport.strip()
    needs = {power for word, power in _sports().items() if word in _said(sport)}
    if True in needs:
        return f"the sport is {sport}"
    return "the goal is sport" if case.client.goal == "sport" and not needs else None


def impressive_weights(case: Case, _found: pl.DataFrame) -> str | None:
    """The goal is strength, or there is a goal in numbers."""
    told = ["the goal is strength"] if case.client.goal == "strength" else []
    if case.client.goals:
        told.append(f"the goals are {words.listed(case.client.goals)}")
    return ", and ".join(told) or None


def prefers_heavy(case: Case, _found: pl.DataFrame) -> str | None:
    """The client prefers heavy work."""
    return "the client prefers heavy work" if case.client.prefers == "heavy" else None


def prefers_high_reps(case: Case, _found: pl.DataFrame) -> str | None:
    """The client prefers many reps."""
    return "the client prefers sets of many reps" if case.client.prefers == "high_reps" else None


def never_heavy(case: Case, found: pl.DataFrame) -> str | None:
    """The warning."""
    return None if case.client.joint_issues else _warned(found, "never_heavy")


def never_volume(_case: Case, found: pl.DataFrame) -> str | None:
    """The warning."""
    return _warned(found, "never_volume")


def appearance(case: Case, _found: pl.DataFrame) -> str | None:
    """The goal is size."""
    return "the goal is size" if case.client.goal == "size" else None


def joint_issues(case: Case, _found: pl.DataFrame) -> str | None:
    """Any are stated."""
    return f"joint issues: {words.listed(case.client.joint_issues)}" if case.client.joint_issues else None


def longer_sessions(case: Case, _found: pl.DataFrame) -> str | None:
    """Variety is liked, or there are at least four days of an hour, both stated."""
    if "variety" in case.client.likes:
        return "the client likes variety"
    days, minutes, many = case.client.days_per_week, case.client.minutes_per_session, case.thresholds
    if (
        days is None
        or minutes is None
        or days < many["advice.many_days"]
        or minutes < many["advice.many_minutes"]
    ):
        return None
    return _time(days, minutes)


def conditioning(case: Case, _found: pl.DataFrame) -> str | None:
    """Conditioning is liked."""
    return "the client wants conditioning with it" if "conditioning" in case.client.likes else None


def strength_plateau(case: Case, _found: pl.DataFrame) -> str | None:
    """A strength phase of eight weeks or more that makes no worthwhile progress or goes backwards."""
    running, judged = case.current, case.verdict
    if running is None or judged is None or running.style != "strength" or judged.label not in PLATEAUS:
        return None
    if judged.weeks < case.thresholds["advice.plateau_weeks"]:
        return None
    return f"the strength phase since {words.day(judged.starts_on)}: {judged.label} after {judged.weeks:.0f} weeks"


def experienced(case: Case, _found: pl.DataFrame) -> str | None:
    """Trained for a year or more."""
    months = training_months(case)
    fires = months is not None and months >= case.thresholds["advice.periodise_months"]
    return (
        f"training since {words.day(case.client.training_since)}"
        if fires and case.client.training_since
        else None
    )


def both(case: Case, _found: pl.DataFrame) -> str | None:
    """The goal is both."""
    return "the goal is both" if case.client.goal == "both" else None


def long_phase(case: Case, _found: pl.DataFrame) -> str | None:
    """A phase of strength or hypertrophy of over twelve weeks; a combination trains both already."""
    running = case.current
    if running is None or running.style not in {"strength", "hypertrophy"}:
        return None
    if running.weeks <= case.thresholds["advice.long_weeks"]:
        return None
    return f"{running.style} since {words.day(running.starts_on)}, {running.weeks:.0f} weeks"


WHEN: Final[Mapping[str, Callable[[Case, pl.DataFrame], str | None]]] = MappingProxyType({
    "beginner": beginner, "limited_time": limited_time, "power_sport": power_sport,
    "impressive_weights": impressive_weights, "prefers_heavy": prefers_heavy, "never_heavy": never_heavy,
    "appearance": appearance, "joint_issues": joint_issues, "longer_sessions": longer_sessions,
    "conditioning": conditioning, "prefers_high_reps": prefers_high_reps, "strength_plateau": strength_plateau,
    "never_volume": never_volume, "experienced": experienced, "both": both, "long_phase": long_phase,
})  # fmt: skip
"""The condition of each line of `advice.csv`: what fired it, in words; None: it did not fire."""


def _warned(found: pl.DataFrame, name: str) -> str | None:
    rows = found.filter(finding=name)
    return None if rows.is_empty() else str(rows["evidence"][0])


def _time(days: int, minutes: int) -> str:
    return f"{words.counted(days, 'day')} a week, {minutes} minutes a session"


def _said(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


@cache
def _pain_words() -> frozenset[str]:
    return frozenset(row["word"].casefold() for row in csv.DictReader(_text("pain_words.csv")))


@cache
def _sports() -> Mapping[str, bool]:
    return {row["word"]: row["power"] == "true" for row in csv.DictReader(_text("sports.csv"))}


def _text(name: str) -> list[str]:
    return resources.files("analysis.judgement.advice").joinpath(name).read_text("utf-8").splitlines()
