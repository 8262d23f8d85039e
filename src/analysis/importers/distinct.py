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
        change = rows.select(
            pl.all().ne_missing(pl.all().shift())
        )  # one column beside the other, on all cores
        starts = change.select(pl.any_horizontal(pl.all())).to_series().arg_true()
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
        return values.gather(self._rows())

    def spread_all(self, values: pl.DataFrame) -> pl.DataFrame:
        """Return each row's values, from those of `few`."""
        return values if values.height == self.lengths.sum() else values[self._rows()]

    def _rows(self) -> pl.Series:
        """The run of each row."""
        return pl.Series(np.repeat(np.arange(len(self.lengths), dtype=np.uint32), self.lengths))


FEW: Final = 1 << 15
"""So many texts, or fewer, are numbered sooner than they are looked up."""

HEAD: Final = 1 << 12
"""So many rows tell whether a column has runs that are worth finding: a set's number differs from the one above."""


class Distinct:
    """The distinct texts of a column, and the way back from what they mean to the column's rows.

    Attributes:
        few: The texts, in order of first appearance; null is none of them.
    """

    def __init__(self, texts: pl.Series) -> None:
        """Find them: first the runs of one text, where the column's head has such."""
        self._name = texts.name
        self._runs = Runs(texts.to_frame()) if _has_runs(texts.head(HEAD)) else None
        self._said = texts if self._runs is None else self._runs.few.to_series()
        self.few = self._said.drop_nulls().unique(maintain_order=True)

    def spread(self, values: pl.Series) -> pl.Series:
        """Return each row's value, from those of `few`; null for null."""
        if self.few.len() != self._said.len():
            values = self._of_each_run(values)
        return (values if self._runs is None else self._runs.spread(values)).alias(self._name)

    def coded(self) -> pl.Series:
        """Return the column with its texts as an Enum of them: numbers to whoever groups, compares or looks for them."""
        said = self._said.cast(pl.Enum(self.few))
        return (said if self._runs is None else self._runs.spread(said)).alias(self._name)

    def _of_each_run(self, values: pl.Series) -> pl.Series:
        if not 0 < self.few.len() <= FEW:
            return self._said.replace_strict(self.few, values, default=None, return_dtype=values.dtype)
        return values.gather(self._said.cast(pl.Enum(self.few)).to_physical())


def _has_runs(head: pl.Series) -> bool:
    """Whether rows mostly say what the row above says."""
    return 2 * Runs(head.to_frame()).few.height <= head.len()


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
