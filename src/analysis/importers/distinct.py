"""Working on what differs: a log says the same few things again and again, mostly one below the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import polars as pl


class Runs:
    """Rows that say the same one below the other, taken as one.

    Attributes:
        few: The first row of each run.
    """

    def __init__(self, rows: pl.DataFrame) -> None:
        """Find the runs of equal rows."""
        change = pl.any_horizontal(pl.all().ne_missing(pl.all().shift()))
        starts = rows.select(change).to_series().arg_true() if rows.height else pl.Series([], dtype=pl.UInt32)
        if rows.height and (starts.is_empty() or starts[0] != 0):
            # A first row of nulls alone does not differ from the nothing above it.
            starts = pl.concat([pl.Series([0], dtype=starts.dtype), starts])
        self.few = rows[starts]
        self.starts = starts.cast(pl.Int64).to_numpy()
        self.lengths = np.diff(self.starts, append=rows.height)

    def spread(self, values: pl.Series) -> pl.Series:
        """Return each row's value, from those of `few`."""
        if len(values) == self.lengths.sum():
            return values
        return values.gather(np.repeat(np.arange(len(values)), self.lengths))


FEW: Final = 1 << 15
"""So many texts, or fewer, are numbered sooner than they are looked up."""


class Distinct:
    """The distinct texts of a column, and the way back from what they mean to the column's rows.

    Attributes:
        few: The texts, in order of first appearance; null is none of them.
    """

    def __init__(self, texts: pl.Series) -> None:
        """Find them: first the runs of one text, which are few where a file is in order."""
        self._name, self._runs = texts.name, Runs(texts.to_frame())
        self._said = self._runs.few.to_series()
        self.few = self._said.drop_nulls().unique(maintain_order=True)

    def spread(self, values: pl.Series) -> pl.Series:
        """Return each row's value, from those of `few`; null for null."""
        if self.few.len() != self._said.len():
            values = self._of_each_run(values)
        return self._runs.spread(values).alias(self._name)

    def _of_each_run(self, values: pl.Series) -> pl.Series:
        if not 0 < self.few.len() <= FEW:
            return self._said.replace_strict(self.few, values, default=None, return_dtype=values.dtype)
        return values.gather(self._said.cast(pl.Enum(self.few)).to_physical())


def read(texts: pl.Series, meaning: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Return what each text means; null stays null.

    Args:
        texts: One a row.
        meaning: What distinct texts mean, one value each, in their order.

    >>> read(pl.Series(["a", "a", None, "b", "a"]), lambda few: few.str.len_chars()).to_list()
    [1, 1, None, 1, 1]
    """
    if texts.null_count() == texts.len():
        nothing = meaning(texts.clear())
        return nothing.clear(texts.len()).alias(texts.name)
    known = Distinct(texts)
    return known.spread(meaning(known.few))
