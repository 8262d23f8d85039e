"""What the metrics return: the frames that judgement, figures and reports read.

A week is named by its Monday. Months are calendar months. Every frame holds one client.
"""

from __future__ import annotations

from typing import Final

import dataframely as dy

from analysis.tables.contract import Contract
from analysis.tables.sets import KINDS, SIDES

ZONES: Final = ("<60", "60-70", "70-80", "80-90", ">=90", "unknown")
BANDS: Final = ("none", "below minimum", "low", "target", "high", "very high")
RECORDS: Final = ("e1rm", "load", "reps_at_load")


class GradedSets(Contract):
    """One performed set with what can be said of its load, effort and purpose; in the order of `Sets`."""

    session = dy.String(description="As in Sets")
    performed_at = dy.Datetime(description="As in Sets")
    performed_on = dy.Date(description="The day of performed_at")
    week = dy.Date(description="Monday of that day's week")
    lift = dy.String(description="As in Sets")
    exercise = dy.String(nullable=True, description="As in Sets")
    set_number = dy.Int32(description="As in Sets")
    side = dy.Enum(list(SIDES), nullable=True, description="As in Sets")
    session_s = dy.Float64(nullable=True, description="As in Sets")
    kind = dy.Enum(list(KINDS), description="As in Sets, or warm_up where it was inferred")
    warm_up_inferred = dy.Bool(description="True where the rule, not the app, says warm-up")
    reps = dy.Float64(nullable=True, description="As in Sets")
    rir = dy.Float64(nullable=True, description="As in Sets; null: effort not logged")
    rest_s = dy.Float64(nullable=True, description="As in Sets")
    load_kg = dy.Float64(
        nullable=True,
        description="External load as logged (one dumbbell, one side); null: none, or an assisted lift",
    )
    load_eff_kg = dy.Float64(
        nullable=True,
        description="Load the formula sees: external + share of bodyweight - assistance; null: not known",
    )
    body_kg = dy.Float64(
        nullable=True,
        description="What the body adds to load_eff_kg: share of bodyweight; 0: a lift that does not move it; null: not known",
    )
    tonnage_kg = dy.Float64(
        nullable=True,
        description="load x reps with both hands, both sides and the moved share of bodyweight; null: not known",
    )
    is_work = dy.Bool(description="Neither warm-up, cool-down, test nor conditioning")
    hard = dy.Float64(
        min=0, max=1, description="How much of a hard set it was: 1, .75, .5 or 0; half that for one side"
    )
    reps_to_failure = dy.Float64(
        nullable=True, description="reps + RIR, with RIR assumed where not logged; null: no reps"
    )
    k = dy.Float64(
        nullable=True,
        min_exclusive=0,
        description="Steepness of the lift's reps-per-load curve, as learned from its sets; null: the lift has none",
    )
    k_log_sd = dy.Float64(nullable=True, min=0, description="SD of log k; null: the lift has no k")
    log_e1rm = dy.Float64(nullable=True, description="Natural log of the e1RM in kg; null: not eligible")
    log_e1rm_var = dy.Float64(nullable=True, min=0, description="Its variance; null: not eligible")
    e1rm_kg = dy.Float64(nullable=True, description="exp(log_e1rm); null: not eligible")
    pct_1rm = dy.Float64(
        nullable=True,
        description="load_eff_kg in % of the lift's reference e1RM; null: no reference or load",
    )
    quarantine = dy.String(
        nullable=True,
        description="Why the load is in doubt; such a set gives no e1RM and no record; null: it is not",
    )
    source = dy.String(description="As in Sets")
    source_line = dy.Int64(description="As in Sets")


