"""The one place where polars becomes pandas, because seaborn speaks pandas."""

from __future__ import annotations

import pandas as pd
import polars as pl


def to_pandas(frame: pl.DataFrame) -> pd.DataFrame:
    """Return the frame for seaborn; an Enum keeps its declared order as a category.

    >>> to_pandas(pl.DataFrame({"reps": [5, 8]})).shape
    (2, 1)
    """
    return frame.to_pandas()
