"""Whether what was planned was done: kept apart from whether it worked.

"The phase did not work" may be said of a phase that was done. Of one that was not, only that it was not done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import dataframely as dy
import polars as pl

from analysis.judgement.planned import held_sets, planned_days, progression, style_agreement
from analysis.judgement.thresholds import Thresholds
from analysis.tables import (
    Adherence,
    GradedSets,
    Phases,
    Plan,
    PlanDays,
    PlannedWeeks,
    PlanSets,
    SessionStyles,
    WeekStyles,
)

PHASE = ["phase"]
WEEK = ["phase", "week"]


class Held(NamedTuple):
    """What was planned beside what was done."""

    phases: dy.DataFrame[Adherence]
    weeks: dy.DataFrame[PlannedWeeks]


def of(  # noqa: PLR0913 - the log, the plan and how to compare them
    graded: dy.DataFrame[GradedSets],
    session_styles: dy.DataFrame[SessionStyles],
    week_styles: dy.DataFrame[WeekStyles],
    plan: dy.DataFrame[Plan],
    plan_days: dy.DataFrame[PlanDays],
    plan_sets: dy.DataFrame[PlanSets],
    *,
    main_lifts: Sequence[str],
    phases: dy.DataFrame[Phases],
    as_of: date,
    thresholds: Thresholds,
) -> Held:
    """Hold a log against the planned phases that have begun, and their weeks, up to the day the report speaks of.

    Sessions: those with a work set, beside those due (`planned_days.sessions`); a second session of a day counts, and
    at most 100% is done. Days: planned weekdays with a session, in % of those there were. Reps, sets, rests: see
    `held_sets`; progression: see `progression`; style, kappa and lag: see `style_agreement`. Weeks that are gaps are
    missing sessions, and no style: they neither match the plan's style nor fail to. Of a planned deload the sessions
    count; style and progression are not asked for.

    Overall: "too early" for a phase younger than `adherence.early_weeks` that goes on; "not logged" where there is no
    session, or nothing by which to tell; "done" where sessions, sets, reps and style, as far as they are planned and
    known, are all at `adherence.done_pct` or above; "not done" where one is under `adherence.partly_pct`; else "partly done".

    Of a week only its days inside the phase, up to `as_of`, are counted. Its label stands with the phase that holds
    most of its days.

    Args:
        graded: The graded sets; nothing in them is later than `as_of`.
        session_styles: Their sessions.
        week_styles: Their weeks.
        plan: The planned phases.
        plan_days: The planned days of their weeks.
        plan_sets: The planned sets of those days.
        main_lifts: The lifts the report speaks of first.
        phases: The phases found in the log.
        as_of: The day the report speaks of.
        thresholds: The numbers in force.
    """
    begun = planned_days.begun(plan, as_of)
    placed = style_agreement.weeks(begun, week_styles)
    both = _Both(
        begun=begun,
        days=planned_days.dates(begun, plan_days),
        sets=held_sets.of(graded, begun, plan_days, plan_sets, main_lifts=main_lifts),
        styles=style_agreement.compared(
            placed,
            combination_index=thresholds["adherence.combination_index"],
            leaning_index=thresholds["adherence.leaning_index"],
        ),
        plan_days=plan_days,
        plan_sets=plan_sets,
        session_styles=session_styles,
        thresholds=thresholds,
    )
    return Held(_by_phase(both, phases, main_lifts), _by_week(both, placed))


@dataclass(frozen=True, kw_only=True)
class _Both:
    """The plan up to the day, and what the log holds of it, gathered once for phases and weeks."""

    begun: pl.DataFrame
    days: pl.DataFrame
    sets: pl.DataFrame
    styles: pl.DataFrame
    plan_days: pl.DataFrame
    plan_sets: pl.DataFrame
    session_styles: pl.DataFrame
    thresholds: Thresholds

    def counts(self, keys: list[str]) -> pl.DataFrame:
        """Sessions planned and done."""
        planned = planned_days.sessions(self.begun, self.plan_days, self.days, keys)
        done = self.sets.group_by(keys).agg(sessions_done=pl.col("session").n_unique())
        both = planned.join(done, on=keys, how="left", maintain_order="left")
        return both.with_columns(pl.col("sessions_done").fill_null(0))

    def shares(self, keys: list[str]) -> pl.DataFrame:
        """Reps, sets and rests inside the plan; only keys of which one is known."""
        of_reps = self.thresholds["adherence.reps_tolerance_pct"]
        of_rests = self.thresholds["adherence.rest_tolerance_pct"]
        parts = (
            held_sets.reps_pct(self.sets, keys, tolerance_pct=of_reps),
            held_sets.sets_pct(self.sets, self.days, self.plan_sets, keys),
            held_sets.rest_pct(self.sets, self.session_styles, keys, tolerance_pct=of_rests),
        )
        return _with(self.days.select(keys).unique(maintain_order=True), parts, keys)


def _with(frame: pl.DataFrame, parts: Iterable[pl.DataFrame], keys: list[str]) -> pl.DataFrame:
    for part in parts:
        frame = frame.join(part, on=keys, how="left", maintain_order="left")
    return frame


def _by_phase(both: _Both, phases: pl.DataFrame, main_lifts: Sequence[str]) -> dy.DataFrame[Adherence]:
    parts = (
        both.counts(PHASE),
        both.shares(PHASE),
        _days_pct(both.days, both.sets),
        progression.pct(both.sets, main_lifts=main_lifts),
        style_agreement.style_pct(both.styles),
        _lags(both.begun, phases),
    )
    measured = _with(both.begun.select("phase", "style", "starts_on", "ends_on", "over"), parts, PHASE)
    weeks = ((pl.col("ends_on") - pl.col("starts_on")).dt.total_days() + 1) / 7
    known = measured.with_columns(
        weeks=weeks, sessions_pct=_at_most_all("sessions_done", "sessions_planned"),
        kappa=pl.lit(style_agreement.kappa(both.styles), pl.Float64),
        progression_pct=pl.when(pl.col("style").cast(pl.String) != "deload").then("progression_pct"),
    )  # fmt: skip
    rated = known.with_columns(overall=_overall(both.thresholds))
    return Adherence.validate(rated.select(Adherence.column_names()).sort("phase"), cast=True)


def _by_week(both: _Both, placed: pl.DataFrame) -> dy.DataFrame[PlannedWeeks]:
    planned = both.days.select(WEEK).unique(maintain_order=True).join(
        both.begun.select("phase", planned="style"), on="phase", how="left", maintain_order="left"
    )  # fmt: skip
    agreed = both.styles.select(*WEEK, as_planned=pl.col("planned") == pl.col("trained"))
    parts = (both.counts(WEEK), both.shares(WEEK), placed.select(*WEEK, "trained"), agreed)
    measured = _with(planned, parts, WEEK)
    return PlannedWeeks.validate(measured.select(PlannedWeeks.column_names()).sort(WEEK), cast=True)


def _days_pct(days: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """Planned weekdays with a session, in % of those there were."""
    trained = held.select("phase", "on", done=pl.lit(value=True)).unique()
    asked = days.filter("planned").join(trained, on=["phase", "on"], how="left")
    return asked.group_by("phase").agg(days_pct=100 * pl.col("done").fill_null(value=False).mean())


def _lags(begun: pl.DataFrame, phases: pl.DataFrame) -> pl.DataFrame:
    lags: dict[str, list[Any]] = {"phase": [], "boundary_lag_weeks": []}
    for phase, lag in style_agreement.boundary_lags(begun, phases).items():
        lags["phase"].append(phase)
        lags["boundary_lag_weeks"].append(lag)
    return pl.DataFrame(lags, schema={"phase": begun.schema["phase"], "boundary_lag_weeks": pl.Int32})


def _at_most_all(done: str, planned: str) -> pl.Expr:
    """Done in % of planned, 100 at most; null where nothing was due."""
    share = (100 * pl.col(done) / pl.col(planned)).clip(upper_bound=100)
    return pl.when(pl.col(planned) > 0).then(share)


def _overall(thresholds: Thresholds) -> pl.Expr:
    least = pl.min_horizontal("sessions_pct", "sets_pct", "reps_pct", "style_pct")
    unknown = least.is_null() & (pl.col("style").cast(pl.String) != "deload")
    young = (pl.col("weeks") < thresholds["adherence.early_weeks"]) & ~pl.col("over")
    return (
        pl.when(young).then(pl.lit("too early"))
        .when((pl.col("sessions_done") == 0) | unknown).then(pl.lit("not logged"))
        .when(least < thresholds["adherence.partly_pct"]).then(pl.lit("not done"))
        .when(least < thresholds["adherence.done_pct"]).then(pl.lit("partly done"))
        .otherwise(pl.lit("done"))
    )  # fmt: skip
