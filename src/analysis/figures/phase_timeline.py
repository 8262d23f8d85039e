"""What was planned, what the log was found to be, and each week, on one time axis."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import dataframely as dy
import polars as pl
from matplotlib.axes import Axes

from analysis.figures import style_look, theme, words
from analysis.tables import Phases, Plan, WeekStyles

MOST_WEEKS: Final = 26
AHEAD: Final = 4
"""Weeks of the plan shown beyond the report's last day, at most."""
_LANES: Final = ("Planned", "Found in the log", "Week by week")
_WEEK: Final = timedelta(weeks=1)
_TALL: Final = 0.66
_GAP_DAYS: Final = 0.35


def span(weeks: pl.DataFrame, plan: pl.DataFrame, *, as_of: date) -> tuple[date, date]:
    """Return the first Monday and the last Sunday shown: at most 26 weeks, a few of the plan's next among them."""
    ends = [as_of]
    starts = [*weeks["week"].to_list(), *plan.filter(pl.col("starts_on") <= as_of)["starts_on"].to_list()]
    coming = plan.filter(pl.col("ends_on") > as_of)["ends_on"].to_list()
    if coming:
        ends.append(min(max(coming), as_of + AHEAD * _WEEK))
    last = monday(max(ends)) + timedelta(days=6)
    first = monday(min(starts)) if starts else monday(as_of)
    return max(first, last + timedelta(days=1) - MOST_WEEKS * _WEEK), last


def monday(on: date) -> date:
    """Return the Monday of a day's week."""
    return on - timedelta(days=on.weekday())


def draw(
    weeks: dy.DataFrame[WeekStyles],
    *,
    found: dy.DataFrame[Phases],
    plan: dy.DataFrame[Plan],
    month: tuple[date, date],
    ax: Axes,
) -> Axes:
    """Draw three lanes: the plan, the phases found, the weeks. The month is shaded, its end a line where a plan goes on."""
    shown = span(weeks, plan, as_of=month[1])
    lanes = _lanes(plan)
    ax.axvspan(
        theme.day(max(month[0], shown[0])), theme.day(month[1]) + 1, color=theme.MONTH, linewidth=0, zorder=0
    )
    theme.time_axis(ax, *shown)
    ax.set_xlim(theme.day(shown[0]), theme.day(shown[1]) + 1)
    for style, starts_on, ends_on in plan.select("style", "starts_on", "ends_on").iter_rows():
        _bar(ax, style, (starts_on, ends_on), shown=shown, lane=lanes["Planned"])
        if shown[0] < starts_on <= shown[1]:
            ax.axvline(theme.day(starts_on), color=theme.SOFT, linewidth=0.9, dashes=(2, 2), zorder=3)
    for label, starts_on, ends_on in found.select("label", "starts_on", "ends_on").iter_rows():
        _bar(ax, label, (starts_on, min(ends_on, month[1])), shown=shown, lane=lanes["Found in the log"])
    for week, name in zip(weeks["week"], names(weeks), strict=True):
        _bar(ax, name, (week, week + timedelta(days=6)), shown=shown, lane=lanes["Week by week"])
    if month[1] < shown[1]:
        ax.axvline(theme.day(month[1]) + 1, color=theme.INK, linewidth=0.9, zorder=3)
    _frame(ax, lanes)
    return ax


def lanes(plan: pl.DataFrame) -> int:
    """Return how many lanes there are: no plan, no lane for it."""
    return len(_lanes(plan))


def _lanes(plan: pl.DataFrame) -> dict[str, int]:
    present = _LANES[1:] if plan.is_empty() else _LANES
    return {name: len(present) - 1 - place for place, name in enumerate(present)}


def names(weeks: pl.DataFrame) -> list[str]:
    """Return the look of each week: its label, or that it is a deload or a gap."""
    return weeks.select(
        pl.when(pl.col("kind") == "trained").then(pl.col("label").cast(pl.String)).otherwise(pl.col("kind").cast(pl.String))
    ).to_series().fill_null("gap").to_list()  # fmt: skip


def _bar(ax: Axes, name: str, days: tuple[date, date], *, shown: tuple[date, date], lane: int) -> None:
    """One block from its first day to the end of its last, cut to what is shown; its word where it fits."""
    starts_on, ends_on = max(days[0], shown[0]), min(days[1], shown[1])
    if starts_on > ends_on:
        return
    left, right = theme.day(starts_on), theme.day(ends_on) + 1 - _GAP_DAYS
    ax.add_artist(style_look.patch(name, (left, lane - _TALL / 2), right - left, _TALL)).set_zorder(2)
    width_mm = (right - left) / ((shown[1] - shown[0]).days + 1) * _wide_mm(ax)
    one_week = lane == 0
    text = (
        style_look.LOOKS[name].letter if one_week else style_look.fitting(name, width_mm, pt=theme.SMALL_PT)
    )
    style_look.write(ax, text, ((left + right) / 2, lane), on=name)


def _wide_mm(ax: Axes) -> float:
    return float(ax.get_position().width) * theme.WIDTH_MM


def _frame(ax: Axes, lanes: dict[str, int]) -> None:
    ax.set_yticks(list(lanes.values()), list(lanes))
    ax.tick_params(axis="y", labelcolor=theme.INK, pad=6)
    ax.set_ylim(-0.5, len(lanes) - 0.5)
    ax.grid(visible=False)
    ax.spines["left"].set_visible(False)


def present(weeks: pl.DataFrame, *, found: pl.DataFrame, plan: pl.DataFrame, as_of: date) -> list[str]:
    """Return the looks that the figure shows, for its key."""
    first, last = span(weeks, plan, as_of=as_of)
    seen = set(names(weeks.filter(pl.col("week").is_between(first, last))))
    for frame, column in ((found, "label"), (plan, "style")):
        touching = frame.filter((pl.col("starts_on") <= last) & (pl.col("ends_on") >= first))
        seen |= set(touching[column].cast(pl.String))
    return [name for name in style_look.LOOKS if name in seen]


def alt(
    found: dy.DataFrame[Phases], *, plan: dy.DataFrame[Plan], weeks: dy.DataFrame[WeekStyles], as_of: date
) -> str:
    """State the finding: the phases planned and found within what is shown, and the weeks of little or none."""
    first, last = span(weeks, plan, as_of=as_of)
    until = pl.min_horizontal("ends_on", pl.lit(as_of))
    parts = {
        "Planned": _told(plan.select(pl.col("style").alias("label"), "starts_on", "ends_on"), first, last),
        "Found in the log": _told(found.select("label", "starts_on", ends_on=until), first, last),
    }
    kinds = weeks.filter(pl.col("week").is_between(first, last))["kind"].cast(pl.String).to_list()
    said = [f"{name}: {told}" for name, told in parts.items() if told]
    said.append(f"Deload weeks: {kinds.count('deload')}; gaps: {kinds.count('gap')}")
    return ". ".join(said) + "."


def _told(phases: pl.DataFrame, first: date, last: date) -> str:
    """The phases that touch a span, each with its days."""
    touching = phases.filter((pl.col("starts_on") <= last) & (pl.col("ends_on") >= first)).sort("starts_on")
    return "; ".join(
        f"{label} {words.day(starts_on)} to {words.day(ends_on)}"
        for label, starts_on, ends_on in touching.iter_rows()
    )
