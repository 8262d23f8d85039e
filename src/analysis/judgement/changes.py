"""Where phases begin: the weeks in which a log changes its style, and those in which training is taken up again."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
import polars as pl

from analysis.judgement.styles import style_labels
from analysis.judgement.thresholds import Thresholds
from analysis.stats import partition

LABELLED_BY: Final = ("style", "endurance", "heavy_share", "light_share")
"""The means by which `style_labels.of` names training."""


def named(means: pl.DataFrame, thresholds: Thresholds) -> pl.Series:
    """Return the label of each row of means, by the rule of a session."""
    return means.select(label=style_labels.of(thresholds))["label"]


def full(weeks: pl.DataFrame) -> pl.DataFrame:
    """Return the weeks of full training; if there are none, the deloads are what there is."""
    trained = weeks.filter(pl.col("kind") == "trained")
    return weeks.filter(pl.col("kind") != "gap") if trained.is_empty() else trained


def starts(week_styles: pl.DataFrame, session_styles: pl.DataFrame, thresholds: Thresholds) -> pl.DataFrame:
    """Return the first Mondays of the phases: one row a phase, `week` and `after_layoff`, in order.

    A week of hardly any training starts nothing. Deloads start a phase only where a stretch starts with them.
    """
    styled = week_styles.filter(pl.col("kind") != "gap", pl.col("style").is_not_null()).sort("week")
    again = _comebacks(session_styles, thresholds)
    of_stretch = again.search_sorted(styled["week"], side="right").alias("stretch")
    found: list[tuple[object, bool]] = []
    for stretch in styled.with_columns(of_stretch).partition_by("stretch", maintain_order=True):
        later = _merged(_parts(full(stretch), thresholds), thresholds)[1:]
        found.append((stretch["week"][0], bool(found)))
        found += [(part["week"][0], False) for part in later]
    return pl.DataFrame(found, schema={"week": pl.Date, "after_layoff": pl.Boolean}, orient="row")


def _comebacks(session_styles: pl.DataFrame, thresholds: Thresholds) -> pl.Series:
    """Return the Mondays of the weeks with the first session after a layoff, in order.

    What is usual is the median of the days between the sessions before, so that a later habit changes no phase of old.
    From `phases.layoff_most_days` on, no habit makes a break part of a phase.
    """
    days = session_styles.select("performed_on", "week").unique("performed_on").sort("performed_on")
    between = pl.col("performed_on").diff().dt.total_days()
    usual = between.shift(1).rolling_median(thresholds.whole("phases.layoff_sessions"), min_samples=1)
    long = between - 1 >= thresholds["phases.layoff_days"]
    unusual = between > thresholds["phases.layoff_times"] * usual.fill_null(0)
    too_long = between - 1 >= thresholds["phases.layoff_most_days"]
    return days.filter((long & unusual) | too_long)["week"].unique().sort()


def _parts(weeks: pl.DataFrame, thresholds: Thresholds) -> list[pl.DataFrame]:
    """Cut weeks in a row where their style changes its level."""
    at = partition.steps(
        weeks["style"].to_numpy(),
        first=thresholds["phases.beta_first"],
        then=thresholds["phases.beta"],
        floor=thresholds["phases.sigma_floor"],
        min_size=thresholds.whole("phases.min_weeks"),
    )
    return [weeks[start:end] for start, end in pairwise([0, *at, weeks.height])]


def _merged(parts: list[pl.DataFrame], thresholds: Thresholds) -> list[pl.DataFrame]:
    """Join neighbours that are one phase, the most alike first, until none are."""
    while len(parts) > 1:
        apart = [_apart(*both, thresholds) for both in pairwise(parts)]
        at = int(np.argmin(apart))
        if apart[at] == np.inf:
            break
        parts = [*parts[:at], pl.concat(parts[at : at + 2]), *parts[at + 2 :]]
    return parts


def _apart(one: pl.DataFrame, other: pl.DataFrame, thresholds: Thresholds) -> float:
    """Return by how much the styles of two neighbours differ; infinite: they are two phases."""
    means = pl.concat([one.select(pl.col(LABELLED_BY).mean()), other.select(pl.col(LABELLED_BY).mean())])
    difference = abs(float(means["style"][0] - means["style"][1]))
    alike = named(means, thresholds).n_unique() == 1
    near = difference < thresholds["phases.merge_below" if alike else "phases.merge_unlike_below"]
    return difference if near or undulating(pl.concat([one, other]), thresholds) else np.inf


def undulating(weeks: pl.DataFrame, thresholds: Thresholds) -> bool:
    """Return whether heavy and light days alternate within most weeks while the mean of a week stays put."""
    if weeks.height < thresholds["phases.min_weeks"]:
        return False
    wide, spread = weeks.select(
        (pl.col("spread").fill_null(0.0) >= thresholds["phases.dup_spread"]).mean(),
        sd=pl.col("style").std(),
    ).row(0)
    return bool(wide >= thresholds["phases.dup_weeks_share"] and spread <= thresholds["phases.dup_style_sd"])
