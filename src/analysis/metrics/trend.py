"""The e1RM of a lift as a smooth line with a band: for the eye, not for the verdict.

Two doubts are kept apart. The band says how well the line is known: sets vary, and good and bad weeks
shift all sets of a day. It serves to compare days of one lifter. The interval of the true one-rep max is wider
by what every session shares: the lifter's own reps-per-load curve and how they judge effort.
"""

from __future__ import annotations

import itertools
from typing import Final, NamedTuple

import dataframely as dy
import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis.metrics import steepness
from analysis.stats import smoother
from analysis.stats.normal import Z_90
from analysis.tables import LiftSessions, LiftTrend

LEVEL_SDS_PER_SQRT_WEEK: Final = (0.004, 0.008, 0.016, 0.032, 0.064)
"""How fast the level may wander: the first, unless the lift's own sessions are predicted better by another."""

FEWEST_TO_CHOOSE: Final = 6
MEDIAN_OF_CHI_SQUARE: Final = 0.4549
"""Of one degree of freedom: what the median of squared standard residuals is when the variances are right."""

BREAK_DAYS: Final = 21
BREAK_SD: Final = 0.05
"""After three weeks without the lift the line may start anew: what is lost in a break comes back fast."""

SLOPE_SD_PER_SQRT_WEEK: Final = 0.0005
READINESS_SD: Final = 0.0185
"""Sleep, food and fatigue move a whole session: the root mean square of the verdict model's prior on it."""

READINESS_DAYS: Final = 14.0
"""How long a good or a bad spell lasts; sessions within one tell little more than one of them."""

CURVE_WINDOW: Final = "28d"
Vector = NDArray[np.float64]


class _Line(NamedTuple):
    """Level and SD on the log scale."""

    level: Vector
    sd: Vector


def lift_trend(sessions: dy.DataFrame[LiftSessions]) -> dy.DataFrame[LiftTrend]:
    """Return the smoothed e1RM with its 90% band and interval: one row per lift and day with a session value.

    A local level and slope on the log scale: level walk 0.4% per square root of a week, slope walk 0.05% a week
    per square root of a week, both ends diffuse. A lifter whose level moves faster has a looser line: of level walks
    of 0.4, 0.8, 1.6, 3.2 and 6.4% the one is taken under which each session is best predicted by all others (the sum
    of their log densities). Where sessions scatter more than their variances say, as they do where effort varies and
    is not logged, the variances are scaled up to the scatter (never down). Over a break of three weeks or more the
    level may jump by 5% (SD). A session's variance is its own plus readiness: an
    Ornstein-Uhlenbeck process of SD 1.85% and 14 days, which for sessions a median gap g apart is worth white noise
    of variance 0.0185^2 (1 + r)/(1 - r), r = exp(-g/14). With one session the band is that session's own.
    Sessions without a value draw no point.

    The interval of the true one-rep max adds (s z)^2 for the lifter's own curve and effort_sd^2 for effort: s is the SD of log k
    (0.28 where it is not known), z and effort_sd are averaged over the sessions of the 28 days before; see `session_values.of`.
    """
    days = _days(sessions)
    line = _smoothed(days)
    curve, effort = days["curve_share"].to_numpy(), days["effort_sd"].to_numpy()
    curve_sd = days["k_log_sd"].fill_null(steepness.LOG_SD).to_numpy()
    true_sd = np.sqrt(line.sd**2 + (curve_sd * curve) ** 2 + effort**2)
    lines = days.select("lift", "on", "curve_share").with_columns(
        level_kg=np.exp(line.level),
        low_kg=np.exp(line.level - Z_90 * line.sd),
        high_kg=np.exp(line.level + Z_90 * line.sd),
        true_low_kg=np.exp(line.level - Z_90 * true_sd),
        true_high_kg=np.exp(line.level + Z_90 * true_sd),
    )
    return LiftTrend.validate(lines.select(LiftTrend.column_names()), cast=True)


def _days(sessions: pl.DataFrame) -> pl.DataFrame:
    """One row a lift and day: value, variance, and the two common doubts of the four weeks up to it."""
    weight = 1.0 / pl.col("log_e1rm_var")
    days = (
        sessions.filter(pl.col("log_e1rm").is_not_null())
        .group_by("lift", on=pl.col("performed_on"))
        .agg(
            *(
                ((pl.col(column) * weight).sum() / weight.sum()).alias(name)
                for name, column in (("y", "log_e1rm"), ("curve", "curve_share"), ("effort", "effort_sd"))
            ),
            v=1.0 / weight.sum(),
            k_log_sd=pl.col("k_log_sd").first(),
        )
        .sort("lift", "on")
    )
    return days.with_columns(
        pl.col("curve").rolling_mean_by("on", CURVE_WINDOW).over("lift").alias("curve_share"),
        pl.col("effort").rolling_mean_by("on", CURVE_WINDOW).over("lift").alias("effort_sd"),
    )


def _smoothed(days: pl.DataFrame) -> _Line:
    """Level and SD of each row, lift by lift; the lifts lie together and in order of day."""
    on, y, v = days["on"].to_physical().to_numpy(), days["y"].to_numpy(), days["v"].to_numpy()
    starts = [*np.flatnonzero(days["lift"].rle_id().diff().fill_null(1).to_numpy()), days.height]
    level, variance = np.empty_like(y), np.empty_like(y)
    for first, end in itertools.pairwise(starts):
        lift = slice(first, end)
        level[lift], variance[lift] = _line(on[lift], y[lift], v[lift])
    return _Line(level, np.sqrt(variance))


def _line(on: NDArray[np.int32], y: Vector, v: Vector) -> smoother.Smoothed:
    """The line of one lift: as loose, and its sessions as noisy, as they themselves say."""
    noise = v + _readiness_variance(on)
    first = _best(on, y, noise)
    if on.size < FEWEST_TO_CHOOSE:
        return first
    others = smoother.left_out(y, noise, first)
    expected = others.variance - noise + v + READINESS_SD**2
    scatter = float(np.median((y - others.level) ** 2 / expected)) / MEDIAN_OF_CHI_SQUARE
    return _best(on, y, noise * scatter) if scatter > 1.0 else first


def _best(on: NDArray[np.int32], y: Vector, noise: Vector) -> smoother.Smoothed:
    """Of the lines with each walk of the level, the one that best predicts each session from the others."""
    jumps = np.where(np.diff(on) >= BREAK_DAYS, BREAK_SD**2, 0.0)
    walks = LEVEL_SDS_PER_SQRT_WEEK if on.size >= FEWEST_TO_CHOOSE else LEVEL_SDS_PER_SQRT_WEEK[:1]
    lines = [
        smoother.smooth(on / 7.0, y, noise, level_sd=walk, slope_sd=SLOPE_SD_PER_SQRT_WEEK, jumps=jumps)
        for walk in walks
    ]
    return max(lines, key=lambda line: _predicts(y, noise, line))


def _predicts(y: Vector, noise: Vector, line: smoother.Smoothed) -> float:
    """Log density of each session given all others, summed, but for a constant."""
    others = smoother.left_out(y, noise, line)
    return float(-0.5 * np.sum(np.log(others.variance) + (y - others.level) ** 2 / others.variance))


def _readiness_variance(on: NDArray[np.int32]) -> float:
    """White noise per session worth as much doubt as the readiness process between sessions this far apart."""
    if on.size < 2:  # noqa: PLR2004 - one session has no gap
        return READINESS_SD**2
    alike = float(np.exp(-np.median(np.diff(on)) / READINESS_DAYS))
    return READINESS_SD**2 * (1.0 + alike) / (1.0 - alike)
