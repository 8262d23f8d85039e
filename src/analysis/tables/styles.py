"""Which style was trained: sets, sessions and weeks between strength and hypertrophy."""

from __future__ import annotations

from typing import Final

import dataframely as dy
import polars as pl

from analysis.tables.contract import Contract

TRAINED: Final = ("strength", "hypertrophy", "combination", "mixed", "endurance")
"""What a session, a week or a phase can be. combination: heavy sets and sets of many reps side by side; mixed: sets in between."""

WEEK_KINDS: Final = ("trained", "deload", "gap")
ORDERS: Final = ("heavy first", "inverted", "no matter")
KNOWN: Final = ("logged", "timestamps", "estimated")


class SetStyles(Contract):
    """One hard set (`hard` > 0 in GradedSets), in that table's order: how far it belongs to each style."""

    session = dy.String(description="As in Sets")
    performed_at = dy.Datetime(description="As in Sets")
    performed_on = dy.Date(description="Its day")
    week = dy.Date(description="Monday of that day's week")
    lift = dy.String(description="As in Sets")
    set_number = dy.Int32(description="As in Sets")
    compound = dy.Bool(nullable=True, description="Whether the lift is compound; null: an unmatched lift")
    reps = dy.Float64(nullable=True, description="As in Sets")
    pct_1rm = dy.Float64(
        nullable=True,
        description="As in GradedSets, not used where the reps done prove its reference out of date; null: not known",
    )
    rest_s = dy.Float64(
        nullable=True, description="Rest, logged or from timestamps or estimated; null: not known"
    )
    rest_known_by = dy.Enum(list(KNOWN), nullable=True, description="How the rest is known; null: it is not")
    strength = dy.Float64(min=0, max=1, description="Membership of the strength style")
    hypertrophy = dy.Float64(min=0, max=1, description="Membership of the hypertrophy style")
    endurance = dy.Float64(min=0, max=1, description="Membership of neither: very many reps at a light load")
    style = dy.Float64(min=-1, max=1, description="strength - hypertrophy")
    confidence = dy.Float64(
        min=0, max=1, description="Share of the evidence (reps, load, rest, kind of lift) that is known"
    )
    share = dy.Float64(min=0, max=1, description="1; half where the row is one side of a pair")
    source = dy.String(description="As in Sets")
    source_line = dy.Int64(description="As in Sets")

    @dy.rule()
    def memberships_sum_to_one(cls) -> pl.Expr:
        """A set is strength, hypertrophy or endurance, in parts."""
        return (pl.sum_horizontal("strength", "hypertrophy", "endurance") - 1).abs() < 1e-9  # noqa: PLR2004 - rounding


class SessionStyles(Contract):
    """One session with work sets."""

    session = dy.String(primary_key=True, description="As in Sets")
    performed_at = dy.Datetime(description="Its start")
    performed_on = dy.Date(description="Its day")
    week = dy.Date(description="Monday of that day's week")
    work_sets = dy.Float64(min=0, description="Work sets; a left and a right are one")
    hard_sets = dy.Float64(min=0, description="Sum of hard")
    label = dy.Enum(list(TRAINED), nullable=True, description="What it trained; null: no set to tell by")
    style = dy.Float64(nullable=True, min=-1, max=1, description="Mean style of its hard sets; null: none")
    strength = dy.Float64(nullable=True, description="Mean membership; null: no hard set")
    hypertrophy = dy.Float64(nullable=True, description="Mean membership; null: no hard set")
    endurance = dy.Float64(nullable=True, description="Mean membership; null: no hard set")
    heavy_share = dy.Float64(
        nullable=True, description="Share of hard sets clearly on the strength side; null: none"
    )
    light_share = dy.Float64(
        nullable=True, description="Share of hard sets clearly on the hypertrophy side; null: none"
    )
    confidence = dy.Float64(nullable=True, description="Mean confidence of its sets; null: no hard set")
    compound_share = dy.Float64(
        nullable=True, description="Share of hard sets on compound lifts; null: none matched"
    )
    rest_s = dy.Float64(nullable=True, description="Median rest between its work sets; null: not known")
    rest_known_by = dy.Enum(list(KNOWN), nullable=True, description="How; null: not known")
    minutes = dy.Float64(nullable=True, min=0, description="Length; null: not known")
    minutes_known_by = dy.Enum(list(KNOWN), nullable=True, description="How; null: not known")
    order = dy.Enum(
        list(ORDERS),
        nullable=True,
        description="heavy first: heavy compounds before isolation; inverted: after; no matter: only one of the two; null: no matched lift, or the file has lost the order",
    )


