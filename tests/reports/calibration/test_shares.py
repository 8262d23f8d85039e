"""Shares and their errors."""

from __future__ import annotations

from math import sqrt

import polars as pl
import pytest

from analysis.reports.calibration.shares import Share, labelled, share, where


def test_the_error_is_binomial_and_never_none() -> None:
    assert Share(50, 1000).error == pytest.approx(sqrt(0.05 * 0.95 / 1000), rel=0.02)
    assert Share(0, 200).error == pytest.approx(sqrt((0.5 / 201) * (200.5 / 201) / 201))
    assert Share(200, 200).error == pytest.approx(Share(0, 200).error)


def test_nobody_has_no_share() -> None:
    assert str(Share(0, 0)) == "–"


def test_what_holds_is_counted_in_the_cells_that_are_asked_for() -> None:
    rows = [
        ("length", "a", 8, 0.0, "working", "can't tell yet"),
        ("length", "a", 8, 3.0, "working", "working"),
        ("length", "a", 12, 0.0, "going backwards", "working"),
        ("model", "b", 8, 0.0, "working", "working"),
    ]
    frame = pl.DataFrame(rows, schema=["group", "name", "weeks", "rate", "final", "running"], orient="row")
    assert share(where(frame, group="length", weeks=8), labelled("working")) == Share(2, 2)
    assert share(where(frame, group="length", weeks=8), labelled("working", running=True)) == Share(1, 2)
    assert share(where(frame, rate=0.0), labelled("working")) == Share(2, 3)
    assert share(where(frame, name="nobody"), labelled("working")) == Share(0, 0)
