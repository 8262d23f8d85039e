"""What to do next: the first line that fits, from the verdict, the weeks, and what was done of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

import polars as pl

from analysis.exercises import catalogue
from analysis.judgement import window, words
from analysis.judgement.advice import advice_rules
from analysis.judgement.case import Case, CurrentPhase
from analysis.judgement.thresholds import Thresholds
from analysis.judgement.window import Window

Action = Literal[
    "see a professional", "start", "stay", "deload", "fix adherence", "rotate", "raise dose", "push effort"
]
_NAMES: Final = {
    "combination": "a combination of both", "mixed": "mixed training", "endurance": "endurance training",
}  # fmt: skip
STAY_BECAUSE: Final = "no style is changed on a verdict that cannot tell"


@dataclass(frozen=True, kw_only=True)
class NextPhase:
    """One suggestion."""

    action: Action
    says: str
    because: str
    style: str | None = None
    """Style of the phase to change to; null: no change."""


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
    """Sessions done in % of planned; null: none planned."""
    low_muscles: Sequence[str] = ()
    """Muscles with a low dose."""
    rir: float | None = None
    """Median of the phase's work sets; null: not logged."""
    before: str | None = None
    """Style of the phase before; null: there was none."""
    planned: str = ""
    """The next planned phase, in words; empty: none is planned."""
    hurts: Sequence[str] = ()


def of(case: Case) -> NextPhase:
    """Return what to do next, by `decide`."""
    running, judged = case.current, case.verdict
    hurts = advice_rules.joint_issues_that_hurt(case)
    if running is None or judged is None:
        return _see_a_professional(hurts) if hurts else _start()
    span = Window(running.starts_on, running.as_of)
    return decide(
        Situation(
            style=running.style,
            weeks=running.weeks,
            label=judged.label,
            why=judged.why,
            weeks_to_decide=judged.weeks_to_decide,
            adherence_pct=_adherence_pct(case, running),
            low_muscles=_low_muscles(case, running, span),
            rir=_rir(case, span),
            before=_before(case, running),
            planned=_planned(case, running),
            hurts=hurts,
        ),
        case.thresholds,
    )


def decide(now: Situation, numbers: Thresholds) -> NextPhase:  # noqa: PLR0911 - a list of which the first that fits decides
    """Return the first that fits.

    Pain: a professional. A planned deload: finish it. Under four weeks, or the verdict cannot tell: stay, whatever else; no
    style is changed on that. Going backwards: with the plan done (or none to hold against), a deload week and less
    volume in the same style; with it not done, first do it. Over twelve weeks: rotate. Working, probably or surely: stay;
    from eight weeks on, stay or follow the plan. No worthwhile progress: before eight weeks stay; then one change: do the plan,
    else more sets where the dose is low, else nearer to failure where much is left in reserve, else rotate.
    """
    done = now.adherence_pct is None or now.adherence_pct >= numbers["advice.adherence_pct"]
    if now.hurts:
        return _see_a_professional(now.hurts)
    if now.style == "deload":
        return _stay(
            now,
            "Finish the deload; the weeks after it show what it was good for.",
            "a planned deload is running",
        )
    if now.weeks < numbers["advice.first_weeks"]:
        return _early(now, numbers)
    if now.why or now.label == "can't tell yet":
        return _cannot_tell(now)
    if now.label == "going backwards":
        return _deload(now, numbers) if done else _fix_adherence(now, numbers)
    if now.weeks > numbers["advice.long_weeks"]:
        return _rotate(
            now,
            numbers,
            f"{_named(now.style)} has run for {now.weeks:.0f} weeks, over {numbers['advice.long_weeks']:g}",
        )
    if now.label in {"working", "probably working"}:
        return _keep(now, numbers)
    if now.weeks < numbers["advice.plateau_weeks"]:
        return _stay(
            now,
            f"Stay with {_named(now.style)} until week {numbers['advice.plateau_weeks']:g}, then judge again.",
            f"no worthwhile progress so far, but only {now.weeks:.0f} weeks of it",
        )
    return _one_change(now, numbers, done=done)


def _see_a_professional(hurts: Sequence[str]) -> NextPhase:
    return NextPhase(
        action="see a professional",
        says=f"See a doctor or physiotherapist about {words.listed(hurts)} before anything in the training is changed.",
        because=f"the client's joint issues speak of pain or injury: {words.listed(hurts)}",
    )


def _start() -> NextPhase:
    return NextPhase(
        action="start",
        says="Start a phase of one style and keep to it for at least four weeks.",
        because="no phase is running that could be judged",
    )


def _stay(_now: Situation, says: str, because: str) -> NextPhase:
    return NextPhase(action="stay", says=says, because=because)


def _early(now: Situation, numbers: Thresholds) -> NextPhase:
    first = numbers["advice.first_weeks"]
    return _stay(
        now,
        f"Stay with {_named(now.style)} until the end of week {first:g} at least.",
        f"the phase is {words.counted(round(now.weeks, 1), 'week')} old; under {first:g} nothing can be said of it",
    )


