"""Whether a phase makes muscle grow: three streams of evidence, each told, and what the table makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import dataframely as dy
import polars as pl

from analysis.judgement import words
from analysis.judgement.growth import dose, measurements, performance, table
from analysis.judgement.growth.dose import Dose
from analysis.judgement.growth.measurements import Measurements
from analysis.judgement.growth.performance import Performance
from analysis.judgement.growth.table import Cell, GrowthLabel
from analysis.judgement.planned.share_done import ShareDone
from analysis.judgement.rate import gate
from analysis.judgement.rate.gate import Span
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import bodies
from analysis.settings import ClientSettings
from analysis.tables import Body, BodyWeeks, GradedSets, LiftSessions


@dataclass(frozen=True, kw_only=True)
class Growth:
    """What the log and the tape say of one phase against hypertrophy; never shown without its numbers."""

    label: GrowthLabel
    says: str
    """What the table's line says, in words; where none was read, why."""
    why: str
    """Why the table was not read: the phase is too young; empty: it was."""
    performance: Performance
    dose: Dose
    measurements: Measurements
    delta_pct_per_month: float
    """Smallest worthwhile rate of the load for ten reps."""
    priority: tuple[str, ...]
    """Muscles that the client names; empty: none."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """What of the client growth depends on besides the log."""

    client: ClientSettings
    body: dy.DataFrame[Body]
    coach: str = ""
    """The coach's name, whose tape errs less."""
    done: ShareDone | None = None
    """How much of the phase's sessions was done; None: none planned."""


def of(
    lift_sessions: dy.DataFrame[LiftSessions],
    graded: dy.DataFrame[GradedSets],
    current: Span,
    *,
    judged_from: date,
    person: Person,
    delta_pct_per_month: float,
    deload_weeks: Sequence[date],
    thresholds: Thresholds,
) -> Growth:
    """Return the verdict on a phase as one of hypertrophy.

    A phase younger than `rate.gate_weeks` has none yet, whatever the tape says.

    Args:
        lift_sessions: the whole log.
        graded: the whole log.
        current: the phase.
        judged_from: first day judged.
        person: of whom; for the muscles that matter to them, the tape and what they did of the plan.
        delta_pct_per_month: smallest worthwhile rate of the load for ten reps.
        deload_weeks: their Mondays.
        thresholds: of the groups `growth` and `rate`.
    """
    priority = priority_muscles(person.client)
    days = (judged_from, current.as_of)
    lifts = performance.of(
        lift_sessions, graded, current, judged_from=judged_from, priority=priority,
        delta_pct_per_month=delta_pct_per_month, deload_weeks=deload_weeks, thresholds=thresholds,
    )  # fmt: skip
    given = dose.of(
        graded, days=days, priority=priority, deload_weeks=deload_weeks, done=person.done, thresholds=thresholds
    )  # fmt: skip
    taped = measurements.of(
        _weeks(person, current.as_of), days=days, priority=priority, thresholds=thresholds
    )
    early = gate.why(None, current, thresholds) if current.weeks < thresholds["rate.gate_weeks"] else ""
    line = _line(lifts, given, taped, thresholds)
    return Growth(
        label="can't tell yet" if early else line.label,
        says=words.lowered(early) or line.says,
        why=early,
        performance=lifts,
        dose=given,
        measurements=taped,
        delta_pct_per_month=delta_pct_per_month,
        priority=priority,
    )


def priority_muscles(client: ClientSettings) -> tuple[str, ...]:
    """Return the muscles that the client names, as the catalogue has them.

    Raises:
        UnknownMuscleError: a name that no muscle has, with the nearest that one has.
    """
    return tuple(dict.fromkeys(words.muscle_named(muscle) for muscle in client.priority_muscles))


def _weeks(person: Person, as_of: date) -> dy.DataFrame[BodyWeeks]:
    """The weekly means of the readings up to a day."""
    end = datetime.combine(as_of + timedelta(days=1), time())
    later = (person.body["measured_at"] >= end).any()
    known = Body.validate(person.body.filter(pl.col("measured_at") < end)) if later else person.body
    return bodies.body_weeks(
        known, sex=person.client.sex, height_cm=person.client.height_cm, coach=person.coach
    )


def _line(lifts: Performance, given: Dose, taped: Measurements, thresholds: Thresholds) -> Cell:
    confirmed, sites = len(taped.confirmed_by), thresholds.whole("growth.sites")
    return table.look_up(lifts.label, taped.label, given.label, confirmed_by=confirmed, sites=sites)


def sentence(growth: Growth) -> str:
    """Return the numbers of the three streams in one plain sentence."""
    given = growth.dose
    dosed = f"dose {given.label}" + (f": {given.says}" if given.says else "")
    return "; ".join([
        performance.sentence(growth.performance, growth.delta_pct_per_month).rstrip("."),
        measurements.sentence(growth.measurements),
        dosed,
    ])  # fmt: skip
