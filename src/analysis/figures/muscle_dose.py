"""Hard sets of each muscle in each of the last weeks, coloured by the band for growth that they fall in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import dataframely as dy
import polars as pl
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from analysis.figures import cell_grid, theme, words
from analysis.tables import MuscleWeeks

MOST_WEEKS: Final = 12
IN_TARGET: Final = ("target", "high")
"""Bands that hold at least the dose usually aimed at for growth."""
FACES: Final = {
    "none": ("white", theme.SOFT), "below minimum": ("white", theme.INK), "low": (theme.HYPERTROPHY_PALE, theme.INK),
    "target": (theme.HYPERTROPHY, theme.INK), "high": (theme.HYPERTROPHY_DEEP, "white"),
    "very high": (theme.HYPERTROPHY_DEEPEST, "white"),
}  # fmt: skip
_WORDS: Final = {
    "below minimum": "under 4", "low": "4 to 10", "target": "10 to 20: the usual target", "high": "20 to 30", "very high": "over 30",
}  # fmt: skip


def draw(weeks: dy.DataFrame[MuscleWeeks], *, first: Collection[str], ax: Axes) -> Axes:
    """Draw a row a muscle, those of `first` on top with a mark, and a column a week; the sets are in the cells.

    At the right stands in how many of the weeks the muscle had 10 sets or more.
    """
    order = muscles(weeks, first=first)
    mondays = weeks["week"].unique().sort().to_list()
    place = {muscle: row for row, muscle in enumerate(order)}
    for week, muscle, sets, band in (
        weeks.filter(pl.col("muscle").is_in(order))
        .select("week", "muscle", "fractional_sets", "band")
        .iter_rows()
    ):
        face, ink = FACES[band]
        at = (mondays.index(week), place[muscle])
        ax.add_artist(
            Rectangle((at[0] - 0.46, at[1] - 0.42), 0.92, 0.84, facecolor=face,
                      edgecolor=theme.QUIET if face == "white" else face, linewidth=0.5, zorder=2)
        )  # fmt: skip
        cell_grid.write(ax, f"{sets:.0f}" if sets else "–", at, ink=ink)
    cell_grid.frame(ax, weeks=mondays, rows=[_name(muscle, first) for muscle in order])
    _counts(ax, weeks, place, len(mondays))
    return ax


def _name(muscle: str, first: Collection[str]) -> str:
    return f"{words.muscle(muscle)}{' *' if muscle in first else ''}"


def _counts(ax: Axes, weeks: pl.DataFrame, place: dict[str, int], number: int) -> None:
    ax.text(number - 0.35, -0.75, "10 or more", fontsize=theme.SMALL_PT, color=theme.SOFT, va="bottom")
    for muscle, row in place.items():
        ax.text(
            number - 0.35, row, f"{_reached(weeks, muscle)} of {number}", va="center_baseline",
            fontsize=theme.SMALL_PT, color=theme.INK,
        )  # fmt: skip


def _reached(weeks: pl.DataFrame, muscle: str) -> int:
    return weeks.filter(pl.col("muscle") == muscle, pl.col("band").is_in([*IN_TARGET, "very high"])).height


def key(weeks: pl.DataFrame) -> list[Patch]:
    """Return what the key shows: the bands that are there, in words."""
    present = set(weeks["band"].cast(pl.String))
    return [
        Patch(facecolor=FACES[band][0], edgecolor=theme.QUIET, linewidth=0.5, label=said)
        for band, said in _WORDS.items()
        if band in present
    ]


def muscles(weeks: pl.DataFrame, *, first: Collection[str]) -> list[str]:
    """Return the muscles from top to bottom: the coach's priorities, then most sets first, ties by name."""
    totals = weeks.group_by("muscle").agg(pl.col("fractional_sets").sum())
    wanted = pl.col("muscle").is_in(list(first))
    order = totals.filter(wanted | (pl.col("fractional_sets") > 0)).sort(
        wanted, "fractional_sets", "muscle", descending=[True, True, False]
    )
    return order["muscle"].to_list()


def alt(weeks: dy.DataFrame[MuscleWeeks], *, first: Collection[str]) -> str:
    """State the finding: in how many weeks each muscle had ten sets or more, the priorities first."""
    number = weeks["week"].n_unique()
    said = [
        f"{words.muscle(muscle).lower()} {_reached(weeks, muscle)}" for muscle in muscles(weeks, first=first)
    ]
    return f"Weeks of the last {number} with ten hard sets or more: {words.listed(said)}."
