"""The smallest rate worth having: by training age, and less is asked of one who loses weight."""

from __future__ import annotations

from datetime import date
from math import sqrt
from typing import Final, NamedTuple

import dataframely as dy
import polars as pl

from analysis.judgement.thresholds import Thresholds
from analysis.tables import Body

DAYS_A_MONTH: Final = 365.25 / 12


class Worthwhile(NamedTuple):
    """The smallest worthwhile rate in % a month, and what of it a reader must know."""

    pct_per_month: float
    notes: tuple[str, ...]


def of(
    training_since: date | None,
    body: dy.DataFrame[Body],
    *,
    starts_on: date,
    as_of: date,
    thresholds: Thresholds,
) -> Worthwhile:
    """Return the rate asked of the client in a span of days.

    >>> of(date(2026, 1, 1), Body.create_empty(), starts_on=date(2026, 6, 1), as_of=date(2026, 7, 1),
    ...    thresholds=Thresholds()).pct_per_month
    1.5
    """
    delta, notes = _by_training_age(training_since, starts_on, thresholds)
    trend = bodyweight_pct_per_week(body, starts_on=starts_on, as_of=as_of, thresholds=thresholds)
    loss, error = -trend.pct_per_week, trend.error
    if loss <= max(thresholds["rate.cut_pct_per_week"], thresholds["rate.cut_standard_errors"] * error):
        return Worthwhile(delta, notes)
    share = thresholds["rate.delta_cut_share"]
    says = (
        f"Bodyweight falls by {loss:.1f}% a week. Holding strength is an achievement then, so only"
        f" {delta * share:g}% a month is asked instead of {delta:g}%."
    )
    return Worthwhile(delta * share, (*notes, says))


def _by_training_age(
    since: date | None, starts_on: date, thresholds: Thresholds
) -> tuple[float, tuple[str, ...]]:
    """Months at the phase's start, so that a birthday within it does not move the goalposts."""
    if since is None:
        delta = thresholds["rate.delta_intermediate"]
        says = f"Training age is not stated: {delta:g}% a month is asked, as of an intermediate lifter."
        return delta, (says,)
    months = (starts_on - since).days / DAYS_A_MONTH
    if months < thresholds["rate.months_novice"]:
        return thresholds["rate.delta_novice"], ()
    if months < thresholds["rate.months_intermediate"]:
        return thresholds["rate.delta_intermediate"], ()
    return thresholds["rate.delta_advanced"], ()


class Trend(NamedTuple):
    """A line through bodyweight."""

    pct_per_week: float
    error: float
    """Its standard error, from the scatter about the line."""


def bodyweight_pct_per_week(
    body: dy.DataFrame[Body], *, starts_on: date, as_of: date, thresholds: Thresholds
) -> Trend:
    """Return the trend of bodyweight: least squares through the log of its daily means; flat where those are too few."""
    days = (
        body.filter(
            pl.col("measure") == "bodyweight_kg", pl.col("measured_at").dt.date().is_between(starts_on, as_of)
        )
        .group_by(on=pl.col("measured_at").dt.date())
        .agg(pct=100.0 * pl.col("value").mean().log())
        .select("pct", week=(pl.col("on") - starts_on).dt.total_days() / 7)
    )
    span = days.select(pl.col("week").max() - pl.col("week").min()).item()
    if days.height < thresholds["rate.cut_weigh_ins"] or 7 * span < thresholds["rate.cut_days"]:
        return Trend(0.0, 0.0)
    slope, unexplained = days.select(
        slope=pl.cov("week", "pct") / pl.col("week").var(),
        unexplained=pl.col("pct").var() / pl.col("week").var() * (1 - pl.corr("week", "pct") ** 2),
    ).row(0)
    return Trend(float(slope), sqrt(max(unexplained, 0.0) / (days.height - 2)))
