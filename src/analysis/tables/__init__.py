"""The tables of phasewise, one contract a class: what one row is, each column's unit, what its null means.

Only a contract's `validate` or `filter` makes a typed frame; nothing else claims the type.
`docs/tables.md` is printed from these classes.
"""

from typing import Final

import dataframely as dy

from analysis.tables.body import MEASURES, Body
from analysis.tables.ledger import STATUSES, Ledger
from analysis.tables.measures import (
    BodyWeeks,
    GradedSets,
    LiftSessions,
    LiftTrend,
    MonthCompared,
    MuscleMonths,
    MuscleWeeks,
    Records,
    WeeklyLoad,
    WorkingWeights,
    ZoneSets,
)
from analysis.tables.plan import STYLES, Plan
from analysis.tables.sets import KINDS, SIDES, Sets
from analysis.tables.source_files import Sources
from analysis.tables.weights import KNOWN_BY, MEANINGS, Weights

STORED: Final[tuple[type[dy.Schema], ...]] = (Sets, Body, Weights, Ledger, Sources, Plan)
"""The tables that lie in `data/processed/`."""

MEASURED: Final[tuple[type[dy.Schema], ...]] = (
    GradedSets, LiftSessions, LiftTrend, WeeklyLoad, ZoneSets, MuscleWeeks, MuscleMonths,
    WorkingWeights, Records, MonthCompared, BodyWeeks,
)  # fmt: skip
"""The tables that metrics return."""

__all__ = [
    "KINDS", "KNOWN_BY", "MEANINGS", "MEASURED", "MEASURES", "SIDES", "STATUSES", "STORED", "STYLES",
    "Body", "BodyWeeks", "GradedSets", "Ledger", "LiftSessions", "LiftTrend", "MonthCompared",
    "MuscleMonths", "MuscleWeeks", "Plan", "Records", "Sets", "Sources", "WeeklyLoad", "Weights", "WorkingWeights", "ZoneSets",
]  # fmt: skip
