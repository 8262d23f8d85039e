"""Each work set of a planned phase beside what the plan asks of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from analysis.exercises import catalogue
from analysis.judgement.planned import planned_days
from analysis.metrics import loads

ROUNDING: Final = 1e-9
"""So that a tolerance that comes out at a whole number lets that number in."""


def of(
    graded: pl.DataFrame,
    phases: pl.DataFrame,
    plan_days: pl.DataFrame,
    plan_sets: pl.DataFrame,
    *,
    main_lifts: Sequence[str],
) -> pl.DataFrame:
    """Return one row a work set of the phases begun, with the planned reps and rests; null: not planned.

    What is planned for the lift on that weekday goes first, then what is planned for the weekday, then the range of the
    whole phase, in which sets of a session on another day are held. On a planned weekday a main lift has the day's reps
    and any other lift the day's accessory reps, if it has them. Main lifts are those given and those of the catalogue.

    Columns beside those of GradedSets: phase, `on` and `week` of the session's start, `weekday`, `planned_day` (that
    weekday is planned), `share` (a half where the row is one side), low and high of reps and rest_s.
    """
    started = pl.col("performed_at").min().over("session").dt.date()
    work = graded.filter("is_work").with_columns(on=started, share=loads.share_of_a_set())
    bounds = phases.select("phase", "starts_on", last_on="ends_on").sort("starts_on")
    dated = work.sort("on", maintain_order=True).join_asof(bounds, left_on="on", right_on="starts_on")
    held = dated.filter(pl.col("on") <= pl.col("last_on")).with_columns(
        week=pl.col("on").dt.truncate("1w"), weekday=planned_days.weekday(pl.col("on"))
    )
    asked = _asked_of_phases(phases), _asked_of_days(plan_days), _asked_of_lifts(plan_sets)
    for ranges, on in zip(
        asked, (["phase"], ["phase", "weekday"], ["phase", "weekday", "lift"]), strict=True
    ):
        held = held.join(ranges, on=on, how="left", maintain_order="left")
    held = held.with_columns(pl.col("planned_day").fill_null(value=False))
    return held.with_columns(**_reps(_is_main(main_lifts)), **_rests())


def _is_main(main_lifts: Sequence[str]) -> pl.Expr:
    """Whether the lift is one the coach speaks of first, or may head a report."""
    known = catalogue.frame().filter("main_lift")["id"].to_list()
    return pl.col("lift").is_in(list(main_lifts)) | pl.col("exercise").is_in(known).fill_null(value=False)


def _asked_of_phases(phases: pl.DataFrame) -> pl.DataFrame:
    return phases.select(
        "phase", pl.col("reps_low", "reps_high", "rest_low_s", "rest_high_s").name.prefix("phase_")
    )


def _asked_of_days(plan_days: pl.DataFrame) -> pl.DataFrame:
    ranges = "reps_low", "reps_high", "accessory_reps_low", "accessory_reps_high", "rest_low_s", "rest_high_s"
    return plan_days.select(
        "phase", "weekday", pl.col(ranges).name.prefix("day_"), planned_day=pl.lit(value=True)
    )


def _asked_of_lifts(plan_sets: pl.DataFrame) -> pl.DataFrame:
    """The lowest and highest of what is planned for a lift on a weekday: a set of 11 is in 12, 10, 10, 8."""
    return plan_sets.group_by("phase", "weekday", "lift").agg(
        lift_reps_low=pl.col("reps_low").min(), lift_reps_high=pl.col("reps_high").max(),
        lift_rest_low_s=pl.col("rest_s").min(), lift_rest_high_s=pl.col("rest_s").max(),
    )  # fmt: skip


def _reps(is_main: pl.Expr) -> dict[str, pl.Expr]:
    return {
        f"planned_reps_{end}": pl.coalesce(
            f"lift_reps_{end}",
            pl.when("planned_day").then(
                pl.when(is_main)
                .then(f"day_reps_{end}")
                .otherwise(pl.coalesce(f"day_accessory_reps_{end}", f"day_reps_{end}"))
            ).otherwise(f"phase_reps_{end}"),
        )
        for end in ("low", "high")
    }  # fmt: skip


def _rests() -> dict[str, pl.Expr]:
    return {
        f"planned_rest_{end}_s": pl.coalesce(
            f"lift_rest_{end}_s",
            pl.when("planned_day").then(f"day_rest_{end}_s").otherwise(f"phase_rest_{end}_s"),
        )
        for end in ("low", "high")
    }


def reps_pct(held: pl.DataFrame, keys: list[str], *, tolerance_pct: float) -> pl.DataFrame:
    """Return `reps_pct`: the share of work sets with planned reps whose reps are among them, with the tolerance, in %."""
    inside = _inside("reps", "planned_reps_low", "planned_reps_high", tolerance_pct)
    judged = held.filter(inside.is_not_null())
    done = (pl.col("share") * inside).sum() / pl.col("share").sum()
    return judged.group_by(keys).agg(reps_pct=100 * done)


def _inside(value: str, low: str, high: str, tolerance_pct: float) -> pl.Expr:
    """Whether a value lies in its range, widened by the tolerance; null where one of them is not known."""
    lowest, highest = pl.col(low) * (1 - tolerance_pct / 100), pl.col(high) * (1 + tolerance_pct / 100)
    return pl.col(value).is_between(lowest - ROUNDING, highest + ROUNDING)


def rest_pct(
    held: pl.DataFrame, session_styles: pl.DataFrame, keys: list[str], *, tolerance_pct: float
) -> pl.DataFrame:
    """Return `rest_pct`: the share of rests inside their planned range, widened by the tolerance, in %.

    Rests are those logged after work sets. In a phase without a logged rest, the median rest of each session counts
    instead, where times of sets give it; rests that are only estimated from the session's length count nowhere.
    """
    logged = held.filter(pl.col("rest_s").is_not_null())
    stamped = session_styles.filter(pl.col("rest_known_by") == "timestamps").select(
        "session", stamped_s="rest_s"
    )
    medians = (
        held.join(logged, on="phase", how="anti")
        .join(stamped, on="session")
        .group_by("session", *keys)
        .agg(
            pl.col("stamped_s").first().alias("rest_s"),
            planned_rest_low_s=pl.col("planned_rest_low_s").min(),
            planned_rest_high_s=pl.col("planned_rest_high_s").max(),
        )
    )
    columns = [*keys, "rest_s", "planned_rest_low_s", "planned_rest_high_s"]
    rests = pl.concat([logged.select(columns), medians.select(columns)])
    inside = _inside("rest_s", "planned_rest_low_s", "planned_rest_high_s", tolerance_pct)
    return rests.filter(inside.is_not_null()).group_by(keys).agg(rest_pct=100 * inside.mean())


def sets_pct(
    held: pl.DataFrame, days: pl.DataFrame, plan_sets: pl.DataFrame, keys: list[str]
) -> pl.DataFrame:
    """Return `sets_pct`: work sets done in % of those planned, by phase, or by phase and week.

    Counted week by week, so a session that moves by a day or two loses nothing. Where the plan names the lifts, a
    lift's sets count up to those planned for it that week; a day planned as a number of sets counts any others that
    were not done on a planned day without such a number. More than planned in one week makes up for no other.
    """
    week = ["phase", "week"]
    asked = days.filter("planned").with_columns(plan=pl.col("sets").cast(pl.Float64))
    lifts = lift_sets(held, days, plan_sets).group_by(week).agg(pl.col("plan", "met").sum())
    unnamed = asked.join(plan_sets, on=["phase", "weekday"], how="anti").filter(pl.col("plan").is_not_null())
    open_days = asked.filter(pl.col("plan").is_null()).select("phase", "on")
    others = (
        held.join(open_days, on=["phase", "on"], how="anti")
        .group_by(week)
        .agg(done=pl.col("share").sum())
        .join(lifts.select(*week, "met"), on=week, how="left")
        .select(*week, done=(pl.col("done") - pl.col("met").fill_null(0.0)).clip(lower_bound=0.0))
    )
    counted = _capped(unnamed.group_by(week).agg(pl.col("plan").sum()), others, week)
    every = pl.concat([lifts, counted]).group_by(keys).agg(pl.col("plan", "met").sum())
    return every.select(*keys, sets_pct=100 * pl.col("met") / pl.col("plan"))


def lift_sets(held: pl.DataFrame, days: pl.DataFrame, plan_sets: pl.DataFrame) -> pl.DataFrame:
    """Return one row a planned lift and week of each phase: phase, week, lift, the sets of its `plan`, those `met`."""
    keys = ["phase", "week", "lift"]
    named = plan_sets.select("phase", "weekday", "lift")
    asked = days.filter("planned").join(named, on=["phase", "weekday"]).group_by(keys).agg(plan=pl.len().cast(pl.Float64))  # fmt: skip
    return _capped(asked, held.group_by(keys).agg(done=pl.col("share").sum()), keys)


def _capped(asked: pl.DataFrame, done: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """What was planned and how much of it was met: keys, plan, met."""
    both = asked.join(done, on=keys, how="left")
    met = pl.min_horizontal(pl.col("plan"), pl.col("done").fill_null(0.0))
    return both.select(*keys, "plan", met=met)
