"""Rules made as strong or as strict as the verdict, on scores written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import dataframely as dy
import polars as pl
import pytest

from analysis.reports.calibration import cells, matched
from analysis.reports.calibration.brief import Brief, Params
from analysis.reports.calibration.matched import OURS, Rule
from analysis.reports.calibration.trials import Judged, Looked, Promised, Scored

Schema = TypeVar("Schema", bound=dy.Schema)
VERDICT, OTHER = Rule(OURS, ""), Rule("other", "together")


def row(rate: float, athlete: int, score: float) -> dict[str, object]:
    return {
        "group": "length", "name": cells.BASE, "weeks": 12, "rate": rate, "athlete": athlete, "score": score
    }  # fmt: skip


@pytest.fixture
def by_hand() -> Brief:
    """Ours: 1 of 5 flat, 3 of 5 rising. The other, as used: 4 of 5 flat, all rising."""
    ours = {0.0: [-2.0, -1.0, -0.5, -0.1, 0.3], 3.0: [-1.0, -0.2, 0.5, 1.0, 2.0]}
    theirs = {0.0: [-1.0, 0.1, 0.2, 0.3, 0.9], 3.0: [0.25, 0.5, 0.8, 0.95, 1.5]}
    said = {
        "truth": 0.0, "half_width": 1.0, "below_truth": 0.5, "p_improving": 0.5, "p_worthwhile": 0.5,
        "final": "can't tell yet", "running": "can't tell yet",
    }  # fmt: skip
    return Brief(
        params=Params(athletes=5),
        judged=frame(ours, Judged, **said),
        scored=frame(theirs, Scored, rule="other", reading="together"),
        looked=Looked.create_empty(),
        promised=Promised.create_empty(),
    )


def frame(
    scores: Mapping[float, Sequence[float]], schema: type[Schema], **also: object
) -> dy.DataFrame[Schema]:
    rows = [
        row(rate, athlete, score) | also
        for rate, each in scores.items()
        for athlete, score in enumerate(each)
    ]
    types = {name: column.dtype for name, column in schema.columns().items()}
    return schema.validate(pl.DataFrame(rows, schema=types))


def counts(brief: Brief, rule: Rule, above: float = 0.0) -> tuple[int, int]:
    return tuple(  # type: ignore[return-value]  # two
        matched.claims(brief, rule, name=cells.BASE, weeks=12, rate=rate, above=above).count
        for rate in (0.0, 3.0)
    )


def test_claims_are_scores_above_zero(by_hand: Brief) -> None:
    assert counts(by_hand, VERDICT) == (1, 3)
    assert counts(by_hand, OTHER) == (4, 5)


def test_as_strict_leaves_as_many_false_claims(by_hand: Brief) -> None:
    above = matched.as_strict(by_hand, OTHER, weeks=12)
    assert above == 0.3
    assert counts(by_hand, OTHER, above) == (1, 4)


def test_as_strong_sees_as_many(by_hand: Brief) -> None:
    above = matched.as_strong(by_hand, OTHER, weeks=12, rate=3.0)
    assert counts(by_hand, OTHER, above) == (1, 3)


def test_the_verdict_is_its_own_measure(by_hand: Brief) -> None:
    assert matched.as_strict(by_hand, VERDICT, weeks=12) == 0.0
    assert matched.as_strong(by_hand, VERDICT, weeks=12, rate=3.0) == 0.0


def test_of_each_rule_the_reading_that_sees_more_is_taken(by_hand: Brief) -> None:
    assert matched.rules(by_hand) == [VERDICT, OTHER]
    assert matched.better_readings(by_hand, weeks=12, rate=3.0) == [VERDICT, OTHER]
    assert matched.kinder_readings(by_hand, weeks=12) == [VERDICT, OTHER]
