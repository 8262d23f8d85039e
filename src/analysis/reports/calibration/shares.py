"""Shares of simulated athletes with their errors."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import polars as pl

from analysis.display import number


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def value(self) -> float:
        """The share; NaN of nobody."""
        return self.count / self.of if self.of else float("nan")

    @property
    def error(self) -> float:
        """Its binomial standard error, half a success and half a failure added, so that 0% is not taken for sure."""
        near = (self.count + 0.5) / (self.of + 1)
        return sqrt(near * (1 - near) / (self.of + 1))

    def __str__(self) -> str:
        """In per cent with its standard error, without the sign of per cent.

        >>> str(Share(41, 1000)), str(Share(0, 0))
        ('4.1 ±0.6', '–')
        """
        if not self.of:
            return number.UNKNOWN
        return f"{number.plain(100 * self.value, 1)} ±{number.plain(100 * self.error, 1)}"


def share(frame: pl.DataFrame, holds: pl.Expr) -> Share:
    """Return in how many rows something holds."""
    return Share(int(frame.select(holds.sum()).item() or 0), frame.height)


def where(
    frame: pl.DataFrame,
    *,
    group: str | None = None,
    name: str | None = None,
    weeks: int | None = None,
    rate: float | None = None,
) -> pl.DataFrame:
    """Return the rows of some cells; what is not given is any."""
    given = {"group": group, "name": name, "weeks": weeks, "rate": rate}
    return frame.filter(*(pl.col(key) == value for key, value in given.items() if value is not None))


def labelled(label: str, *, running: bool = False) -> pl.Expr:
    """Whether the verdict gives this label, of a phase that has ended or of one that runs."""
    return pl.col("running" if running else "final").cast(pl.String) == label


HELD: pl.Expr = pl.col("below_truth").is_between(0.05, 0.95)
"""Whether the 90% interval holds the truth: its ends are the quantiles .05 and .95."""
