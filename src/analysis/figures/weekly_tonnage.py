"""Tonnage of each week: the month's weeks in colour, weeks off as gaps that are named."""

from __future__ import annotations

from datetime import date, timedelta

import dataframely as dy
import polars as pl
from matplotlib.axes import Axes

from analysis.figures import theme, words
from analysis.tables.measures import WeeklyLoad
from analysis.units import KG_PER

_BAR_DAYS = 5.6


def draw(
    weekly: dy.DataFrame[WeeklyLoad], *, weeks: list[date], cut: list[date], unit: str, ax: Axes
) -> Axes:
    """Draw a bar a week; `weeks` are the Mondays of those that touch the month, the `cut` of them are hatched."""
    per = KG_PER[unit] * 1000
    for row in weekly.iter_rows(named=True):
        middle = theme.day(row["week"]) + 3
        of_month = row["week"] in weeks
        if row["sessions"] == 0:
            ax.plot([middle], [0], marker="x", markersize=4, color=theme.SOFT, clip_on=False, zorder=3)
            continue
        cut_short = row["week"] in cut
        ax.bar(
            middle, row["tonnage_kg"] / per, width=_BAR_DAYS, linewidth=0.6,
            facecolor=theme.STRENGTH if of_month else theme.QUIET,
            edgecolor="white" if cut_short else "none", hatch="////" if cut_short else None,
        )  # fmt: skip
        if of_month:
            ax.annotate(
                f"{row['tonnage_kg'] / per:,.1f}", (middle, row["tonnage_kg"] / per),
                xytext=(0, 2), textcoords="offset points", ha="center",
                fontsize=theme.TINY_PT, color=theme.INK,
            )  # fmt: skip
    if not weekly.is_empty():
        theme.time_axis(ax, weekly["week"].min(), weekly["week"].max() + timedelta(days=6))  # type: ignore[arg-type,operator]  # a column of dates
    ax.set_ylabel("Tonnes a week" if unit == "kg" else "1,000 lb a week")
    ax.set_ylim(bottom=0)
    ax.margins(y=0.12)
    return ax


def alt(weekly: dy.DataFrame[WeeklyLoad], *, weeks: list[date], cut: list[date], unit: str) -> str:
    """State the finding: the mean of the month's whole weeks beside that of the weeks before, and the weeks off."""
    month = weekly.filter(pl.col("week").is_in(weeks) & ~pl.col("week").is_in(cut))
    before = weekly.filter(~pl.col("week").is_in(weeks) & (pl.col("sessions") > 0))
    off = weekly.filter(pl.col("sessions") == 0).height
    said = [f"Mean tonnage of the month's {month.height} whole weeks: {_mean(month, unit)}"]
    if not before.is_empty():
        said.append(f"of the {before.height} trained weeks shown before: {_mean(before, unit)}")
    said.append(f"weeks without training: {off}")
    return "; ".join(said) + "."


def _mean(weekly: pl.DataFrame, unit: str) -> str:
    mean = weekly["tonnage_kg"].mean()
    return words.weight(mean, unit) if isinstance(mean, float) else "none"
