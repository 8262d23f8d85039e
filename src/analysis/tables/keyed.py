"""Tables of many rows whose key is told in passing: a million rows in file order need no hashing to be distinct."""

from __future__ import annotations

import polars as pl
from dataframely._rule import Rule

from analysis.tables.contract import Contract


class Keyed(Contract):
    """A contract whose rule of the primary key gives what dataframely's own gives, sooner.

    dataframely hashes the whole key of every row. In the order of one file the line alone only ever rises,
    in that of several the whole key; and most of it (client, source, file) is one value for all rows.
    """

    @classmethod
    def _validation_rules(cls, *, with_cast: bool) -> dict[str, Rule]:
        rules = super()._validation_rules(with_cast=with_cast)
        if "primary_key" in rules:
            key = pl.struct(cls.primary_key())
            rules["primary_key"] = Rule(key.map_batches(alone, return_dtype=pl.Boolean))
        return rules


def alone(key: pl.Series) -> pl.Series:
    """Whether no other row has the same key; `key` is a struct.

    >>> alone(pl.DataFrame({"file": ["a", "a", "b"], "line": [1, 1, 1]}).to_struct()).to_list()
    [False, False, True]
    """
    fields = key.struct.unnest().get_columns()
    if any(_rising([field]) for field in fields if field.dtype.is_integer()):  # lines of one file, mostly
        return pl.repeat(value=True, n=len(key), dtype=pl.Boolean, eager=True)
    various = [field for field in fields if not is_one_value(field)]
    if not various:
        return pl.repeat(len(key) == 1, len(key), dtype=pl.Boolean, eager=True)
    if _rising(various):
        return pl.repeat(value=True, n=len(key), dtype=pl.Boolean, eager=True)
    return various[0].is_unique() if len(various) == 1 else pl.DataFrame(various).to_struct().is_unique()


def is_one_value(field: pl.Series) -> bool:
    """Whether a column holds one value all the way down, and no null."""
    return field.null_count() == 0 and (field.is_empty() or (field == field[0]).all())


def _rising(fields: list[pl.Series]) -> bool:
    """Whether each row's fields, taken in order, are above those of the row before; false where that is not sure."""
    first, *rest = fields
    later, earlier = first[1:], first[:-1]
    above, level = later > earlier, later == earlier
    for field in rest:
        above |= level & (field[1:] > field[:-1])
        level &= field[1:] == field[:-1]
    return above.null_count() == 0 and above.all()
