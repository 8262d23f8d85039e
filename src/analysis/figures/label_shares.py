"""What athletes of one truth are told: a bar a phase length, its parts the labels."""

from __future__ import annotations

from typing import Final

import polars as pl
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.figures import theme

FACES: Final = {
    "working": (theme.DONE, None),
    "probably working": (theme.COMBINATION, None),
    "can't tell yet": (theme.HAIR, None),
    "no worthwhile progress": (theme.HYPERTROPHY_PALE, "...."),
    "going backwards": (theme.RECORD, None),
}
"""In the order in which they are stacked, the best at the foot."""
_SHORT: Final = {
    "probably working": "Probably",
    "can't tell yet": "Can't tell",
    "going backwards": "Backwards",
}
"""For a key of one line."""


def draw(shares: pl.DataFrame, *, title: str, ax: Axes) -> Axes:
    """Draw one truth: `shares` has a row a length and label (weeks, label, share)."""
    weeks = shares["weeks"].unique().sort().to_list()
    foot = dict.fromkeys(weeks, 0.0)
    for label, (face, hatch) in FACES.items():
        for week, share in shares.filter(pl.col("label") == label).select("weeks", "share").iter_rows():
            ax.bar(
                weeks.index(week), 100 * share, bottom=100 * foot[week], width=0.78, facecolor=face, hatch=hatch,
                edgecolor=theme.HYPERTROPHY if hatch else face, linewidth=0.0,
            )  # fmt: skip
            foot[week] += share
    ax.set_xticks(range(len(weeks)), [str(week) for week in weeks])
    ax.set_ylim(0, 100)
    ax.set_yticks([0, 25, 50, 75, 100])
    ax.set_title(title)
    ax.set_xlabel("Weeks")
    ax.set_ylabel("% of athletes")
    return ax


def marks() -> list[Patch]:
    """Return the key: a mark a label."""
    return [
        Patch(
            facecolor=face, hatch=hatch, edgecolor=theme.HYPERTROPHY if hatch else face, linewidth=0.0,
            label=_SHORT.get(label, label.capitalize()),
        )
        for label, (face, hatch) in FACES.items()
    ]  # fmt: skip


def alt(shares: pl.DataFrame, *, title: str) -> str:
    """State the finding: what the longest phase and the shortest are told most often."""
    told = shares.sort("share", descending=True).group_by("weeks", maintain_order=True).first().sort("weeks")
    words = [
        f"after {row['weeks']} weeks {row['label']} {100 * row['share']:.0f}%"
        for row in told.iter_rows(named=True)
    ]
    return f"{title}, told most often: {'; '.join(words)}."
