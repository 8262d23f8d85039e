"""How well the verdict's model predicts what real lifters do next.

    python benchmarks/backtest.py DIR [WEEKS]

DIR holds exports, one person each, at any depth; see `warning_rates.py` for which count. At the end of each month with eight
weeks or more behind it the model is fitted to the main lifts' sessions of the last WEEKS weeks (12), as for a verdict, and
predicts the e1RM of every session of these lifts in the next four weeks. Of such a session the day is known and nothing
else: its reps and its precision are taken to be those of the lift's last three. Every session with an e1RM counts, whatever it
was: deloads, tests and slips too.

Printed are the share of sessions in the intervals of 50, 80 and 90%, the CRPS in % of the lift (the lower, the better), that
of three baselines (`baselines.py`, from the last 26 weeks), its ratio to the best of them, and mean absolute errors: for the
athletes kept apart from the fit of the priors (`fit_priors.py`), and for those it was made on. No names, no rows.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

import baselines
import numpy as np
import polars as pl
import real_logs
import scores
from baselines import History
from numpy.typing import NDArray
from real_logs import Measured, Window

from analysis.cli import terminal
from analysis.judgement.rate import priors
from analysis.judgement.rate.rates import Fit
from analysis.stats.design import Design
from analysis.stats.mixture import Mixture

WEEKS: Final = 12
BASELINE_WEEKS: Final = 26
LAST_SESSIONS: Final = 3
COVERAGES: Final = (0.5, 0.8, 0.9)
HISTORY: Final = (8, 16, 32)
"""Sessions of the lift in the window at which a bin begins."""

NAMES: Final = tuple(baselines.RULES)


def logs(folder: Path, workspace: Path) -> list[Measured]:
    """Import a folder and measure every long log in it."""
    with terminal.progress(quiet=False) as bar:
        task = bar.add_task("Importing", total=None)
        files = real_logs.imported(folder, workspace)
        found = []
        bar.update(task, description="Measuring", total=len(files))
        for client in real_logs.clients(workspace, list(files)):
            found.append(real_logs.measured(client, files[client.name].relative_to(folder).as_posix()))
            bar.advance(task)
    return found


def expected(fit: Fit, window: Window) -> Design:
    """Return the design of the sessions to come: their days as they were, all else as in the lift's last sessions."""
    number = {lift: index for index, lift in enumerate(fit.lifts)}
    lift = np.array([number[each] for each in window.ahead["lift"]], dtype=np.intp)
    usual = np.array([_usual(fit.design, index) for index in range(len(fit.lifts))])
    return Design.of(lift, _days(window.ahead), *usual[lift].T)


def foretold(fit: Fit, design: Design) -> list[Mixture]:
    """Return the predictive distribution of each session to come, with the heavy tails of real sessions."""
    factors, shares = np.array(priors.TAILS).T
    parts = [
        fit.posterior.predict(design._replace(relative_variance=factor * design.relative_variance))
        for factor in factors
    ]
    return [
        Mixture(
            np.concatenate([share * each.weights for share, each in zip(shares, session, strict=True)]),
            np.concatenate([each.means for each in session]),
            np.concatenate([each.sds for each in session]),
        )
        for session in zip(*parts, strict=True)
    ]


def _usual(design: Design, lift: int) -> tuple[float, float, float]:
    last = np.flatnonzero(design.lift == lift)[-LAST_SESSIONS:]
    rep_term, relative_variance, drift = (
        float(np.median(values[last])) for values in (design.rep_term, design.relative_variance, design.drift)
    )
    return rep_term, relative_variance, drift


def _days(sessions: pl.DataFrame) -> NDArray[np.float64]:
    return sessions["performed_on"].to_physical().cast(pl.Float64).to_numpy()


def histories(window: Window) -> list[History]:
    """Return what the baselines see of each lift."""
    since = window.as_of - timedelta(weeks=BASELINE_WEEKS)
    recent = window.behind.filter(pl.col("performed_on") > since)
    each = [recent.filter(pl.col("lift") == lift) for lift in window.lifts]
    return [History(_days(rows), rows["log_e1rm"].to_numpy()) for rows in each]