class LiftSessions(Contract):
    """One lift in one session."""

    lift = dy.String(primary_key=True, description="As in Sets")
    session = dy.String(primary_key=True, description="As in Sets")
    performed_at = dy.Datetime(description="Start of the session")
    performed_on = dy.Date(description="Its day")
    e1rm_kg = dy.Float64(
        nullable=True, description="Session value by the session rule; null: no eligible set"
    )
    log_e1rm = dy.Float64(nullable=True, description="Its natural log; null: no eligible set")
    log_e1rm_var = dy.Float64(nullable=True, min=0, description="Variance of the log; null: no eligible set")
    tested = dy.Bool(description="True where a tested single overrides the estimate")
    curve_share = dy.Float64(
        nullable=True,
        min=0,
        max=1,
        description="Share of the value that the reps-per-load curve adds to the load: k(n-1)/(1+k(n-1)); null: no value",
    )
    k_log_sd = dy.Float64(
        nullable=True,
        min=0,
        description="SD of the log of the lift's steepness k, which curve_share is the effect of; null: not known",
    )
    effort_sd = dy.Float64(
        nullable=True,
        min=0,
        description="Doubt in the log value from effort that is reported or assumed, alike in all sessions; null: no value",
    )
    best_set_kg = dy.Float64(
        nullable=True,
        description="Highest e1RM of all its work sets, for display only; null: no eligible set",
    )
    top_load_kg = dy.Float64(nullable=True, description="Heaviest external load of its work sets; null: none")
    top_reps = dy.Float64(nullable=True, description="Most reps at that load; null: no load or no reps")
    work_sets = dy.Int32(min=0, description="Work sets; a left and a right are one")
    hard_sets = dy.Float64(min=0, description="Sum of hard")
    tonnage_kg = dy.Float64(
        min=0, description="Tonnage of its work sets; those without load or reps add nothing"
    )
    rir_logged_share = dy.Float64(
        min=0,
        max=1,
        nullable=True,
        description="Share of its work sets with RIR; null: no work set",
    )


class LiftTrend(Contract):
    """The smoothed e1RM of one lift on one training day, for display, not for the verdict."""

    lift = dy.String(primary_key=True, description="As in Sets")
    on = dy.Date(primary_key=True, description="Day")
    level_kg = dy.Float64(description="Smoothed e1RM")
    low_kg = dy.Float64(
        description="Lower end of the 90% band of the line, to compare days of one lifter and lift"
    )
    high_kg = dy.Float64(description="Upper end of that band")
    true_low_kg = dy.Float64(
        description="Lower end of the 90% interval of the true one-rep max: the band, the lifter's own curve and effort"
    )
    true_high_kg = dy.Float64(description="Upper end of that interval")
    curve_share = dy.Float64(
        description="Mean curve_share of the sessions of the 28 days before, as in LiftSessions"
    )


class WeeklyLoad(Contract):
    """One week of training; a week off between two trained weeks is a row of zeros."""

    week = dy.Date(primary_key=True, description="Monday")
    sessions = dy.Int32(min=0, description="Sessions")
    work_sets = dy.Int32(min=0, description="Work sets")
    hard_sets = dy.Float64(min=0, description="Hard sets")
    tonnage_kg = dy.Float64(min=0, description="Tonnage of the work sets")
    reps = dy.Float64(min=0, description="Reps of the work sets (number of lifts)")
    heavy_share = dy.Float64(
        nullable=True, description="Share of hard sets at >= 80% or <= 5 reps; null: no hard set"
    )
    volume_share = dy.Float64(
        nullable=True, description="Share of hard sets of 8 to 15 reps; null: no hard set"
    )
    compound_share = dy.Float64(
        nullable=True, description="Share of hard sets on compound lifts; null: none matched"
    )
    mean_pct_1rm = dy.Float64(nullable=True, description="Mean % of 1RM of the work sets; null: not known")
    median_rest_s = dy.Float64(nullable=True, description="Median rest; null: not logged")
    median_rir = dy.Float64(nullable=True, description="Median RIR; null: not logged")
    session_s = dy.Float64(nullable=True, description="Mean length of a session in seconds; null: not known")
    work_sets_per_h = dy.Float64(
        nullable=True,
        min=0,
        description="Density: work sets an hour of session; null: no session's length is known",
    )


