"""One-rep maxima that the coach tested and stated, in the load that the e1RM is of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from analysis.metrics import lift_facts, loads

Tested = tuple[str, date, float]
"""A tested one-rep maximum: lift, day, load in kg as stated."""

NEAREST: Final = 6
FEWEST: Final = 3
"""Sessions that a test is held against, the nearest in time; with fewer it is believed."""

MOST_TIMES: Final = 1.5
"""Sets far from failure, or of another rep range, may mislead by a third; by half it is a slip or another unit."""

_SCHEMA: Final = {"lift": pl.String, "performed_on": pl.Date, "load_kg": pl.Float64}


def effective(
    tested: Sequence[Tested], *, bodyweight: pl.DataFrame | None = None, catalogue: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Return the highest stated maximum of each lift and day: lift, performed_on, stated_kg.

    On a lift that moves the body the stated load is what was added, so the share of bodyweight joins it; on an
    assisted lift it is the help, which is taken off. A test whose
    effective load is not known, for want of a weigh-in or of the share, is not among them.
    """
    stated = pl.DataFrame(list(tested), schema=_SCHEMA, orient="row").with_columns(exercise="lift")
    facts = lift_facts.join(stated, catalogue).sort("performed_on").with_columns(
        assistance_kg=pl.lit(None, pl.Float64), side=pl.lit(None, pl.String), reps=pl.lit(1.0)
    )  # fmt: skip
    return (
        loads.with_loads(facts, bodyweight)
        .filter(pl.col("load_eff_kg").is_not_null())
        .group_by("lift", "performed_on")
        .agg(stated_kg=pl.col("load_eff_kg").max())
    )


def in_doubt(tests: pl.DataFrame, valued: pl.DataFrame) -> pl.DataFrame:
    """Return the tests that the log belies: lift, performed_on, stated_kg and `usual_kg`, what the log implies.

    That is the median of the lift's six nearest sessions; a test is in doubt if it is over one and a half times as
    much, or under two thirds.

    Args:
        tests: what `effective` returns.
        valued: sessions with `lift`, `performed_on` and `log_e1rm`, none of them stated by the coach.
    """
    pairs = tests.join(valued.drop_nulls("log_e1rm").select("lift", "log_e1rm", on="performed_on"), on="lift")
    away = (pl.col("on") - pl.col("performed_on")).dt.total_days().abs()
    nearest = pairs.sort(away, "on", "log_e1rm").group_by(
        "lift", "performed_on", "stated_kg", maintain_order=True
    )
    around = nearest.agg(
        usual_kg=pl.col("log_e1rm").head(NEAREST).median().exp(), sessions=pl.len().clip(upper_bound=NEAREST)
    )
    times = pl.col("stated_kg") / pl.col("usual_kg")
    return around.filter(
        pl.col("sessions") >= FEWEST, ~times.is_between(1 / MOST_TIMES, MOST_TIMES)
    ).drop("sessions").sort("lift", "performed_on")  # fmt: skip
