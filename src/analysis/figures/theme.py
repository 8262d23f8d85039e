"""The look of every figure: colours, type, sizes. Nothing global is changed; `look()` applies it for a while.

Hues are the blue and the amber of Okabe and Ito's colour-blind-safe palette, darkened for print: they
differ in lightness too, so that a greyscale copy still tells them apart. Strength is always blue,
hypertrophy always amber; a combination is the green between them, and hatched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

import matplotlib as mpl
from matplotlib import dates as mdates
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

STRENGTH: Final = "#1b5e8a"
HYPERTROPHY: Final = "#d9932b"
STRENGTH_PALE: Final = "#d5e3ee"
HYPERTROPHY_PALE: Final = "#f8e8cd"
HYPERTROPHY_DEEP: Final = "#9a5f10"
HYPERTROPHY_DEEPEST: Final = "#5e3605"
COMBINATION: Final = "#7fb5a6"
DONE: Final = "#2f5d50"
DONE_PALE: Final = "#cfe3dc"
RECORD: Final = "#a63a12"
INK: Final = "#1d2429"
SOFT: Final = "#5b666e"
QUIET: Final = "#aeb7bd"
HAIR: Final = "#dfe4e7"
MONTH: Final = "#f0f3f4"

Panel = Axes
"""What a figure draws on; so named that reports need not know matplotlib."""

WIDTH_MM: Final = 160.0
KEY_MM: Final = 14.0
"""Room above the panels of a figure that has a key."""
WEEKS_MM: Final = 7.0
"""Room above a grid for the days of its weeks."""
ROW_MM: Final = 5.8
TINY_PT: Final = 7.0
SMALL_PT: Final = 8.5
TEXT_PT: Final = 9.0
TITLE_PT: Final = 10.0
_MM_PER_INCH: Final = 25.4
_TWO_ABREAST: Final = 4
_LEFT_MM, _RIGHT_MM, _TOP_MM, _BOTTOM_MM, _GAP_MM = 15.0, 3.0, 8.0, 10.0, 16.0
_FOOT_MM: Final = _BOTTOM_MM + 2.0
_KEY_ROW_MM: Final = 5.2
_MOST_ACROSS: Final = 5

_RC: Final[Any] = {  # Any: the stubs want a literal of 330 keys
    "text.parse_math": False,  # a dollar sign in an exercise's name is a dollar sign
    "axes.unicode_minus": True,
    "font.size": TEXT_PT,
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": SOFT,
    "axes.labelsize": TEXT_PT,
    "axes.linewidth": 0.6,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": TITLE_PT,
    "axes.titleweight": "bold",
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.titlepad": 6.0,
    "axes.axisbelow": True,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelsize": SMALL_PT,
    "ytick.labelsize": SMALL_PT,
    "xtick.major.size": 2.5,
    "ytick.major.size": 0,
    "xtick.major.width": 0.6,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": HAIR,
    "grid.linewidth": 0.5,
    "legend.frameon": False,
    "legend.fontsize": SMALL_PT,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "hatch.linewidth": 0.6,
}


@cache
def families() -> tuple[str, ...]:
    """Return the type families in order of wish; the packaged one is registered on first use."""
    folder = files("analysis.render").joinpath("fonts")
    fonts = [item for item in folder.iterdir() if item.name.endswith(".ttf")] if folder.is_dir() else []
    for font in fonts:
        font_manager.fontManager.addfont(str(font))
    packaged = ("IBM Plex Sans",) if any("IBMPlexSans" in font.name for font in fonts) else ()
    return (*packaged, "DejaVu Sans")


@contextmanager
def look() -> Iterator[None]:
    """Apply the look to what is drawn inside the `with`."""
    with mpl.rc_context({**_RC, "font.family": list(families())}):
        yield


def panels(number: int, *, height_mm: float = 38.0, top_mm: float = _TOP_MM) -> list[Axes]:
    """Return axes of one shared look, row by row; `height_mm` is one panel's plotting height.

    Up to four stand two abreast, more stand three abreast, so that six panels still leave half a page.
    Margins are set in millimetres, once: automatic layouts draw everything twice.
    """
    columns = min(2 if number <= _TWO_ABREAST else 3, number)
    rows = -(-number // columns)
    gap_mm = _TOP_MM + _BOTTOM_MM
    total_mm = top_mm + rows * height_mm + (rows - 1) * gap_mm + _BOTTOM_MM
    figure = Figure(figsize=(WIDTH_MM / _MM_PER_INCH, total_mm / _MM_PER_INCH))
    inner_mm = (WIDTH_MM - _LEFT_MM - _RIGHT_MM - (columns - 1) * _GAP_MM) / columns
    grid = figure.add_gridspec(
        rows, columns,
        left=_LEFT_MM / WIDTH_MM, right=1 - _RIGHT_MM / WIDTH_MM,
        top=1 - top_mm / total_mm, bottom=_BOTTOM_MM / total_mm,
        wspace=_GAP_MM / inner_mm, hspace=gap_mm / height_mm,
    )  # fmt: skip
    return [figure.add_subplot(grid[index // columns, index % columns]) for index in range(number)]


def axes(
    *, height_mm: float, left_mm: float = _LEFT_MM, top_mm: float = _TOP_MM, foot_mm: float = _FOOT_MM
) -> Axes:
    """Return one axes over the whole width; `left_mm` makes room for long names, `foot_mm` for what stands below."""
    total_mm = top_mm + height_mm + foot_mm
    figure = Figure(figsize=(WIDTH_MM / _MM_PER_INCH, total_mm / _MM_PER_INCH))
    box = (
        left_mm / WIDTH_MM, foot_mm / total_mm,
        1 - (left_mm + _RIGHT_MM) / WIDTH_MM, height_mm / total_mm,
    )  # fmt: skip
    return figure.add_axes(box)


def grid_axes(
    *, rows: int, marks: int, left_mm: float, right_mm: float = _RIGHT_MM, foot_mm: float = 2.0
) -> Axes:
    """Return one axes for a grid of weeks: rows of one height, a key of so many marks and the weeks' days above."""
    total_mm = key_mm(marks) + WEEKS_MM + rows * ROW_MM + foot_mm
    figure = Figure(figsize=(WIDTH_MM / _MM_PER_INCH, total_mm / _MM_PER_INCH))
    box = (
        left_mm / WIDTH_MM, foot_mm / total_mm,
        1 - (left_mm + right_mm) / WIDTH_MM, rows * ROW_MM / total_mm,
    )  # fmt: skip
    return figure.add_axes(box)


