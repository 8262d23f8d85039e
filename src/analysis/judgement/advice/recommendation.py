"""Strength, hypertrophy or both in turn: an additive table of which every line that counts is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import dataframely as dy
import polars as pl

from analysis.judgement import words
from analysis.judgement.advice import advice_rules, next_phase
from analysis.judgement.advice.next_phase import NextPhase
from analysis.judgement.case import Case
from analysis.judgement.thresholds import Thresholds
from analysis.tables import Findings, Reasons

__all__ = ["CLOSING", "Advice", "NextPhase", "Outcome", "of"]

Outcome = Literal["strength", "hypertrophy", "alternate"]

CLOSING: Final = (
    "Either builds both: strength training builds muscle, and hypertrophy training builds strength."
    " Consistency beats optimisation: the best programme is the one that is followed."
)


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What to train, why, and what to do next."""

    outcome: Outcome
    says: str
    """The outcome in one sentence, with the points."""
    confidence: float
    """Lead of one style over the other in points; 0: none leads."""
    reasons: dy.DataFrame[Reasons]
    """Every line of the table that fired, in its order."""
    next_phase: NextPhase
    closing: str
    cautions: tuple[str, ...]
    """What limits the advice: joints, days, minutes."""


def of(case: Case, findings: dy.DataFrame[Findings]) -> Advice:
    """Return the advice on what to train, from the client's settings, the log and the warnings raised.

    Each line of `advice.csv` that fires adds its points to strength, hypertrophy or alternating between them. Strength or
    hypertrophy is advised where it leads the other by three points or more, and has more of a lead than there are points
    for alternating; else to alternate, four to eight weeks each, in the article's order strength, hypertrophy, both.
    """
    reasons = _reasons(case, findings)
    points = dict(
        reasons.group_by("towards").agg(pl.col("points").sum()).cast({"towards": pl.String}).iter_rows()
    )
    lead = points.get("strength", 0.0) - points.get("hypertrophy", 0.0)
    outcome = _outcome(lead, points.get("periodise", 0.0), case.thresholds)
    coming = next_phase.of(case, settle_on=_settle_on(outcome, findings))
    return Advice(
        outcome=outcome,
        says=_says(outcome, points, case.thresholds),
        confidence=abs(lead),
        reasons=reasons,
        next_phase=coming,
        closing=CLOSING,
        cautions=(*_deload_first(findings), *_cautions(case, coming.style or outcome)),
    )


def _settle_on(outcome: Outcome, findings: pl.DataFrame) -> str:
    """The style to begin with where training changes too often: the one advised, or the first of the article's order."""
    if findings.filter(pl.col("finding") == "changing").is_empty():
        return ""
    return "hypertrophy" if outcome == "hypertrophy" else "strength"


def _reasons(case: Case, findings: pl.DataFrame) -> dy.DataFrame[Reasons]:
    rows = [
        {
            "rule": line.rule,
            "towards": line.towards,
            "points": line.points,
            "says": line.says,
            "because": because,
        }
        for line in advice_rules.table()
        if (because := advice_rules.WHEN[line.rule](case, findings))
    ]
    schema = {name: column.dtype for name, column in Reasons.columns().items()}
    return Reasons.validate(pl.DataFrame(rows, schema=schema))


def _outcome(lead: float, periodise: float, numbers: Thresholds) -> Outcome:
    if abs(lead) < numbers["advice.clear_points"] or abs(lead) <= periodise:
        return "alternate"
    return "strength" if lead > 0 else "hypertrophy"


def _says(outcome: Outcome, points: dict[str, float], numbers: Thresholds) -> str:
    strength, hypertrophy, both = (points.get(name, 0.0) for name in ("strength", "hypertrophy", "periodise"))
    told = (
        f"{strength:g} points for strength, {hypertrophy:g} for hypertrophy, {both:g} for alternating"
        if points
        else "nothing known of the client speaks for one of them"
    )
    low, high = numbers["advice.rotate_low"], numbers["advice.rotate_high"]
    if outcome == "alternate":
        return f"Alternate: {low:g} to {high:g} weeks of strength, then of hypertrophy, then {low:g} of both ({told})."
    return f"Focus on {outcome}, in phases of at least {low:g} to {high:g} weeks ({told})."


def _deload_first(findings: pl.DataFrame) -> list[str]:
    if findings.filter(pl.col("finding") == "deload_due").is_empty():
        return []
    return ["Take the deload that is due (see the warnings) before anything else."]


def _cautions(case: Case, style: str) -> tuple[str, ...]:
    """What limits the style that comes next, or the one advised."""
    return (*_joints(case), *_minutes(case, style), *_days(case, style))


def _joints(case: Case) -> list[str]:
    if not case.client.joint_issues:
        return []
    issues, most = words.listed(case.client.joint_issues), case.thresholds["advice.joint_pct"]
    return [
        (
            f"Joint issues ({issues}): keep the main lifts at {most:g}% of one-rep max or"
            " less, and ask a professional about what hurts or does not settle."
        )
    ]


def _minutes(case: Case, style: str) -> list[str]:
    minutes, strength = case.client.minutes_per_session, style == "strength"
    needed = case.thresholds["advice.strength_minutes" if strength else "advice.hypertrophy_minutes"]
    if minutes is None or minutes >= needed:
        return []
    return [
        (
            f"{minutes} minutes a session: the article's {'strength' if strength else 'hypertrophy'} session takes {needed:g} or more, so keep its first"
            " exercises and leave the last ones out rather than cut the rests of heavy sets."
        )
    ]


def _days(case: Case, style: str) -> list[str]:
    days, needed = case.client.days_per_week, case.thresholds["advice.hypertrophy_days"]
    if days is None or style == "strength" or days >= needed:
        return []
    return [
        (
            f"{words.counted(days, 'day')} a week: the article's hypertrophy week has {needed:g}, so train more muscles each"
            " day to keep their weekly sets."
        )
    ]
