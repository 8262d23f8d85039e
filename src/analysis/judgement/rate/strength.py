"""What the main lifts say of a phase: which of them are judged, at what rate they go up, and what that is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from analysis.exercises import catalogue
from analysis.judgement.rate import ahead, gate, labels, rates, weeks_to_decide
from analysis.judgement.rate.gate import Span
from analysis.judgement.rate.labels import Label
from analysis.judgement.rate.rates import Counted, Fit, LiftRate
from analysis.judgement.thresholds import Thresholds


class Strength(NamedTuple):
    """The part of a verdict that the main lifts give; as in `Verdict`."""

    label: Label
    why: str
    lifts: tuple[LiftRate, ...]
    p_improving: float | None = None
    p_worthwhile: float | None = None
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    weeks_to_decide: int | None = None
    holding: bool = False
    """Whether a fall by more than the worthwhile rate is unlikely; never where the gate is shut or loads were set back."""


def judged_lifts(counted: Counted, main_lifts: Sequence[str], thresholds: Thresholds) -> list[str]:
    """Return the lifts that a verdict stands on, the main lifts first; none where none has enough sessions."""
    enough = counted.trained(
        sessions=thresholds["rate.gate_sessions"], days=thresholds["rate.gate_lift_days"]
    )
    most = thresholds.whole("rate.most_lifts")
    main = [lift for lift in dict.fromkeys(main_lifts) if lift in enough][:most]
    if len(main) >= thresholds["rate.gate_lifts"]:
        return main
    compound = set(_compound_lifts()["lift"])
    return [*main, *(lift for lift in enough if lift in compound and lift not in main)][:most]


def covered_share(graded: pl.DataFrame, lifts: Sequence[str]) -> float | None:
    """Return the share of the hard compound sets on some lifts; null: there are no such sets."""
    hard = graded.join(_compound_lifts(), left_on="exercise", right_on="lift", how="semi")
    total = float(hard["hard"].sum())
    return float(hard.filter(pl.col("lift").is_in(list(lifts)))["hard"].sum()) / total if total else None


def _compound_lifts() -> pl.DataFrame:
    known = catalogue.frame().filter(mechanic="compound").filter(pl.col("pattern") != "conditioning")
    return known.select(lift="id")


def of(
    counted: Counted,
    lifts: Sequence[str],
    current: Span,
    delta_pct_per_month: float,
    thresholds: Thresholds,
    *,
    set_back: str = "",
    unweighed: Sequence[str] = (),
) -> Strength:
    """Return what some lifts say of a phase.

    Args:
        counted: the sessions that count.
        lifts: those that the verdict stands on; none: it cannot tell.
        current: the phase.
        delta_pct_per_month: smallest worthwhile rate.
        thresholds: of the groups `rate`, `stall` and `growth`.
        set_back: why they may not be said to work, in words; empty: they may.
        unweighed: lifts trained often enough whose loads are not known for want of a bodyweight.
    """
    others = _others(counted, lifts, delta_pct_per_month, thresholds)
    if not lifts:
        return Strength("can't tell yet", gate.why(None, current, thresholds, unweighed=unweighed), others)
    fit = rates.fitted(counted.sessions, lifts)
    judged = rates.lift_rates(fit, lifts, delta_pct_per_month=delta_pct_per_month)
    return _told(fit, current, delta_pct_per_month, thresholds, set_back=set_back)._replace(
        lifts=(*judged, *others)
    )


def _told(fit: Fit, current: Span, delta: float, thresholds: Thresholds, *, set_back: str) -> Strength:
    """What a fit says, without its lifts."""
    rate, why = fit.rate, gate.why(fit, current, thresholds)
    p0, pd = rate.probability_above(0.0), rate.probability_above(delta)
    final = current.ended and fit.may_be_final(thresholds)
    label = "can't tell yet" if why else labels.rule(thresholds, final=final).label(p0, pd)
    if set_back and label in labels.GOING_UP:
        label, why = "can't tell yet", set_back
    coming = ahead.of(fit, current, delta, thresholds)
    open_ = label == "can't tell yet" and not set_back
    return Strength(
        label,
        why,
        (),
        p0,
        pd,
        rate.mean,
        *rate.interval(),
        weeks_to_decide.of(fit, coming, thresholds) if open_ else None,
        not why and not set_back and rate.probability_above(-delta) >= thresholds["growth.holding_p"],
    )


def _others(
    counted: Counted, lifts: Sequence[str], delta: float, thresholds: Thresholds
) -> tuple[LiftRate, ...]:
    """The rates of lifts the verdict does not stand on, from fits of a few of them beside those, whose days they share."""
    enough = counted.trained(sessions=thresholds["stall.exposures"], days=thresholds["rate.gate_lift_days"])
    others = [lift for lift in enough if lift not in lifts]
    few = thresholds.whole("rate.most_lifts")  # a fit of twenty lifts at once takes seconds
    told: list[LiftRate] = []
    for some in (others[at : at + few] for at in range(0, len(others), few)):
        fit = rates.fitted(counted.sessions, [*lifts, *some])
        told += rates.lift_rates(fit, some, delta_pct_per_month=delta, judged=False)
    return tuple(told)
