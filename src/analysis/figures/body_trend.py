"""One measure of the body: weekly means with the 90% error that the readings allow."""

from __future__ import annotations

from datetime import date

import dataframely as dy
import polars as pl
from matplotlib.axes import Axes

from analysis.figures import theme, words
from analysis.stats.normal import Z_90
from analysis.tables.measures import BodyWeeks
from analysis.units import KG_PER


def draw(
    weeks: dy.DataFrame[BodyWeeks], *, span: tuple[date, date], month: tuple[date, date], unit: str, ax: Axes
) -> Axes:
    """Draw one measure's weeks over the span that all panels share; the frame holds no other measure or tester."""
    per = _per(weeks, unit)
    days = [theme.day(week) + 3 for week in weeks["week"]]
    ax.axvspan(theme.day(month[0]), theme.day(month[1]), color=theme.MONTH, linewidth=0, zorder=0)
    ax.errorbar(
        days, weeks["value"] / per, yerr=weeks["error"] * Z_90 / per,
        color=theme.HYPERTROPHY, ecolor=theme.QUIET, elinewidth=0.9, linewidth=1.1,
        marker="o", markersize=3.2, markeredgewidth=0, capsize=0, zorder=2,
    )  # fmt: skip
    theme.time_axis(ax, *span)
    ax.yaxis.set_major_locator(theme.few_ticks())
    return ax


def _per(weeks: pl.DataFrame, unit: str) -> float:
    in_kg = not weeks.is_empty() and str(weeks["measure"][0]).endswith("_kg")
    return KG_PER[unit] if in_kg else 1.0


def alt(weeks: dy.DataFrame[BodyWeeks], *, unit: str) -> str:
    """State the finding: first and last weekly mean, and whether their difference exceeds its error."""
    if weeks.is_empty():
        return "No measurement."
    label, shown = words.measure(str(weeks["measure"][0]))
    shown = unit if shown == "kg" else shown
    per = _per(weeks, unit)
    start, end = weeks.sort("week").row(0, named=True), weeks.sort("week").row(-1, named=True)
    if weeks.height == 1:
        return f"{label}: {end['value'] / per:.1f} {shown} in the week of {words.day(end['week'])}."
    change = (end["value"] - start["value"]) / per
    error = Z_90 * (start["error"] ** 2 + end["error"] ** 2) ** 0.5 / per
    judged = "more than" if abs(change) > error else "within"
    return (
        f"{label}: {start['value'] / per:.1f} {shown} in the week of {words.day(start['week'])},"
        f" {end['value'] / per:.1f} in that of {words.day(end['week'])}; the change of {change:+.1f} is"
        f" {judged} the 90% error of {error:.1f}."
    )
