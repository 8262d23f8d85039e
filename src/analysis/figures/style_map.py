"""Where the month's hard sets fell: reps across, % of one-rep max up, the article's two regions behind."""

from __future__ import annotations

from typing import Final

import polars as pl
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.figures import theme
from analysis.figures.edge import to_pandas
from analysis.metrics.styles import REGIONS, STYLES

_LOOK: Final = {
    "strength": (theme.STRENGTH, "o"),
    "hypertrophy": (theme.HYPERTROPHY, "s"),
    "between or outside": (theme.SOFT, "D"),
}


def draw(tally: pl.DataFrame, *, ax: Axes) -> Axes:
    """Draw the tally: one row a place (reps, pct_1rm, style, sets); area stands for the number of sets."""
    for name, (reps, pct) in REGIONS.items():
        fill = theme.STRENGTH_PALE if name == "strength" else theme.HYPERTROPHY_PALE
        corner, width = (reps[0] - 0.5, pct[0]), reps[1] - reps[0] + 1
        words = f"{name.capitalize()}: {reps[0]} to {reps[1]} reps at {pct[0]} to {pct[1]}%"
        region = Rectangle(corner, width, pct[1] - pct[0], facecolor=fill, linewidth=0, zorder=0, label=words)
        ax.add_patch(region)
    most = max(_most(tally), 8)
    present = [name for name in STYLES if name in set(tally["style"])]
    sns.scatterplot(
        to_pandas(tally), x="reps", y="pct_1rm", size="sets", sizes=(14, 190), size_norm=(1, most),
        hue="style", hue_order=present, palette={name: _LOOK[name][0] for name in present},
        style="style", style_order=present, markers={name: _LOOK[name][1] for name in present},
        alpha=0.72, edgecolor="white", linewidth=0.6, legend=False, ax=ax, zorder=3,
    )  # fmt: skip
    _frame(ax, tally)
    return ax


def _most(tally: pl.DataFrame) -> int:
    most = tally["sets"].max()
    return int(most) if isinstance(most, float) else 1


def _frame(ax: Axes, tally: pl.DataFrame) -> None:
    reps, pct = tally["reps"], tally["pct_1rm"]
    ax.set_xlim(0.3, max(16.0, float(reps.max() or 0) + 1))  # type: ignore[arg-type]  # a column of numbers
    ax.set_ylim(min(50.0, float(pct.min() or 50) - 4), max(100.0, float(pct.max() or 100) + 3))  # type: ignore[arg-type]  # the same
    ax.set_xticks([1, *range(2, int(ax.get_xlim()[1]) + 1, 2)])
    ax.set_xlabel("Reps in the set")
    ax.set_ylabel("Load, % of one-rep max")


def alt(tally: pl.DataFrame) -> str:
    """State the finding: how many of the sets fell in each region."""
    total = float(tally["sets"].sum())
    if not total:
        return "No hard set of the month has a known % of one-rep max."
    said = [
        f"{sets:g} ({sets / total:.0%}) {'in the ' + name + ' region' if name in REGIONS else name}"
        for name in STYLES
        if (sets := float(tally.filter(pl.col("style") == name)["sets"].sum())) or name in REGIONS
    ]
    return f"Of {total:g} hard sets with a known % of one-rep max: " + ", ".join(said) + "."
