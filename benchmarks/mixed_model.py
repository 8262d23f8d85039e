"""How long `phasewise judge` thinks about a client, beside one mixed model fitted to the same sessions by statsmodels.

    python benchmarks/mixed_model.py [ROUNDS]

A client is simulated for 16 weeks: five lifts, each two or three times a week, three sets of five with RIR, in a Strong
export; imported, and judged as `judge` does from the phase's first day. True rates of 0, 0.75 and 2% a month: where there is
no label yet, the weeks to decide are looked for too, which takes longest.

model: inside `verdict.of`, from the values of sessions to what is said of them: every fit (the lifts judged, the others, the
rep bands, growth), every interval and probability, and the weeks to decide.
whole: all of `verdict.of` but the choice of the sessions that count. What it has besides the model is work on frames: the
values by rep band and of ten reps, the dose, the tape, coverage, remarks.
MixedLM: one restricted-maximum-likelihood fit of the values of the judged lifts' sessions, a level a lift and a random slope a
lift, from matrices made before, in the scale in which it converges fastest (% and months). By formula: the same as most
would write it, `log_e1rm ~ month`, with a random level and slope a lift.

All take turns; the first round is dropped. Prints medians of processor time, that of all threads together, which is what one
waits for or more where nothing else runs; and the median of the ratios round by round.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any, Final, NamedTuple
from unittest.mock import patch

import numpy as np
import pandas as pd
import polars as pl
import statsmodels.formula.api as formulas
from statsmodels.regression.mixed_linear_model import MixedLM

from analysis.judgement import verdict
from analysis.judgement.rate import gate, rates, weeks_to_decide
from analysis.judgement.rate.rates import Fit
from analysis.judgement.verdict import Verdict
from analysis.reports import phase_verdict
from analysis.simulate.athlete import Athlete, Tape
from analysis.simulate.programme import Block, Day, heavy
from analysis.simulate.training import train
from analysis.simulate.writers import strong
from analysis.stats import grid_posterior, pooled_lines
from analysis.stats.design import DAYS_A_WEEK
from analysis.stats.mixture import Mixture
from analysis.store import imports
from analysis.units import WEEKS_PER_MONTH

LEVELS_KG: Final = {
    "back_squat_barbell": 140.0, "bench_press_barbell": 105.0, "deadlift_barbell": 175.0,
    "overhead_press_barbell": 66.0, "bent_over_row_barbell": 92.0,
}  # fmt: skip
MONDAY: Final = date(2026, 6, 1)
WEEKS: Final = 16
WEEKDAYS: Final = {2: (0, 3), 3: (0, 2, 4)}
PCT_PER_MONTH: Final = (0.0, 0.75, 2.0)
AIM_MS: Final = 150.0
THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS")


MODEL: Final = (
    (rates, "fitted"), (rates, "lift_rates"), (grid_posterior, "fit"), (weeks_to_decide, "of"), (gate, "why"),
    (pooled_lines, "fit"), (Mixture, "interval"), (Mixture, "quantile"), (Mixture, "probability_above"),
)  # fmt: skip
"""Its functions, where they are looked up."""


class Timed(NamedTuple):
    """Milliseconds of one round."""

    model: float
    whole: float
    mixed: float
    by_formula: float


class Asked(NamedTuple):
    """What `judge` asks of a client's log, caught on its way."""

    judged: Callable[[], Verdict]
    fit: Fit


