"""The frames of trials: what was said of each simulated athlete, beside the truth."""

from __future__ import annotations

from typing import Final

import dataframely as dy

from analysis.judgement.rate import labels
from analysis.tables.contract import Contract

READINGS: Final = ("most lifts", "together")


class _Trial(Contract):
    """One simulated athlete; the key is the cell and a number."""

    group = dy.String(primary_key=True, description="Kind of cell")
    name = dy.String(primary_key=True, description="What is special about its athletes")
    weeks = dy.Int32(primary_key=True, min=1, description="Weeks of the phase")
    rate = dy.Float64(primary_key=True, description="Rate that was asked for, % a month; 0 where it is drawn")
    athlete = dy.Int32(primary_key=True, min=0, description="Number in its cell")


class Judged(_Trial):
    """What the verdict says of one simulated athlete."""

    truth = dy.Float64(description="Mean of the lifts' true rates, % a month")
    half_width = dy.Float64(min=0, description="Half the 90% interval, % a month")
    below_truth = dy.Float64(min=0, max=1, description="Probability given to a rate below the true one")
    p_improving = dy.Float64(min=0, max=1, description="Of a rate above zero")
    p_worthwhile = dy.Float64(
        min=0, max=1, description="Of a rate above the worthwhile one of an intermediate"
    )
    final = dy.Enum(list(labels.LABELS), description="Label where the phase has ended")
    running = dy.Enum(list(labels.LABELS), description="Label where it runs on")
    score = dy.Float64(
        description="How far the rule for working is exceeded, in standard normal deviations; above zero: working"
    )


class Scored(_Trial):
    """What one usual rule says of one simulated athlete by one reading."""

    rule = dy.String(primary_key=True, description="Name of the rule")
    reading = dy.Enum(list(READINGS), primary_key=True, description="Lift by lift, or all lifts together")
    score = dy.Float64(description="Above zero: going up")


class Looked(Contract):
    """One flat athlete, looked at again and again."""

    weeks = dy.Int32(primary_key=True, description="Weeks of the phase")
    athlete = dy.Int32(primary_key=True, min=0, description="Number")
    looks = dy.Int32(min=1, description="Looks, one every four weeks")
    final = dy.Bool(description="Working at one of the looks, had each been judged as the last")
    running = dy.Bool(description="Working at one of them, each judged as of a running phase")
    as_done = dy.Bool(
        description="Working at one of them, the last as the last, those before as of a running phase"
    )


class Promised(Contract):
    """One athlete about whom six weeks cannot tell, and how many more would be enough."""

    rate = dy.String(primary_key=True, description="True rate, % a month, or drawn: each has another")
    athlete = dy.Int32(primary_key=True, min=0, description="Number")
    more_weeks = dy.Int32(
        nullable=True, min=1, description="Weeks to decide; null: more than are looked ahead"
    )
    decided = dy.Bool(nullable=True, description="Whether there was a label then; null: no number was told")
