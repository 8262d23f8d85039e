from __future__ import annotations

from typing import get_args

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics import formulas
from analysis.settings.coach import Formula

REPS = (3, 5, 8, 10, 12, 15)
PERCENT_IMPLIED: dict[Formula, tuple[float, ...]] = {
    "epley": (90.9, 85.7, 78.9, 75.0, 71.4, 66.7),
    "brzycki": (94.4, 88.9, 80.6, 75.0, 69.4, 61.1),
    "lombardi": (89.6, 85.1, 81.2, 79.4, 78.0, 76.3),
    "oconner": (93.0, 88.9, 83.3, 80.0, 76.9, 72.7),
    "lander": (93.3, 87.9, 79.9, 74.6, 69.2, 61.2),
    "mayhew": (87.7, 84.0, 79.2, 76.4, 73.9, 70.6),
    "wathan": (91.8, 85.8, 78.3, 74.2, 70.7, 66.3),
    "modified_epley": (93.8, 88.2, 81.1, 76.9, 73.2, 68.2),
}  # fmt: skip
"""Load in % of the 1RM that each formula implies, worked out by hand from the published equations."""

EVERY = pytest.mark.parametrize("name", formulas.FORMULAS)


def estimate(name: Formula, load_kg: float, reps: float) -> float | None:
    value: float | None = pl.select(formulas.FORMULAS[name](pl.lit(load_kg), pl.lit(reps))).item()
    return value


def test_the_settings_and_the_formulas_agree_on_names() -> None:
    assert set(formulas.FORMULAS) == set(get_args(Formula))


@EVERY
def test_implies_the_published_percentages(name: Formula) -> None:
    implied = [100 * 100 / (estimate(name, 100.0, float(n)) or 0) for n in REPS]
    assert implied == pytest.approx(PERCENT_IMPLIED[name], abs=0.06)


@EVERY
def test_one_rep_is_the_maximum_itself(name: Formula) -> None:
    assert estimate(name, 100.0, 1.0) == 100.0


@EVERY
def test_no_rep_is_no_estimate(name: Formula) -> None:
    assert estimate(name, 100.0, 0.0) is None


@EVERY
def test_no_load_is_no_estimate(name: Formula) -> None:
    nothing = pl.lit(None, pl.Float64)
    assert pl.select(formulas.FORMULAS[name](nothing, pl.lit(5.0))).item() is None
    assert pl.select(formulas.FORMULAS[name](pl.lit(5.0), nothing)).item() is None


@pytest.mark.parametrize("name", ["brzycki", "lander"])
def test_where_the_denominator_ends_there_is_no_estimate(name: Formula) -> None:
    assert estimate(name, 100.0, 37.0) is None
    assert estimate(name, 100.0, 40.0) is None


@EVERY
@settings(max_examples=15, deadline=None)
@given(load_kg=st.floats(1, 400), reps=st.integers(1, 20))
def test_one_more_rep_never_lowers_the_estimate(name: Formula, load_kg: float, reps: int) -> None:
    here, more = estimate(name, load_kg, float(reps)), estimate(name, load_kg, float(reps + 1))
    assert here is not None
    assert more is not None
    assert load_kg <= here < more
