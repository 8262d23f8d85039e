from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

import dataframely as dy
import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analysis.ingest.pipeline import Ingested
from analysis.judgement import phases
from analysis.judgement.styles import session_styles, set_styles, week_styles
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import graded, loads
from analysis.simulate.athlete import Athlete, Gap
from analysis.simulate.clients.priya_block import ATHLETE
from analysis.simulate.programme import (
    FRI,
    HYPERTROPHY_LOWER,
    HYPERTROPHY_PUSH,
    MON,
    STRENGTH_LOWER,
    STRENGTH_UPPER,
    THU,
    TUE,
    Block,
    Day,
    periodised_12,
)
from analysis.simulate.training import train
from analysis.simulate.writers import strong
from analysis.tables import Phases, SessionStyles, WeekStyles

MONDAY = date(2026, 4, 6)
USUAL = Thresholds()
Week = list[float]
"""The style of each session, each on a day of its own."""

Schema = TypeVar("Schema", bound=dy.Schema)
Log = tuple[dy.DataFrame[WeekStyles], dy.DataFrame[SessionStyles]]
ReadText = Callable[..., Ingested]


def session(on: date, style: float) -> dict[str, Any]:
    return {
        "session": f"{on} Gym", "performed_at": datetime.combine(on, time(18)), "performed_on": on,
        "week": on - timedelta(days=on.weekday()), "work_sets": 16.0, "hard_sets": 16.0, "style": style,
        "strength": (1 + style) / 2, "hypertrophy": (1 - style) / 2, "endurance": 0.0,
        "heavy_share": float(style > 0.35), "light_share": float(style < -0.35), "confidence": 1.0,
    }  # fmt: skip


def log(*weeks: Week, kinds: dict[int, str] | None = None) -> Log:
    """A log of weeks of sessions; of some weeks the kind."""
    done = [
        session(MONDAY + timedelta(weeks=number, days=2 * place), style)
        for number, week in enumerate(weeks)
        for place, style in enumerate(week)
    ]
    schema = {
        name: dtype
        for name, dtype in SessionStyles.create_empty().schema.items()
        if name in session(MONDAY, 0)
    }
    sessions = pl.DataFrame(done, schema=schema)
    names = ["style", "strength", "hypertrophy", "endurance", "heavy_share", "light_share", "confidence"]
    of_weeks = sessions.group_by("week").agg(
        pl.col(names).mean(),
        pl.col("work_sets", "hard_sets").sum(),
        sessions=pl.len(),
        spread=pl.col("style").max() - pl.col("style").min(),
        label=pl.lit("mixed"),
    )
    every = pl.DataFrame({"week": [MONDAY + timedelta(weeks=number) for number in range(len(weeks))]})
    chosen = [(kinds or {}).get(number, "trained" if week else "gap") for number, week in enumerate(weeks)]
    counts = pl.col("sessions", "work_sets", "hard_sets").fill_null(0)
    frame = every.cast({"week": pl.Date}).join(of_weeks, on="week", how="left").with_columns(counts)
    return (
        filled(WeekStyles, frame.with_columns(kind=pl.Series(chosen, dtype=pl.String), reps=pl.lit(100.0))),
        filled(SessionStyles, sessions),
    )


def filled(schema: type[Schema], frame: pl.DataFrame) -> dy.DataFrame[Schema]:
    missing = [pl.lit(None).alias(name) for name in schema.column_names() if name not in frame.columns]
    return schema.validate(frame.with_columns(missing).select(schema.column_names()), cast=True)


def found(log: Log, thresholds: Thresholds = USUAL) -> dy.DataFrame[Phases]:
    return phases.found(*log, thresholds=thresholds)


def labels(log: Log) -> list[str]:
    return found(log)["label"].cast(pl.String).to_list()


HEAVY: Week = [0.8, 0.7, 0.6]
LIGHT: Week = [-0.6, -0.7, -0.8]
BOTH: Week = [0.6, -0.6, 0.0]


def test_a_block_is_three_phases_of_whole_weeks() -> None:
    block = found(log(*[HEAVY] * 4, *[LIGHT] * 4, *[BOTH] * 4))
    assert block["starts_on"].to_list() == [MONDAY + timedelta(weeks=week) for week in (0, 4, 8)]
    assert block["ends_on"].to_list() == [MONDAY + timedelta(weeks=week, days=-1) for week in (4, 8, 12)]
    assert block["label"].cast(pl.String).to_list() == ["strength", "hypertrophy", "combination"]
    assert block["weeks"].to_list() == block["trained_weeks"].to_list() == [4, 4, 4]
    assert block["style"].to_list() == pytest.approx([0.7, -0.7, 0.0])
    assert block["phase"].to_list() == [1, 2, 3]
    assert not block["after_layoff"].any()


