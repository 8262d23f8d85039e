"""Measured frames as the metrics return them, made by formula: no file, no chance."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from math import log, sin
from typing import Any, TypeVar

import dataframely as dy
import polars as pl
import pytest

from analysis.metrics.volume import band
from analysis.tables import (
    BodyWeeks,
    LiftSessions,
    LiftTrend,
    MuscleMonths,
    MuscleWeeks,
    Phases,
    Plan,
    PlannedWeeks,
    Records,
    SessionStyles,
    WeeklyLoad,
    WeekStyles,
)

Schema = TypeVar("Schema", bound=dy.Schema)
FIRST = date(2026, 3, 2)
MONTH = (date(2026, 10, 1), date(2026, 10, 31))
MONDAYS = [date(2026, 9, 28), date(2026, 10, 5), date(2026, 10, 12), date(2026, 10, 19), date(2026, 10, 26)]


def _trained() -> list[date]:
    days = [FIRST + timedelta(days=3 * index) for index in range(81)]
    return [on for on in days if not date(2026, 7, 1) <= on <= date(2026, 7, 20)]


@pytest.fixture
def trend() -> dy.DataFrame[LiftTrend]:
    days = _trained()
    level = [80.0 + 0.12 * (on - FIRST).days for on in days]
    return LiftTrend.validate(
        pl.DataFrame(
            {
                "lift": ["back_squat_barbell"] * len(days),
                "on": days,
                "level_kg": level,
                "low_kg": [value * 0.97 for value in level],
                "high_kg": [value * 1.03 for value in level],
                "true_low_kg": [value * 0.93 for value in level],
                "true_high_kg": [value * 1.07 for value in level],
                "curve_share": [0.12] * len(days),
            }
        )
    )


@pytest.fixture
def sessions(trend: dy.DataFrame[LiftTrend]) -> dy.DataFrame[LiftSessions]:
    values = [
        level * (1 + 0.03 * sin(2.3 * index)) for index, level in enumerate(trend["level_kg"].to_list())
    ]
    return LiftSessions.validate(
        trend.select(
            "lift",
            session=pl.col("on").cast(pl.String),
            performed_at=pl.col("on").cast(pl.Datetime),
            performed_on=pl.col("on"),
            e1rm_kg=pl.Series(values),
            log_e1rm=pl.Series([log(value) for value in values]),
            log_e1rm_var=pl.lit(0.0005),
            curve_share=pl.lit(0.12),
            effort_sd=pl.lit(0.01),
            k_log_sd=pl.lit(0.28),
            tested=pl.lit(value=False),
            best_set_kg=pl.Series(values),
            top_load_kg=pl.Series(values) * 0.85,
            top_reps=pl.lit(5.0),
            work_sets=pl.lit(4, dtype=pl.Int32),
            hard_sets=pl.lit(4.0),
            tonnage_kg=pl.lit(1500.0),
            rir_logged_share=pl.lit(1.0),
        ),
        cast=True,
    )


@pytest.fixture
def records() -> dy.DataFrame[Records]:
    return Records.validate(
        pl.DataFrame(
            {
                "lift": ["back_squat_barbell"] * 2,
                "on": [date(2026, 10, 16), date(2026, 10, 28)],
                "record": ["e1rm", "e1rm"],
                "load_kg": [97.5, 100.0],
                "reps": [4.0, 4.0],
                "value": [109.5, 111.2],
                "previous": [108.0, 109.5],
                "source": ["a" * 64] * 2,
                "source_line": [10, 20],
            }
        ),
        cast=True,
    )


@pytest.fixture
def weekly() -> dy.DataFrame[WeeklyLoad]:
    rows = []
    for index in range(26):
        week = date(2026, 5, 4) + timedelta(days=7 * index)
        off = index in {8, 9}
        tonnage = 0.0 if off else 9000.0 + 150 * index - (4000 if index % 6 == 5 else 0)
        rows.append(
            {
                "week": week, "sessions": 0 if off else 3, "work_sets": 0 if off else 60,
                "hard_sets": 0.0 if off else 52.0, "tonnage_kg": tonnage, "reps": 0.0 if off else 420.0,
                "heavy_share": None if off else 0.5, "volume_share": None if off else 0.3,
                "compound_share": None if off else 0.7, "mean_pct_1rm": None if off else 76.0,
                "median_rest_s": None, "median_rir": None if off else 2.0,
                "session_s": None if off else 3600.0, "work_sets_per_h": None if off else 18.0,
            }
        )  # fmt: skip
    return WeeklyLoad.validate(pl.DataFrame(rows, infer_schema_length=None), cast=True)


@pytest.fixture
def muscles() -> dy.DataFrame[MuscleWeeks]:
    usual = {
        "quads": 14.0, "glutes": 16.5, "hamstrings": 9.0, "chest": 11.0, "back_lats": 12.5, "back_upper": 10.0,
        "delts_front": 7.5, "delts_side": 3.0, "biceps": 8.0, "triceps": 9.5, "calves": 4.0, "abs": 0.0,
        "lower_back": 6.0, "adductors": 22.5,
    }  # fmt: skip
    rows = [
        {
            "week": week, "muscle": muscle, "direct_sets": sets * 0.7,
            "fractional_sets": max(0.0, sets + (index - 2)) if sets else 0.0, "band": "target",
        }
        for index, week in enumerate(MONDAYS[:4])
        for muscle, sets in usual.items()
    ]  # fmt: skip
    return MuscleWeeks.validate(pl.DataFrame(rows), cast=True)


@pytest.fixture
def muscle_month(muscles: dy.DataFrame[MuscleWeeks]) -> dy.DataFrame[MuscleMonths]:
    """The sets of the four weeks as those of a month of 28 days."""
    sums = muscles.group_by("muscle").agg(pl.col("direct_sets", "fractional_sets").sum()).sort("muscle")
    by_week = sums.with_columns(
        direct_per_week=pl.col("direct_sets") / 4, per_week=pl.col("fractional_sets") / 4
    )
    return MuscleMonths.validate(by_week.with_columns(band=band(pl.col("per_week"))), cast=True)


@pytest.fixture
def tally() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "reps": [3.0, 4.0, 5.0, 5.0, 8.0, 10.0, 10.0, 12.0, 7.0, 15.0],
            "pct_1rm": [90.0, 86.0, 82.0, 84.0, 75.0, 70.0, 72.0, 66.0, 78.0, 62.0],
            "style": [*["strength"] * 4, *["hypertrophy"] * 4, "between or outside", "hypertrophy"],
            "sets": [4.0, 12.0, 20.0, 9.0, 14.0, 18.0, 6.0, 12.0, 8.0, 3.0],
        }
    )


@pytest.fixture
def waist() -> dy.DataFrame[BodyWeeks]:
    weeks = [date(2026, 8, 3) + timedelta(days=7 * index) for index in range(12)]
    return BodyWeeks.validate(
        pl.DataFrame(
            {
                "week": weeks,
                "measure": ["left_arm_cm"] * 12,
                "tester": ["self"] * 12,
                "readings": [1] * 12,
                "value": [34.0 + 0.12 * index for index in range(12)],
                "error": [0.35] * 12,
            }
        ),
        cast=True,
    )


STYLES = {"strength": 0.6, "hypertrophy": -0.6, "combination": 0.0, "mixed": 0.1, "endurance": -0.3}


def _typed(schema: type[Schema], rows: list[dict[str, Any]]) -> dy.DataFrame[Schema]:
    """Rows as a typed frame; what they do not say is null."""
    dtypes = schema.create_empty().schema
    return schema.validate(
        pl.DataFrame([{name: row.get(name) for name in dtypes} for row in rows], schema=dtypes)
    )


def _week(week: date, label: str | None, kind: str = "trained") -> dict[str, Any]:
    style = STYLES[label] if label else None
    sets = {"trained": 60.0, "deload": 24.0, "gap": 0.0}[kind]
    return {
        "week": week, "kind": kind, "sessions": 0 if kind == "gap" else 3, "work_sets": sets, "hard_sets": sets,
        "reps": sets * 7, "label": label, "style": style,
    }  # fmt: skip


BLOCK = date(2026, 5, 18)


@pytest.fixture
def week_styles() -> dy.DataFrame[WeekStyles]:
    """Twenty-four weeks from 18 May to the end of October: S4, a deload, H6, a gap, C4, mixed 2, C6."""
    labels = [*["strength"] * 4, "strength", *["hypertrophy"] * 6, None, *["combination"] * 4, *["mixed"] * 2,
              *["combination"] * 6]  # fmt: skip
    kinds = [
        "deload" if at == 4 else "gap" if label is None else "trained" for at, label in enumerate(labels)
    ]
    return _typed(
        WeekStyles,
        [_week(BLOCK + timedelta(weeks=at), label, kinds[at]) for at, label in enumerate(labels)],
    )


@pytest.fixture
def found() -> dy.DataFrame[Phases]:
    """The phases of those weeks."""
    rows = []
    for place, (at, weeks, label) in enumerate(
        [(0, 5, "strength"), (5, 7, "hypertrophy"), (12, 12, "combination")], 1
    ):
        starts_on = BLOCK + timedelta(weeks=at)
        rows.append({
            "phase": place, "starts_on": starts_on, "ends_on": starts_on + timedelta(weeks=weeks, days=-1),
            "weeks": weeks, "trained_weeks": weeks - 1, "deload_weeks": int(place == 1), "gap_weeks": int(place == 2),
            "label": label, "p_label": 0.97, "style": STYLES[label], "style_sd": 0.1, "undulating": False,
            "after_layoff": False,
        })  # fmt: skip
    return _typed(Phases, rows)


@pytest.fixture
def plan() -> dy.DataFrame[Plan]:
    """Four weeks of strength, a deload week, eight of hypertrophy, sixteen of combination."""
    rows, starts_on = [], BLOCK
    for place, (style, weeks) in enumerate(
        [("strength", 4), ("deload", 1), ("hypertrophy", 8), ("combination", 16)], 1
    ):
        ends_on = starts_on + timedelta(weeks=weeks, days=-1)
        rows.append(
            {"client": "x", "phase": place, "style": style, "starts_on": starts_on, "ends_on": ends_on}
        )
        starts_on = ends_on + timedelta(days=1)
    return _typed(Plan, rows)


@pytest.fixture
def planned_weeks() -> dy.DataFrame[PlannedWeeks]:
    """Sixteen weeks of a plan, done ever less; rest is never known, and a deload week among them."""
    rows = []
    for at in range(16):
        planned = "hypertrophy" if at < 8 else "deload" if at == 8 else "combination"
        rows.append({
            "phase": 1 if at < 8 else 2 if at == 8 else 3, "week": date(2026, 7, 13) + timedelta(weeks=at),
            "planned": planned, "trained": None if at == 12 else "mixed" if at > 13 else "combination" if at > 7 else "hypertrophy",
            "as_planned": None if at in {8, 12} else at < 14,
            "sessions_planned": 4 if at < 8 else 3, "sessions_done": max(0, 4 - at // 4) if at != 12 else 0,
            "reps_pct": None if at in {8, 12} else 100.0 - 4 * at, "sets_pct": None if at >= 8 else 90.0, "rest_pct": None,
        })  # fmt: skip
    return _typed(PlannedWeeks, rows)


@pytest.fixture
def session_styles() -> dy.DataFrame[SessionStyles]:
    """Three sessions a week for twelve weeks, one of them without a label, a day with two, and no length after September."""
    return _typed(
        SessionStyles,
        [_session(at, hour) for at in range(36) for hour in ((7, 18) if at == 16 else (18,))],
    )


def _session(at: int, hour: int) -> dict[str, Any]:
    on = date(2026, 8, 10) + timedelta(days=7 * (at // 3) + (0, 2, 4)[at % 3])
    label = [*STYLES, "strength", "hypertrophy"][at % 7] if at != 20 else None
    return {
        "session": f"{on} {hour}", "performed_at": datetime.combine(on, time(hour)), "performed_on": on,
        "week": on - timedelta(days=on.weekday()), "work_sets": 18.0, "hard_sets": 16.0,
        "label": label if hour == 18 else "endurance", "minutes": 62.0 if on.month < 10 else None,
        "minutes_known_by": "logged" if on.month < 10 else None,
    }  # fmt: skip


@pytest.fixture
def dose(muscles: dy.DataFrame[MuscleWeeks]) -> dy.DataFrame[MuscleWeeks]:
    """Twelve weeks of every muscle's sets."""
    weeks = pl.DataFrame({"at": range(12)})
    one = muscles.filter(week=MONDAYS[1]).select("muscle", "direct_sets", "fractional_sets")
    sets = (pl.col("fractional_sets") * (0.6 + 0.08 * pl.col("at"))).round()
    grown = one.join(weeks, how="cross").select(
        pl.lit(date(2026, 8, 10)).dt.offset_by(pl.format("{}w", "at")).alias("week"), "muscle", "direct_sets",
        fractional_sets=sets, band=band(sets),
    )  # fmt: skip
    return MuscleWeeks.validate(grown, cast=True)
