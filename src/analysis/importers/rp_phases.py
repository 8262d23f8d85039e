"""RP Hypertrophy's mesocycles as phases of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import polars as pl

from analysis.importers import json_objects
from analysis.importers.json_objects import Object
from analysis.importers.reading import RAW_PLAN

MOST_DAYS: Final = 14


def plan(cycles: Sequence[Object], of_line: Mapping[int, int], sets: pl.DataFrame) -> pl.DataFrame:
    """One phase a mesocycle that was begun: its weeks from its first set on, or its days if it is over.

    Args:
        cycles: The mesocycles.
        of_line: The place among them of each record's.
        sets: The performed sets.
    """
    cycle = pl.col("line").replace_strict(dict(of_line), default=None, return_dtype=pl.Int64)
    day = pl.col("performed_at").dt.date()
    spans = (
        sets.group_by(cycle.alias("cycle"), maintain_order=True)
        .agg(pl.col("line").first(), day.min().alias("first"), day.max().alias("last"))
        .sort("cycle")
    )
    rows = [_phase(cycles[place], line, first, last) for place, line, first, last in spans.iter_rows()]
    return pl.DataFrame(rows, schema=RAW_PLAN)


def _phase(cycle: Object, line: int, first: date, last: date) -> dict[str, object]:
    weeks = cycle["weeks"] if isinstance(cycle.get("weeks"), list) else ()
    count = len(weeks) or int(json_objects.number(cycle.get("weeksCount")) or 0)
    days = json_objects.number(cycle.get("days", cycle.get("daysPerWeek"))) or 0
    ends = last if cycle.get("finishedAt") is not None else max(last, _after(first, count))
    return {
        "line": line,
        "name": json_objects.named(cycle, "name"),
        "style": "hypertrophy",
        "starts_on": first,
        "ends_on": ends,
        "days_per_week": int(days) if 1 <= days <= MOST_DAYS else None,
    }


def _after(first: date, weeks: int) -> date:
    """The last day of so many weeks; the first where no such day exists."""
    try:
        return first + timedelta(weeks=weeks, days=-1)
    except OverflowError:
        return first
