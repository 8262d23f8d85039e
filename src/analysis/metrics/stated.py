"""One-rep maxima that the coach tested and stated, in the load that the e1RM is of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from analysis.metrics import lift_facts, loads

Tested = tuple[str, date, float]
"""A tested one-rep maximum: lift, day, load in kg as stated."""

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
