from __future__ import annotations

from datetime import date, datetime, timedelta
from math import exp, sqrt

import dataframely as dy
import numpy as np
import polars as pl
import pytest

from analysis.metrics import trend
from analysis.tables import LiftSessions

START = datetime(2026, 1, 5, 18)


CURVE_SHARE, EFFORT_SD = 0.16, 0.03


def sessions(
    days: list[int], logs: list[float], variance: float, lift: str = "squat"
) -> dy.DataFrame[LiftSessions]:
    at = [START + timedelta(days=day, hours=number % 3) for number, day in enumerate(days)]
    frame = pl.DataFrame({"performed_at": at, "log_e1rm": logs}).with_columns(
        lift=pl.lit(lift), session=pl.col("performed_at").cast(pl.String), performed_on=pl.col("performed_at").dt.date(),
        e1rm_kg=pl.col("log_e1rm").exp(), log_e1rm_var=pl.lit(variance), tested=pl.lit(value=False),
        best_set_kg=pl.lit(None), top_load_kg=pl.lit(None), top_reps=pl.lit(None), work_sets=pl.lit(3),
        hard_sets=pl.lit(3.0), tonnage_kg=pl.lit(0.0), rir_logged_share=pl.lit(1.0),
        curve_share=pl.lit(CURVE_SHARE), effort_sd=pl.lit(EFFORT_SD), k_log_sd=pl.lit(None, pl.Float64),
    )  # fmt: skip
    return LiftSessions.validate(frame.select(LiftSessions.column_names()), cast=True)


def test_one_session_has_its_own_band_with_readiness() -> None:
    (row,) = trend.lift_trend(sessions([0], [4.6], 0.0004)).iter_rows(named=True)
    half = 1.644854 * sqrt(0.0004 + 0.0185**2)
    assert (row["on"], row["level_kg"]) == (date(2026, 1, 5), pytest.approx(exp(4.6)))
    assert (row["low_kg"], row["high_kg"]) == (pytest.approx(exp(4.6 - half)), pytest.approx(exp(4.6 + half)))


def test_the_interval_of_the_true_max_adds_what_all_sessions_share() -> None:
    (row,) = trend.lift_trend(sessions([0], [4.6], 0.0004)).iter_rows(named=True)
    half = 1.644854 * sqrt(0.0004 + 0.0185**2 + (0.28 * CURVE_SHARE) ** 2 + EFFORT_SD**2)
    assert row["true_high_kg"] == pytest.approx(exp(4.6 + half))
    assert row["true_low_kg"] == pytest.approx(exp(4.6 - half))


def test_sessions_close_together_share_a_spell_and_so_tell_less() -> None:
    near, far = (trend._readiness_variance(np.array([0, gap, 2 * gap], dtype=np.int32)) for gap in (3, 21))
    assert near > 4 * far > 4 * trend.READINESS_SD**2


def test_two_sessions_of_one_day_are_one_point() -> None:
    (row,) = trend.lift_trend(sessions([0, 0], [4.6, 4.7], 0.0004)).iter_rows(named=True)
    assert row["level_kg"] == pytest.approx(exp(4.65))


def test_each_lift_is_smoothed_alone() -> None:
    squat, bench = (
        sessions([0, 7, 14], [4.6, 4.61, 4.62], 0.0004),
        sessions([0, 3], [4.0, 4.1], 0.001, "bench"),
    )
    both = trend.lift_trend(LiftSessions.validate(pl.concat([squat, bench])))
    alone = pl.concat([trend.lift_trend(bench), trend.lift_trend(squat)])
    assert both.equals(alone)


def test_the_band_narrows_with_sessions() -> None:
    few, many = (trend.lift_trend(sessions(list(range(0, 3 * n, 3)), [4.6] * n, 0.001)) for n in (4, 40))
    width = [(frame["high_kg"] / frame["low_kg"]).to_numpy().mean() for frame in (few, many)]
    assert width[1] < width[0]


def simulated(
    random: np.random.Generator, number: int
) -> tuple[dy.DataFrame[LiftSessions], np.ndarray, np.ndarray]:
    """Sessions of one athlete, their true log level, and the same sessions through a curve and effort of their own."""
    days = np.cumsum(random.integers(2, 6, 30))
    weeks = np.diff(days, prepend=days[0]) / 7
    slope = 0.002 + np.cumsum(random.normal(0, 0.0005 * np.sqrt(weeks)))
    level = 4.6 + np.cumsum(slope * weeks + random.normal(0, 0.004 * np.sqrt(weeks)))
    spell = np.empty(30)
    spell[0] = random.normal(0, 0.0185)
    for i in range(1, 30):
        alike = np.exp(-(days[i] - days[i - 1]) / 14)
        spell[i] = alike * spell[i - 1] + random.normal(0, 0.0185 * np.sqrt(1 - alike**2))
    own = random.normal(0, 0.28 * CURVE_SHARE) + random.normal(0, EFFORT_SD)
    seen = level + spell + random.normal(0, sqrt(0.0006), 30)
    return sessions(days.tolist(), (seen + own).tolist(), 0.0006, f"{number:03}"), level, np.full(30, own)


def test_nine_times_in_ten_the_band_holds_the_level_and_the_interval_the_true_max() -> None:
    random = np.random.default_rng(11)
    athletes = [simulated(random, number) for number in range(200)]
    found = trend.lift_trend(LiftSessions.validate(pl.concat([frame for frame, _, _ in athletes])))
    level, own = (np.concatenate([athlete[i] for athlete in athletes]) for i in (1, 2))
    of_line = np.exp(level + own)
    in_band = (found["low_kg"].to_numpy() < of_line) & (of_line < found["high_kg"].to_numpy())
    in_interval = (found["true_low_kg"].to_numpy() < np.exp(level)) & (
        np.exp(level) < found["true_high_kg"].to_numpy()
    )
    assert 0.86 < in_band.mean() < 0.95
    assert 0.85 < in_interval.mean() < 0.95


def test_a_lifter_who_comes_back_lighter_is_followed_down() -> None:
    days = [*range(0, 60, 4), *range(90, 120, 4)]
    logs = [4.6 + 0.001 * day for day in range(0, 60, 4)] + [
        4.45 + 0.003 * (day - 90) for day in range(90, 120, 4)
    ]
    line = trend.lift_trend(sessions(days, logs, 0.0006)).sort("on")["level_kg"].log().to_list()
    assert line[15] < line[14] - 0.1
    after = [level - seen for level, seen in zip(line[15:], logs[15:], strict=True)]
    assert abs(sum(after) / len(after)) < 0.03


def test_scatter_beyond_the_stated_variance_widens_the_band() -> None:
    random = np.random.default_rng(5)
    widths = []
    for scatter in (0.02, 0.10):
        logs = (4.6 + random.normal(0, scatter, 40)).tolist()
        found = trend.lift_trend(sessions(list(range(0, 120, 3)), logs, 0.0004))
        widths.append(float((found["high_kg"] / found["low_kg"]).log().to_numpy().mean()))
    assert widths[1] > 2 * widths[0]
