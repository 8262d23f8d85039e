"""What to do next: the first line that fits, from the verdict, the weeks, and what was done of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from analysis.judgement import words
from analysis.judgement.advice import advice_rules, situation
from analysis.judgement.advice.situation import Situation
from analysis.judgement.case import Case
from analysis.judgement.planned.share_done import ShareDone
from analysis.judgement.thresholds import Thresholds

Action = Literal[
    "see a professional",
    "start",
    "settle",
    "stay",
    "deload",
    "fix adherence",
    "rotate",
    "measure again",
    "raise dose",
    "push effort",
]
_NAMES: Final = {
    "combination": "a combination of both", "mixed": "mixed training", "endurance": "endurance training",
}  # fmt: skip
DISAGREE: Final = frozenset({"mixed", "not working?"})
"""Verdicts on growth whose lifts and tape speak against one another."""

STAY_BECAUSE: Final = "no style is changed on a verdict that cannot tell"


@dataclass(frozen=True, kw_only=True)
class NextPhase:
    """One suggestion."""

    action: Action
    says: str
    because: str
    style: str | None = None
    """Style of the phase to change to; null: no change."""


def of(case: Case, *, settle_on: str = "") -> NextPhase:
    """Return what to do next, by `decide`; `settle_on` as in `Situation`."""
    now = situation.of(case, settle_on=settle_on)
    if now is not None:
        return decide(now, case.thresholds)
    hurts = advice_rules.joint_issues_that_hurt(case)
    return _see_a_professional(hurts) if hurts else _start()


def decide(now: Situation, numbers: Thresholds) -> NextPhase:  # noqa: C901, PLR0911 - a list of which the first that fits decides
    """Return the first that fits.

    Pain: a professional. Training that jumps between styles is no phase yet: settle on one. A planned deload: finish it.
    Under four weeks, or the verdict cannot tell: stay, whatever else; no
    style is changed on that. Lifts and tape disagree: stay, and measure again. Going backwards: with the plan done (or none to hold against), a deload week and less
    volume in the same style; with it not done, first do it. Over twelve weeks: rotate. Working, probably or surely: stay;
    from eight weeks on, stay or follow the plan. No worthwhile progress: before eight weeks stay; then one change: do the plan,
    else more sets where the dose is low, else nearer to failure where much is left in reserve, else rotate.
    """
    done = now.adherence_pct is None or now.adherence_pct >= numbers["advice.adherence_pct"]
    if now.hurts:
        return _see_a_professional(now.hurts)
    if now.settle_on:
        return _settle(now, numbers)
    if now.style == "deload":
        return _stay(
            now,
            "Finish the deload; the weeks after it show what it was good for.",
            "a planned deload is running",
        )
    if now.weeks < numbers["advice.first_weeks"]:
        return _early(now, numbers)
    if now.why or now.label == "can't tell yet":
        return _cannot_tell(now, numbers)
    if now.label in DISAGREE:
        return _measure_again(now)
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
        says=f"Leave out or lighten what hurts, and see a doctor or physiotherapist about {words.listed(hurts)} before anything"
        " else in the training is changed.",
        because=f"the client's joint issues speak of pain or injury: {words.listed(hurts)}",
    )


def _settle(now: Situation, numbers: Thresholds) -> NextPhase:
    return NextPhase(
        action="settle",
        says=f"Settle on one style for {numbers['advice.rotate_low']:g} to {numbers['advice.rotate_high']:g} weeks,"
        f" {now.settle_on} first; then judge it.",
        because="training jumps between strength and hypertrophy, so that neither is trained long enough at a time to show what it gives",
        style=now.settle_on,
    )


def _start() -> NextPhase:
    return NextPhase(
        action="start",
        says="Start a phase of one style and keep to it for at least four weeks.",
        because="no phase is running that could be judged",
    )


def _stay(now: Situation, says: str, because: str) -> NextPhase:
    """Stay; where the planned phase ends in a few days, to its end, and then what is due."""
    if now.ends and now.style != "deload":
        then = f"then comes what is planned, {now.planned}" if now.planned else (
            f"then plan the next phase: {_named(_style_after(now))} comes next in the article's order"
        )  # fmt: skip
        says = f"Finish the phase, which ends on {now.ends}; {then}."
    return NextPhase(action="stay", says=says, because=because)


def _early(now: Situation, numbers: Thresholds) -> NextPhase:
    first = numbers["advice.first_weeks"]
    return _stay(
        now,
        f"Stay with {_named(now.style)} until the end of week {first:g} at least.",
        f"the phase is {words.counted(round(now.weeks, 1), 'week')} old; under {first:g} nothing can be said of it",
    )


def _cannot_tell(now: Situation, numbers: Thresholds) -> NextPhase:
    long, more = now.weeks > numbers["advice.long_weeks"], now.weeks_to_decide
    then = f" About {words.counted(more, 'further week')} of the same should settle it." if more else ""
    if long:
        due = now.planned or f"{_named(_style_after(now))} comes next in the article's order"
        then = f" After {now.weeks:.0f} weeks a change for its own sake is yours to plan: {due}."
    why = f": {now.why[0].lower()}{now.why[1:].rstrip('.')}" if now.why else ""
    return _stay(
        now,
        f"Stay with {_named(now.style)}, log the effort of every top set, and repeat one benchmark set of each main lift"
        f" each week.{then}{_and_measure(now)}",
        f"the log cannot tell yet whether it works{why}; {STAY_BECAUSE}",
    )


def _measure_again(now: Situation) -> NextPhase:
    return NextPhase(
        action="measure again",
        says=f"Stay with {_named(now.style)}. Measure again, twice in the week and by the same person, and ask about food and sleep"
        " before anything in the training is changed.",
        because="the lifts and the tape do not agree, and no style is changed on that",
    )


def _deload(now: Situation, numbers: Thresholds) -> NextPhase:
    seen = "with no plan to hold the log against" if now.adherence_pct is None else (
        f"though {_done(now, numbers)}"
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
        says=f"First get {now.adherence_of} done; fewer or shorter ones, if that is what it takes. No change of style.",
        because=f"{now.label}, but only {_done(now, numbers)}: the phase was not done, so it is not judged",
    )


def _done(now: Situation, numbers: Thresholds) -> str:
    enough = numbers["advice.adherence_pct"]
    said = ShareDone(pct=now.adherence_pct or 0.0, of=now.adherence_of).said(enough_pct=enough)
    return f"{said} were done (enough from {enough:g}%)"


def _keep(now: Situation, numbers: Thresholds) -> NextPhase:
    if now.weeks < numbers["advice.stay_weeks"]:
        return _stay(
            now,
            f"Stay with {_named(now.style)} until week {numbers['advice.stay_weeks']:g}.{_and_measure(now)}",
            f"{now.label} after {now.weeks:.0f} weeks",
        )
    then = f"or change as planned: {now.planned}" if now.planned else (
        f"to week {numbers['advice.long_weeks']:g} at most, or change to {_named(_style_after(now))} if that is due"
    )  # fmt: skip
    says = f"Stay with {_named(now.style)}, {then}.{_and_measure(now)}"
    return _stay(now, says, f"{now.label} after {now.weeks:.0f} weeks")


def _and_measure(now: Situation) -> str:
    return f" {now.measure}" if now.measure else ""


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