class Stopwatch:
    """Milliseconds spent in some functions; where one calls another, once."""

    def __init__(self) -> None:
        self.ms = 0.0
        self._running = False

    def timing(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, timed."""

        def timed(*args: Any, **named: Any) -> Any:
            if self._running:
                return function(*args, **named)
            self._running, start = True, time.process_time()
            try:
                return function(*args, **named)
            finally:
                self._running = False
                self.ms += 1000 * (time.process_time() - start)

        return timed


def client(sessions_a_week: int, pct_per_month: float) -> Athlete:
    """Five lifts every session."""
    slots = tuple(heavy(lift, 3, 5) for lift in LEVELS_KG)
    days = tuple(Day(weekday=day, name="Full body", slots=slots) for day in WEEKDAYS[sessions_a_week])
    return Athlete(
        word=f"five-lifts-{sessions_a_week}-{pct_per_month:g}",
        starts_on=MONDAY,
        ends_on=MONDAY + timedelta(weeks=WEEKS, days=-1),
        blocks=(
            Block(
                style="strength", weeks=WEEKS, days=days, slope_pct_per_week=pct_per_month / WEEKS_PER_MONTH
            ),
        ),
        levels_kg=LEVELS_KG,
        bodyweight=Tape(start=85.0, per_week=(0.0,), error=0.5),
        adherence=1.0,
    )


def asked(workspace: Path, name: str, athlete: Athlete) -> Asked:
    """Import the client and judge once; the call of `verdict.of` is kept."""
    folder = workspace / "data" / "raw" / name
    folder.mkdir(parents=True)
    (folder / "strong.csv").write_text(strong.write(train(athlete).sets, layout="S7"), "utf-8")
    mains = ", ".join(f'"{lift}"' for lift in LEVELS_KG)
    (folder / "client.toml").write_text(f'weight_unit = "kg"\nmain_lifts = [{mains}]\n', "utf-8")
    imports.run(workspace, [name])
    calls: list[Callable[[], Verdict]] = []
    fits: list[Fit] = []

    def judged(*args: Any, **named: Any) -> Verdict:
        calls.append(partial(verdict_of, *args, **named))
        return verdict_of(*args, **named)

    def fitted(*args: Any, **named: Any) -> Fit:
        fits.append(rates_fitted(*args, **named))
        return fits[-1]

    verdict_of, rates_fitted = verdict.of, rates.fitted
    with patch.object(verdict, "of", judged), patch.object(rates, "fitted", fitted):
        phase_verdict.of(workspace, name, MONDAY)
    return Asked(calls[-1], next(fit for fit in fits if set(fit.lifts) == set(LEVELS_KG)))


@contextmanager
def watched(*functions: tuple[Any, str]) -> Iterator[Stopwatch]:
    """Time the calls of functions, each named by where it is looked up."""
    watch = Stopwatch()
    with ExitStack() as patched:
        for owner, name in functions:
            patched.enter_context(patch.object(owner, name, watch.timing(getattr(owner, name))))
        yield watch


def ours(case: Asked) -> tuple[float, float]:
    """Milliseconds of the model, and of the whole."""
    whole = Stopwatch()
    with watched((rates, "counted")) as counted, watched(*MODEL) as model:
        whole.timing(case.judged)()
    return model.ms, whole.ms - counted.ms


def mixed(case: Asked) -> Callable[[], Any]:
    """Return the fit of MixedLM to the values of the judged lifts' sessions."""
    design, y = case.fit.design, case.fit.sessions["log_e1rm"].to_numpy()
    month = (design.day - design.day.mean()) / DAYS_A_WEEK / WEEKS_PER_MONTH
    columns = np.column_stack([np.eye(len(case.fit.lifts))[design.lift], month])
    return lambda: MixedLM(100 * y, columns, groups=design.lift, exog_re=month[:, None]).fit(reml=True)


def by_formula(case: Asked) -> Callable[[], Any]:
    """Return the same as most would write it."""
    rows = case.fit.sessions.select("lift", log_e1rm=100 * pl.col("log_e1rm"))
    days = case.fit.design.day - case.fit.design.day.mean()
    frame = pd.DataFrame(rows.to_dict(as_series=False)).assign(month=days / DAYS_A_WEEK / WEEKS_PER_MONTH)
    return lambda: formulas.mixedlm(
        "log_e1rm ~ month", frame, groups=frame["lift"], re_formula="~month"
    ).fit()


def rounds(case: Asked, number: int) -> list[Timed]:
    """Time all in turn; the first round is dropped."""
    lean, usual = mixed(case), by_formula(case)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # five lifts are few for MixedLM, and it says so
        return [Timed(*ours(case), _timed(lean), _timed(usual)) for _ in range(number + 1)][1:]


def _timed(run: Callable[[], Any]) -> float:
    watch = Stopwatch()
    watch.timing(run)()
    return watch.ms


def _line(name: str, case: Asked, found: list[Timed]) -> str:
    median = Timed(*(statistics.median(each) for each in zip(*found, strict=True)))
    lean, usual = (
        statistics.median(each.model / getattr(each, name) for each in found)
        for name in ("mixed", "by_formula")
    )
    told = case.judged()
    return (
        f"{name}, {case.fit.design.day.size} values, {told.label}, weeks to decide"
        f" {told.weeks_to_decide}: model {median.model:.0f} ms"
        f" ({'under' if median.model < AIM_MS else 'OVER'} {AIM_MS:.0f}), whole {median.whole:.0f} ms;"
        f" MixedLM {median.mixed:.0f} ms, ratio of the model {lean:.2f};"
        f" by formula {median.by_formula:.0f} ms, ratio {usual:.2f}"
    )


def main(number: int) -> None:
    """Print a line for each number of sessions a week."""
    threads = ", ".join(f"{name} {os.environ.get(name, 'unset')}" for name in THREADS)
    print(f"{os.cpu_count()} processors, polars {pl.thread_pool_size()} threads, {threads}; {number} rounds")
    for sessions_a_week, rate in product(WEEKDAYS, PCT_PER_MONTH):
        with tempfile.TemporaryDirectory() as folder:
            case = asked(Path(folder), "one", client(sessions_a_week, rate))
        print(_line(f"{sessions_a_week} a week, {rate:g}% a month", case, rounds(case, number)), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
