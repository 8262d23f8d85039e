from __future__ import annotations

from datetime import date, datetime, timedelta

import dataframely as dy
import numpy as np
import polars as pl
import pytest

from analysis.judgement.rate import worthwhile
from analysis.judgement.rate.worthwhile import Worthwhile
from analysis.judgement.thresholds import Thresholds
from analysis.tables import Body

START = date(2026, 6, 1)
NOBODY = Body.create_empty()


def weighed(kg: list[float], every: int = 3) -> dy.DataFrame[Body]:
    rows = {
        "client": "ana", "source": "b", "source_line": range(1, len(kg) + 1), "measure": "bodyweight_kg",
        "measured_at": [datetime(2026, 6, 1, 7) + timedelta(days=every * i) for i in range(len(kg))],
        "value": kg, "tester": None,
    }  # fmt: skip
    return Body.validate(
        pl.DataFrame(rows, schema={name: column.dtype for name, column in Body.columns().items()})
    )


def asked(since: date | None, body: dy.DataFrame[Body] = NOBODY) -> Worthwhile:
    return worthwhile.of(
        since, body, starts_on=START, as_of=START + timedelta(days=55), thresholds=Thresholds()
    )


@pytest.mark.parametrize(
    ("since", "delta"),
    [
        (date(2026, 5, 1), 1.5),
        (date(2025, 6, 15), 1.5),
        (date(2025, 5, 15), 0.75),
        (date(2023, 7, 1), 0.75),
        (date(2023, 5, 1), 0.25),
        (date(2010, 1, 1), 0.25),
    ],
)
def test_less_is_asked_of_those_who_have_trained_for_longer(since: date, delta: float) -> None:
    assert asked(since) == Worthwhile(delta, ())


def test_an_unknown_training_age_is_an_intermediate_lifters_and_said_to_be() -> None:
    delta, notes = asked(None)
    assert delta == 0.75
    assert notes == ("Training age is not stated: 0.75% a month is asked, as of an intermediate lifter.",)


def test_losing_weight_halves_what_is_asked() -> None:
    falling = weighed([80 * float(np.exp(-0.008 / 7 * 3 * i)) for i in range(15)])
    delta, (note,) = asked(date(2025, 5, 15), falling)
    assert delta == 0.375
    assert note.startswith("Bodyweight falls by 0.8% a week.")


@pytest.mark.parametrize(
    "kg",
    [
        [80 - 0.05 * i for i in range(15)],
        [80 + 0.5 * i for i in range(15)],
        [80, 79, 78],
        [80, 79, 78, 77, 76, 75, 74],
        [80, 78.5, 80.3, 77.6, 79.9, 78.9, 80.1, 77.2],
    ],
    ids=["slowly", "gaining", "three weigh-ins", "eighteen days", "up and down"],
)
def test_else_it_does_not(kg: list[float]) -> None:
    assert asked(date(2025, 5, 15), weighed(kg)).pct_per_month == 0.75


def test_the_trend_of_bodyweight_by_hand() -> None:
    """Log weight falls by .01 a week exactly."""
    body = weighed([80 * float(np.exp(-0.01 * i)) for i in range(5)], every=7)
    found = worthwhile.bodyweight_pct_per_week(
        body, starts_on=START, as_of=START + timedelta(days=60), thresholds=Thresholds()
    )
    assert found.pct_per_week == pytest.approx(-1.0, rel=1e-9)
    assert found.error == pytest.approx(0.0, abs=1e-6)


def test_weigh_ins_outside_the_phase_do_not_count() -> None:
    body = weighed([90, 88, 86, 84, *[82.0] * 10], every=7)
    found = worthwhile.bodyweight_pct_per_week(
        body,
        starts_on=START + timedelta(days=28),
        as_of=START + timedelta(days=200),
        thresholds=Thresholds(),
    )
    assert found.pct_per_week == pytest.approx(0.0, abs=1e-12)


def test_the_error_of_a_trend_by_hand() -> None:
    """Residuals 1, -1, -1, 1 about 0 at weeks 0 to 3 are no slope: s^2 = 4 / 2, sum of squares of weeks 5."""
    body = weighed([float(np.exp(4 + each / 100)) for each in (1, -1, -1, 1)], every=7)
    found = worthwhile.bodyweight_pct_per_week(
        body, starts_on=START, as_of=START + timedelta(days=60), thresholds=Thresholds()
    )
    assert found.pct_per_week == pytest.approx(0.0, abs=1e-9)
    assert found.error == pytest.approx(float(np.sqrt(2 / 5)))
