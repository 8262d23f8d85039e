"""Which lifts a report speaks of first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import dataframely as dy
import polars as pl

from analysis.exercises import catalogue as exercise_catalogue
from analysis.tables import LiftSessions

MOST: Final = 5
RECENT_DAYS: Final = 90


def main_lifts(
    sessions: dy.DataFrame[LiftSessions], *, chosen: Sequence[str] = (), catalogue: pl.DataFrame | None = None
) -> list[str]:
    """Return the lifts to speak of, the most important first.

    The client's own choice, in its order, by id, catalogue name or logged name, as far as the log holds them;
    else the catalogue's main lifts with a session e1RM in the last 90 days of the log, those with the most such
    sessions first, at most five. Where no main lift has one, all other lifts are ranked so; where the last 90 days
    hold no e1RM at all, the whole log is.

    >>> main_lifts(LiftSessions.create_empty())
    []
    """
    trained = set(sessions["lift"])
    named = [lift for lift in (lift_named(name, catalogue=catalogue) for name in chosen) if lift in trained]
    if named:
        return list(dict.fromkeys(named))
    known = exercise_catalogue.frame() if catalogue is None else catalogue
    valued = sessions.filter(pl.col("log_e1rm").is_not_null())
    recent = valued.filter(_days_before_the_end(sessions) < RECENT_DAYS)
    spoken_of = recent if recent.height else valued
    main = spoken_of.join(known.filter("main_lift").select(lift="id"), on="lift", how="semi")
    ranked = (main if main.height else spoken_of).group_by("lift").len()
    return ranked.sort("len", "lift", descending=[True, False])["lift"].head(MOST).to_list()


def _days_before_the_end(sessions: pl.DataFrame) -> pl.Expr:
    last = pl.lit(sessions["performed_on"].max(), pl.Date)
    return (last - pl.col("performed_on")).dt.total_days()


def lift_named(name: str, *, catalogue: pl.DataFrame | None = None) -> str:
    """Return the id behind a catalogue name, whatever its case; any other name unchanged.

    >>> lift_named("back squat")
    'back_squat_barbell'
    """
    known = exercise_catalogue.frame() if catalogue is None else catalogue
    wanted = name.strip().casefold()
    found = known.filter(pl.col("name").str.to_lowercase() == wanted).get_column("id")
    return str(found[0]) if len(found) else name