class WeekStyles(Contract):
    """One week from the first trained to the last; weeks of fewer than three hard sets are gaps."""

    week = dy.Date(primary_key=True, description="Monday")
    kind = dy.Enum(
        list(WEEK_KINDS),
        description="A gap has no style; a deload that of its own sets, not of the phase around it",
    )
    sessions = dy.Int32(min=0, description="Sessions")
    work_sets = dy.Float64(min=0, description="Work sets")
    hard_sets = dy.Float64(min=0, description="Hard sets")
    reps = dy.Float64(min=0, description="Reps of the work sets (number of lifts)")
    label = dy.Enum(
        list(TRAINED),
        nullable=True,
        description="What it trained; null: a gap, or a deload without a hard set",
    )
    style = dy.Float64(
        nullable=True,
        min=-1,
        max=1,
        description="Mean style of its hard sets; null: a gap, or a deload without a hard set",
    )
    strength = dy.Float64(
        nullable=True, description="Mean membership; null: a gap, or a deload without a hard set"
    )
    hypertrophy = dy.Float64(
        nullable=True, description="Mean membership; null: a gap, or a deload without a hard set"
    )
    endurance = dy.Float64(
        nullable=True, description="Mean membership; null: a gap, or a deload without a hard set"
    )
    heavy_share = dy.Float64(
        nullable=True,
        description="Share of hard sets clearly on the strength side; null: a gap, or a deload without a hard set",
    )
    light_share = dy.Float64(
        nullable=True,
        description="Share of hard sets clearly on the hypertrophy side; null: a gap, or a deload without a hard set",
    )
    confidence = dy.Float64(
        nullable=True, description="Mean confidence of its sets; null: a gap, or a deload without a hard set"
    )
    spread = dy.Float64(
        nullable=True,
        min=0,
        description="Highest less lowest style of its sessions; null: under two with a style",
    )
    mean_pct_1rm = dy.Float64(nullable=True, description="Mean % of 1RM of its work sets; null: not known")
    mean_rir = dy.Float64(nullable=True, description="Mean RIR of its work sets; null: not logged")
    compound_share = dy.Float64(
        nullable=True, description="Share of hard sets on compound lifts; null: none matched"
    )
    rest_s = dy.Float64(nullable=True, description="Median rest; null: not known")
    minutes = dy.Float64(nullable=True, description="Mean length of its sessions; null: not known")


class Phases(Contract):
    """One phase found in the log, in order: whole weeks, so it starts on a Monday and ends on a Sunday."""

    phase = dy.Int32(primary_key=True, min=1, description="Place, from 1")
    starts_on = dy.Date(description="Its first Monday")
    ends_on = dy.Date(description="Its last Sunday; the log may end before")
    weeks = dy.Int32(min=1, description="Weeks from start to end, gaps and deloads included")
    trained_weeks = dy.Int32(min=0, description="Weeks of full training")
    deload_weeks = dy.Int32(min=0, description="Deload weeks")
    gap_weeks = dy.Int32(min=0, description="Weeks of fewer than three hard sets")
    label = dy.Enum(
        list(TRAINED), description="What it trained: the label that most bootstrap draws of its sessions give"
    )
    p_label = dy.Float64(min=0, max=1, description="Share of those draws that do")
    style = dy.Float64(min=-1, max=1, description="Mean weekly style")
    style_sd = dy.Float64(
        nullable=True, min=0, description="SD of the weekly style about it; null: under two weeks"
    )
    undulating = dy.Bool(
        description="True where heavy and light days alternate within most weeks, on purpose"
    )
    after_layoff = dy.Bool(
        description="True where a layoff came before it: two weeks or more without a session, beyond what is usual"
    )
