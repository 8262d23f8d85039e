"""What tape, skinfolds and scale say of growth, with the error that each has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

import dataframely as dy
import polars as pl

from analysis.judgement import words
from analysis.judgement.growth import sites
from analysis.judgement.growth.sites import Site
from analysis.judgement.thresholds import Thresholds
from analysis.stats import pooled_lines
from analysis.stats.mixture import Mixture
from analysis.stats.pooled_lines import Assumed, Lines, Readings
from analysis.tables import BodyWeeks
from analysis.units import WEEKS_PER_MONTH

Measured = Literal["up", "up with fat", "unclear", "none", "down"]

LEVEL_SD_PCT: Final = 50.0
"""Of a level about the mean of its readings: nothing is assumed of it."""

ERROR_TIMES: Final = ((0.6, 0.25), (1.0, 0.45), (1.5, 0.2), (2.5, 0.1))
"""How many times the published error a client's readings may have, with prior weights: some hold a tape with care, and some
loosely, and their scatter shows which."""

SPREADS: Final = ((0.3, 1.0), (1.0, 0.8), (2.0, 0.3))
"""Multiples of `growth.tape_spread_pct`, with prior weights."""


@dataclass(frozen=True, kw_only=True)
class SiteRate:
    """How fast one site changes."""

    site: str
    readings: int
    """Weeks with a reading."""
    testers: tuple[str, ...]
    rate_pct_per_month: float
    rate_low: float
    rate_high: float
    """90% interval."""
    p_growing: float
    unit_per_month: float
    """The rate in the measure's own unit, by its mean in the phase."""


@dataclass(frozen=True, kw_only=True)
class Measurements:
    """What was measured in the phase."""

    label: Measured
    says: str
    """What more to measure, where that is needed; empty: it is not."""
    p_growing: float | None = None
    """Of the girths judged; null, and below: none was measured often enough."""
    rate_pct_per_month: float | None = None
    """What they have in common."""
    rate_low: float | None = None
    rate_high: float | None = None
    """90% interval."""
    p_fat: float | None = None
    """That the waist grows by more than `growth.waist_cm_per_month` or skinfolds grow, whichever is likelier; null: neither measured."""
    confirmed_by: tuple[str, ...] = ()
    """Sites that go up each by their own readings alone."""
    girths: tuple[SiteRate, ...] = ()
    fat: tuple[SiteRate, ...] = ()
    body: tuple[SiteRate, ...] = ()
    """Bodyweight and lean mass; for the reader only."""


class _Lines(NamedTuple):
    """Lines through some sites."""

    lines: Lines
    names: tuple[str, ...]
    frame: pl.DataFrame
    """The readings behind them."""

    def rate(self, name: str) -> Mixture:
        return self.lines.slope(self.names.index(name)).scaled(WEEKS_PER_MONTH)


def of(
    weeks: dy.DataFrame[BodyWeeks],
    *,
    days: tuple[date, date],
    priority: Sequence[str],
    thresholds: Thresholds,
) -> Measurements:
    """Return what the measurements of a phase say: one line a site, with what the sites share.

    In % a month of the site, from weekly means with their published error (`bodies.body_weeks`); see
    `stats.pooled_lines`. Readings of two testers have levels of their own and are never compared. A site needs
    `growth.tape_readings` weeks over `growth.tape_days` days.

    Args:
        weeks: with no reading after the day judged.
        days: the first and the last judged.
        priority: the muscles that the client names; where their sites are measured, those alone are judged.
        thresholds: of the group `growth`.
    """
    first = days[0] - timedelta(days=thresholds.whole("growth.tape_before_days"))
    inside = weeks.filter(pl.col("week").is_between(first, days[1]))
    waist = _lines(_enough(inside, sites.of("fat"), thresholds), "growth.tape_prior_pct", thresholds)
    folds = _lines(_enough(inside, sites.of("fold"), thresholds), "growth.skinfold_prior_pct", thresholds)
    beside = Measurements(
        label="none",
        says=_to_measure(priority),
        p_fat=_p_fat(waist, folds, thresholds),
        fat=(*_rates(waist), *_rates(folds)),
        body=_body(inside, thresholds),
    )
    girths = _lines(_judged(inside, priority, thresholds), "growth.tape_prior_pct", thresholds)
    return beside if girths is None else _with_girths(beside, girths, thresholds)


def _judged(inside: pl.DataFrame, priority: Sequence[str], thresholds: Thresholds) -> pl.DataFrame:
    """The readings of the girths judged: those of the priority muscles where they are measured, else all."""
    if priority:
        of_priority = _enough(inside, sites.of("muscle", muscles=priority), thresholds)
        if of_priority.height:
            return of_priority
    return _enough(inside, sites.of("muscle"), thresholds)


def _body(inside: pl.DataFrame, thresholds: Thresholds) -> tuple[SiteRate, ...]:
    """Bodyweight and lean mass, each by itself."""
    each = (_enough(inside, [site], thresholds) for site in sites.of("body"))
    return tuple(rate for own in each for rate in _rates(_lines(own, "growth.tape_prior_pct", thresholds)))


def _with_girths(beside: Measurements, girths: _Lines, thresholds: Thresholds) -> Measurements:
    """Add what the girths say, and drop what to measure where they tell."""
    rate = girths.lines.common().scaled(WEEKS_PER_MONTH)
    p_growing, (low, high) = rate.probability_above(0.0), rate.interval()
    label = _label(p_growing, beside.p_fat, thresholds)
    least = thresholds["growth.up_p"]
    return replace(
        beside,
        label=label,
        says=beside.says if label == "unclear" or beside.p_fat is None else "",
        p_growing=p_growing,
        rate_pct_per_month=rate.mean,
        rate_low=low,
        rate_high=high,
        confirmed_by=tuple(name for name in girths.names if _p_by_itself(girths, name, thresholds) >= least),
        girths=_rates(girths),
    )


