"""The sessions of the last weeks on their days: what each trained and how long it took."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

import dataframely as dy
import polars as pl
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.figures import cell_grid, style_look, theme, words
from analysis.tables import SessionStyles

WEEKS: Final = 12
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def mondays(as_of: date, *, weeks: int = WEEKS) -> list[date]:
    """Return the Mondays of the weeks shown, that of the last day among them."""
    last = as_of - timedelta(days=as_of.weekday())
    return [last - timedelta(weeks=back) for back in reversed(range(weeks))]


def draw(
    sessions: dy.DataFrame[SessionStyles],
    *,
    weeks: list[date],
    as_of: date,
    missed: Collection[date] = (),
    ax: Axes,
) -> Axes:
    """Draw a column a week and a row a weekday: letter and minutes of the day's session; no letter: nothing to tell by.

    `missed` are planned days without a session, shown as an empty frame with a dash.
    """
    for on, label, text in days(sessions, weeks=weeks):
        _day(ax, weeks, on, "gap" if label is None else label, text)
    for on in missed:
        if weeks[0] <= on <= as_of:
            _day(ax, weeks, on, "gap", "–")
    for column, week in enumerate(weeks):
        for row in range(7):
            if week + timedelta(days=row) <= as_of:
                _ground(ax, (column, row))
    cell_grid.frame(ax, weeks=weeks, rows=DAYS)
    return ax


def days(sessions: pl.DataFrame, *, weeks: list[date]) -> list[tuple[date, str | None, str]]:
    """Return one entry a day with sessions: day, label of its first session that has one, words of the cell."""
    shown = sessions.filter(pl.col("week").is_between(weeks[0], weeks[-1])).sort("performed_at")
    return [
        (on, *_said(shown.filter(pl.col("performed_on") == on)))
        for on in shown["performed_on"].unique().sort()
    ]


def _said(of_day: pl.DataFrame) -> tuple[str | None, str]:
    """A day's label and its letters, with the minutes of all its sessions; `?` where no set tells a style."""
    labels = of_day["label"].cast(pl.String).drop_nulls().to_list()
    letters = "+".join(dict.fromkeys(style_look.LOOKS[label].letter for label in labels)) or "?"
    known = of_day["minutes"].null_count() == 0
    return (labels[0] if labels else None), f"{letters} {of_day['minutes'].sum():.0f}" if known else letters


def _ground(ax: Axes, at: tuple[int, int]) -> None:
    box = Rectangle((at[0] - 0.46, at[1] - 0.42), 0.92, 0.84, facecolor=theme.MONTH, linewidth=0, zorder=1)
    ax.add_artist(box)


def _day(ax: Axes, weeks: list[date], on: date, name: str, text: str) -> None:
    column, row = weeks.index(on - timedelta(days=on.weekday())), on.weekday()
    ax.add_artist(style_look.patch(name, (column - 0.46, row - 0.42), 0.92, 0.84)).set_zorder(2)
    style_look.write(ax, text, (column, row), on=name)


def alt(sessions: dy.DataFrame[SessionStyles], *, weeks: list[date]) -> str:
    """State the finding: how many sessions, of which styles, on which weekdays most."""
    shown = sessions.filter(pl.col("week").is_between(weeks[0], weeks[-1]))
    if shown.is_empty():
        return f"No session in the {len(weeks)} weeks from {words.day(weeks[0])}."
    labels = shown["label"].cast(pl.String).fill_null("without a label").value_counts(sort=True, name="n")
    said = words.listed(
        [
            f"{number} {label}"
            for label, number in labels.sort("n", "label", descending=[True, False]).iter_rows()
        ]
    )
    by_day = (
        shown["performed_on"]
        .dt.weekday()
        .value_counts(sort=True, name="n")
        .sort("n", "performed_on", descending=[True, False])
    )
    return f"{shown.height} sessions in the {len(weeks)} weeks from {words.day(weeks[0])}: {said}; most often on {DAYS[by_day.row(0)[0] - 1]}."
