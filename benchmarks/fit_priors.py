"""What real lifters' logs say of the verdict's priors: readiness, noise, what lifts do on their own, spread of rates.

    python benchmarks/fit_priors.py DIR [WEEKS]

DIR holds exports, one person each, at any depth; see `warning_rates.py` for which count. A fifth of the athletes, by the names
of their files, is kept apart. The others' main lifts, in windows of WEEKS weeks (12) up to the end of each month, are fitted
at every node of the grid of `priors.GRID`. Its weights are then found by empirical Bayes: they are replaced by the mean over
windows of the nodes' posterior weights, axis by axis, until they stay (expectation maximisation of the evidence, with
independent axes). Windows of one athlete overlap and are alike, so that n of them weigh as the root of n.

Printed are the weights, and what the evidence loses without each part: for the athletes fitted on, and for those kept
apart. No names, no rows.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import backtest
import numpy as np
import real_logs
from numpy.typing import NDArray
from real_logs import Measured

from analysis.cli import terminal
from analysis.judgement.rate import priors

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
WEEKS: Final = 12
ROUNDS: Final = 40
SMOOTHING: Final = 0.5
"""Windows' worth of equal weights, so that nothing is ruled out by a few logs."""

AXES: Final = ("wander", "shared_days", "shared_sd", "noise_sd", "spread")
"""In the order of a node's values."""


class Fits(NamedTuple):
    """The evidence of each window, a row, at each node."""

    athletes: tuple[str, ...]
    log_evidence: Matrix

    @property
    def importance(self) -> Vector:
        """Of each window: all n of an athlete together weigh the root of n."""
        count = Counter(self.athletes)
        return np.array([count[each] for each in self.athletes], dtype=np.float64) ** -0.5


def fits(logs: Sequence[Measured], weeks: int) -> Fits:
    """Fit every window of the logs."""
    athletes, rows = [], []
    with terminal.progress(quiet=False) as bar:
        task = bar.add_task("Fitting", total=len(logs))
        for log in logs:
            for window in real_logs.windows(log, weeks=weeks):
                athletes.append(log.name)
                rows.append(window.fit().posterior.log_evidence)
            bar.advance(task)
    return Fits(tuple(athletes), np.array(rows))


def learned(seen: Fits, nodes: Matrix, allowed: NDArray[np.bool_] | None = None) -> Vector:
    """Return the nodes' weights under which the windows are likeliest, a product of one distribution for each axis.

    Args:
        seen: the windows.
        nodes: a row each, a column an axis.
        allowed: nodes that may have any weight; all by default.
    """
    open_to = np.ones(len(nodes), dtype=bool) if allowed is None else allowed
    axes = [np.unique(column, return_inverse=True)[1] for column in nodes.T]
    weights: Vector = open_to / open_to.sum()
    importance = seen.importance / seen.importance.sum()
    equal = weights * SMOOTHING / seen.importance.sum()
    for _ in range(ROUNDS):
        posterior = importance @ responsibilities(seen.log_evidence, weights) + equal
        product = np.prod([np.bincount(axis, posterior)[axis] for axis in axes], axis=0) * open_to
        weights = product / product.sum()
    return weights


def responsibilities(log_evidence: Matrix, weights: Vector) -> Matrix:
    """Return the posterior weights of the nodes, window by window."""
    log = log_evidence + np.log(np.maximum(weights, 1e-300))
    scaled = np.exp(log - log.max(axis=1, keepdims=True))
    return np.asarray(scaled / scaled.sum(axis=1, keepdims=True))


def evidence(seen: Fits, weights: Vector) -> float:
    """Return the mean log evidence of a window."""
    log = seen.log_evidence + np.log(np.maximum(weights, 1e-300))
    top = log.max(axis=1)
    each = top + np.log(np.exp(log - top[:, None]).sum(axis=1))
    return float(seen.importance @ each / seen.importance.sum())


def report(seen: Fits, apart: Fits) -> None:
    """Print the weights, and what the evidence loses without each part."""
    nodes, log_prior = priors.GRID.nodes()
    weights = learned(seen, nodes)
    for column, name in enumerate(AXES):
        values, axis = np.unique(nodes[:, column], return_inverse=True)
        shares = np.bincount(axis, weights)
        for value, share in zip(values, shares, strict=True):
            shown = priors.GRID.wander[int(value)][0] if name == "wander" else f"{value:g}"
            print(f"{name:12} {share:6.3f}  {shown}")
    print(f"\n{'mean log evidence of a window':40} {'fitted on':>10} {'apart':>10}")
    rows = {"as fitted": weights, "as in priors.py": np.exp(log_prior)} | without(seen, nodes)
    for name, each in rows.items():
        print(f"{name:40} {evidence(seen, each):10.2f} {evidence(apart, each):10.2f}")


def without(seen: Fits, nodes: Matrix) -> dict[str, Vector]:
    """Return the weights that are learned where a part of the model is left out."""
    wanders = [wander for wander, _ in priors.GRID.wander]
    own, weekday = (np.array([part[int(number)] > 0 for number in nodes[:, 0]]) for part in (
        [wander.sd for wander in wanders], [wander.weekday_sd for wander in wanders]
    ))  # fmt: skip
    return {
        "no wander of a lift's own": learned(seen, nodes, ~own),
        "no weekdays": learned(seen, nodes, ~weekday),
        "neither": learned(seen, nodes, ~own & ~weekday),
        "least readiness only": learned(seen, nodes, nodes[:, 2] == nodes[:, 2].min()),
    } | {
        f"readiness of {days:g} days only": learned(seen, nodes, nodes[:, 1] == days)
        for days in np.unique(nodes[:, 1])
    }


def main() -> None:
    """Import, fit, print."""
    folder, weeks = real_logs.asked(WEEKS)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        logs = backtest.logs(folder, Path(temporary))
    seen = fits([log for log in logs if not real_logs.is_apart(log.name)], weeks)
    apart = fits([log for log in logs if real_logs.is_apart(log.name)], weeks)
    for title, each in (("fitted on", seen), ("kept apart", apart)):
        print(f"{title}: {len(set(each.athletes))} athletes, {len(each.athletes)} windows of {weeks} weeks")
    print()
    report(seen, apart)
    print(f"\n{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
