"""How often the verdict errs on simulated athletes, cell by cell (science: error rates, power, coverage).

    python benchmarks/verdict_calibration.py [ATHLETES] [CELL...]

Prints, for every cell (weeks, true rate, what is special), the share of nominal 90% intervals that hold the truth,
their half-width in % a month, the share of each label by the final and by the interim rule, and milliseconds a fit.
`base` (default), `stress`, `trap`, `drift`, `looks`, `weeks`, or `all`.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import polars as pl

from analysis.judgement.rate import labels, rates, weeks_to_decide
from analysis.judgement.rate.rates import PCT_PER_MONTH
from analysis.judgement.thresholds import Thresholds
from analysis.simulate import slopes
from analysis.simulate.slopes import Sloping

THRESHOLDS = Thresholds()
DELTA = THRESHOLDS["rate.delta_intermediate"]
RULES = {final: labels.rule(THRESHOLDS, final=final) for final in (True, False)}
SHORT = {label: label.split()[0][:8] for label in labels.LABELS}


def cell(name: str, athlete: Sloping, athletes: int, seed: int) -> None:
    """Judge so many athletes and print the line."""
    random = np.random.default_rng(seed)
    held, widths, seconds = 0, [], 0.0
    found: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for _ in range(athletes):
        log = slopes.drawn(athlete, random)
        start = time.perf_counter()
        rate = rates.posterior(log.design, log.log_e1rm).slope().scaled(PCT_PER_MONTH)
        seconds += time.perf_counter() - start
        low, high = rate.interval()
        held += low <= log.slope_per_week * PCT_PER_MONTH <= high
        widths.append((high - low) / 2)
        p0, pd = rate.probability_above(0.0), rate.probability_above(DELTA)
        for final, rule in RULES.items():
            found[final][rule.label(p0, pd)] += 1
    shares = "   ".join(
        " ".join(f"{SHORT[label]} {found[final][label] / athletes:.3f}" for label in labels.LABELS)
        for final in (True, False)
    )
    print(
        f"{name:34s} 90%: {held / athletes:.3f}  ±{np.mean(widths):.2f}  {shares}  {1000 * seconds / athletes:.1f} ms",
        flush=True,
    )


def base(athletes: int) -> None:
    """Three lifts twice a week, readiness 1.5% and 10 days, noise 2.5%."""
    for weeks in (4, 6, 8, 12, 16):
        for rate in (0.0, 2.0, 3.0):
            cell(f"{weeks} wk {rate:+.0f}%", Sloping(weeks=weeks, pct_per_month=rate), athletes, 100 + weeks)


def stress(athletes: int) -> None:
    """Readiness larger and slower than assumed; noisier; more and fewer sessions and lifts."""
    for weeks in (8, 12):
        flat = Sloping(weeks=weeks)
        for name, athlete in {
            "readiness 2.5%, 25 d": replace(flat, readiness_sd=0.025, readiness_days=25.0),
            "effort not logged, steady": replace(flat, effort_logged=False),
            "effort not logged, 1 rep drift": replace(flat, effort_logged=False, harder_reps_sd=1.0),
            "no readiness": replace(flat, readiness_sd=0.0),
            "noise 4.5%": replace(flat, noise_sd=0.045),
            "one lift": replace(flat, lifts=1),
            "five lifts": replace(flat, lifts=5),
            "once a week": replace(flat, sessions_per_week=1),
            "three a week": replace(flat, sessions_per_week=3),
        }.items():
            cell(f"{weeks} wk flat, {name}", athlete, athletes, 200 + weeks)


def trap(athletes: int) -> None:
    """Fives, then tens, with curves off the formula's."""
    for k in (24, 30, 36):
        for weeks in (8, 12):
            cell(
                f"{weeks} wk flat, 5s to 10s, k 1/{k}",
                Sloping(weeks=weeks, reps="switch", curve=1 / k),
                athletes,
                300 + k,
            )


def drift(athletes: int) -> None:
    """Reps falling from nine to four over the phase."""
    for weeks in (8, 12):
        cell(f"{weeks} wk flat, reps 9 to 4", Sloping(weeks=weeks, reps="falling"), athletes, 400 + weeks)


def looks(athletes: int) -> None:
    """Looks after 4, 8 and 12 weeks at a flat athlete: working at any of them."""
    random = np.random.default_rng(500)
    claimed = Counter({True: 0, False: 0})
    for _ in range(athletes):
        log = slopes.drawn(Sloping(weeks=12), random)
        seen = []
        for weeks in (4, 8, 12):
            part = slopes.until(log, weeks)
            rate = rates.posterior(part.design, part.log_e1rm).slope().scaled(PCT_PER_MONTH)
            seen.append((rate.probability_above(0.0), rate.probability_above(DELTA)))
        for final, rule in RULES.items():
            claimed[final] += any(rule.label(*each) == "working" for each in seen)
    for final in (True, False):
        print(
            f"any of looks at 4, 8, 12 wk flat, {'final' if final else 'interim'} rule: working {claimed[final] / athletes:.3f}"
        )


def weeks(athletes: int) -> None:
    """Of athletes told so many weeks after six, how many have a label then."""
    for rate in (0.0, 1.0, 2.0, 3.0):
        random = np.random.default_rng(600)
        told: list[int | None] = []
        kept = 0
        for _ in range(athletes):
            log = slopes.drawn(Sloping(weeks=22, pct_per_month=rate), random)
            early = slopes.until(log, 6)
            names = ("a", "b", "c")
            fit = rates.Fit(
                names, pl.DataFrame(), early.design, rates.posterior(early.design, early.log_e1rm)
            )
            now = RULES[False].label(fit.rate.probability_above(0.0), fit.rate.probability_above(DELTA))
            if now != "can't tell yet":
                continue
            more = weeks_to_decide.of(fit, weeks_to_decide.Ahead(41.0, 1, None, DELTA), THRESHOLDS)
            told.append(more)
            if more is not None:
                later = slopes.until(log, 6 + more)
                then = rates.posterior(later.design, later.log_e1rm).slope().scaled(PCT_PER_MONTH)
                kept += (
                    RULES[False].label(then.probability_above(0.0), then.probability_above(DELTA))
                    != "can't tell yet"
                )
        numbers = [more for more in told if more is not None]
        print(
            f"6 wk, {rate:+.0f}%: undecided {len(told)} of {athletes}; told a number {len(numbers)},"
            f" median {np.median(numbers) if numbers else float('nan'):.0f}; decided by then {kept / max(len(numbers), 1):.2f}",
            flush=True,
        )


CELLS: dict[str, Callable[[int], None]] = {
    "base": base, "stress": stress, "trap": trap, "drift": drift, "looks": looks, "weeks": weeks,
}  # fmt: skip

if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    chosen = sys.argv[2:] or ["base"]
    print("labels: final rule, then interim rule")
    for each in CELLS if chosen == ["all"] else chosen:
        CELLS[each](count)
