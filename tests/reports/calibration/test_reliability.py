"""Claims by tenth of their probability, on athletes written by hand."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pytest

from analysis.reports.calibration import reliability, tables, targets
from analysis.reports.calibration.brief import Brief, Params
from analysis.reports.calibration.shares import Share
from analysis.reports.calibration.trials import Judged, Looked, Promised, Scored


def brief(said: Sequence[tuple[float, float]], below: Sequence[float] = ()) -> Brief:
    """Athletes by the probability that they go up, and their true rate."""
    rows = [
        {
            "group": "drawn", "name": "rates drawn", "weeks": 8, "rate": 0.0, "athlete": number, "truth": truth,
            "half_width": 1.0, "below_truth": below[number] if below else 0.5, "p_improving": p, "p_worthwhile": 0.5,
            "final": "can't tell yet", "running": "can't tell yet", "score": -1.0,
        }
        for number, (p, truth) in enumerate(said)
    ]  # fmt: skip
    types = {name: column.dtype for name, column in Judged.columns().items()}
    return Brief(
        params=Params(),
        judged=Judged.validate(pl.DataFrame(rows, schema=types)),
        scored=Scored.create_empty(),
        looked=Looked.create_empty(),
        promised=Promised.create_empty(),
    )


def test_a_claim_below_one_half_is_a_claim_that_it_goes_down() -> None:
    """10% going up is 90% going down: true of the athlete who falls, not of the one who rises."""
    last = reliability.tenths(brief([(0.1, -1.0), (0.1, 1.0), (0.94, 2.0)]))[-1]
    assert last.said == pytest.approx((0.9 + 0.9 + 0.94) / 3)
    assert last.true == Share(2, 3)
    assert last.off == pytest.approx(0.9133 - 2 / 3, abs=1e-4)


def test_a_tenth_has_its_lower_end_and_certainty_belongs_to_the_last() -> None:
    tenths = reliability.tenths(brief([(0.5, 1.0), (0.6, 1.0), (0.999, 1.0), (1.0, 1.0)]))
    assert [tenth.true.of for tenth in tenths] == [1, 1, 0, 0, 2]


def test_where_nothing_was_said_nothing_is_off() -> None:
    assert reliability.tenths(brief([(0.95, 1.0)]))[0].off == 0.0


def test_where_nothing_was_said_a_dash_stands_and_no_nan() -> None:
    few = brief([(0.95, 1.0)])
    assert next(targets.reliable(few)).found == "said –, true –"
    assert "nan" not in tables.of_reliability(few).block().plain


def test_places_are_tenths_of_what_was_expected() -> None:
    places = reliability.places(brief([(0.5, 1.0)] * 4, below=[0.0, 0.05, 0.15, 1.0]))
    assert [place.count for place in places] == [2, 1, 0, 0, 0, 0, 0, 0, 0, 1]
