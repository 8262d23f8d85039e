from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from analysis.metrics import graded, lift_facts, volume
from analysis.tables import GradedSets, Sets

Row = dict[str, Any]
MakeSets = Callable[[list[Row]], dy.DataFrame[Sets]]
FIRST, OFF, THIRD = date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19)


@pytest.fixture
def done(make_sets: MakeSets, lifts: pl.DataFrame) -> dy.DataFrame[GradedSets]:
    """Two sessions in one week, none in the next, one in the third."""
    squats = [{"on": FIRST, "rest_s": rest, "session_s": 3600.0} for rest in (120.0, 180.0, 200.0)]
    benches: list[Row] = [
        {
            "on": date(2026, 1, 8),
            "exercise": "bench",
            "load_kg": 50.0,
            "reps": 10.0,
            "rir": rir,
            "session_s": 1800.0,
        }
        for rir in (1.0, 4.0)
    ]
    curls: list[Row] = [
        {"on": THIRD, "exercise": "leg_curl_single", "load_kg": 20.0, "reps": 12.0, "side": side}
        for side in ("left", "right", "left")
    ]
    warm: list[Row] = [{"on": THIRD, "kind": "warm_up", "load_kg": 60.0}]
    strange: list[Row] = [
        {"on": THIRD, "exercise": None, "lift": "My machine", "reps": 20.0, "load_kg": 10.0}
    ]
    return graded.grade(make_sets([*squats, *benches, *curls, *warm, *strange]), catalogue=lifts)


def test_a_week_off_is_a_row_of_zeros(done: dy.DataFrame[GradedSets], lifts: pl.DataFrame) -> None:
    weeks = volume.weekly_load(done, catalogue=lifts)
    assert weeks["week"].to_list() == [FIRST, OFF, THIRD]
    off = weeks.row(1, named=True)
    assert [off[name] for name in ("sessions", "work_sets", "hard_sets", "tonnage_kg", "reps")] == [0] * 5
    assert [value for name, value in off.items() if name.startswith(("heavy", "median", "mean"))] == [
        None
    ] * 4


def test_a_week_adds_up(done: dy.DataFrame[GradedSets], lifts: pl.DataFrame) -> None:
    week = volume.weekly_load(done, catalogue=lifts).row(0, named=True)
    assert (week["sessions"], week["work_sets"], week["reps"]) == (2, 5, 35)
    assert week["hard_sets"] == 3 + 1 + 0.75
    assert week["tonnage_kg"] == 3 * 500 + 2 * 500
    assert week["heavy_share"] == pytest.approx(3 / 4.75)
    assert week["volume_share"] == pytest.approx(1.75 / 4.75)
    assert week["compound_share"] == 1.0
    assert (week["median_rest_s"], week["median_rir"], week["session_s"]) == (180.0, 2.0, 2700.0)
    assert week["work_sets_per_h"] == pytest.approx(5 / 1.5)


def test_left_and_right_make_one_set(done: dy.DataFrame[GradedSets], lifts: pl.DataFrame) -> None:
    week = volume.weekly_load(done, catalogue=lifts).row(2, named=True)
    assert week["work_sets"] == 3  # two pairs, one of them half done, and the machine
    assert week["hard_sets"] == 1.5 + 1
    assert week["tonnage_kg"] == 3 * 240 + 200
    assert week["compound_share"] == 0.0  # the unmatched machine is neither


def test_muscles_get_full_and_half_sets(done: dy.DataFrame[GradedSets], lifts: pl.DataFrame) -> None:
    found = volume.muscle_weeks(done, catalogue=lifts)
    first = {row["muscle"]: (row["direct_sets"], row["fractional_sets"]) for row in
             found.filter(pl.col("week") == FIRST).iter_rows(named=True)}  # fmt: skip
    assert first == {
        "quads": (3, 3), "glutes": (3, 3), "lower_back": (0, 1.5), "chest": (1.75, 1.75),
        "triceps": (0, 0.875), "hamstrings": (0, 0),
    }  # fmt: skip
    assert found.height == 3 * 6


