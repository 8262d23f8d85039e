from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from analysis.judgement import changes
from analysis.judgement.thresholds import Thresholds

MONDAY = date(2026, 1, 5)
USUAL = Thresholds()
STRENGTH, HYPERTROPHY, BETWEEN = 0.7, -0.7, 0.0


def week(number: int, style: float | None, kind: str = "trained", spread: float = 0.2) -> dict[str, object]:
    """The row of one week; its clear sets are all on the side of its style, or as many on either."""
    known = style is not None
    return {
        "week": MONDAY + timedelta(weeks=number),
        "kind": kind if known else "gap",
        "style": style,
        "endurance": 0.0 if known else None,
        "heavy_share": None if style is None else 0.5 + style / 2,
        "light_share": None if style is None else 0.5 - style / 2,
        "spread": spread if known else None,
    }


def log(*styles: float | None) -> pl.DataFrame:
    return pl.DataFrame([week(number, style) for number, style in enumerate(styles)])


def sessions(weeks: pl.DataFrame, *weekdays: int) -> pl.DataFrame:
    """One session on each of these days of every week that has a style."""
    days = [
        monday + timedelta(days=weekday)
        for monday in weeks.filter(pl.col("style").is_not_null())["week"]
        for weekday in weekdays or (0, 2, 4)
    ]
    frame = pl.DataFrame({"performed_on": days}, schema={"performed_on": pl.Date})
    return frame.with_columns(week=pl.col("performed_on").dt.truncate("1w"))


