from __future__ import annotations

import fit_priors
import numpy as np
import pytest
from fit_priors import Fits

NODES = np.array([[a, b] for a in (1.0, 2.0) for b in (1.0, 2.0, 3.0)])


def evidence_for(node: int, windows: int, *, nats: float = 6.0) -> list[list[float]]:
    return [[nats if each == node else 0.0 for each in range(len(NODES))] for _ in range(windows)]


def seen(*parts: tuple[str, int, int]) -> Fits:
    names = tuple(name for name, _, windows in parts for _ in range(windows))
    rows = [row for _, node, windows in parts for row in evidence_for(node, windows)]
    return Fits(names, np.array(rows))


def test_the_weights_go_where_the_evidence_is() -> None:
    weights = fit_priors.learned(seen(*((f"{each}", 4, 1) for each in range(30))), NODES)
    assert weights.sum() == pytest.approx(1.0)
    assert np.argmax(weights) == 4
    assert weights[4] > 0.9


def test_an_athlete_with_many_windows_does_not_drown_the_others() -> None:
    """Sixteen windows of one athlete weigh four times one window of another, and not sixteen times."""
    weights = fit_priors.learned(seen(("a", 0, 16), ("b", 5, 1)), NODES)
    by_first = weights[:3].sum() / weights[3:].sum()
    assert 2.5 < by_first < 5.0


def test_nodes_that_are_left_out_stay_out() -> None:
    allowed = NODES[:, 1] < 3.0
    weights = fit_priors.learned(seen(("a", 5, 4)), NODES, allowed)
    assert (weights[~allowed] == 0.0).all()
    assert weights.sum() == pytest.approx(1.0)


def test_nothing_is_ruled_out_by_a_few_logs() -> None:
    weights = fit_priors.learned(seen(("a", 0, 4)), NODES)
    assert weights.min() > 0.0


def test_what_is_learned_is_likelier_than_equal_weights() -> None:
    windows = seen(("a", 0, 3), ("b", 1, 2), ("c", 0, 1))
    weights = fit_priors.learned(windows, NODES)
    equal = np.full(len(NODES), 1 / len(NODES))
    assert fit_priors.evidence(windows, weights) > fit_priors.evidence(windows, equal)


def test_the_evidence_of_one_window_by_hand() -> None:
    """Half the weight on a node of log evidence log 3, half on one of 0: log((3 + 1) / 2)."""
    windows = Fits(("a",), np.array([[np.log(3.0), 0.0]]))
    assert fit_priors.evidence(windows, np.array([0.5, 0.5])) == pytest.approx(np.log(2.0))