def day(on: date) -> float:
    """Return the day as matplotlib counts days."""
    return float(mdates.date2num(on))  # type: ignore[no-untyped-call]  # matplotlib does not annotate it


def time_axis(ax: Axes, first: date, last: date) -> None:
    """Mark months (or, in a short span, weeks) along the foot of the axes, the year where it begins."""
    locator = mdates.AutoDateLocator(minticks=3, maxticks=5 if _is_narrow(ax) else 7)  # type: ignore[no-untyped-call]  # the same
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(
        mdates.ConciseDateFormatter(  # type: ignore[no-untyped-call]  # the same
            locator,
            formats=["%Y", "%b", "%d %b", "%H:%M", "%H:%M", "%S"],
            zero_formats=["", "%b\n%Y", "%b", "%d %b", "%H:%M", "%H:%M"],
            show_offset=False,
        )
    )
    pad = max((last - first).days * 0.02, 1.0)
    ax.set_xlim(day(first) - pad, day(last) + pad)
    ax.set_xlabel("")


def _is_narrow(ax: Axes) -> bool:
    """Whether the axes has other panels beside it, three abreast."""
    return bool(ax.get_position().width < 0.28)  # noqa: PLR2004 - of the paper's width


def few_ticks() -> MaxNLocator:
    """Return round marks, at most five: enough to read a value off, few enough for a small panel."""
    return MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10])


def key(axes: Axes) -> None:
    """Explain the marks of the axes once for its whole figure, above everything; leave `KEY_MM` for it."""
    _key(axes, *axes.get_legend_handles_labels())


def key_of(axes: Axes, marks: Sequence[Artist]) -> None:
    """Explain marks that the figure names itself, as the looks of cells; leave `key_mm` for it."""
    _key(axes, marks, [str(mark.get_label()) for mark in marks], across=across(len(marks)))


def key_mm(marks: int) -> float:
    """Return the room that `key_of` takes above the panels for so many marks."""
    return 3.0 + _KEY_ROW_MM * -(-marks // across(marks))


def across(marks: int) -> int:
    """Return how many marks of a key stand side by side, so that its rows are about of one length.

    >>> across(4), across(6), across(7)
    (4, 3, 4)
    """
    return max(-(-marks // max(-(-marks // _MOST_ACROSS), 1)), 1)


def _key(axes: Axes, marks: Sequence[Artist], names: Sequence[str], *, across: int = 4) -> None:
    axes.figure.legend(
        marks, names,
        loc="upper left", bbox_to_anchor=(axes.get_position().x0, 1.0), ncols=across,
        borderaxespad=0.2, borderpad=0.0, handlelength=1.4, handletextpad=0.5, columnspacing=1.6,
    )  # fmt: skip


def drawing(axes: Axes) -> Figure:
    """Return the whole drawing that the axes are part of."""
    whole = axes.get_figure(root=True)
    if whole is None:
        msg = "the axes were taken off their figure"
        raise ValueError(msg)
    return whole
