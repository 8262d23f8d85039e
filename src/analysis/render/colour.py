"""A coach's accent colour, moved just far enough to be readable (WCAG 2.2, contrast 4.5:1)."""

from __future__ import annotations

READABLE = 4.5


def readable(accent: str, *, on: str) -> str:
    """Return the accent, darkened or lightened until text in it can be read on the background.

    >>> readable("#1f5a7a", on="#ffffff")
    '#1f5a7a'
    >>> contrast(readable("#ffd400", on="#ffffff"), "#ffffff") >= 4.5
    True
    """
    goal = 0.0 if luminance(on) > 0.18 else 255.0  # noqa: PLR2004 - the middle grey of the contrast formula
    start = _channels(accent)
    for step in range(101):
        moved = [channel + (goal - channel) * step / 100 for channel in start]
        colour = "#" + "".join(f"{round(channel):02x}" for channel in moved)
        if contrast(colour, on) >= READABLE:
            return colour
    return "#000000" if goal == 0 else "#ffffff"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2, from 1 (equal) to 21.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2, from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
