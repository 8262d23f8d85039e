"""Athletes followed over time."""

from __future__ import annotations

import pytest

from analysis.reports.calibration import courses


def test_a_claim_at_any_look_counts_and_stricter_rules_claim_less() -> None:
    rows = courses.looked(12, 12, seed=1)
    assert [row["looks"] for row in rows] == [3] * 12
    for row in rows:
        assert row["running"] <= row["as_done"] <= row["final"]  # type: ignore[operator]  # true or false


def test_only_those_who_cannot_be_told_are_promised_weeks() -> None:
    rows = courses.promised("+3", 12, seed=1)
    assert 0 < len(rows) < 12
    for row in rows:
        assert (row["more_weeks"] is None) == (row["decided"] is None)


@pytest.mark.parametrize("follow", [lambda: courses.looked(8, 3, 2), lambda: courses.promised("drawn", 3, 2)])
def test_the_same_seed_gives_the_same(follow) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - either
    assert follow() == follow()
