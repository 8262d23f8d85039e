"""What a reader of a verdict must know of the sessions it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import polars as pl

from analysis.exercises import catalogue
from analysis.judgement import words
from analysis.judgement.rate.rates import Counted
from analysis.judgement.rate.restarts import Restart, Restarts
from analysis.judgement.thresholds import Thresholds

THIRD: Final = 3
"""Effort at a phase's end is compared with its beginning by its last and first third of days."""

REWRITTEN_LOW: Final = 45.0
REWRITTEN_HIGH: Final = 60.0
"""Percent that a weight falls if one hand's is logged for both, or kilograms for pounds, and the lifter a little up or down."""


def of(
    sets: pl.DataFrame, counted: Counted, covered: float | None, *, thresholds: Thresholds
) -> tuple[str, ...]:
    """Return the remarks on a verdict, a sentence or two each.

    Args:
        sets: the graded sets of the lifts judged, in the days judged.
        counted: the sessions that count.
        covered: share of the hard compound sets on the lifts judged; null: no such set.
        thresholds: of the group `rate`.
    """
    return (
        *_effort(sets.filter("is_work"), thresholds),
        *_coverage(covered, thresholds),
        *_left_out(counted),
    )


def unread(counted: Counted, main_lifts: Sequence[str]) -> tuple[str, ...]:
    """Name the main lifts whose sets are mostly such as give no maximum."""
    lifts = [lift for lift in main_lifts if lift in counted.unread]
    if not lifts:
        return ()
    verb = "has" if len(lifts) == 1 else "have"
    says = (
        f"{words.listed([words.lift(lift) for lift in lifts])} {verb} no part in the strength reading: too many sets are beyond the"
        " reps from which a maximum can be estimated, or far from failure."
    )
    return (says,)


def seldom(
    counted: Counted, main_lifts: Sequence[str], thresholds: Thresholds, *, told: Sequence[str]
) -> tuple[str, ...]:
    """Name the main lifts with too few sessions to be judged, but those of which something else is `told`."""
    enough = counted.trained(
        sessions=thresholds["rate.gate_sessions"], days=thresholds["rate.gate_lift_days"]
    )
    lifts = [lift for lift in main_lifts if lift not in {*enough, *counted.unread, *told}]
    if not lifts:
        return ()
    verb = "has" if len(lifts) == 1 else "have"
    says = (
        f"{words.listed([words.lift(lift) for lift in lifts])} {verb} no part in the strength reading: that takes"
        f" {thresholds['rate.gate_sessions']:g} sessions that count over {thresholds['rate.gate_lift_days']:g} days."
    )
    return (says,)


def without_bodyweight(sets: pl.DataFrame, thresholds: Thresholds) -> list[str]:
    """Return lifts of known ids that move the body and have no load, for no bodyweight is on file; the most trained first.

    Those with `rate.gate_sessions` sessions or more: with a bodyweight they would be judged.

    Args:
        sets: the graded sets in the days judged.
        thresholds: of the group `rate`.
    """
    unknown = sets.filter("is_work", pl.col("reps").is_not_null(), pl.col("body_kg").is_null())
    counts = unknown.group_by("lift").agg(sessions=pl.col("session").n_unique())
    many = counts.filter(pl.col("sessions") >= thresholds["rate.gate_sessions"])
    lifts = many.sort("sessions", "lift", descending=[True, False])["lift"].to_list()
    return [lift for lift in lifts if _moves_the_body(lift)]


def _moves_the_body(lift: str) -> bool:
    """Whether a bodyweight would give a lift its load and its maximum: it moves a known share of it on a known curve."""
    known = catalogue.by_id(lift)
    if known is None or known.bw_share is None or known.k0 is None:
        return False
    return known.bw_share > 0 or known.load_model == "assisted"


def unweighed(lifts: Sequence[str]) -> tuple[str, ...]:
    """Name the lifts that have no part for want of a bodyweight, and say what to do."""
    if not lifts:
        return ()
    verb, their = ("has", "its load is") if len(lifts) == 1 else ("have", "their loads are")
    says = (
        f"{words.listed([words.lift(lift) for lift in lifts])} {verb} no part in the strength reading: no bodyweight is on file,"
        f" so {their} not known. Weigh in on three mornings a week."
    )
    return (says,)


def set_back(restarts: Restarts) -> str:
    """Return why lifts whose loads were set back may not be said to work; empty: they were not."""
    if not restarts.all_set_back:
        return ""
    lifts = words.listed([f"{words.lift(each.lift)} {each.below_pct:.0f}%" for each in restarts.lifts])
    return f"The loads start far below what the same lifts did in the weeks before the phase: {lifts}."


