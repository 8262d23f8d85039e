from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from analysis.simulate.athlete import Athlete, Tape
from analysis.simulate.body import readings

Make = Callable[..., Athlete]


def test_readings_come_at_their_interval(make_athlete: Make) -> None:
    tapes = {"waist_cm": Tape(start=80.0, per_week=(0.0,), error=0.5, every_days=28)}
    measured = readings(make_athlete(tapes=tapes))
    assert measured.group_by("measure").len().sort("measure").rows() == [
        ("bodyweight_kg", 20),
        ("waist_cm", 5),
    ]
    assert measured["measured_at"].is_sorted()


def test_readings_scatter_about_the_truth_by_their_error(make_athlete: Make) -> None:
    tape = Tape(start=80.0, per_week=(0.0,), error=0.5, every_days=1)
    values = readings(make_athlete(bodyweight=tape, ends_on=date(2030, 1, 5)))["value"]
    assert values.mean() == pytest.approx(80.0, abs=0.05)
    assert values.std() == pytest.approx(0.5, abs=0.03)


def test_without_error_a_reading_is_the_truth(make_athlete: Make) -> None:
    exact = make_athlete(bodyweight=Tape(start=80.0, per_week=(0.1, 0.0), error=0.0))
    assert readings(exact).filter(pl.col("measured_at").dt.date() == date(2026, 2, 2))["value"].to_list() == [
        80.4
    ]
