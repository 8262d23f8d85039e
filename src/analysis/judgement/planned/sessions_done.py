"""How much of a phase was done: its sessions and sets, of those planned or meant."""

from __future__ import annotations

import polars as pl

from analysis.judgement.case import CurrentPhase
from analysis.judgement.planned import share_done
from analysis.judgement.planned.share_done import ShareDone
from analysis.settings import ClientSettings


def of(
    adherence: pl.DataFrame, session_styles: pl.DataFrame, running: CurrentPhase, client: ClientSettings
) -> ShareDone | None:
    """Return the share of the planned sessions or sets that was done, whichever is less; None: none are planned.

    Of a phase without a plan: of the sessions of the days a week that the client means to train, where they say so.

    Args:
        adherence: of the planned phases.
        session_styles: of all sessions.
        running: the phase.
        client: for the days a week.
    """
    rows = adherence.filter(pl.col("starts_on") == running.starts_on).drop_nulls("sessions_pct")
    if running.origin == "plan" and not rows.is_empty():
        sessions, sets = rows["sessions_pct"][0], rows["sets_pct"][0]
        if sets is not None and sets < sessions:
            return ShareDone(pct=sets, of=share_done.PLANNED_SETS)
        return ShareDone(pct=sessions)
    if client.days_per_week is None:
        return None
    done = session_styles.filter(pl.col("performed_on").is_between(running.starts_on, running.as_of)).height
    meant = client.days_per_week
    return ShareDone(
        pct=min(100.0, 100 * done / (meant * running.weeks)), of=share_done.of_days_a_week(meant)
    )
