"""The figures of the calibration draw what they are given."""

from __future__ import annotations

import polars as pl
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.figures import label_shares, reliability_curve, rule_claims, theme
from analysis.judgement.rate.labels import LABELS


@pytest.fixture
def ax() -> Axes:
    return theme.axes(height_mm=40)


def bars(ax: Axes) -> list[tuple[float, float]]:
    """Foot and height of each."""
    return [(each.get_y(), each.get_height()) for each in ax.patches if isinstance(each, Rectangle)]


def test_the_labels_of_a_length_are_stacked_to_a_hundred(ax: Axes) -> None:
    told = {"working": 0.5, "probably working": 0.2, "can't tell yet": 0.2, "going backwards": 0.1}
    shares = pl.DataFrame([{"weeks": 8, "label": label, "share": told.get(label, 0.0)} for label in LABELS])
    label_shares.draw(shares, title="Flat", ax=ax)
    heights = bars(ax)
    assert heights[0] == pytest.approx((0.0, 50.0))
    assert sum(height for _, height in heights) == pytest.approx(100.0)
    assert max(foot + height for foot, height in heights) == pytest.approx(100.0)


def test_every_label_has_a_look_and_a_key() -> None:
    assert set(label_shares.FACES) == set(LABELS)
    assert len(label_shares.marks()) == len(LABELS)


def test_the_words_say_what_is_told_most() -> None:
    rows = [(8, "working", 0.6), (8, "can't tell yet", 0.4), (4, "working", 0.1), (4, "can't tell yet", 0.9)]
    shares = pl.DataFrame(rows, schema=["weeks", "label", "share"], orient="row")
    assert label_shares.alt(shares, title="Flat") == (
        "Flat, told most often: after 4 weeks can't tell yet 90%; after 8 weeks working 60%."
    )


def test_a_rule_stands_in_a_row_of_its_own_ours_on_top(ax: Axes) -> None:
    rows = [("Ours", "Base", 0.04, 0.01), ("Theirs", "Base", 0.5, 0.02)]
    claims = pl.DataFrame(rows, schema=["rule", "kind", "share", "error"], orient="row")
    rule_claims.draw(claims, most_pct=5.0, ax=ax)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Ours", "Theirs"]
    assert ax.yaxis_inverted()
    assert "Theirs, Base: 50%" in rule_claims.alt(claims)


def test_no_axis_of_shares_goes_beyond_a_hundred_percent_for_an_error_that_does(ax: Axes) -> None:
    claims = pl.DataFrame({"rule": ["Ours"], "kind": ["Base"], "share": [1.0], "error": [0.2]})
    rule_claims.draw(claims, most_pct=5.0, ax=ax)
    low, high = ax.get_xlim()
    assert low == 0
    assert 100 < high < 105


def test_reliability_and_places_are_in_percent(ax: Axes) -> None:
    tenths = pl.DataFrame({"said": [0.55, 0.95], "true": [0.5, 0.97], "error": [0.05, 0.01]})
    reliability_curve.draw(tenths, within=0.05, ax=ax)
    points = [line for line in ax.get_lines() if line.get_marker() == "o"]
    assert list(points[0].get_xdata()) == pytest.approx([55.0, 95.0])  # type: ignore[arg-type]  # an array
    places = pl.DataFrame({"share": [0.1] * 10, "error": [0.01] * 10})
    said = reliability_curve.alt(tenths, places)
    assert "of 55% said, 50% true" in said
    assert "of 10 to 10% of athletes" in said
    bare = theme.axes(height_mm=40)
    reliability_curve.draw_places(places, ax=bare)
    assert [height for _, height in bars(bare)] == pytest.approx([10.0] * 10)
