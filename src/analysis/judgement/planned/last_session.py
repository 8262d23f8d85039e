"""Whether a planned phase has nothing more to come, though its last day may: the rest days after its last session."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import polars as pl

from analysis.judgement.case import CurrentPhase
from analysis.judgement.planned import planned_days
from analysis.judgement.thresholds import Thresholds

WEEK: Final = ["phase", "week"]


def is_done(
    plan: pl.DataFrame,
    plan_days: pl.DataFrame,
    session_styles: pl.DataFrame,
    running: CurrentPhase,
    thresholds: Thresholds,
) -> bool:
    """Return whether only rest days are to come: as many sessions as planned from the week judged last on, and few days left.

    At most `rate.rest_days` days: an unplanned session early in the last week makes up the number, and one is still to come.

    It hangs on the calendar and on how many sessions there were, never on how they went. Where the plan says neither days
    nor how many there are in a week, nobody knows what is to come, and the answer is no.

    Args:
        plan: the planned phases.
        plan_days: the planned days of their weeks.
        session_styles: of all sessions.
        running: the phase, one of the plan.
        thresholds: of the group `rate`.
    """
    if running.origin != "plan" or running.ends_on is None:
        return False
    if (running.ends_on - running.as_of).days > thresholds["rate.rest_days"]:
        return False
    own = plan.filter(pl.col("starts_on") == running.starts_on, pl.col("ends_on") == running.ends_on)
    days = planned_days.dates(own, plan_days)
    planned = planned_days.sessions(own, plan_days, days, WEEK)
    on = session_styles.filter(pl.col("performed_on").is_between(running.starts_on, running.as_of))
    done = on.group_by(week=pl.col("performed_on").dt.truncate("1w")).agg(done=pl.len().cast(pl.Int64))
    monday = running.as_of - timedelta(days=running.as_of.weekday())
    left = planned.filter(pl.col("week") >= monday).join(done, on="week", how="left")
    enough = pl.col("done").fill_null(0) >= pl.col("sessions_planned")
    return bool(left.select(enough.fill_null(value=False).all()).item()) and not left.is_empty()