def scored(window: Window) -> pl.DataFrame:
    """Return a row for each session to come: how the model and the baselines did."""
    fit = window.fit()
    design, y = expected(fit, window), window.ahead["log_e1rm"].to_numpy()
    told = foretold(fit, design)
    counts = np.bincount(fit.design.lift, minlength=len(fit.lifts))
    columns: dict[str, object] = {
        "athlete": [window.athlete] * y.size,
        "week": np.ceil((design.day - _ordinal(window)) / 7).astype(int),
        "sessions": counts[design.lift],
        "place": [1.0 - each.probability_above(value) for each, value in zip(told, y, strict=True)],
        "log_score": [np.log(max(each.density(value), 1e-300)) for each, value in zip(told, y, strict=True)],
        "model": [scores.mixture_crps(each, value) for each, value in zip(told, y, strict=True)],
        "model error": [abs(each.quantile(0.5) - value) for each, value in zip(told, y, strict=True)],
    }
    known = histories(window)
    for name, rules in baselines.RULES.items():
        mean, sd = baselines.forecasts(rules, known, design.lift, design.day)
        columns |= {name: scores.normal_crps(mean, sd, y), f"{name} error": np.abs(mean - y)}
    return pl.DataFrame(columns)


def _ordinal(window: Window) -> int:
    return int(pl.Series([window.as_of]).to_physical()[0])


def backtested(found: list[Measured], weeks: int) -> pl.DataFrame:
    """Score every session that follows a window of any log."""
    with terminal.progress(quiet=False) as bar:
        task = bar.add_task("Predicting", total=len(found))
        parts = []
        for log in found:
            parts += [scored(each) for each in real_logs.windows(log, weeks=weeks) if each.ahead.height]
            bar.advance(task)
    return pl.concat(parts) if parts else pl.DataFrame()


def line(name: str, rows: pl.DataFrame) -> str:
    """Return one line of the table."""
    place = rows["place"].to_numpy()
    covered = " ".join(f"{100 * scores.inside(place, level).mean():5.1f}" for level in COVERAGES)
    crps = {each: 100 * float(rows[each].to_numpy().mean()) for each in ("model", *NAMES)}
    best = min(crps[each] for each in NAMES)
    errors = [100 * float(rows[f"{each} error"].to_numpy().mean()) for each in ("model", *NAMES)]
    return (
        f"{name:26} {rows.height:6} {covered}   {' '.join(f'{value:6.2f}' for value in crps.values())}"
        f"  {crps['model'] / best:6.3f}   {' '.join(f'{value:6.2f}' for value in errors)}"
    )


def table(title: str, rows: pl.DataFrame) -> None:
    """Print all, by horizon and by history."""
    print(f"\n{title}: {rows['athlete'].n_unique()} athletes, {rows.height} sessions predicted")
    print(f"{'':26} {'':6} {'covered by, %':^17}   {'CRPS, %':^27}  {'to the':6}   {'mean error, %':^27}")
    heads = " ".join(f"{name:>6}" for name in ("model", "last", "8 wk", "smooth"))
    print(f"{'':26} {'n':>6}    50    80    90   {heads}    best   {heads}")
    print(line("all", rows))
    for week in sorted(set(rows["week"])):
        print(line(f"week {week} ahead", rows.filter(week=week)))
    bounds = (0, *HISTORY, 10**6)
    for low, high in pairwise(bounds):
        some = rows.filter(pl.col("sessions").is_between(low, high - 1))
        if some.height:
            print(
                line(
                    f"{max(low, 1)} sessions or more behind" if high > 10**5 else f"under {high} behind", some
                )
            )
    print(f"{'':26} mean over athletes of the ratio to their best: {by_athlete(rows):.3f}")
    print(f"{'':26} mean log score: {np.mean(rows['log_score'].to_numpy()):.3f}")


def by_athlete(rows: pl.DataFrame) -> float:
    """Return the mean over athletes of the CRPS over that of the baseline that is best for them."""
    means = rows.group_by("athlete").agg(pl.col("model", *NAMES).mean())
    return float((means["model"] / means.select(pl.min_horizontal(NAMES)).to_series()).to_numpy().mean())


def main() -> None:
    """Import, predict, score, print."""
    folder, weeks = real_logs.asked(WEEKS)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        found = logs(folder, Path(temporary))
    rows = backtested(found, weeks)
    if rows.is_empty():
        sys.exit(
            f"No log in {folder} is long enough: eight weeks behind a month's end and sessions after it are needed."
        )
    kept = pl.Series([real_logs.is_apart(name) for name in rows["athlete"]])
    print(f"{len(found)} logs of {real_logs.LEAST_WEEKS} weeks or more; {weeks} weeks are fitted")
    for title, some in (("Kept apart", rows.filter(kept)), ("The others", rows.filter(~kept))):
        if some.height:
            table(title, some)
    print(f"\n{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
