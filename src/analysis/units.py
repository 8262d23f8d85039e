"""Units of mass, length and time, and the one exact constant for each conversion.

Inside phasewise everything is kilograms, metres, centimetres and seconds; only importers
see anything else, and only `display` turns kilograms back into pounds for the reader.
"""

from __future__ import annotations

from typing import Final

import polars as pl

KG_PER_LB: Final = 0.45359237
"""The international pound, exact by definition (1959)."""

M_PER_MILE: Final = 1609.344
CM_PER_INCH: Final = 2.54
WEEKS_PER_MONTH: Final = 365.25 / 12 / 7
"""4.348: the mean month; rates are printed per month and modelled per week."""

KG_PER: Final[dict[str, float]] = {"kg": 1.0, "lb": KG_PER_LB}
M_PER: Final[dict[str, float]] = {
    "m": 1.0, "km": 1000.0, "mi": M_PER_MILE, "ft": 0.3048, "yd": 0.9144, "cm": 0.01,
}  # fmt: skip


def kg_from(weight: pl.Expr, unit: pl.Expr) -> pl.Expr:
    """Weight in kilograms; null where the weight or its unit is not known.

    >>> pl.select(kg_from(pl.lit(100.0), pl.lit("lb")).round(3)).item()
    45.359
    """
    return weight * unit.replace_strict(KG_PER, default=None, return_dtype=pl.Float64)


def metres_from(distance: pl.Expr, unit: pl.Expr) -> pl.Expr:
    """Distance in metres; null where the distance or its unit is not known.

    >>> pl.select(metres_from(pl.lit(2.0), pl.lit("mi"))).item()
    3218.688
    """
    return distance * unit.replace_strict(M_PER, default=None, return_dtype=pl.Float64)
