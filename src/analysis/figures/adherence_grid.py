"""Each planned week against what was done: sessions, reps, sets, rest and style."""

from __future__ import annotations

from typing import Final, NamedTuple

import dataframely as dy
import polars as pl
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from analysis.figures import cell_grid, style_look, theme, words
from analysis.tables import PlannedWeeks

MOST_WEEKS: Final = 16
ROWS: Final = ("Sessions", "Reps, %", "Sets, %", "Rest, %", "Style")


class State(NamedTuple):
    """How well a planned thing was done, and how a cell says it."""

    face: str
    edge: str
    ink: str
    word: str


DONE: Final = State(theme.DONE, theme.DONE, "white", "Done")
PARTLY: Final = State(theme.DONE_PALE, theme.DONE_PALE, theme.INK, "Partly done")
NOT: Final = State("white", theme.RECORD, theme.RECORD, "Not done")
UNPLANNED: Final = State("none", "none", theme.SOFT, "–  Not planned, or not known")


def draw(weeks: dy.DataFrame[PlannedWeeks], *, done_pct: float, partly_pct: float, ax: Axes) -> Axes:
    """Draw a column a week and a row a kind of thing; the cell says what was done, its look how well.

    `done_pct` and `partly_pct` are the least shares of the plan that count as done and as partly done.
    """
    rows = present(weeks)
    for column, week in enumerate(weeks.sort("week").iter_rows(named=True)):
        for row, name in enumerate(rows):
            text, share = cell(week, name)
            state = judged(share, done_pct=done_pct, partly_pct=partly_pct)
            _cell(ax, text, (column, row), state)
    mondays = weeks["week"].sort().to_list()
    cell_grid.frame(ax, weeks=mondays, rows=rows)
    _phases(ax, weeks.sort("week"))
    return ax


def present(weeks: pl.DataFrame) -> list[str]:
    """Return the rows that say something in any week; sessions and style always."""
    rows = weeks.sort("week").to_dicts()
    return [
        name
        for name in ROWS
        if name in {"Sessions", "Style"} or any(cell(week, name)[1] is not None for week in rows)
    ]


def cell(week: dict[str, object], name: str) -> tuple[str, float | None]:
    """Return a cell's words and how much of the plan was done in %; null: not planned or not known.

    >>> cell({"sessions_done": 3, "sessions_planned": 4}, "Sessions")
    ('3/4', 75.0)
    >>> cell({"trained": "mixed", "as_planned": False}, "Style"), cell({"reps_pct": None}, "Reps, %")
    (('M', 0.0), ('–', None))
    """
    if name == "Sessions":
        done, planned = int(str(week["sessions_done"])), week["sessions_planned"]
        return (f"{done}/{planned}", min(done / int(str(planned)), 1) * 100) if planned else (str(done), None)
    if name == "Style":
        return _style(week)
    value = week[f"{name.split(',', maxsplit=1)[0].lower()}_pct"]
    return ("–", None) if value is None else (f"{float(str(value)):.0f}", float(str(value)))


def _style(week: dict[str, object]) -> tuple[str, float | None]:
    """The week's letter, and whether that counts as the plan's style: a planned combination may look like hypertrophy."""
    trained, as_planned = week["trained"], week["as_planned"]
    letter = style_look.LOOKS["gap" if trained is None else str(trained)].letter
    return letter, None if as_planned is None else 100.0 * bool(as_planned)


def judged(share: float | None, *, done_pct: float, partly_pct: float) -> State:
    """Return how well something was done."""
    if share is None:
        return UNPLANNED
    return DONE if share >= done_pct else PARTLY if share >= partly_pct else NOT


def _cell(ax: Axes, text: str, at: tuple[int, int], state: State) -> None:
    box = Rectangle(
        (at[0] - 0.45, at[1] - 0.41),
        0.9,
        0.82,
        facecolor=state.face,
        edgecolor=state.edge,
        linewidth=0.8,
        zorder=2,
    )
    ax.add_artist(box)
    cell_grid.write(ax, text, at, ink=state.ink, bold=state is NOT)


def _phases(ax: Axes, weeks: pl.DataFrame) -> None:
    """Name each planned phase under its weeks, with a line where the next begins."""
    below = ax.get_ylim()[0]
    for (_, style), columns in weeks.with_row_index().group_by("phase", "planned", maintain_order=True):
        first, last = columns["index"].min(), columns["index"].max()
        left, right = float(str(first)) - 0.45, float(str(last)) + 0.45
        width_mm = (right - left) / weeks.height * float(ax.get_position().width) * theme.WIDTH_MM
        ax.plot([left, right], [below + 0.12] * 2, color=theme.SOFT, linewidth=1.2, clip_on=False)
        ax.text(
            (left + right) / 2, below + 0.3, style_look.fitting(str(style), width_mm, pt=theme.SMALL_PT),
            ha="center", va="top", fontsize=theme.SMALL_PT, color=theme.INK,
        )  # fmt: skip


def key(*, done_pct: float, partly_pct: float) -> list[Patch]:
    """Return what the key shows."""
    said = {DONE: f"{done_pct:.0f}% or more", PARTLY: f"{partly_pct:.0f}% or more", NOT: "less"}
    return [
        Patch(facecolor=state.face, edgecolor=state.edge, linewidth=0.8, label=f"{state.word}: {range_}")
        for state, range_ in said.items()
    ]


def alt(weeks: dy.DataFrame[PlannedWeeks], *, done_pct: float) -> str:
    """State the finding: in how many of the weeks each planned thing was done."""
    rows = weeks.to_dicts()
    said = []
    for name in ROWS:
        shares = [share for week in rows if (share := cell(week, name)[1]) is not None]
        if shares:
            reached = sum(share >= done_pct for share in shares)
            said.append(f"{name.split(',')[0].lower()} in {reached} of {len(shares)}")
    return f"Weeks in which {done_pct:.0f}% or more of the plan was done: {words.listed(said) if said else 'nothing was planned by number'}."
