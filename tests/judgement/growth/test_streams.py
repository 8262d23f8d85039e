"""What reaches the three streams, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from analysis.judgement.growth.streams import Growth
from analysis.judgement.words import UnknownMuscleError
from analysis.tables import Body

LAST = date(2026, 3, 25)
"""The day judged: a Wednesday, so that its week has days that are not known yet."""


def test_readings_after_the_day_judged_are_not_known(
    grown: Callable[..., Growth],
    grower: type[Any],
    with_tape: Callable[..., Any],
    readings: Callable[..., dy.DataFrame[Body]],
) -> None:
    """They would move the mean of the week that runs; one of the evening of that day is known and does."""
    athlete = grower(girths_pct=with_tape(0.5))
    later = readings([("left_arm_cm", LAST + timedelta(days=day), 55.0, None) for day in (1, 2)])
    plain, with_later = (
        grown(athlete, as_of=LAST, body=body) for body in (athlete.body, joined(athlete.body, later))
    )
    assert with_later.measurements == plain.measurements
    evening = readings([("left_arm_cm", LAST, 55.0, None)]).with_columns(
        pl.col("measured_at") + timedelta(hours=16, minutes=59)
    )
    with_evening = grown(athlete, as_of=LAST, body=joined(athlete.body, evening))
    assert with_evening.measurements != plain.measurements


def joined(body: pl.DataFrame, more: pl.DataFrame) -> dy.DataFrame[Body]:
    return Body.validate(pl.concat([body, more.with_columns(pl.col("source_line") + 1000)], how="vertical"))


def test_a_muscle_that_nobody_has_is_an_error_and_not_left_out(
    grown: Callable[..., Growth], grower: type[Any]
) -> None:
    with pytest.raises(UnknownMuscleError, match=r"no such muscle: 'glutez'; did you mean 'glutes'\?"):
        grown(grower(), priority_muscles=("chest", "glutez"))
    with pytest.raises(UnknownMuscleError, match="no such muscle: '大'; there is chest, "):
        grown(grower(), priority_muscles=("大",))
