"""What the choice of the next phase depends on, as the case has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from analysis.exercises import catalogue
from analysis.judgement import headline, window, words
from analysis.judgement.advice import advice_rules
from analysis.judgement.case import Case, CurrentPhase
from analysis.judgement.planned import sessions_done
from analysis.judgement.planned.share_done import PLANNED_SESSIONS
from analysis.judgement.verdict import Verdict
from analysis.judgement.window import Window


@dataclass(frozen=True, kw_only=True)
class Situation:
    """All that the choice depends on."""

    style: str
    weeks: float
    label: str
    why: str = ""
    """The verdict's gate that was not passed; empty: it was."""
    weeks_to_decide: int | None = None
    adherence_pct: float | None = None
    """Sessions or sets done in % of planned, whichever is less; null: none planned."""
    adherence_of: str = PLANNED_SESSIONS
    """Of what that is a share, in words: where nothing is planned, of what days a week make."""
    low_muscles: Sequence[str] = ()
    """Muscles with a low dose."""
    rir: float | None = None
    """Median of the phase's work sets; null: not logged."""
    before: str | None = None
    """Style of the phase before; null: there was none."""
    planned: str = ""
    """The next planned phase, in words; empty: none is planned."""
    hurts: Sequence[str] = ()
    ends: str = ""
    """The day on which the planned phase ends, in words, if that is soon; empty: it goes on, or none is planned."""
    measure: str = ""
    """What to measure, and how often, to see growth; empty: it is measured, or growth is not what is judged."""
    settle_on: str = ""
    """Style to settle on where training jumps between styles; empty: it does not."""


def of(case: Case, *, settle_on: str = "") -> Situation | None:
    """Return the situation that the current phase is in; None: there is none that is judged."""
    running, judged = case.current, case.verdict
    if running is None or judged is None:
        return None
    span = Window(running.starts_on, running.as_of)
    done = sessions_done.of(case.adherence, case.session_styles, running, case.client)
    return Situation(
        style=running.style,
        weeks=running.weeks,
        label=judged.label,
        why=judged.why,
        weeks_to_decide=judged.weeks_to_decide,
        adherence_pct=None if done is None else done.pct,
        adherence_of=PLANNED_SESSIONS if done is None else done.of,
        low_muscles=_low_muscles(case, running, span),
        rir=_rir(case, span),
        before=_before(case, running),
        planned=_planned(case, running),
        hurts=advice_rules.joint_issues_that_hurt(case),
        ends=_ends(case, running),
        measure=_measure(judged),
        settle_on=settle_on,
    )


def _measure(judged: Verdict) -> str:
    if judged.growth is None or judged.style not in {headline.HYPERTROPHY, headline.COMBINATION}:
        return ""
    return judged.growth.measurements.says


def _low_muscles(case: Case, running: CurrentPhase, span: Window) -> list[str]:
    """The client's priority muscles, else those of the main lifts, that have few sets in a mean week of the phase."""
    numbers = case.thresholds
    strength = running.style == "strength"
    least = numbers["advice.dose_strength_sets" if strength else "advice.dose_sets"]
    trained = case.week_styles.filter(pl.col("kind").cast(pl.String) == "trained").select("week")
    weeks = span.of(case.muscle_weeks.join(trained, on="week", how="semi"), "week")
    means = weeks.group_by("muscle").agg(pl.col("fractional_sets").mean()).sort("muscle")
    low = means.filter(pl.col("fractional_sets") < least, pl.col("muscle").is_in(_muscles(case)))
    return [words.muscle(muscle) for muscle in low["muscle"]]


def _muscles(case: Case) -> list[str]:
    named = [words.muscle_named(muscle) for muscle in case.client.priority_muscles]
    lifts = [catalogue.by_id(lift) for lift in case.main_lifts]
    return named or sorted({muscle for lift in lifts if lift for muscle in lift.direct})


def _rir(case: Case, span: Window) -> float | None:
    median = window.work_sets(case, span)["rir"].median()
    return None if median is None else float(median)  # type: ignore[arg-type]  # a number


def _ends(case: Case, running: CurrentPhase) -> str:
    soon = timedelta(days=case.thresholds.whole("advice.ends_within_days"))
    if running.ends_on is None or running.ends_on - running.as_of > soon:
        return ""
    return words.day(running.ends_on)


def _before(case: Case, running: CurrentPhase) -> str | None:
    """Style of what came before: of the plan or the log, as the phase itself is; else of the other."""
    frames = ((case.plan, "style"), (case.phases, "label"))
    for frame, column in frames if running.origin == "plan" else reversed(frames):
        ended = frame.filter(
            pl.col("ends_on") < running.starts_on, pl.col(column).cast(pl.String) != "deload"
        )
        if not ended.is_empty():
            return str(ended.sort("ends_on")[column][-1])
    return None


def _planned(case: Case, running: CurrentPhase) -> str:
    soon = running.as_of + timedelta(weeks=case.thresholds.whole("phases.long_weeks"))
    ahead = case.plan.filter(pl.col("starts_on").is_between(running.as_of, soon, closed="right"))
    if ahead.is_empty():
        return ""
    first = ahead.sort("starts_on").row(0, named=True)
    return f"{first['style']} from {words.day(first['starts_on'])}"
