"""How often rules say "going up" of athletes who do not, a row a rule, a mark a kind of athlete."""

from __future__ import annotations

from typing import Final

import polars as pl
from matplotlib.axes import Axes

from analysis.figures import theme

MARKS: Final = (("o", theme.STRENGTH), ("s", theme.HYPERTROPHY), ("^", theme.RECORD), ("D", theme.DONE))
_APART: Final = 0.17
_MOST: Final = 102.0
"""A whole mark at 100%: the error of a share may reach beyond what a share can."""


def draw(claims: pl.DataFrame, *, most_pct: float, ax: Axes) -> Axes:
    """Draw each rule's shares with two standard errors; `claims` has rule, kind, share, error; the first rule is ours.

    `most_pct` is what a rule may err by at most; a line marks it.
    """
    rules = claims["rule"].unique(maintain_order=True).to_list()
    kinds = claims["kind"].unique(maintain_order=True).to_list()
    for place, (kind, (mark, colour)) in enumerate(zip(kinds, MARKS, strict=False)):
        rows = claims.filter(pl.col("kind") == kind)
        y = [rules.index(rule) + (place - (len(kinds) - 1) / 2) * _APART for rule in rows["rule"]]
        x = (100 * rows["share"]).to_list()
        ax.errorbar(
            x, y, xerr=(200 * rows["error"]).to_list(), fmt=mark, color=colour, markersize=4.6, elinewidth=0.8,
            capsize=0, label=kind, zorder=3,
        )  # fmt: skip
    ax.axvline(most_pct, color=theme.SOFT, linewidth=0.8, linestyle=(0, (3, 2)), zorder=1)
    ax.set_yticks(range(len(rules)), rules)
    ax.set_ylim(len(rules) - 0.5, -0.5)
    ax.set_xlim(0, min(ax.get_xlim()[1], _MOST))
    ax.grid(visible=False, axis="y")
    ax.grid(visible=True, axis="x")
    ax.tick_params(axis="y", labelcolor=theme.INK, pad=4)
    ax.set_xlabel("% of flat athletes said to go up")
    return ax


def alt(claims: pl.DataFrame) -> str:
    """State the finding: each rule's false claims."""
    words = [
        f"{row['rule']}, {row['kind']}: {100 * row['share']:.0f}%" for row in claims.iter_rows(named=True)
    ]
    return f"False claims that lifts go up. {'; '.join(words)}."
