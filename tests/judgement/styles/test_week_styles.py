from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from analysis.judgement.styles import session_styles, set_styles, week_styles
from analysis.judgement.thresholds import Thresholds

MONDAY = date(2026, 1, 5)
NUMBERS = Thresholds()


def of(graded: Any, until: date | None = None) -> pl.DataFrame:
    sets = set_styles.of(graded, thresholds=NUMBERS)
    sessions = session_styles.of(graded, sets, thresholds=NUMBERS)
    last = until or graded["performed_on"].max() or MONDAY
    return week_styles.of(graded, sets, sessions, until=last, thresholds=NUMBERS)


def day(week: int, weekday: int = 0, *, sets: int = 6, **row: Any) -> list[dict[str, Any]]:
    return [{"on": MONDAY + timedelta(weeks=week, days=weekday), "reps": 5, **row} for _ in range(sets)]


def test_a_week_adds_up_its_sessions(make_graded: Any) -> None:
    """Six heavy fives at 85% and six twelves at 70%: half and half, style far apart."""
    rows = [*day(0, 0, pct_1rm=85.0, rir=1.0, rest_s=200.0), *day(0, 3, reps=12, pct_1rm=70.0, rir=3.0, rest_s=60.0)]  # fmt: skip
    week = of(make_graded(rows)).row(0, named=True)
    assert (week["week"], week["kind"], week["label"]) == (MONDAY, "trained", "combination")
    assert (week["sessions"], week["work_sets"], week["hard_sets"], week["reps"]) == (2, 12, 12, 102)
    assert (week["mean_pct_1rm"], week["mean_rir"], week["rest_s"]) == (77.5, 2.0, 130.0)
    assert (week["heavy_share"], week["light_share"], week["compound_share"]) == (0.5, 0.5, 1.0)
    assert week["spread"] > 1.5


def test_a_week_off_is_a_row_and_has_no_style(make_graded: Any) -> None:
    weeks = of(make_graded([*day(0), *day(1, sets=2), *day(3)]))
    assert weeks["kind"].to_list() == ["trained", "gap", "gap", "trained"]
    gap = weeks.row(1, named=True)
    assert (gap["sessions"], gap["hard_sets"], gap["reps"]) == (1, 2, 10)
    unknown = [
        "label",
        "style",
        "strength",
        "heavy_share",
        "confidence",
        "spread",
        "compound_share",
        "rest_s",
    ]
    assert all(gap[name] is None for name in unknown)


def test_weeks_run_to_the_day_the_report_speaks_of(make_graded: Any) -> None:
    weeks = of(make_graded(day(0)), until=MONDAY + timedelta(weeks=2, days=3))
    assert weeks["kind"].to_list() == ["trained", "gap", "gap"]


def test_a_session_past_sunday_midnight_is_of_the_week_it_starts_in(make_graded: Any) -> None:
    late = datetime(2026, 1, 11, 23, 50)
    rows = [{"session": "s", "performed_at": late + timedelta(minutes=5 * place)} for place in range(6)]
    weeks = of(make_graded(rows), until=date(2026, 1, 12))
    assert weeks["hard_sets"].to_list() == [6, 0]


def test_one_session_has_no_spread(make_graded: Any) -> None:
    assert of(make_graded(day(0)))["spread"].to_list() == [None]


def test_a_deload_week_keeps_the_style_of_its_own_sets(make_graded: Any) -> None:
    full = [row for week in range(3) for row in day(week, sets=16, pct_1rm=85.0)]
    weeks = of(make_graded([*full, *day(3, sets=8, pct_1rm=65.0), *day(4, sets=16, pct_1rm=85.0)]))
    assert weeks["kind"].to_list() == ["trained"] * 3 + ["deload", "trained"]
    assert weeks["style"][3] < 0.35 < weeks["style"][2]


def test_an_easy_week_without_a_hard_set_is_a_deload_without_a_style(make_graded: Any) -> None:
    full = [row for week in range(3) for row in day(week, sets=16, pct_1rm=85.0)]
    weeks = of(
        make_graded([*full, *day(3, sets=8, pct_1rm=50.0, hard=0.0)]), until=MONDAY + timedelta(days=27)
    )
    assert weeks.row(3, named=True)["kind"] == "deload"
    assert weeks.row(3, named=True)["style"] is None


def test_a_log_without_sets_has_no_weeks(make_graded: Any) -> None:
    assert of(make_graded([])).is_empty()


@pytest.mark.parametrize(
    ("slug", "deloads"),
    [("sarah-switch", [7, 14, 21, 28, 35, 42]), ("hana-season", [13, 25]), ("nadia-machines", [28])],
)
def test_the_deloads_of_a_sample_client_are_found_and_no_others(
    sample: Any, slug: str, deloads: list[int]
) -> None:
    kinds = sample(slug).case.week_styles["kind"].to_list()
    assert [place for place, kind in enumerate(kinds, start=1) if kind == "deload"] == deloads
