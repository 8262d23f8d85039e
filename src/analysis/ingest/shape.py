"""A frame in the shape of its table, before the contract is checked."""

from __future__ import annotations

import dataframely as dy
import polars as pl


def shaped(frame: pl.DataFrame, schema: type[dy.Schema]) -> pl.DataFrame:
    """Every column of the contract, null where the frame has none."""
    dtypes = schema.create_empty().schema
    return frame.select(
        (pl.col(c) if c in frame.columns else pl.lit(None)).cast(t, strict=True).alias(c)
        for c, t in dtypes.items()
    )
