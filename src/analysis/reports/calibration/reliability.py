"""Whether what is said with a probability comes true as often: athletes whose rates are drawn at random."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import polars as pl

from analysis.reports.calibration.brief import Brief
from analysis.reports.calibration.shares import Share, where

TENTHS: Final = ((0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0))
WITHIN: Final = 0.05
BARS: Final = 10


class Tenth(NamedTuple):
    """The claims made with a probability in one tenth: "it goes up", or, below one half, "it goes down"."""

    low: float
    high: float
    said: float
    """Mean probability."""
    true: Share

    @property
    def off(self) -> float:
        """By how much what was said and what is true differ; zero where nothing was said."""
        return abs(self.said - self.true.value) if self.true.of else 0.0


def tenths(brief: Brief) -> list[Tenth]:
    """Return what was claimed and what was true, tenth by tenth."""
    up = pl.col("p_improving") >= 1 / 2
    claims = where(brief.judged, group="drawn").select(
        p=pl.when(up).then("p_improving").otherwise(1.0 - pl.col("p_improving")),
        true=(pl.col("truth") > 0.0) == up,
    )
    return [_tenth(claims, low, high) for low, high in TENTHS]


def _tenth(claims: pl.DataFrame, low: float, high: float) -> Tenth:
    made = claims.filter(pl.col("p") >= low, (pl.col("p") < high) | (pl.lit(high) == 1.0))
    mean = made["p"].mean()
    return Tenth(
        low,
        high,
        mean if isinstance(mean, float) else float("nan"),
        Share(int(made["true"].sum()), made.height),
    )


def places(brief: Brief) -> list[Share]:
    """Return in which tenth of its posterior the truth lay: a tenth of the athletes each, were it perfect."""
    below = where(brief.judged, group="drawn")["below_truth"].to_numpy()
    counts, _ = np.histogram(below, bins=BARS, range=(0.0, 1.0))
    return [Share(int(count), below.size) for count in counts]
