"""One lift in one session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import dataframely as dy
import polars as pl

from analysis.metrics import session_values, stated
from analysis.metrics.loads import share_of_a_set
from analysis.metrics.stated import Tested
from analysis.tables import GradedSets, LiftSessions

_KEYS: Final = ["lift", "session"]


def lift_sessions(
    graded: dy.DataFrame[GradedSets],
    *,
    tested: Sequence[Tested] | None = None,
    bodyweight: pl.DataFrame | None = None,
    catalogue: pl.DataFrame | None = None,
) -> dy.DataFrame[LiftSessions]:
    """Return one row per lift and session, in order of lift and time.

    The e1RM is that of `session_values.of`. A maximum that the coach states in `client.toml` (`tested`, by the
    lift's id or logged name) overrides the session of that lift and day; without such a session it is a row of
    its own, without sets. The load stated is the one added or, on an assisted lift, the help; the moved share of
    `bodyweight` (what `loads.smoothed_bodyweight` returns) joins it, and where that is not known the test is not used.
    Nor is one that the log belies (`stated.in_doubt`).
    """
    rows = _measured(graded)
    tests = stated.effective(tested or (), bodyweight=bodyweight, catalogue=catalogue)
    doubtful = stated.in_doubt(tests, rows)
    rows = _with_stated(rows, tests.join(doubtful, on=["lift", "performed_on"], how="anti"))
    finished = rows.with_columns(e1rm_kg=pl.col("log_e1rm").exp()).sort("lift", "performed_at", "session")
    return LiftSessions.validate(finished.select(LiftSessions.column_names()), cast=True)


def doubtful_maxima(
    graded: dy.DataFrame[GradedSets],
    *,
    tested: Sequence[Tested],
    bodyweight: pl.DataFrame | None = None,
    catalogue: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return the stated maxima that `lift_sessions` does not use, since the log belies them: as `stated.in_doubt`."""
    tests = stated.effective(tested, bodyweight=bodyweight, catalogue=catalogue)
    return stated.in_doubt(tests, _measured(graded))


def _measured(graded: pl.DataFrame) -> pl.DataFrame:
    """What was done and what it implies, before any test that the coach states."""
    rows = _described(graded).join(session_values.of(graded), on=_KEYS, how="left")
    return rows.with_columns(pl.col("tested").fill_null(value=False))


def _described(graded: pl.DataFrame) -> pl.DataFrame:
    """What was done, apart from what it implies."""
    work, load = pl.col("is_work"), pl.col("load_kg").filter(pl.col("quarantine").is_null())
    worked = pl.col("is_work").filter(pl.col("quarantine").is_null())
    top = load.filter(worked).max()
    at_top = worked & (load == top)
    return graded.group_by(_KEYS).agg(
        performed_at=pl.col("performed_at").min(),
        performed_on=pl.col("performed_on").min(),
        best_set_kg=pl.col("e1rm_kg").filter(work).max(),
        top_load_kg=top,
        top_reps=pl.col("reps").filter(pl.col("quarantine").is_null()).filter(at_top).max(),
        work_sets=share_of_a_set().filter(work).sum().ceil(),
        hard_sets=pl.col("hard").sum(),
        tonnage_kg=pl.col("tonnage_kg").filter(work).sum(),
        rir_logged_share=pl.col("rir").is_not_null().filter(work).mean(),
        k_log_sd=pl.col("k_log_sd").first(),
    )


def _with_stated(rows: pl.DataFrame, tests: pl.DataFrame) -> pl.DataFrame:
    """Let the coach's tests override the estimate of their day, or stand alone."""
    joined = rows.join(tests, on=["lift", "performed_on"], how="full", coalesce=True)
    is_stated = pl.col("stated_kg").is_not_null()
    alone = pl.col("session").is_null()
    return joined.with_columns(
        log_e1rm=pl.when(is_stated).then(pl.col("stated_kg").log()).otherwise("log_e1rm"),
        log_e1rm_var=pl.when(is_stated).then(pl.lit(session_values.VARIANCE_FLOOR)).otherwise("log_e1rm_var"),
        tested=is_stated | pl.col("tested").fill_null(value=False),
        curve_share=pl.when(is_stated).then(0.0).otherwise("curve_share"),
        effort_sd=pl.when(is_stated).then(0.0).otherwise("effort_sd"),
        k_log_sd=pl.coalesce("k_log_sd", pl.col("k_log_sd").drop_nulls().first().over("lift")),
        session=pl.when(alone)
        .then(pl.lit("tested ") + pl.col("performed_on").dt.to_string("%Y-%m-%d"))
        .otherwise("session"),
        performed_at=pl.when(alone)
        .then(pl.col("performed_on").cast(pl.Datetime("us")))
        .otherwise("performed_at"),
        work_sets=pl.col("work_sets").fill_null(0),
        hard_sets=pl.col("hard_sets").fill_null(0.0),
        tonnage_kg=pl.col("tonnage_kg").fill_null(0.0),
    )
