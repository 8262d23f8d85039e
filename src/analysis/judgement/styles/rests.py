"""How long was rested between sets and how long sessions took: as logged, from the sets' own times, or worked out.

A rest is a mark of style and no requirement, so one that is only worked out weighs little and says so.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.judgement.thresholds import Thresholds
from analysis.metrics.loads import one_side, share_of_a_set
from analysis.tables.styles import KNOWN

KNOWN_BY: Final = pl.Enum(list(KNOWN))
LOGGED, TIMESTAMPS, ESTIMATED = (pl.lit(how, KNOWN_BY) for how in KNOWN)
NOBODY_KNOWS: Final = pl.lit(None, KNOWN_BY)

SECONDS_PER_MINUTE: Final = 60.0


def with_rest(graded: pl.DataFrame, *, thresholds: Thresholds) -> pl.DataFrame:
    """Return the graded sets with `rest_s` and `rest_known_by`, and `length_s` and `length_known_by` of the session.

    logged: the app's own. timestamps: the gap to the next set of the same lift less the time the set itself took;
    only in sessions whose sets have times of their own, never between a left and a right, and not where the gap
    is too short (logged late) or too long (interrupted). estimated, only in sessions without any of those:

        (length - rep_s x reps - exercise_s x lifts) / (sets - 1)

    The length is the logged one, else from the first set to the last; null where it is shorter than the reps alone
    take or longer than a session can be.
    """
    known = _with_length(graded, thresholds).with_columns(
        timed_s=pl.when("own_times").then(_pause_s(thresholds)), rest_s=pl.col("rest_s")
    )
    of_session = pl.coalesce("rest_s", "timed_s").is_not_null().any().over("session")
    guess = pl.when(~of_session).then(_mean_rest_s(thresholds))
    return known.with_columns(
        rest_s=pl.coalesce("rest_s", "timed_s", guess),
        rest_known_by=pl.when(pl.col("rest_s").is_not_null())
        .then(LOGGED)
        .when(pl.col("timed_s").is_not_null())
        .then(TIMESTAMPS)
        .when(guess.is_not_null())
        .then(ESTIMATED)
        .otherwise(NOBODY_KNOWS),
    ).drop("timed_s", "own_times")


def minutes(thresholds: Thresholds) -> dict[str, pl.Expr]:
    """Aggregates of one session's sets with rest: `minutes` and `minutes_known_by`.

    Where the length is not known, it is worked out from reps, lifts and rests that are; null without such rests.
    """
    lasting = _lasting_s(thresholds) + pl.col("rest_s").median() * (_sets() - 1).clip(lower_bound=0)
    rested = (pl.col("rest_known_by") != ESTIMATED).any()
    guess = pl.when(rested & _all_reps_known()).then(lasting)
    length = pl.col("length_s").first()
    return {
        "minutes": pl.coalesce(length, guess) / SECONDS_PER_MINUTE,
        "minutes_known_by": pl.when(length.is_not_null())
        .then(pl.col("length_known_by").first())
        .when(guess.is_not_null())
        .then(ESTIMATED)
        .otherwise(NOBODY_KNOWS),
    }


def _with_length(graded: pl.DataFrame, thresholds: Thresholds) -> pl.DataFrame:
    at = pl.col("performed_at")
    least = pl.col("reps").sum() * thresholds["style.rep_s"]
    most = thresholds["style.most_minutes"] * SECONDS_PER_MINUTE
    logged, span = pl.col("session_s").max(), (at.max() - at.min()).dt.total_seconds(fractional=True)
    # Apps that stamp the workout stamp every set alike; one late set or a run after it is no clock.
    own = (at.n_unique() > 1) & (at.n_unique() >= thresholds["style.own_times_share"] * pl.len())
    by_session = graded.group_by("session").agg(
        logged=pl.when((logged > 0) & logged.is_between(least, most)).then(logged),
        span=pl.when(own & span.is_between(least, most)).then(span),
        own_times=own,
    )
    lengths = by_session.select(
        "session",
        "own_times",
        length_s=pl.coalesce("logged", "span"),
        length_known_by=pl.when(pl.col("logged").is_not_null())
        .then(LOGGED)
        .when(pl.col("span").is_not_null())
        .then(TIMESTAMPS)
        .otherwise(NOBODY_KNOWS),
    )
    return graded.join(lengths, on="session", how="left", maintain_order="left")


def _pause_s(thresholds: Thresholds) -> pl.Expr:
    """From the end of the set to the next of its lift, where nothing else lies between."""
    at, lift = pl.col("performed_at"), pl.col("lift")
    gap = (at.shift(-1).over("session") - at).dt.total_seconds(fractional=True)
    pause = gap - pl.col("reps") * thresholds["style.rep_s"]
    believable = pause.is_between(thresholds["style.rest_least_s"], thresholds["style.rest_most_s"])
    return pl.when((lift.shift(-1).over("session") == lift) & ~one_side() & believable).then(pause)


def _mean_rest_s(thresholds: Thresholds) -> pl.Expr:
    rest = (pl.col("length_s").first() - _lasting_s(thresholds)) / (_sets() - 1)
    believable = rest.is_between(thresholds["style.rest_least_s"], thresholds["style.rest_most_s"])
    return pl.when((_sets() > 1) & _all_reps_known() & believable).then(rest).over("session")


def _lasting_s(thresholds: Thresholds) -> pl.Expr:
    """The time of a session without its rests."""
    reps, lifts = pl.col("reps").sum(), pl.col("lift").n_unique()
    return reps * thresholds["style.rep_s"] + lifts * thresholds["style.exercise_s"]


def _sets() -> pl.Expr:
    return share_of_a_set().sum()


def _all_reps_known() -> pl.Expr:
    """A plank or a run takes nobody knows how much of the session."""
    return pl.col("reps").is_not_null().all()