class ZoneSets(Contract):
    """The work sets of one week in one intensity zone."""

    week = dy.Date(primary_key=True, description="Monday")
    zone = dy.Enum(list(ZONES), primary_key=True, description="% of 1RM")
    work_sets = dy.Int32(min=0, description="Work sets")


class MuscleWeeks(Contract):
    """One muscle in one week; zero rows are kept for every muscle that the log ever trains."""

    week = dy.Date(primary_key=True, description="Monday")
    muscle = dy.String(primary_key=True, description="One of the catalogue's muscles")
    direct_sets = dy.Float64(min=0, description="Hard sets of lifts that train it directly")
    fractional_sets = dy.Float64(min=0, description="direct + 0.5 x indirect hard sets")
    band = dy.Enum(list(BANDS), description="Where fractional_sets falls on the growth bands")


class MuscleMonths(Contract):
    """One muscle in one calendar month; a zero row is kept for every muscle that the log ever trains."""

    muscle = dy.String(primary_key=True, description="One of the catalogue's muscles")
    direct_sets = dy.Float64(min=0, description="As in MuscleWeeks, over the days of the month")
    fractional_sets = dy.Float64(min=0, description="As in MuscleWeeks, over the days of the month")
    direct_per_week = dy.Float64(min=0, description="direct_sets / (days of the month / 7)")
    per_week = dy.Float64(min=0, description="fractional_sets / (days of the month / 7)")
    band = dy.Enum(list(BANDS), description="Where per_week falls on the growth bands")


class WorkingWeights(Contract):
    """The usual work of one lift in one month."""

    lift = dy.String(primary_key=True, description="As in Sets")
    sessions = dy.Int32(min=0, description="Sessions of the month with the lift")
    work_sets = dy.Int32(min=0, description="Work sets of the month")
    load_low_kg = dy.Float64(
        nullable=True, description="10th percentile of the work sets' load; null: no load"
    )
    load_median_kg = dy.Float64(nullable=True, description="Median load; null: no load")
    load_high_kg = dy.Float64(nullable=True, description="Heaviest load; null: no load")
    reps_median = dy.Float64(nullable=True, description="Median reps; null: no reps")
    rir_median = dy.Float64(nullable=True, description="Median RIR; null: not logged")
    before_median_kg = dy.Float64(
        nullable=True, description="Median load of the month before; null: not trained then"
    )


class Records(Contract):
    """A best that was beaten on a day."""

    lift = dy.String(primary_key=True, description="As in Sets")
    on = dy.Date(primary_key=True, description="Day")
    record = dy.Enum(list(RECORDS), primary_key=True, description="What was beaten")
    load_kg = dy.Float64(
        nullable=True, primary_key=False, description="Load of the set; null: no external load"
    )
    reps = dy.Float64(nullable=True, description="Reps of the set; null: not known")
    value = dy.Float64(description="The new best: e1RM in kg, load in kg, or reps at load_kg")
    previous = dy.Float64(nullable=True, description="The best before; null: the first ever")
    source = dy.String(description="File of the set")
    source_line = dy.Int64(description="Line of the set")


class MonthCompared(Contract):
    """One measure of this month beside the month before."""

    measure = dy.String(
        primary_key=True,
        description="Stable name, unit included: tonnage_kg, hard_sets, sessions, ...",
    )
    this_month = dy.Float64(nullable=True, description="Value; null: not known")
    last_month = dy.Float64(
        nullable=True, description="Value of the month before; null: not known, or no training"
    )
    change_pct = dy.Float64(nullable=True, description="Change in %; null: one of the two is missing or zero")


class BodyWeeks(Contract):
    """One measure of the body in one week by one tester: the mean of the week's readings with its error."""

    week = dy.Date(primary_key=True, description="Monday")
    measure = dy.String(primary_key=True, description="As in Body")
    tester = dy.String(
        primary_key=True,
        description="Who measured, in lower case; self: the client, or not stated; scale: bodyweight, whoever reads it",
    )
    readings = dy.Int32(min=1, description="Readings in the week")
    value = dy.Float64(description="Mean reading")
    error = dy.Float64(description="Standard error of that mean, from the published error of one reading")