def test_between_the_styles_clear_sets_of_either_kind_make_the_difference() -> None:
    assert labels(log(*[[0.6, -0.6]] * 4)) == ["combination"]
    assert labels(log(*[[0.1, -0.1]] * 4)) == ["mixed"]


def test_very_many_reps_are_endurance_whatever_else() -> None:
    weeks, sessions = log(*[LIGHT] * 4)
    light = [pl.lit(0.6).alias("endurance")]
    only = filled(WeekStyles, weeks.with_columns(light)), filled(SessionStyles, sessions.with_columns(light))
    assert labels(only) == ["endurance"]
    assert found(only)["p_label"].to_list() == [1.0]


def test_deloads_and_weeks_off_belong_to_the_phase_they_lie_in() -> None:
    weeks = log(HEAVY, HEAVY, HEAVY, [-0.6] * 3, [], HEAVY, HEAVY, HEAVY, kinds={3: "deload"})
    once = found(weeks).row(0, named=True)
    assert (once["weeks"], once["trained_weeks"], once["deload_weeks"], once["gap_weeks"]) == (8, 6, 1, 1)
    assert once["style"] == pytest.approx(0.7), "a deload says nothing of the style"
    assert once["p_label"] == 1.0


def test_a_week_off_between_two_phases_belongs_to_the_one_before() -> None:
    two = found(log(HEAVY, HEAVY, HEAVY, HEAVY, [], LIGHT, LIGHT, LIGHT, LIGHT))
    assert two["weeks"].to_list() == [5, 4]
    assert two["gap_weeks"].to_list() == [1, 0]


def test_weeks_after_the_last_training_belong_to_no_phase() -> None:
    one = found(log(*[HEAVY] * 4, [], []))
    assert one["ends_on"].to_list() == [MONDAY + timedelta(weeks=4, days=-1)]


def test_the_weeks_of_a_layoff_belong_to_no_phase() -> None:
    two = found(log(*[HEAVY] * 4, [], [], [], *[HEAVY] * 5))
    assert two["weeks"].to_list() == [4, 5]
    assert two["starts_on"].to_list() == [MONDAY, MONDAY + timedelta(weeks=7)]
    assert two["after_layoff"].to_list() == [False, True]


def test_a_single_week_between_layoffs_is_a_phase_that_is_not_sure() -> None:
    lone = found(log(*[HEAVY] * 4, [], [], [0.4], [], [], *[HEAVY] * 4)).row(1, named=True)
    assert (lone["weeks"], lone["label"], lone["style_sd"]) == (1, "strength", None)
    # One session at 0.40 with an SD of 0.20 is above 0.35 with a chance of Phi(0.25) = 0.60.
    assert lone["p_label"] == pytest.approx(0.60, abs=0.06)


def test_a_label_at_its_edge_is_a_toss_up_and_one_far_from_it_sure() -> None:
    numbers = np.random.default_rng(0)

    def of(style: float) -> float:
        weeks = [(style + 0.3 * numbers.standard_normal(3)).clip(-1, 1).tolist() for _ in range(8)]
        return float(found(log(*weeks), Thresholds({"phases.beta": 100}))["p_label"][0])

    assert 0.1 < of(0.35) < 0.95
    assert of(0.7) > 0.98


def test_at_the_edge_of_three_labels_the_likeliest_is_told() -> None:
    # Two heavy sessions of twelve and a mean of -0.349: by the mean mixed. But of draws of twelve, 38% have one heavy
    # session at most (and a style under -0.35), 30% have two, and 32% three or more (a fifth of clear sets either side).
    light = -0.4908
    one = found(log(*[[0.36, light, light], [light] * 3] * 2)).row(0, named=True)
    assert one["style"] == pytest.approx(-0.349, abs=1e-3)
    assert one["label"] == "hypertrophy"
    assert one["p_label"] == pytest.approx(0.38, abs=0.06)


def test_every_week_counts_the_same_however_often_it_was_trained() -> None:
    # Weekly means -0.6 and 0.6 alternate with three sessions and one: the mean of weeks is 0, that of sessions -0.3.
    weeks = log(*[[-0.6, -0.6, -0.6], [0.6]] * 6)
    one = found(weeks, Thresholds({"phases.beta": 100})).row(0, named=True)
    assert one["style"] == pytest.approx(0.0)
    assert one["label"] == "combination"
    assert one["p_label"] > 0.8


def test_heavy_and_light_days_side_by_side_are_one_undulating_phase() -> None:
    numbers = np.random.default_rng(7)
    weeks = [[0.7 + e, -0.75 + e, 0.1 + e] for e in 0.1 * numbers.standard_normal(16)]
    one = found(log(*weeks)).row(0, named=True)
    assert found(log(*weeks)).height == 1
    assert (one["label"], one["undulating"]) == ("combination", True)
    assert not found(log(*[HEAVY] * 4))["undulating"].any()


