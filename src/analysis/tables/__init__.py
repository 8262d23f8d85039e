"""The tables of phasewise, one contract a class: what one row is, each column's unit, what its null means.

Only a contract's `validate`, `kept_by` or `filter` makes a typed frame; nothing else claims the type.
`docs/tables.md` is printed from these classes.
"""

from typing import Final

import dataframely as dy

from analysis.tables.adherence import DONE, Adherence, PlannedLifts, PlannedWeeks
from analysis.tables.body import MEASURES, Body
from analysis.tables.composition import CompositionWeeks
from analysis.tables.findings import LEVELS, TOWARDS, Findings, Goals, Reasons
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
from analysis.tables.plan import EACH, STYLES, WEEKDAYS, Plan, PlanDays, PlanSets
from analysis.tables.sets import KINDS, SIDES, Sets
from analysis.tables.source_files import Sources
from analysis.tables.styles import (
    KNOWN,
    ORDERS,
    TRAINED,
    WEEK_KINDS,
    Phases,
    SessionStyles,
    SetStyles,
    WeekStyles,
)
from analysis.tables.weights import KNOWN_BY, MEANINGS, Weights

STORED: Final[tuple[type[dy.Schema], ...]] = (Sets, Body, Weights, Ledger, Sources, Plan, PlanDays, PlanSets)
"""The tables that lie in `data/processed/`."""

MEASURED: Final[tuple[type[dy.Schema], ...]] = (
    GradedSets, LiftSessions, LiftTrend, WeeklyLoad, ZoneSets, MuscleWeeks, MuscleMonths,
    WorkingWeights, Records, MonthCompared, BodyWeeks, CompositionWeeks,
)  # fmt: skip
"""The tables that metrics return."""

JUDGED: Final[tuple[type[dy.Schema], ...]] = (
    SetStyles, SessionStyles, WeekStyles, Phases, Adherence, PlannedWeeks, PlannedLifts, Findings, Reasons, Goals,
)  # fmt: skip
"""The tables that judgement returns."""

__all__ = [
    "DONE", "EACH", "JUDGED", "KINDS", "KNOWN", "KNOWN_BY", "LEVELS", "MEANINGS", "MEASURED", "MEASURES", "ORDERS", "SIDES",
    "STATUSES", "STORED", "STYLES", "TOWARDS", "TRAINED", "WEEKDAYS", "WEEK_KINDS",
    "Adherence", "Body", "BodyWeeks", "CompositionWeeks", "Findings", "Goals", "GradedSets", "Ledger", "LiftSessions", "LiftTrend",
    "MonthCompared", "MuscleMonths", "MuscleWeeks", "Phases", "Plan", "PlanDays", "PlanSets", "PlannedLifts", "PlannedWeeks",
    "Reasons", "Records", "SessionStyles", "SetStyles", "Sets", "Sources", "WeekStyles", "WeeklyLoad", "Weights",
    "WorkingWeights", "ZoneSets",
]  # fmt: skip
