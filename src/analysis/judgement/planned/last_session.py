"""Whether a planned phase has nothing more to come, though its last day may: the rest days after its last session."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from analysis.judgement.case import CurrentPhase
from analysis.judgement.planned import planned_days

WEEK = ["phase", "week"]


def is_done(
    plan: pl.DataFrame, plan_days: pl.DataFrame, session_styles: pl.DataFrame, running: CurrentPhase
) -> bool:
    """Return whether every week from the one judged last to the phase's last has its planned sessions.

    It hangs on the calendar and on how many sessions there were, never on how they went. Where the plan says neither days
    nor how many there are in a week, nobody knows what is to come, and the answer is no.

    Args:
        plan: the planned phases.
        plan_days: the planned days of their weeks.
        session_styles: of all sessions.
        running: the phase, one of the plan.
    """
    if running.origin != "plan" or running.ends_on is None:
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