def test_the_order_of_rows_does_not_matter() -> None:
    weeks, sessions = log(*[HEAVY] * 5, *[BOTH] * 5, [], [], *[LIGHT] * 3)
    for seed in range(3):
        shuffled = (
            WeekStyles.validate(weeks.sample(fraction=1, shuffle=True, seed=seed)),
            SessionStyles.validate(sessions.sample(fraction=1, shuffle=True, seed=seed)),
        )
        assert_frame_equal(found(shuffled), found((weeks, sessions)))


def test_a_layoff_later_changes_nothing_of_the_phases_before() -> None:
    before = [*[HEAVY] * 4, *[LIGHT] * 5]
    longer = found(log(*before, [], [], [], *[BOTH] * 6))
    assert_frame_equal(longer.head(2), found(log(*before)))


def test_what_came_in_is_not_changed() -> None:
    weeks, sessions = log(*[HEAVY] * 4, *[LIGHT] * 4)
    copies = weeks.clone(), sessions.clone()
    found((weeks, sessions))
    assert_frame_equal(weeks, copies[0])
    assert_frame_equal(sessions, copies[1])


def test_a_log_without_a_week_of_training_has_no_phase() -> None:
    assert found(log()).is_empty()
    assert found(log([], [])).is_empty()


# From here on: athletes whose truth is known, through a Strong export, sets and styles.


def exported(athlete: Athlete, read: ReadText) -> Log:
    logged = read(strong.write(train(athlete).sets, layout="S7"), name="strong.csv", weight_unit="kg")
    grades = graded.grade(logged.sets, bodyweight=loads.smoothed_bodyweight(logged.body, fallback_kg=58.0))
    sets = set_styles.of(grades, thresholds=USUAL)
    sessions = session_styles.of(grades, sets, thresholds=USUAL)
    weeks = week_styles.of(grades, sets, sessions, until=athlete.ends_on, thresholds=USUAL)
    return weeks, sessions


def athlete(word: str, *blocks: Block, **other: Any) -> Athlete:
    weeks = sum(block.weeks for block in blocks)
    ends_on = MONDAY + timedelta(weeks=weeks, days=-1)
    return replace(ATHLETE, word=word, starts_on=MONDAY, ends_on=ends_on, blocks=blocks, **other)


ARTICLE = periodised_12(strength=0.55, hypertrophy=0.25, combination=0.35)


@pytest.mark.parametrize("adherence", [0.97, 0.8])
def test_the_articles_block_is_recovered_as_three_phases(adherence: float, read: ReadText) -> None:
    """Of 200 seeds, `benchmarks/phases.py`."""
    for seed in range(6):
        block = found(exported(athlete(f"block-{seed}", *ARTICLE, adherence=adherence), read))
        assert block.height == 3
        off = block["starts_on"][1:] - pl.Series([MONDAY + timedelta(weeks=week) for week in (4, 8)])
        assert off.dt.total_days().abs().max() <= 7  # type: ignore[operator]  # two boundaries
        assert block["label"].cast(pl.String).to_list()[:2] == ["strength", "hypertrophy"]
        assert block["label"][2] in {"combination", "mixed"}


def test_a_holiday_and_a_deload_in_a_strength_block_leave_it_one_style(read: ReadText) -> None:
    block = replace(ARTICLE[0], weeks=14, deload_weeks=(5, 10))
    holiday = Gap(starts_on=MONDAY + timedelta(weeks=6), days=17, why="holiday")
    one = found(exported(athlete("holiday", block, gaps=(holiday,), adherence=1.0), read))
    assert set(one["label"].cast(pl.String)) == {"strength"}
    assert one["after_layoff"].to_list() == [False, True]


UNDULATING = (
    Day(weekday=MON, name="Heavy", slots=STRENGTH_LOWER),
    Day(weekday=TUE, name="Light", slots=HYPERTROPHY_PUSH[:4]),
    Day(weekday=THU, name="Light", slots=HYPERTROPHY_LOWER[:4]),
    Day(weekday=FRI, name="Heavy", slots=STRENGTH_UPPER),
)


@pytest.mark.parametrize("seed", range(3))
def test_daily_undulation_on_purpose_is_one_phase(seed: int, read: ReadText) -> None:
    block = Block(style="combination", weeks=16, days=UNDULATING, slope_pct_per_week=0.3)
    one = found(exported(athlete(f"undulating-{seed}", block, adherence=0.9), read))
    assert one["label"].cast(pl.String).to_list() == ["combination"]
    assert one["undulating"].to_list() == [True]
