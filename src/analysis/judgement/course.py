"""The course of a client's training up to a day: all that judgement has to say, each step run once and in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date

import dataframely as dy
import polars as pl

from analysis.judgement import adherence, current, phases, profile, spans, verdict, warnings
from analysis.judgement.advice import goals, recommendation
from analysis.judgement.advice.recommendation import Advice
from analysis.judgement.case import Case, CurrentPhase, Log
from analysis.judgement.planned import last_session, sessions_done
from analysis.judgement.planned.share_done import ShareDone
from analysis.judgement.profile import Profile
from analysis.judgement.styles import session_styles, set_styles, week_styles
from analysis.judgement.verdict import Verdict
from analysis.tables import Adherence, Findings, Goals, Phases, SessionStyles, WeekStyles


@dataclass(frozen=True, kw_only=True)
class Course:
    """What was trained, planned and done, and what follows from it."""

    case: Case
    profile: Profile | None
    """Of the current phase; null: there is none."""
    findings: dy.DataFrame[Findings]
    advice: Advice
    goals: dy.DataFrame[Goals]


def of(log: Log) -> Course:
    """Return the course of training that a log shows."""
    return _of_case(case_of(log))


def _of_case(case: Case) -> Course:
    findings = warnings.raised(case)
    return Course(
        case=case,
        profile=_profile(case),
        findings=findings,
        advice=recommendation.of(case, findings),
        goals=goals.of(case),
    )


def with_frozen_reference(measured: Callable[[date | None], Log], *, first_guess: date | None) -> Course:
    """Return the course of a log whose percentages stand on one reference from the current phase's first day."""
    return _of_case(case_with_frozen_reference(measured, first_guess=first_guess))


def case_with_frozen_reference(measured: Callable[[date | None], Log], *, first_guess: date | None) -> Case:
    """Return the case of a log whose percentages stand on one reference from the current phase's first day.

    Which phase is current is known only once the log is judged, and the percentages have their part in that: so a
    phase that starts on another day than was guessed is judged once more, from its own first day.

    Args:
        measured: the log with its percentages frozen at a day; null: at the first day of each month.
        first_guess: first day of the planned phase; null: none is planned.
    """
    judged = case_of(measured(first_guess))
    if judged.current is None or judged.current.starts_on == first_guess:
        return judged
    return case_of(measured(judged.current.starts_on))


def case_of(log: Log, *, first_on: date | None = None, ended_on: date | None = None) -> Case:
    """Style the sets, find the phases, hold them against the plan, and judge the current one.

    Args:
        log: the measured log.
        first_on: judge all days from this one to the log's last instead (`spans.of`).
        ended_on: the day that somebody says those days ended with, which the log may not reach; null: they may go on.
    """
    numbers = log.thresholds
    sets = set_styles.of(log.graded, thresholds=numbers)
    sessions = session_styles.of(log.graded, sets, thresholds=numbers)
    weeks = week_styles.of(log.graded, sets, sessions, until=log.as_of, thresholds=numbers)
    found = phases.found(weeks, sessions, thresholds=numbers)
    held = adherence.of(
        log.graded, sessions, weeks, log.plan, log.plan_days, log.plan_sets,
        main_lifts=log.main_lifts, phases=found, as_of=log.as_of, thresholds=numbers,
    )  # fmt: skip
    running = _running(log, found, held.phases, sessions)
    if first_on is not None:
        running = spans.of(first_on, log.as_of, running, sets, ended_on=ended_on, thresholds=numbers)
    return Case(
        **{field.name: getattr(log, field.name) for field in fields(Log)},
        set_styles=sets,
        session_styles=sessions,
        week_styles=weeks,
        phases=found,
        adherence=held.phases,
        planned_weeks=held.weeks,
        current=running,
        verdict=None
        if running is None
        else _verdict(log, running, weeks, sessions_done.of(held.phases, sessions, running, log.client)),
    )


def _running(
    log: Log,
    found: dy.DataFrame[Phases],
    held: dy.DataFrame[Adherence],
    sessions: dy.DataFrame[SessionStyles],
) -> CurrentPhase | None:
    """The phase that the log's last day lies in, over where nothing more is planned for it."""
    running = current.of(found, log.plan, held, as_of=log.as_of, thresholds=log.thresholds)
    if running is not None and last_session.is_done(
        log.plan, log.plan_days, sessions, running, log.thresholds
    ):
        return replace(running, over=True)
    return running


def _verdict(
    log: Log, running: CurrentPhase, weeks: dy.DataFrame[WeekStyles], done: ShareDone | None
) -> Verdict:
    """Judge the current phase; its deload weeks are rest, not regress."""
    return verdict.of(
        log.lift_sessions, log.graded, running,
        main_lifts=log.main_lifts, client=log.client, body=log.body, thresholds=log.thresholds,
        deload_weeks=weeks.filter(pl.col("kind") == "deload")["week"].to_list(),
        coach=log.coach, done=done,
    )  # fmt: skip


def _profile(case: Case) -> Profile | None:
    if case.current is None:
        return None
    return profile.of(
        case.graded, case.session_styles, case.week_styles,
        starts_on=case.current.starts_on, ends_on=case.current.as_of, thresholds=case.thresholds,
    )  # fmt: skip
