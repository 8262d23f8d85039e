"""When a log is long and full enough for a verdict on a phase."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

import numpy as np

from analysis.judgement import words
from analysis.judgement.rate.rates import Fit
from analysis.judgement.thresholds import Thresholds


class Span(Protocol):
    """What of a phase a verdict depends on."""

    @property
    def starts_on(self) -> date:
        """Its first day."""

    @property
    def as_of(self) -> date:
        """Last day judged."""

    @property
    def ends_on(self) -> date | None:
        """Last planned day; null: none is planned."""

    @property
    def weeks(self) -> float:
        """Weeks from its first day to the day judged, or to its planned end where nothing more is to come."""

    @property
    def ended(self) -> bool:
        """Whether it is over."""


def why(fit: Fit | None, current: Span, thresholds: Thresholds, *, unweighed: Sequence[str] = ()) -> str:
    """Return why the log cannot give a verdict yet, in words; empty: it can.

    Args:
        fit: of the lifts judged; None: there are none.
        current: the phase.
        thresholds: of the group `rate`.
        unweighed: lifts trained often enough whose loads are not known for want of a bodyweight.
    """
    asked = thresholds["rate.gate_weeks"]
    if current.weeks < asked:
        return f"Only {words.counted(round(current.weeks, 1), 'week')} of this phase so far; a verdict takes {asked:g}."
    sessions = thresholds.whole("rate.gate_sessions")
    if fit is None:
        lifts = words.listed([words.lift(lift) for lift in unweighed])
        want = f": no bodyweight is on file, and {lifts} {'needs' if len(unweighed) == 1 else 'need'} one"
        return (
            f"No lift has {sessions} sessions with an estimated maximum in this phase{want if lifts else ''}."
        )
    alone, needed = fit.design.day.size, thresholds.whole("rate.gate_sessions_one")
    if len(fit.lifts) < thresholds["rate.gate_lifts"] and alone < needed:
        return (
            f"Only one lift has {sessions} sessions or more, and it has {alone};"
            f" a verdict takes {thresholds.whole('rate.gate_lifts')} such lifts, or {needed} sessions of one."
        )
    days, least = round(float(np.ptp(fit.design.day))), thresholds.whole("rate.gate_days")
    if days < least:
        return f"The sessions span only {days} days; a verdict takes {least}."
    return ""
