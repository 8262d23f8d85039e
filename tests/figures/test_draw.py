"""Each figure draws what it is given, and its words state the finding."""

from __future__ import annotations

from datetime import date

import dataframely as dy
import matplotlib as mpl
import numpy as np
import polars as pl
import pytest
from matplotlib.axes import Axes

from analysis.figures import body_trend, e1rm_trend, muscle_sets, style_map, theme, weekly_tonnage
from analysis.tables import (
    BodyWeeks,
    LiftSessions,
    LiftTrend,
    MuscleMonths,
    MuscleWeeks,
    Records,
    WeeklyLoad,
)

MONTH = (date(2026, 10, 1), date(2026, 10, 31))
MONDAYS = [date(2026, 9, 28), date(2026, 10, 5), date(2026, 10, 12), date(2026, 10, 19), date(2026, 10, 26)]
CUT = [date(2026, 9, 28), date(2026, 10, 26)]


@pytest.fixture
def ax() -> Axes:
    return theme.axes(height_mm=40)


def _line(ax: Axes, label: str) -> list[float]:
    line = next(line for line in ax.get_lines() if line.get_label() == label)
    return [float(value) for value in np.asarray(line.get_ydata(), dtype=float)]


def test_the_look_is_gone_after_its_with() -> None:
    before = dict(mpl.rcParams)
    with theme.look():
        assert mpl.rcParams["svg.fonttype"] == before["svg.fonttype"]
        assert mpl.rcParams["font.family"][0] in {"IBM Plex Sans", "DejaVu Sans"}
    assert dict(mpl.rcParams) == before


def test_e1rm_trend_shows_sessions_line_and_only_the_months_records(
    ax: Axes,
    trend: dy.DataFrame[LiftTrend],
    sessions: dy.DataFrame[LiftSessions],
    records: dy.DataFrame[Records],
) -> None:
    early = Records.validate(records.with_columns(on=pl.Series([date(2026, 9, 3), date(2026, 10, 28)])))
    e1rm_trend.draw(trend, sessions=sessions, records=early, month=MONTH, unit="kg", ax=ax)
    assert len(_line(ax, "Session")) == sessions.height
    assert _line(ax, "Smoothed e1RM")[0] == 80.0
    assert _line(ax, "Record this month") == [111.2]


def test_e1rm_trend_in_pounds_is_the_same_line_in_pounds(
    ax: Axes,
    trend: dy.DataFrame[LiftTrend],
    sessions: dy.DataFrame[LiftSessions],
    records: dy.DataFrame[Records],
) -> None:
    e1rm_trend.draw(trend, sessions=sessions, records=records, month=MONTH, unit="lb", ax=ax)
    assert _line(ax, "Smoothed e1RM")[0] == pytest.approx(176.37, abs=0.01)
    assert "lb" in e1rm_trend.alt(trend, name="Back squat", unit="lb")


def test_e1rm_alt_states_start_end_and_band(trend: dy.DataFrame[LiftTrend]) -> None:
    assert e1rm_trend.alt(trend, name="Back squat", unit="kg") == (
        "Back squat: estimated one-rep max 80 kg on 2 March 2026, 109 kg on 28 October 2026"
        " (90% band 106 to 112)."
    )


def test_a_week_off_is_marked_and_a_cut_week_is_hatched(ax: Axes, weekly: dy.DataFrame[WeeklyLoad]) -> None:
    weekly_tonnage.draw(weekly, weeks=MONDAYS, cut=CUT, unit="kg", ax=ax)
    assert len(ax.get_lines()) == 2
    hatched = [bar for bar in ax.patches if bar.get_hatch()]
    assert len(hatched) == 2
    assert len(ax.patches) == 24
    assert [bar.get_facecolor() == mpl.colors.to_rgba(theme.STRENGTH) for bar in ax.patches].count(True) == 5


def test_tonnage_alt_compares_the_month_with_the_weeks_before(weekly: dy.DataFrame[WeeklyLoad]) -> None:
    # Whole weeks 22 to 24: (3 x 9000 + 150 x 69 - 4000 for week 23) / 3. Before: weeks 0 to 20 without 8 and 9, three of them deloads:
    # (19 x 9000 + 150 x 193 - 3 x 4000) / 19 = 9892.1.
    assert weekly_tonnage.alt(weekly, weeks=MONDAYS, cut=CUT, unit="kg") == (
        "Mean tonnage of the month's 3 whole weeks: 11,117 kg; of the 19 trained weeks shown before: 9,892 kg;"
        " weeks without training: 2."
    )


def test_muscles_stand_in_order_of_their_mean(
    ax: Axes, muscles: dy.DataFrame[MuscleWeeks], muscle_month: dy.DataFrame[MuscleMonths]
) -> None:
    muscle_sets.draw(muscles, month=muscle_month, cut=CUT, ax=ax)
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels[:3] == ["Adductors", "Glutes", "Quads"]
    assert labels[-1] == "Abs"
    assert muscle_sets.alt(muscle_month).startswith(
        "Hard sets in a mean week of the month. above 20 a week: adductors 22.0; 10 to 20 a week: glutes"
    )


def test_weeks_that_lie_in_two_months_are_marked_apart(
    ax: Axes, muscles: dy.DataFrame[MuscleWeeks], muscle_month: dy.DataFrame[MuscleMonths]
) -> None:
    muscle_sets.draw(muscles, month=muscle_month, cut=CUT, ax=ax)
    assert len(_line(ax, "One whole week")) == 3 * 14
    assert len(_line(ax, "Week in two months")) == 14


def test_style_map_draws_each_place_once(ax: Axes, tally: pl.DataFrame) -> None:
    style_map.draw(tally, ax=ax)
    places = sum(np.asarray(points.get_offsets()).shape[0] for points in ax.collections)
    assert places == tally.height


def test_style_alt_counts_the_sets(tally: pl.DataFrame) -> None:
    assert style_map.alt(tally) == (
        "Of 106 hard sets with a known % of one-rep max: 45 (42%) in the strength region,"
        " 53 (50%) in the hypertrophy region, 8 (8%) between or outside."
    )
    assert style_map.alt(tally.clear()) == "No hard set of the month has a known % of one-rep max."


def test_body_alt_says_whether_the_change_exceeds_its_error(waist: dy.DataFrame[BodyWeeks]) -> None:
    # 11 steps of .12 = 1.32; error 1.6449 x .35 x sqrt 2 = .814
    assert body_trend.alt(waist, unit="kg").endswith("the change of +1.3 is more than the 90% error of 0.8.")
    first_four = BodyWeeks.validate(waist.head(4))
    assert body_trend.alt(first_four, unit="kg").endswith(
        "the change of +0.4 is within the 90% error of 0.8."
    )


def test_body_trend_draws_every_week(ax: Axes, waist: dy.DataFrame[BodyWeeks]) -> None:
    body_trend.draw(waist, span=(date(2026, 8, 3), MONTH[1]), month=MONTH, unit="kg", ax=ax)
    assert np.asarray(ax.get_lines()[0].get_ydata()).size == 12


@pytest.mark.parametrize("number", [1, 2, 3, 5, 6])
def test_panels_stay_inside_the_paper(number: int) -> None:
    panels = theme.panels(number, top_mm=theme.KEY_MM)
    assert len(panels) == number
    for ax in panels:
        box = ax.get_position()
        assert 0 < box.x0 < box.x1 < 1
        assert 0 < box.y0 < box.y1 < 1
