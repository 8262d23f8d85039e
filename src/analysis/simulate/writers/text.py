"""Numbers and quotes as the apps write them."""

from __future__ import annotations

from datetime import date
from typing import Any

import dataframely as dy
import polars as pl

from analysis.simulate.performed import Performed


def bare(value: float | None) -> str:
    """Return a number without a needless point: 60, 62.5; empty for none.

    >>> bare(60.0), bare(62.5), bare(None)
    ('60', '62.5', '')
    """
    return "" if value is None else f"{value:.10g}"


def pointed(value: float | None, *, none: str = "") -> str:
    """Return a number that always has a point: 60.0, 62.5.

    >>> pointed(60.0), pointed(None, none="0")
    ('60.0', '0')
    """
    return none if value is None else repr(float(value))


def quoted(text: str) -> str:
    """Return the text in double quotes, its own doubled.

    >>> quoted('the "old" bar')
    '"the ""old"" bar"'
    """
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def rows_until(sets: dy.DataFrame[Performed], until: date | None) -> list[dict[str, Any]]:
    """Return the sets of an export made on the evening of `until`, in order; all of them for None."""
    if until is None:
        return sets.to_dicts()
    return sets.filter(pl.col("started_at").dt.date() <= until).to_dicts()
