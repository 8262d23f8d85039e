"""What no lifter does and no log holds is rejected by name; what is only unlikely is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl
import pytest

from analysis.ingest import bounds
from analysis.tables.body import MEASURES

if TYPE_CHECKING:
    from tests.conftest import ReadText

HEADER = "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time\n"
DAY = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("2026-01-05,Leg Press,Legs,1000.5,5,,,", "load_out_of_range"),
        ("2026-01-05,Leg Press,Legs,1e9,5,,,", "load_out_of_range"),
        ("2026-01-05,Assisted Pull Up,Back,2000,5,,,", "load_out_of_range"),
        ("2026-01-05,Squat,Legs,60,1000001,,,", "reps_out_of_range"),
        ("2026-01-05,Squat,Legs,60,1e300,,,", "reps_out_of_range"),
        ("2026-01-05,Plank,Abs,,,,,25:00:00", "duration_out_of_range"),
        ("2026-01-05,Rowing,Cardio,,,1001,km,", "distance_out_of_range"),
        ("0024-01-05,Squat,Legs,60,5,,,", "date_far_from_the_rest"),
        ("1969-12-31,Squat,Legs,60,5,,,", "date_far_from_the_rest"),
        ("2101-01-01,Squat,Legs,60,5,,,", "date_far_from_the_rest"),
        ("2026-01-05,Squat,Legs,-100,5,,,", "negative_weight"),
        ("2026-01-05,Leg Press,Legs,1000,1000,,,", None),
        ("2026-01-05,Pull Up,Back,-20,5,,,", None),
        ("2026-01-05,Assisted Pull Up,Back,-20,5,,,", None),
    ],
)
def test_a_record_beyond_the_bounds_is_rejected_by_its_rule(
    read: ReadText, row: str, rule: str | None
) -> None:
    done = read(HEADER + row + "\n2026-01-05,Squat,Legs,60,5,,,\n")
    assert done.ledger["rule"].to_list() == [rule, None]
    assert done.sets.height == 1 + (rule is None)


def test_a_weight_below_zero_on_a_lift_nobody_knows_is_help_with_a_remark(read: ReadText) -> None:
    done = read(HEADER + "2026-01-05,Zorbing With Aid,Back,-20,5,,,\n")
    assert done.sets["assistance_kg"].to_list() == [20.0]
    assert "taken as help" in done.ledger["problem"].item()


def days(*runs: tuple[date, int]) -> pl.Series:
    return pl.Series([day for day, n in runs for _ in range(n)], dtype=pl.Datetime("us"))


WEEKS = [(DAY + timedelta(weeks=week), 3) for week in range(20)]
LAST = WEEKS[-1][0]


def test_a_record_alone_and_more_than_a_year_after_all_others_is_far() -> None:
    assert bounds.far_days(days(*WEEKS, (LAST + timedelta(days=367), 1))) == [LAST + timedelta(days=367)]
    assert bounds.far_days(days(*WEEKS, (LAST + timedelta(days=366), 1))) == []


def test_a_first_session_after_a_long_break_is_not_far() -> None:
    assert bounds.far_days(days(*WEEKS, (LAST + timedelta(days=900), 2))) == []


def test_a_lone_record_in_a_short_file_or_a_log_of_one_a_day_is_not_far() -> None:
    assert bounds.far_days(days((DAY, 3), (DAY + timedelta(days=500), 1))) == []
    tape = [(DAY + timedelta(days=400 * n), 1) for n in range(15)]
    assert bounds.far_days(days(*tape), one_a_day=True) == []


def test_a_few_records_of_a_clock_set_decades_ahead_are_far() -> None:
    ahead = date(2062, 10, 5)
    assert bounds.far_days(days(*WEEKS, (ahead, 2), (ahead + timedelta(days=2), 1))) == [
        ahead, ahead + timedelta(days=2),
    ]  # fmt: skip


def test_one_session_of_2062_is_not_the_last_day_of_its_file(read: ReadText) -> None:
    rows = [f"2026-01-{day:02},Squat,Legs,60,5,,,\n" for day in range(1, 29)]
    done = read(HEADER + "".join(rows) + "2062-10-05,Squat,Legs,60,5,,,\n")
    assert done.source["last_on"].item() == date(2026, 1, 28)
    assert done.ledger["rule"].to_list()[-1] == "date_far_from_the_rest"


def test_every_measure_has_bounds() -> None:
    assert set(bounds.MEASURES) == set(MEASURES)
    assert all(low < high for low, high in bounds.MEASURES.values())