def _cannot_tell(now: Situation) -> NextPhase:
    more = now.weeks_to_decide
    ahead = f" About {words.counted(more, 'further week')} of the same should settle it." if more else ""
    why = f": {now.why.rstrip('.')}" if now.why else ""
    return _stay(
        now,
        f"Stay with {_named(now.style)}, log the effort of every top set, and repeat one benchmark set of each main lift"
        f" each week.{ahead}",
        f"the log cannot tell yet whether it works{why}; {STAY_BECAUSE}",
    )


def _deload(now: Situation, numbers: Thresholds) -> NextPhase:
    seen = "with no plan to hold the log against" if now.adherence_pct is None else (
        f"though {now.adherence_pct:.0f}% of the planned sessions were done (enough from {numbers['advice.adherence_pct']:g}%)"
    )  # fmt: skip
    return NextPhase(
        action="deload",
        says=f"One deload week with half the sets and two more reps in reserve, then {_named(now.style)} again with fewer sets."
        " Ask about sleep and food.",
        because=f"going backwards, {seen}",
    )


def _fix_adherence(now: Situation, numbers: Thresholds) -> NextPhase:
    return NextPhase(
        action="fix adherence",
        says="First get the planned sessions done; fewer or shorter ones, if that is what it takes. No change of style.",
        because=f"{now.label}, but only {now.adherence_pct:.0f}% of the planned sessions were done (enough from"
        f" {numbers['advice.adherence_pct']:g}%): the phase was not done, so it is not judged",
    )


def _keep(now: Situation, numbers: Thresholds) -> NextPhase:
    if now.weeks < numbers["advice.stay_weeks"]:
        return _stay(
            now,
            f"Stay with {_named(now.style)} until week {numbers['advice.stay_weeks']:g}.",
            f"{now.label} after {now.weeks:.0f} weeks",
        )
    then = f"or change as planned: {now.planned}" if now.planned else (
        f"to week {numbers['advice.long_weeks']:g} at most, or change to {_named(_style_after(now))} if that is due"
    )  # fmt: skip
    return _stay(now, f"Stay with {_named(now.style)}, {then}.", f"{now.label} after {now.weeks:.0f} weeks")


def _one_change(now: Situation, numbers: Thresholds, *, done: bool) -> NextPhase:
    because = f"no worthwhile progress after {now.weeks:.0f} weeks"
    if not done:
        return _fix_adherence(now, numbers)
    if now.low_muscles:
        low, high = numbers["advice.dose_more_low"], numbers["advice.dose_more_high"]
        return NextPhase(
            action="raise dose",
            says=f"Change one thing: {low:g} to {high:g} more sets a week for {words.listed(now.low_muscles)}.",
            because=f"{because}, and few sets for {words.listed(now.low_muscles)}",
        )
    if now.rir is not None and now.rir > numbers["advice.high_rir"]:
        return NextPhase(
            action="push effort",
            says="Change one thing: take the sets nearer to failure, to one to three reps in reserve.",
            because=f"{because}, with {now.rir:g} reps in reserve in the median set (over {numbers['advice.high_rir']:g})",
        )
    return _rotate(now, numbers, because)


def _rotate(now: Situation, numbers: Thresholds, because: str) -> NextPhase:
    style = _style_after(now)
    weeks = f"{numbers['advice.rotate_low']:g}"
    if style != "combination":
        weeks += f" to {numbers['advice.rotate_high']:g}"
    planned = f" The plan has {now.planned}." if now.planned else ""
    return NextPhase(
        action="rotate",
        says=f"Change to {_named(style)} for {weeks} weeks.{planned}",
        because=because,
        style=style,
    )


def _named(style: str) -> str:
    return _NAMES.get(style, style)


def _style_after(now: Situation) -> str:
    """The article's order: strength, hypertrophy, both, and again."""
    if {now.style, now.before} == {"strength", "hypertrophy"}:
        return "combination"
    return "hypertrophy" if now.style == "strength" else "strength"


def _adherence_pct(case: Case, running: CurrentPhase) -> float | None:
    """Sessions done of those planned; without a plan, of the days a week that the client means to train."""
    rows = case.adherence.filter(pl.col("starts_on") == running.starts_on).drop_nulls("sessions_pct")
    if running.origin == "plan" and not rows.is_empty():
        return float(rows["sessions_pct"][0])
    if case.client.days_per_week is None:
        return None
    done = Window(running.starts_on, running.as_of).of(case.session_styles).height
    return min(100.0, 100 * done / (case.client.days_per_week * running.weeks))


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
    wanted = [muscle for muscle in named if muscle]
    lifts = [catalogue.by_id(lift) for lift in case.main_lifts]
    return wanted or sorted({muscle for lift in lifts if lift for muscle in lift.direct})


def _rir(case: Case, span: Window) -> float | None:
    median = window.work_sets(case, span)["rir"].median()
    return None if median is None else float(median)  # type: ignore[arg-type]  # a number


def _before(case: Case, running: CurrentPhase) -> str | None:
    """Style of what came before: of the plan if it says so, else of the log."""
    for frame, column in ((case.plan, "style"), (case.phases, "label")):
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
