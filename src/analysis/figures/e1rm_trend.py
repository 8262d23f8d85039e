"""Estimated one-rep max of one lift: every session, the smoothed line, its 90% band, this month's records."""

from __future__ import annotations

from datetime import date

import dataframely as dy
import polars as pl
from matplotlib.axes import Axes

from analysis.figures import theme, words
from analysis.tables.measures import LiftSessions, LiftTrend, Records
from analysis.units import KG_PER


def draw(
    trend: dy.DataFrame[LiftTrend],
    *,
    sessions: dy.DataFrame[LiftSessions],
    records: dy.DataFrame[Records],
    month: tuple[date, date],
    unit: str,
    ax: Axes,
) -> Axes:
    """Draw one lift's rows; the frames hold no other lift. The month is shaded, its e1RM records marked."""
    per = KG_PER[unit]
    points = sessions.filter(pl.col("e1rm_kg").is_not_null())
    first, last = (trend["on"].to_list() or [month[0]])[0], month[1]
    ax.axvspan(theme.day(month[0]), theme.day(month[1]), color=theme.MONTH, linewidth=0, zorder=0)
    ax.fill_between(
        _days(trend["on"]), trend["low_kg"] / per, trend["high_kg"] / per,
        color=theme.STRENGTH_PALE, linewidth=0, zorder=1, label="90% band",
    )  # fmt: skip
    ax.plot(
        _days(points["performed_on"]), points["e1rm_kg"] / per,
        linestyle="none", marker="o", markersize=2.4, color=theme.SOFT, alpha=0.75, zorder=2,
        markeredgewidth=0, label="Session",
    )  # fmt: skip
    ax.plot(
        _days(trend["on"]), trend["level_kg"] / per,
        color=theme.STRENGTH, linewidth=1.6, zorder=3, solid_capstyle="round", label="Smoothed e1RM",
    )  # fmt: skip
    best = records.filter((pl.col("record") == "e1rm") & pl.col("on").is_between(*month))
    ax.plot(
        _days(best["on"]), best["value"] / per,
        linestyle="none", marker="D", markersize=4.4, markerfacecolor="white", markeredgewidth=1.1,
        color=theme.RECORD, zorder=4, label="Record this month",
    )  # fmt: skip
    theme.time_axis(ax, first, last)
    ax.yaxis.set_major_locator(theme.few_ticks())
    ax.margins(y=0.12)
    return ax


def _days(days: pl.Series) -> list[float]:
    return [theme.day(on) for on in days]


def alt(trend: dy.DataFrame[LiftTrend], *, name: str, unit: str) -> str:
    """State the finding: where the smoothed line began and where it stands, with the band of each."""
    if trend.is_empty():
        return f"{name}: no estimate."
    start, end = trend.sort("on").row(0, named=True), trend.sort("on").row(-1, named=True)
    per = KG_PER[unit]
    from_ = f"{words.weight(start['level_kg'], unit)} on {words.day(start['on'])}"
    to = (
        f"{words.weight(end['level_kg'], unit)} on {words.day(end['on'])}"
        f" (90% band {end['low_kg'] / per:,.0f} to {end['high_kg'] / per:,.0f})"
    )
    return f"{name}: estimated one-rep max {from_}, {to}."
