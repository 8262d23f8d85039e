"""What may be said of growth: a table of what the lifts say by what the tape says, never a product of dependent evidence."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import Final, Literal, NamedTuple, cast

from analysis.judgement.growth.dose import DoseLabel
from analysis.judgement.growth.measurements import Measured
from analysis.judgement.rate.labels import Label

GrowthLabel = Literal[
    Label,
    "mixed",
    "not working?",
    "weight gain, not training",
]
"""The five of a rate, and three of evidence that disagrees."""

WEAKEST_FIRST: Final[tuple[GrowthLabel, ...]] = (
    "going backwards",
    "no worthwhile progress",
    "weight gain, not training",
    "not working?",
    "can't tell yet",
    "mixed",
    "probably working",
    "working",
)


class Cell(NamedTuple):
    """One line of the table: the first whose `when` holds decides."""

    performance: Label
    measured: Measured
    when: str
    """confirmed, dose adequate or dose low; empty: always."""
    label: GrowthLabel
    says: str


@cache
def cells() -> tuple[Cell, ...]:
    """Return the table's lines, in their order."""
    text = resources.files("analysis.judgement.growth").joinpath("table.csv").read_text("utf-8")
    return tuple(
        Cell(
            cast("Label", row["performance"]),
            cast("Measured", row["measured"]),
            row["when"],
            cast("GrowthLabel", row["label"]),
            row["says"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def look_up(
    performance: Label, measured: Measured, dose: DoseLabel, *, confirmed_by: int, sites: int
) -> Cell:
    """Return the line that holds.

    Growth is confirmed where the dose is adequate and either the lifts surely go up or so many `sites` go up each by
    themselves; `{lacks}` in what the line says is filled in with what of that is missing.

    >>> look_up("working", "none", "adequate", confirmed_by=0, sites=2).label
    'probably working'
    >>> look_up("working", "up", "low", confirmed_by=2, sites=2).says
    'the lifts and the tape go up, but the dose is low'
    """
    enough = performance == "working" or confirmed_by >= sites
    true = {"", f"dose {dose}"} | ({"confirmed"} if dose == "adequate" and enough else set())
    cell = next(
        each
        for each in cells()
        if (each.performance, each.measured) == (performance, measured) and each.when in true
    )
    lacks = f"the dose is {dose}" if dose != "adequate" else f"{_count(confirmed_by)} by itself"
    return cell._replace(says=cell.says.format(lacks=lacks))


def _count(confirmed_by: int) -> str:
    if confirmed_by == 0:
        return "no site clearly"
    return "only one site clearly" if confirmed_by == 1 else f"only {confirmed_by} sites clearly"


def weaker(one: GrowthLabel, other: GrowthLabel) -> GrowthLabel:
    """Return the label that says less.

    >>> weaker("working", "mixed"), weaker("can't tell yet", "going backwards")
    ('mixed', 'going backwards')
    """
    return min(one, other, key=WEAKEST_FIRST.index)
