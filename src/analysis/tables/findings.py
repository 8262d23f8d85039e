"""What the judgement says: warnings with their evidence, advice with its reasons, goals with their dates."""

from __future__ import annotations

from typing import Final

import dataframely as dy

from analysis.tables.contract import Contract

LEVELS: Final = ("warning", "notice")
TOWARDS: Final = ("strength", "hypertrophy", "periodise")


class Findings(Contract):
    """One finding: a warning that fired, on the whole log or on one lift or muscle."""

    finding = dy.String(primary_key=True, min_length=1, description="Stable name of the rule, as never_heavy")
    subject = dy.String(
        primary_key=True, description="Lift or muscle it speaks of; empty: the training as a whole"
    )
    level = dy.Enum(
        list(LEVELS),
        description="warning: of the training; notice: of the log, which limits what can be said",
    )
    starts_on = dy.Date(description="First day of what it was judged by")
    ends_on = dy.Date(description="Last day of what it was judged by")
    says = dy.String(min_length=1, description="One plain sentence")
    evidence = dy.String(min_length=1, description="The numbers, beside their thresholds")
    clears = dy.String(min_length=1, description="What would clear it")
    source = dy.List(dy.String(), description="Files of the sets behind it; same length as source_line")
    source_line = dy.List(dy.Int64(), description="Lines of the sets behind it, at most 40")


class Reasons(Contract):
    """One line of the recommender's table that fired."""

    rule = dy.String(primary_key=True, min_length=1, description="Stable name of the rule")
    towards = dy.Enum(list(TOWARDS), description="What it speaks for")
    points = dy.Float64(description="How strongly")
    says = dy.String(min_length=1, description="The rule as the report prints it")
    because = dy.String(min_length=1, description="What in the settings or the log fired it")


class Goals(Contract):
    """One numeric goal of `client.toml`."""

    goal = dy.String(primary_key=True, min_length=1, description="As the coach wrote it")
    lift = dy.String(description="The lift")
    target_kg = dy.Float64(
        nullable=True, min=0, description="In kg; null: a multiple of a bodyweight not known"
    )
    now_kg = dy.Float64(nullable=True, min=0, description="Estimated one-rep max; null: no estimate")
    now_low_kg = dy.Float64(nullable=True, description="Lower end of its 90% interval; null: no estimate")
    now_high_kg = dy.Float64(nullable=True, description="Upper end; null: no estimate")
    progress_pct = dy.Float64(nullable=True, min=0, description="now in % of target; null: one is not known")
    reached = dy.Bool(
        description="True where the estimate's lower end, or a load lifted, is the target or more"
    )
    earliest_on = dy.Date(nullable=True, description="Early end of the range of dates; null: cannot tell")
    latest_on = dy.Date(nullable=True, description="Late end; null: cannot tell, or beyond two years")
    says = dy.String(min_length=1, description="One plain sentence, with why where it cannot tell")