def test_weeks_off_at_the_end_are_weeks(done: dy.DataFrame[GradedSets], lifts: pl.DataFrame) -> None:
    until = date(2026, 2, 5)
    mondays = [FIRST + timedelta(weeks=week) for week in range(5)]
    assert volume.weekly_load(done, until=until, catalogue=lifts)["week"].to_list() == mondays
    muscles = volume.muscle_weeks(done, until=until, catalogue=lifts).filter(pl.col("muscle") == "quads")
    assert muscles["fractional_sets"].to_list() == [3, 0, 0, 0, 0]
    assert volume.zone_sets(done, until=until)["week"].max() == mondays[-1]


def test_a_mean_week_is_the_months_sets_over_its_days(make_sets: MakeSets, lifts: pl.DataFrame) -> None:
    # Saturday 2 January 2027 lies in the week of 28 December; only the calendar says which month it is of.
    rows: list[Row] = [{"on": date(2027, 1, 2), "exercise": "bench", "load_kg": 50.0, "reps": 8.0}] * 10
    rows.append({"on": date(2026, 12, 30)})
    graded_sets = graded.grade(make_sets(rows), catalogue=lifts)

    def month(first: date, last: date) -> dict[str, tuple[float, float, str]]:
        found = volume.muscle_month(graded_sets, month=(first, last), catalogue=lifts)
        return {row["muscle"]: (row["fractional_sets"], row["per_week"], row["band"]) for row in
                found.iter_rows(named=True)}  # fmt: skip

    january = month(date(2027, 1, 1), date(2027, 1, 31))
    assert january["chest"][0] == 10
    assert january["chest"][1:] == (10 / (31 / 7), "below minimum")
    assert january["quads"] == (0, 0, "none")
    assert month(date(2026, 12, 1), date(2026, 12, 31))["chest"] == (0, 0, "none")


def test_squats_credit_no_hamstrings() -> None:
    credited = set(lift_facts.muscles().filter(pl.col("exercise") == "back_squat_barbell")["muscle"])
    assert "quads" in credited
    assert "hamstrings" not in credited


def test_zones_hold_every_work_set(done: dy.DataFrame[GradedSets]) -> None:
    zones = volume.zone_sets(done)
    assert zones.height == 3 * 6
    # Squat: 100 of 121.6 is 82%. Bench: n is 11 and 14, so only the first has an e1RM (50 x 1.34): 75%.
    week = dict(zones.filter(pl.col("week") == FIRST).select("zone", "work_sets").iter_rows())
    assert week == {"<60": 0, "60-70": 0, "70-80": 2, "80-90": 3, ">=90": 0, "unknown": 0}
    third = dict(zones.filter(pl.col("week") == THIRD).select("zone", "work_sets").iter_rows())
    assert third["unknown"] == 3  # curls at n 14 (two sets' worth) and the machine have no reference


def test_bands_have_the_edges_of_the_literature() -> None:
    edges = [0.0, 0.5, 3.99, 4.0, 9.99, 10.0, 20.0, 20.01, 30.0, 30.01]
    found = pl.select(volume.band(pl.lit(pl.Series(edges)))).to_series().to_list()
    assert found == ["none", "below minimum", "below minimum", "low", "low", "target", "target", "high", "high", "very high"]  # fmt: skip


def test_cardio_is_a_session_but_no_set(make_sets: MakeSets, lifts: pl.DataFrame) -> None:
    rows: list[Row] = [
        {"exercise": "treadmill", "load_kg": None, "reps": None, "duration_s": 1800.0},
        {"exercise": None, "lift": "Jogging", "load_kg": None, "reps": None, "distance_m": 5000.0},
    ]
    (week,) = volume.weekly_load(graded.grade(make_sets(rows), catalogue=lifts), catalogue=lifts).iter_rows(
        named=True
    )
    assert (week["sessions"], week["work_sets"], week["hard_sets"]) == (1, 0, 0)
