"""Hard sets per muscle in each week of the month, against the bands for growth."""

from __future__ import annotations

from datetime import date
from typing import Final

import dataframely as dy
import polars as pl
from matplotlib.axes import Axes
from matplotlib.ticker import MultipleLocator

from analysis.figures import theme, words
from analysis.metrics.volume import BAND_EDGES
from analysis.tables.measures import MuscleMonths, MuscleWeeks

MINIMUM: Final = BAND_EDGES[0]
TARGET: Final = BAND_EDGES[1:3]
"""Sets a week below which growth is not expected, and the range where it is (Pelland et al. 2025)."""


def draw(
    weeks: dy.DataFrame[MuscleWeeks], *, month: dy.DataFrame[MuscleMonths], cut: list[date], ax: Axes
) -> Axes:
    """Draw a row a muscle: a ring for each week that touches the month, a bar for the month's mean week.

    `cut` holds the Mondays of the weeks that lie partly in another month; their marks are faint squares.
    """
    order = means(month)
    ax.axvspan(*TARGET, color=theme.HYPERTROPHY_PALE, linewidth=0, zorder=0)
    for line in (MINIMUM, *TARGET):
        ax.axvline(line, color=theme.HYPERTROPHY, linewidth=0.8, zorder=1, dashes=(3, 2))
    place = {name: index for index, name in enumerate(order["muscle"])}
    ax.hlines(list(place.values()), 0, order["mean"], color=theme.QUIET, linewidth=0.9, zorder=1)
    of_cut = pl.col("week").is_in(cut)
    for shown, marker, label in (
        (weeks.filter(~of_cut), "o", "One whole week"), (weeks.filter(of_cut), "s", "Week in two months"),
    ):  # fmt: skip
        ax.plot(
            shown["fractional_sets"], [place[name] for name in shown["muscle"]],
            linestyle="none", marker=marker, markersize=4.6 if marker == "o" else 3.4, markerfacecolor="none",
            markeredgewidth=0.9, color=theme.SOFT if marker == "o" else theme.QUIET, zorder=2, label=label,
            clip_on=False,
        )  # fmt: skip
    ax.plot(
        order["mean"], list(place.values()),
        linestyle="none", marker="|", markersize=11, markeredgewidth=2.6, color=theme.INK, zorder=3,
        label="Mean week of the month",
    )  # fmt: skip
    _frame(ax, order)
    return ax


def _frame(ax: Axes, order: pl.DataFrame) -> None:
    ax.set_yticks(range(order.height), [words.muscle(name) for name in order["muscle"]])
    ax.tick_params(axis="y", labelcolor=theme.INK, pad=8)
    ax.set_ylim(order.height - 0.4, -0.6)
    ax.set_xlim(left=0, right=max(ax.get_xlim()[1], 22))
    ax.xaxis.set_major_locator(MultipleLocator(5))
    ax.grid(visible=False)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel("Hard sets a week (direct + half of indirect)")
    above = ax.get_xaxis_transform()
    for at, text in ((MINIMUM, "minimum 4"), (sum(TARGET) / 2, "target for growth 10 to 20")):
        ax.text(
            at,
            1.01,
            text,
            transform=above,
            ha="center",
            va="bottom",
            fontsize=theme.SMALL_PT,
            color=theme.SOFT,
        )


def means(month: dy.DataFrame[MuscleMonths]) -> pl.DataFrame:
    """Return the mean week: one row a muscle (muscle, mean), most sets first, ties by name."""
    return month.select("muscle", mean="per_week").sort(["mean", "muscle"], descending=[True, False])


def alt(month: dy.DataFrame[MuscleMonths]) -> str:
    """State the finding: which muscles lie within, above and below the range for growth."""
    order = means(month)
    groups = {
        "above 20 a week": order.filter(pl.col("mean") > TARGET[1]),
        "10 to 20 a week": order.filter(pl.col("mean").is_between(*TARGET)),
        "4 to 10 a week": order.filter(pl.col("mean").is_between(MINIMUM, TARGET[0], closed="left")),
        "below 4 a week": order.filter(pl.col("mean") < MINIMUM),
    }
    said = [
        f"{label}: "
        + words.listed([f"{words.muscle(row[0]).lower()} {row[1]:.1f}" for row in group.iter_rows()])
        for label, group in groups.items()
        if not group.is_empty()
    ]
    return "Hard sets in a mean week of the month. " + "; ".join(said) + "."
