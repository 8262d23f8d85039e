from __future__ import annotations

from statistics import NormalDist

import pytest

from analysis.judgement.rate import labels
from analysis.judgement.rate.labels import Label
from analysis.judgement.thresholds import Thresholds

FINAL, RUNNING = (labels.rule(Thresholds(), final=final) for final in (True, False))


@pytest.mark.parametrize(
    ("p0", "pd", "final", "running"),
    [
        (0.98, 0.86, "working", "working"),
        (0.96, 0.82, "working", "probably working"),
        (0.94, 0.90, "probably working", "probably working"),
        (0.86, 0.70, "probably working", "probably working"),
        (0.86, 0.69, "can't tell yet", "can't tell yet"),
        (0.60, 0.15, "no worthwhile progress", "can't tell yet"),
        (0.60, 0.09, "no worthwhile progress", "no worthwhile progress"),
        (0.04, 0.01, "going backwards", "no worthwhile progress"),
        (0.02, 0.01, "going backwards", "going backwards"),
        (0.99, 0.10, "no worthwhile progress", "no worthwhile progress"),
        (0.50, 0.40, "can't tell yet", "can't tell yet"),
    ],
)
def test_the_label_of_two_probabilities(p0: float, pd: float, final: Label, running: Label) -> None:
    assert FINAL.label(p0, pd) == final
    assert RUNNING.label(p0, pd) == running


@pytest.mark.parametrize("sd", [0.1, 0.5, 1.0, 2.0, 4.0])
@pytest.mark.parametrize("delta", [0.25, 0.75, 1.5])
@pytest.mark.parametrize("rule", [FINAL, RUNNING])
def test_between_its_bounds_and_only_there_a_rate_is_undecided(
    sd: float, delta: float, rule: labels.Rule
) -> None:
    def label(mean: float) -> Label:
        known = NormalDist(mean, sd)
        return rule.label(1 - known.cdf(0), 1 - known.cdf(delta))

    low, high = rule.undecided(sd, delta)
    assert label(low - 1e-6) in {"no worthwhile progress", "going backwards"}
    assert label(high + 1e-6) in {"working", "probably working"}
    assert low < high
    for share in (0.001, 0.25, 0.5, 0.75, 0.999):
        assert label(low + share * (high - low)) == "can't tell yet"


def test_the_coachs_own_numbers_rule() -> None:
    lenient = labels.rule(Thresholds({"rate.working_p0": 0.8, "rate.working_pd": 0.5}), final=True)
    assert lenient.label(0.85, 0.6) == "working"


def test_every_label_can_be_given() -> None:
    grid = [(p / 50, q / 50) for p in range(51) for q in range(p + 1)]
    assert {FINAL.label(*each) for each in grid} == set(labels.LABELS)
