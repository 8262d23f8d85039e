"""A grid of weeks: one column a week, one row a thing, a cell with words in it.

The figures that use it add their cells as artists, not patches: a patch would have the axes work out its limits each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from matplotlib.axes import Axes

from analysis.figures import theme


def frame(ax: Axes, *, weeks: Sequence[date], rows: Sequence[str], every: int = 1) -> None:
    """Name the rows at the left, top row first, and the weeks by their Mondays above; no axis but the cells.

    A month's name stands with its first week only, for room.
    """
    ax.set_xlim(-0.5, max(len(weeks), 1) - 0.5)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_yticks(range(len(rows)), list(rows))
    ax.set_xticks(
        range(0, len(weeks), every), [_monday(weeks, place) for place in range(0, len(weeks), every)]
    )
    ax.xaxis.tick_top()
    ax.tick_params(axis="x", length=0, pad=2, labelsize=theme.SMALL_PT)
    ax.tick_params(axis="y", labelcolor=theme.INK, pad=5, labelsize=theme.TEXT_PT)
    ax.grid(visible=False)
    for spine in ax.spines.values():
        spine.set_visible(False)


def _monday(weeks: Sequence[date], place: int) -> str:
    on = weeks[place]
    if place == 0 or weeks[place - 1].month != on.month:
        return f"{on.day}\n{on:%b}"
    return f"{on.day}\n"


def write(
    ax: Axes, text: str, at: tuple[int, int], *, ink: str, bold: bool = False, pt: float = theme.SMALL_PT
) -> None:
    """Write in the middle of a cell: column, row."""
    ax.text(
        *at, text, ha="center", va="center_baseline", fontsize=pt, color=ink, zorder=3,
        fontweight="bold" if bold else "normal",
    )  # fmt: skip
