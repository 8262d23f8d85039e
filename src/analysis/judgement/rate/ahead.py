"""What the weeks to decide depend on besides the sessions so far."""

from __future__ import annotations

from datetime import date
from math import ceil

from analysis.judgement.rate.gate import Span
from analysis.judgement.rate.rates import Fit
from analysis.judgement.rate.weeks_to_decide import Ahead
from analysis.judgement.thresholds import Thresholds


def of(fit: Fit, current: Span, delta_pct_per_month: float, thresholds: Thresholds) -> Ahead:
    """Return what lies ahead of a phase: the weeks until its gate opens and until its planned end."""
    last_on = fit.sessions["performed_on"].max()
    assert isinstance(last_on, date)
    as_of_day = float(fit.design.day.max()) + (current.as_of - last_on).days
    lacking = max(
        thresholds["rate.gate_weeks"] - current.weeks,
        (thresholds["rate.gate_days"] - (as_of_day - float(fit.design.day.min()))) / 7,
    )
    left = None if current.ends_on is None else (current.ends_on - current.as_of).days / 7
    return Ahead(as_of_day, ceil(lacking), left, delta_pct_per_month)