def _p_by_itself(judged: _Lines, name: str, thresholds: Thresholds) -> float:
    """How likely one site grows by its own readings: with those of others, an arm that grows would carry a flat thigh."""
    alone = _lines(judged.frame.filter(pl.col("site") == name), "growth.tape_prior_pct", thresholds)
    return 0.0 if alone is None else alone.rate(name).probability_above(0.0)


def _label(p_growing: float, p_fat: float | None, thresholds: Thresholds) -> Measured:
    if p_growing >= thresholds["growth.up_p"]:
        return "up with fat" if p_fat is not None and p_fat >= thresholds["growth.fat_p"] else "up"
    return "down" if p_growing <= thresholds["growth.down_p"] else "unclear"


def _to_measure(priority: Sequence[str]) -> str:
    return f"Tape {sites.to_measure(priority)}."


def _enough(weeks: pl.DataFrame, wanted: Sequence[Site], thresholds: Thresholds) -> pl.DataFrame:
    """The readings of the sites that were measured often enough, without slips of the tape; with `site` and `pct`."""
    named = {site.measure: site.site for site in wanted}
    found = weeks.with_columns(pl.col("measure").cast(pl.String)).filter(pl.col("measure").is_in(list(named)))
    off = (pl.col("value") / pl.col("value").median().over("measure", "tester") - 1).abs()
    days = (pl.col("week").max() - pl.col("week").min()).dt.total_days().over("measure", "tester")
    often = pl.len().over("measure", "tester") >= thresholds["growth.tape_readings"]
    return (
        found.filter(off <= thresholds["growth.tape_off_pct"] / 100)
        .filter(often & (days >= thresholds["growth.tape_days"]))
        .with_columns(
            site=pl.col("measure").replace_strict(named, return_dtype=pl.String),
            pct=100.0 * pl.col("value").log(),
            error_pct=100.0 * pl.col("error") / pl.col("value"),
        )
        .sort("site", "measure", "tester", "week")
    )


def _lines(readings: pl.DataFrame, prior: str, thresholds: Thresholds) -> _Lines | None:
    """Lines through the readings, one a site; each measure and tester has a level of its own."""
    if readings.is_empty():
        return None
    names = tuple(readings["site"].unique(maintain_order=True))
    numbered = readings.select(
        series=pl.struct("measure", "tester").rank("dense").cast(pl.Int64) - 1,
        group=pl.col("site").replace_strict(list(names), list(range(len(names))), return_dtype=pl.Int64),
        day=pl.col("week").to_physical().cast(pl.Float64),
        error="error_pct",
        y="pct",
    )
    given = Readings.of(
        numbered["series"].to_numpy(), numbered["group"].to_numpy(), numbered["day"].to_numpy(),
        numbered["error"].to_numpy(), numbered["y"].to_numpy(),
    )  # fmt: skip
    return _Lines(pooled_lines.fit(given, assumed(thresholds[prior], thresholds)), names, readings)


def assumed(prior_pct: float, thresholds: Thresholds) -> Assumed:
    """Return what is assumed of sites that usually change by `prior_pct` a month (SD); their spread grows with that."""
    spread = thresholds["growth.tape_spread_pct"] * prior_pct / thresholds["growth.tape_prior_pct"]
    return Assumed(
        level_sd=LEVEL_SD_PCT,
        slope_sd=prior_pct / WEEKS_PER_MONTH,
        spread=tuple((times * spread / WEEKS_PER_MONTH, weight) for times, weight in SPREADS),
        times=ERROR_TIMES,
        wander=thresholds["growth.tape_wander"],
        wander_days=thresholds["growth.tape_wander_days"],
    )


def _p_fat(waist: _Lines | None, folds: _Lines | None, thresholds: Thresholds) -> float | None:
    chances = [folds.lines.common().probability_above(0.0)] if folds else []
    if waist is not None:
        asked_cm = thresholds["growth.waist_cm_per_month"]
        chances += [
            waist.rate(name).probability_above(100.0 * asked_cm / _mean(waist, name)) for name in waist.names
        ]
    return max(chances, default=None)


def _mean(judged: _Lines, name: str) -> float:
    mean = judged.frame.filter(pl.col("site") == name)["value"].mean()
    assert isinstance(mean, float)
    return mean


def _rates(judged: _Lines | None) -> tuple[SiteRate, ...]:
    return () if judged is None else tuple(_rate(judged, name) for name in judged.names)


def _rate(judged: _Lines, name: str) -> SiteRate:
    rate, mine = judged.rate(name), judged.frame.filter(pl.col("site") == name)
    low, high = rate.interval()
    return SiteRate(
        site=name,
        readings=mine["week"].n_unique(),
        testers=tuple(mine["tester"].unique().sort()),
        rate_pct_per_month=rate.mean,
        rate_low=low,
        rate_high=high,
        p_growing=rate.probability_above(0.0),
        unit_per_month=rate.mean / 100 * _mean(judged, name),
    )


def sentence(found: Measurements) -> str:
    """Return the numbers in one plain sentence; without numbers, that there are none."""
    p, rate, low, high = found.p_growing, found.rate_pct_per_month, found.rate_low, found.rate_high
    if p is None or rate is None or low is None or high is None:
        return "no girth of a trained muscle was taped often enough"
    names = words.listed([each.site for each in found.girths])
    fat = "" if found.p_fat is None else f"; that some of it is fat is {words.likely(found.p_fat)} likely"
    return (
        f"the tape ({names}) is {words.likely(p)} likely going up, {words.signed(rate)}% a month"
        f" (90%: {words.signed(low)} to {words.signed(high)}){fat}"
    )
