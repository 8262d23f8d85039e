"""A lift that no longer goes up by anything worth having."""

from __future__ import annotations

from typing import Final

from analysis.judgement import words
from analysis.judgement.case import Case
from analysis.judgement.verdict import LiftRate
from analysis.judgement.warnings import lift_rates, overload
from analysis.judgement.warnings.rule import Finding, Rule


def find(case: Case) -> list[Finding]:
    """Find lifts of the current phase's verdict that have stalled.

    Six sessions or more over four weeks or more, progress worth having under 20% likely, and going up over 5% likely: below
    that it is `regress`. Where the rate is not known to within 2.5% a month to each side, it is a notice that there are not
    enough data to call it a stall. Having set no new best is told beside it, and never makes a stall by itself.
    """
    numbers = case.thresholds
    told = {finding.subject for finding in overload.find(case)}
    return [
        _finding(case, rate)
        for rate in lift_rates.judged(case, sessions="stall.exposures", weeks="stall.weeks")
        if rate.lift not in told
        and rate.p_worthwhile < numbers["stall.p_worthwhile"]
        and rate.p_improving > numbers["stall.p_improving"]
    ]


def _finding(case: Case, rate: LiftRate) -> Finding:
    numbers = case.thresholds
    name, known = words.lift(rate.lift), rate.half_width <= numbers["stall.half_width"]
    since = lift_rates.sessions_since_best(case, rate.lift)
    best = (
        f" No new best in the last {words.counted(since, 'session')}."
        if since >= numbers["stall.exposures"]
        else ""
    )
    delta = case.verdict.delta_pct_per_month if case.verdict else 0.0
    return Finding(
        subject=rate.lift,
        level="warning" if known else "notice",
        span=lift_rates.span(case),
        says=f"{name} has stalled: it no longer goes up by anything worth having."
        if known
        else f"{name} seems to stand still, but there are not enough data to call it a stall.",
        evidence=f"{lift_rates.numbers_of(rate)} over {words.counted(rate.sessions, 'session')} in"
        f" {rate.weeks:.0f} weeks; more than the worthwhile {delta:g}% a month is {words.percent(rate.p_worthwhile, beside=numbers['stall.p_worthwhile'])}"
        f" likely (flagged under {words.percent(numbers['stall.p_worthwhile'])}).{best}"
        + ("" if known else f" An interval of over ±{numbers['stall.half_width']:g}% is too wide to call."),
        clears=f"Progress worth having in {name} at least {words.percent(numbers['stall.p_worthwhile'])} likely:"
        " more weight or more reps at the same effort."
        if known
        else f"More sessions of {name} with the effort logged.",
        behind=lift_rates.top_sets(case, rate.lift),
    )


RULE: Final = Rule("stall", find)