def _if_rewritten(lifts: Sequence[Restart]) -> str:
    """What else a fall of half may be; empty: none is one."""
    if not any(REWRITTEN_LOW <= each.below_pct <= REWRITTEN_HIGH for each in lifts):
        return ""
    return (
        " A fall of about half can also be weights written down another way (one hand for both, kg for lb): then that is to be"
        " put right first."
    )


def restarted(of_strength: Restarts, of_growth: Restarts) -> tuple[str, ...]:
    """Say which lifts start far below themselves, and what follows from it: once what holds for both readings, else for which."""
    told = {"strength": of_strength, "growth": of_growth}
    back = {name: some for name, some in told.items() if some.all_set_back}
    lifts = {each.lift: each for some in back.values() for each in some.lifts}
    by_it = "" if len(back) == len(told) else f"{''.join(back)} "
    so = (
        f" The way back to there is no progress and {by_it}is not called working. The days after they are back there can be"
        " judged by themselves."
    )
    all_back = Restarts(lifts=tuple(lifts.values()), all_set_back=True)
    alone = {each.lift: each for some in told.values() if not some.all_set_back for each in some.lifts}
    return (
        *((set_back(all_back) + so + _if_rewritten(all_back.lifts),) if back else ()),
        *(_left_aside(each, told) for each in alone.values()),
    )


def _left_aside(restart: Restart, told: Mapping[str, Restarts]) -> str:
    """Say that one lift has no part in a reading, or in both."""
    readings = [
        name
        for name, some in told.items()
        if not some.all_set_back and restart.lift in {each.lift for each in some.lifts}
    ]
    which = "this" if len(readings) == len(told) else f"the {readings[0]} reading"
    return (
        f"{words.lift(restart.lift)} has no part in {which}: its loads start {restart.below_pct:.0f}% below what it did in the weeks"
        " before the phase, and the way back to there is no progress." + _if_rewritten([restart])
    )


def _effort(work: pl.DataFrame, thresholds: Thresholds) -> tuple[str, ...]:
    logged = work["rir"].is_not_null().mean()
    if not isinstance(logged, float):
        return ()
    if logged < thresholds["rate.effort_share"]:
        share = "none" if logged == 0 else f"{100 * logged:.0f}%"
        says = (
            f"Effort (RIR or RPE) is logged for {share} of the work sets judged. Part of a rise may be harder effort,"
            " which widens the interval; with effort logged a verdict comes sooner."
        )
        return (says,)
    first, last = _effort_at_the_ends(work)
    if first is None or last is None or abs(last - first) < thresholds["rate.rir_drift"]:
        return ()
    nearer = "nearer to" if last < first else "further from"
    says = (
        f"Sets end {nearer} failure than at first (RIR {first:g} then, {last:g} now)."
        " That is taken into account, as far as it is logged right."
    )
    return (says,)


def _effort_at_the_ends(work: pl.DataFrame) -> tuple[float | None, float | None]:
    """Median RIR in the first third of the days and in the last; null: none logged there."""
    days = (pl.col("performed_on") - pl.col("performed_on").min()).dt.total_days()
    share = days / days.max()
    halves = work.select(
        first=pl.col("rir").filter(share <= 1 / THIRD).median(),
        last=pl.col("rir").filter(share >= 1 - 1 / THIRD).median(),
    )
    return halves["first"][0], halves["last"][0]


def _coverage(covered: float | None, thresholds: Thresholds) -> tuple[str, ...]:
    if covered is None or covered >= thresholds["rate.covered_share"]:
        return ()
    return (
        f"The lifts judged for strength are only {100 * covered:.0f}% of the hard sets on compound lifts.",
    )


def _left_out(counted: Counted) -> tuple[str, ...]:
    parts = [
        _days(counted.after_a_break, "first day back after a break", "first days back after breaks"),
        _days(
            counted.in_deloads,
            "day of a deload",
            "days of deloads",
        ),
    ]
    said = [part for part in parts if part]
    return (f"Left out: {' and '.join(said)}.",) if said else ()


def _days(count: int, one: str, several: str) -> str:
    return "" if not count else f"{count} {one if count == 1 else several}"


def shortened(starts_on: date, judged_from: date, as_of: date) -> tuple[str, ...]:
    """Say that only the end of a long phase is judged."""
    if judged_from == starts_on:
        return ()
    weeks = round(((as_of - starts_on).days + 1) / 7)
    last = round(((as_of - judged_from).days + 1) / 7)
    return (f"The phase has run for {weeks} weeks; its last {last} are judged.",)
