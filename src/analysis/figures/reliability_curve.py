"""What was said with a probability beside how often it was true."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes

from analysis.figures import theme


def draw(tenths: pl.DataFrame, *, within: float, ax: Axes) -> Axes:
    """Draw a point a tenth with two standard errors (said, true, error); the band is `within` of the truth."""
    line = [50.0, 100.0]
    off = 100 * within
    ax.fill_between(
        line, [each - off for each in line], [each + off for each in line],
        color=theme.STRENGTH_PALE, linewidth=0, zorder=1,
    )  # fmt: skip
    ax.plot(line, line, color=theme.SOFT, linewidth=0.8, zorder=2)
    said, true = (100 * tenths["said"]).to_list(), (100 * tenths["true"]).to_list()
    ax.errorbar(
        said, true, yerr=(200 * tenths["error"]).to_list(), fmt="o", color=theme.STRENGTH, markersize=5,
        elinewidth=0.9, capsize=0, zorder=3,
    )  # fmt: skip
    ax.set_xlim(49, 101)
    ax.set_ylim(40, 102)
    ax.set_title("Said and true")
    ax.set_xlabel("Said with a probability of, %")
    ax.set_ylabel("True, %")
    return ax


def draw_places(places: pl.DataFrame, *, ax: Axes) -> Axes:
    """Draw in which tenth of what was expected the truth lay (share, error): all bars alike were it perfect."""
    each = 100 / max(places.height, 1)
    x = [each * (place + 0.5) for place in range(places.height)]
    ax.bar(
        x, (100 * places["share"]).to_list(), width=0.86 * each, facecolor=theme.STRENGTH_PALE, linewidth=0
    )
    ax.errorbar(
        x, (100 * places["share"]).to_list(), yerr=(200 * places["error"]).to_list(), fmt="none",
        ecolor=theme.STRENGTH, elinewidth=0.9,
    )  # fmt: skip
    ax.axhline(each, color=theme.SOFT, linewidth=0.8, linestyle=(0, (3, 2)))
    ax.set_xlim(0, 100)
    ax.set_xticks([0, 25, 50, 75, 100])
    ax.set_ylim(bottom=0)
    ax.set_title("Where the truth lay")
    ax.set_xlabel("Percentile of what was expected")
    ax.set_ylabel("% of athletes")
    return ax


def alt(tenths: pl.DataFrame, places: pl.DataFrame) -> str:
    """State the findings: what was true of what was said, and how evenly the truth lay."""
    words = [
        f"of {100 * row['said']:.0f}% said, {100 * row['true']:.0f}% true"
        for row in tenths.iter_rows(named=True)
    ]
    shares = places["share"].to_list() or [0.0]
    least, most = f"{100 * min(shares):.0f}", f"{100 * max(shares):.0f}"
    return (
        f"Claims with a probability: {'; '.join(words)}. Of {places.height} equal parts of what was expected each held the truth"
        f" of {least} to {most}% of athletes."
    )
