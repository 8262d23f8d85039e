"""How much of a phase was done: its sessions and sets, of those planned or meant."""

from __future__ import annotations

import polars as pl

from analysis.judgement.case import CurrentPhase
from analysis.settings import ClientSettings


def pct(
    adherence: pl.DataFrame, session_styles: pl.DataFrame, running: CurrentPhase, client: ClientSettings
) -> float | None:
    """Return the sessions or sets done in % of planned, whichever is less; null: none are planned.

    Of a phase without a plan: the sessions of the days a week that the client means to train, where they say so.

    Args:
        adherence: of the planned phases.
        session_styles: of all sessions.
        running: the phase.
        client: for the days a week.
    """
    rows = adherence.filter(pl.col("starts_on") == running.starts_on).drop_nulls("sessions_pct")
    if running.origin == "plan" and not rows.is_empty():
        shares: list[float] = [*rows["sessions_pct"].head(1), *rows["sets_pct"].head(1).drop_nulls()]
        return min(shares)
    if client.days_per_week is None:
        return None
    done = session_styles.filter(pl.col("performed_on").is_between(running.starts_on, running.as_of)).height
    return min(100.0, 100 * done / (client.days_per_week * running.weeks))
