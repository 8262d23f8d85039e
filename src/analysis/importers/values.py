"""What the texts of a table with one set a record say: numbers, dates, lengths of time and units, beside them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import polars as pl

from analysis.errors import AmbiguousDatesError
from analysis.importers import dates, durations, numbers, rules
from analysis.importers.reading import Dialect, Hints
from analysis.sources import workers


def beside(
    named: pl.DataFrame,
    dialect: Dialect,
    hints: Hints,
    *,
    file: str,
    decimal: numbers.Decimal,
    plain: Mapping[str, pl.Series],
) -> pl.DataFrame:
    """Return the records with numbers, dates and lengths beside their texts; null where one is missing or cannot be read.

    Args:
        named: One row a set, its fields as text under our names.
        dialect: Whose clock the times are of.
        hints: What `client.toml` says.
        file: How errors call the file.
        decimal: The decimal sign of the file.
        plain: The columns of fractions as `numbers.plain` gives them.

    Raises:
        AmbiguousDatesError: day and month can be swapped in every date of the file.
    """
    stamps = named["started"]
    if named["time"].null_count() < named.height:
        stamps = named.select(pl.concat_str("started", "time", separator=" ", ignore_nulls=True)).to_series()
    started, measured = workers.both(
        partial(dates.read, stamps, order=hints.date_order), partial(_measured, named, decimal, plain)
    )
    if started.ambiguous is not None and started.order is None:
        raise AmbiguousDatesError(file, example=started.ambiguous, client_toml=hints.client_toml)
    ended = dates.read(named["ended"], order=started.order)
    valued = named.with_columns(
        dates.on_the_wall(started.values, clock=dialect.clock, timezone=hints.timezone).alias("performed_at"),
        pl.lit(started.time_known).alias("time_known"),
        pl.lit(started.locale, dtype=pl.String).alias("date_locale"),
        dates.on_the_wall(ended.values, clock=dialect.clock, timezone=hints.timezone).alias("ended_at"),
        *measured,
    )
    return valued.with_columns(rules.session_s().alias("session_s"))


def _measured(
    named: pl.DataFrame, decimal: numbers.Decimal, plain: Mapping[str, pl.Series]
) -> list[pl.Series]:
    """Numbers, lengths of time and units."""

    def number(name: str) -> pl.Series:
        read = numbers.values_or_middles if name in rules.EFFORT else numbers.values
        return read(named[name], decimal=decimal, known=plain.get(name)).alias(f"{name}_n")

    def length(name: str) -> pl.Series:
        return durations.read(named[name]).alias(f"{name}_s")

    def unit(name: str) -> pl.Series:
        return rules.units(named[name]).alias(f"{name}_read")

    return workers.results(
        *(partial(number, name) for name in rules.NUMERIC),
        *(partial(length, name) for name in ("length", "seconds", "rest")),
        *(partial(unit, name) for name in ("weight_unit", "distance_unit")),
    )