def starts(weeks: pl.DataFrame, *weekdays: int, thresholds: Thresholds = USUAL) -> list[tuple[int, bool]]:
    """Places of the weeks in which phases start, and whether after a layoff."""
    found = changes.starts(weeks, sessions(weeks, *weekdays), thresholds)
    return [((monday - MONDAY).days // 7, after) for monday, after in found.iter_rows()]


def test_a_phase_starts_where_the_weekly_style_changes_its_level() -> None:
    block = log(0.6, 0.7, 0.8, 0.7, -0.6, -0.7, -0.8, -0.7, 0.1, 0.0, -0.1, 0.0)
    assert starts(block) == [(0, False), (4, False), (8, False)]


def test_a_week_that_stands_out_alone_starts_nothing() -> None:
    assert starts(log(0.7, 0.6, 0.7, 0.8, -0.4, 0.7, 0.6, 0.7, 0.8)) == [(0, False)]


def test_a_deload_between_two_phases_belongs_to_the_one_before() -> None:
    weeks = [week(number, 0.7) for number in range(4)]
    weeks += [week(4, -0.7, kind="deload"), *(week(number, -0.7) for number in range(5, 9))]
    assert starts(pl.DataFrame(weeks)) == [(0, False), (5, False)]


def test_a_deload_of_another_style_does_not_end_a_phase() -> None:
    weeks = [week(number, -0.5 if number % 4 == 3 else 0.7, "deload" if number % 4 == 3 else "trained")
             for number in range(12)]  # fmt: skip
    assert starts(pl.DataFrame(weeks)) == [(0, False)]


def test_four_weeks_off_end_a_phase_whatever_is_usual() -> None:
    fortnightly = log(0.7, None, 0.7, None, 0.7, None, 0.7, None, None, None, None, 0.7)
    assert starts(fortnightly, 2) == [(0, False), (11, True)]  # of a usual fourteen


@pytest.mark.parametrize("weekdays", [(0, 2, 4), (0, 3), (0, 2), (2,)])
def test_one_week_off_ends_no_phase(weekdays: tuple[int, ...]) -> None:
    assert starts(log(0.7, 0.7, 0.7, None, 0.7, 0.7, 0.7), *weekdays) == [(0, False)]


@pytest.mark.parametrize(
    ("weekdays", "after"),
    [
        ((0, 2, 4), [(0, False), (5, True)]),  # Friday to Monday: sixteen days without a session
        ((2,), [(0, False)]),  # Wednesdays alone: twenty, but of a usual seven
    ],
)
def test_two_weeks_off_end_a_phase_where_that_is_not_usual(
    weekdays: tuple[int, ...], after: list[tuple[int, bool]]
) -> None:
    assert starts(log(0.7, 0.7, 0.7, None, None, 0.7, 0.7, 0.7), *weekdays) == after


def test_a_layoff_is_long_beside_what_is_usual() -> None:
    weekly = log(0.7, 0.7, 0.7, 0.7, None, 0.7, 0.7, None, None, 0.7, 0.7)
    assert starts(weekly, 0) == [(0, False)]
    longer = log(0.7, 0.7, 0.7, 0.7, None, None, None, 0.7, 0.7, 0.7)
    assert starts(longer, 0) == [(0, False), (7, True)]


def test_before_and_after_a_layoff_nothing_is_joined_and_each_is_cut_for_itself() -> None:
    weeks = log(*[0.7] * 4, *[None] * 2, *[0.7] * 4, *[-0.7] * 4)
    assert starts(weeks) == [(0, False), (6, True), (10, False)]


def test_a_stretch_shorter_than_the_least_is_a_phase_of_its_own() -> None:
    weeks = log(*[0.7] * 4, None, None, -0.7, None, None, *[0.7] * 4)
    assert starts(weeks) == [(0, False), (6, True), (9, True)]


def test_neighbours_of_one_label_that_hardly_differ_are_one_phase() -> None:
    # Fourteen hundredths are far beyond a scatter of one: a change of level, but none of style.
    close = log(*[-0.60, -0.61] * 6, *[-0.74, -0.75] * 6)
    assert starts(close) == [(0, False)]
    apart = log(*[-0.40, -0.41] * 6, *[-0.84, -0.85] * 6)
    assert starts(apart) == [(0, False), (12, False)]


def test_moving_to_and_fro_across_the_edge_of_a_label_is_no_change() -> None:
    edge = log(*[-0.30, -0.31] * 6, *[-0.45, -0.46] * 6)
    assert starts(edge) == [(0, False)]
    across = log(*[-0.20, -0.21] * 6, *[-0.45, -0.46] * 6)
    assert starts(across) == [(0, False), (12, False)]


def test_the_most_alike_neighbours_are_joined_first() -> None:
    # The first two are .20 apart, the last two .25; once the first two are one at .50, the third is .35 away.
    stairs = log(*[0.40, 0.41] * 4, *[0.60, 0.61] * 4, *[0.85, 0.86] * 4)
    assert starts(stairs) == [(0, False), (16, False)]
    others = log(*[0.40, 0.41] * 4, *[0.65, 0.66] * 4, *[0.85, 0.86] * 4)
    assert starts(others) == [(0, False), (8, False)]


def undulating(numbers: np.random.Generator, weeks: int, sd: float) -> pl.DataFrame:
    styles = sd * numbers.standard_normal(weeks)
    return pl.DataFrame([week(number, float(style), spread=1.3) for number, style in enumerate(styles)])


def test_heavy_and_light_days_within_the_week_are_one_phase_however_its_mean_wobbles() -> None:
    numbers = np.random.default_rng(4)
    assert all(starts(undulating(numbers, 24, 0.2)) == [(0, False)] for _ in range(50))


def test_undulation_needs_wide_weeks_most_of_the_time_and_a_steady_mean() -> None:
    wide = pl.DataFrame([week(number, 0.05 * (-1) ** number, spread=1.2) for number in range(10)])
    assert changes.undulating(wide, USUAL)
    narrow = wide.with_columns(spread=pl.when(pl.int_range(pl.len()) < 4).then(0.4).otherwise("spread"))
    assert not changes.undulating(narrow, USUAL)
    moving = wide.with_columns(style=pl.when(pl.int_range(pl.len()) < 5).then(-0.6).otherwise(0.6))
    assert not changes.undulating(moving, USUAL)
    assert not changes.undulating(wide.head(2), USUAL)
    assert not changes.undulating(wide.with_columns(spread=pl.lit(None, pl.Float64)), USUAL)


def test_a_true_change_between_undulating_blocks_is_kept() -> None:
    weeks = [week(n, 0.6 if n < 8 else -0.6, spread=0.9) for n in range(16)]
    assert starts(pl.DataFrame(weeks)) == [(0, False), (8, False)]


def test_a_log_of_deloads_alone_is_one_phase() -> None:
    assert starts(pl.DataFrame([week(0, 0.4, "deload"), week(1, 0.5, "deload")])) == [(0, False)]


@pytest.mark.parametrize("styles", [[], [None], [None, None]])
def test_a_log_without_training_has_no_phase(styles: list[None]) -> None:
    empty = pl.DataFrame([week(number, style) for number, style in enumerate(styles)] or [week(0, 0.1)])
    frame = empty.head(len(styles)).cast({"style": pl.Float64, "spread": pl.Float64})
    assert starts(frame) == []


def test_the_coach_may_ask_for_longer_phases() -> None:
    block = log(*[0.7] * 4, *[-0.7] * 4, *[0.7] * 4)
    assert starts(block, thresholds=Thresholds({"phases.min_weeks": 5})) != starts(block)
