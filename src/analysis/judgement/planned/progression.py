"""Whether each session of a lift did more than the one before: the article's progressive overload."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


def pct(held: pl.DataFrame, *, main_lifts: Sequence[str]) -> pl.DataFrame:
    """Return `progression_pct` by phase: sessions of main lifts that did more than the one before, in % of those compared.

    More is "more weight, more reps, or more sets" (the source article, mistake 4): a heavier top set; or, with the same top
    load, more reps in the best set at it, more reps in all, or more work sets. The session before is the last one of that
    lift in the phase; on a planned weekday, the last one on that weekday, for a heavy and a light day are no progress
    on one another. Loads in doubt are left out.
    """
    work = held.filter(pl.col("lift").is_in(list(main_lifts)) & pl.col("quarantine").is_null())
    sessions = _sessions(work.with_columns(load=_external(), reps=pl.col("reps").fill_null(0.0)))
    before = {
        name: pl.col(name).shift(1).over("phase", "lift", "same_day")
        for name in ("top", "best", "reps", "sets")
    }
    more = [pl.col(name) > before[name] for name in ("best", "reps", "sets")]
    did_more = (pl.col("top") > before["top"]) | ((pl.col("top") == before["top"]) & pl.any_horizontal(more))
    compared = sessions.with_columns(did_more=did_more).filter(pl.col("did_more").is_not_null())
    return compared.group_by("phase").agg(progression_pct=100 * pl.col("did_more").mean())


def _external() -> pl.Expr:
    """The load without the body, so that a heavier body is no progress; help counts as less than nothing."""
    moved = (pl.col("load_eff_kg") - pl.col("body_kg")).round(3)
    return pl.coalesce(moved, "load_kg", 0.0)


def _sessions(work: pl.DataFrame) -> pl.DataFrame:
    """One row a lift and session, in order: top load, best reps at it, all reps and sets."""
    at_top = pl.col("reps").filter(pl.col("load") == pl.col("load").max())
    return (
        work.with_columns(
            same_day=pl.when("planned_day").then(pl.col("weekday").cast(pl.String)).fill_null("")
        )
        .group_by("phase", "lift", "session", maintain_order=True)
        .agg(
            pl.col("same_day").first(),
            started_at=pl.col("performed_at").min(),
            top=pl.col("load").max(),
            best=at_top.max(),
            reps=(pl.col("reps") * pl.col("share")).sum(),
            sets=pl.col("share").sum(),
        )
        .sort("phase", "lift", "started_at", "session")
    )
