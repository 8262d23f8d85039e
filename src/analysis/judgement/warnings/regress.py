"""A lift that goes down."""

from __future__ import annotations

from typing import Final

from analysis.judgement import words
from analysis.judgement.case import Case
from analysis.judgement.verdict import LiftRate
from analysis.judgement.warnings import lift_rates
from analysis.judgement.warnings.rule import Finding, Rule


def find(case: Case) -> list[Finding]:
    """Find lifts of the current phase's verdict that go down with 95% probability or more, over four weeks or more."""
    least = case.thresholds["regress.p"]
    return [
        _finding(case, rate)
        for rate in lift_rates.judged(case, sessions="regress.exposures", weeks="regress.weeks")
        if 1 - rate.p_improving >= least
    ]


def _finding(case: Case, rate: LiftRate) -> Finding:
    least, name = case.thresholds["regress.p"], words.lift(rate.lift)
    return Finding(
        subject=rate.lift,
        span=lift_rates.span(case),
        says=f"{name} is going down.",
        evidence=f"{lift_rates.numbers_of(rate)} over {words.counted(rate.sessions, 'session')} in"
        f" {rate.weeks:.0f} weeks; going down is {words.percent(1 - rate.p_improving, beside=least)} likely (flagged from"
        f" {words.percent(least)}).",
        clears=f"{name} holding its level: going down less than {words.percent(least)} likely. Look at sleep, food,"
        " stress and the number of hard sets first.",
        behind=lift_rates.top_sets(case, rate.lift),
    )


RULE: Final = Rule("regress", find)
