"""How each style of training looks in a figure: colour, pattern, letter. Never told by colour alone."""

from __future__ import annotations

from typing import Final, NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from analysis.figures import theme

_PT_PER_MM: Final = 72 / 25.4
_SIGN_WIDTH: Final = 0.56
"""Mean width of a sign in ems, of the packaged type; a little too wide rather than too narrow."""


class Look(NamedTuple):
    """Face, edge, hatch (the edge draws it), colour of words on it, and the letter that stands for the style."""

    face: str
    edge: str
    hatch: str | None
    ink: str
    letter: str


LOOKS: Final = {
    "strength": Look(theme.STRENGTH, theme.STRENGTH, None, "white", "S"),
    "hypertrophy": Look(theme.HYPERTROPHY, theme.HYPERTROPHY, None, theme.INK, "H"),
    "combination": Look(theme.COMBINATION, "white", "////", theme.INK, "C"),
    "mixed": Look(theme.QUIET, theme.QUIET, None, theme.INK, "M"),
    "endurance": Look("white", theme.SOFT, "....", theme.INK, "E"),
    "deload": Look(theme.HAIR, theme.SOFT, None, theme.INK, "D"),
    "gap": Look("white", theme.QUIET, None, theme.SOFT, "–"),
}
"""By the names of `tables.styles.TRAINED` and `tables.plan.STYLES`, and a gap."""

_SHORT: Final = {"hypertrophy": "Hypertr.", "combination": "Combin.", "endurance": "Endur."}


def patch(name: str, at: tuple[float, float], width: float, height: float) -> Rectangle:
    """Return a rectangle in the look of a style; `at` is its lower left corner."""
    look = LOOKS[name]
    return Rectangle(
        at, width, height, facecolor=look.face, edgecolor=look.edge, hatch=look.hatch,
        linewidth=0.6 if look.face == "white" or name == "deload" else 0.0,
        linestyle=(0, (2, 2)) if name == "gap" else "solid",
    )  # fmt: skip


def key_patch(name: str) -> Patch:
    """Return what a key shows for a style: its look, its letter and its word."""
    look = LOOKS[name]
    return Patch(
        facecolor=look.face, edgecolor=look.edge if look.face != look.edge else "none", hatch=look.hatch,
        linewidth=0.6, label=f"{look.letter}  {name.capitalize() }",
    )  # fmt: skip


def fitting(name: str, width_mm: float, *, pt: float) -> str:
    """Return the longest form of a style's name that fits, its letter where none does.

    >>> [fitting("hypertrophy", width, pt=8.5) for width in (30, 15, 5)]
    ['Hypertrophy', 'Hypertr.', 'H']
    """
    forms = (name.capitalize(), _SHORT.get(name, name.capitalize()))
    return next((form for form in forms if text_mm(form, pt=pt) <= width_mm), LOOKS[name].letter)


def text_mm(text: str, *, pt: float) -> float:
    """Return about how wide a text is, in millimetres."""
    return len(text) * _SIGN_WIDTH * pt / _PT_PER_MM


def write(
    ax: Axes, text: str, at: tuple[float, float], *, on: str, pt: float = theme.SMALL_PT, bold: bool = False
) -> None:
    """Write in the middle of a rectangle of a style's look, on plain ground where the look has a pattern."""
    look = LOOKS[on]
    ground = (
        {"boxstyle": "square,pad=0.12", "facecolor": look.face, "edgecolor": "none"} if look.hatch else None
    )
    ax.text(
        *at, text, ha="center", va="center_baseline", fontsize=pt, color=look.ink, bbox=ground, zorder=4,
        fontweight="bold" if bold else "normal",
    )  # fmt: skip
