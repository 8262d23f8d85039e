from __future__ import annotations

import math
from typing import Any

import dataframely as dy
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.judgement.styles import set_styles
from analysis.judgement.thresholds import Thresholds
from analysis.tables import GradedSets, SetStyles

REPS = st.integers(1, 40)
PCT = st.none() | st.floats(30, 110)
REST = st.none() | st.floats(5, 600)
LIFT = st.sampled_from([None, "back_squat_barbell", "leg_extension_machine"])


COLUMNS: dict[str, Any] = {
    "reps": pl.Float64, "pct_1rm": pl.Float64, "rest_s": pl.Float64, "compound": pl.Boolean, "k": pl.Float64,
    "rest_known_by": pl.Enum(["logged", "timestamps", "estimated"]),
}  # fmt: skip
MECHANICS = {None: None, "back_squat_barbell": True, "leg_extension_machine": False}


def styled_all(sets: list[dict[str, Any]], only: str | None = None) -> pl.DataFrame:
    """The memberships of sets of which only what is given is known; `only`: by one mark alone."""
    rows = [
        {
            "reps": each["reps"], "pct_1rm": each.get("pct"), "rest_s": each.get("rest"), "k": 0.036,
            "compound": MECHANICS[each.get("lift")],
            "rest_known_by": None if each.get("rest") is None else each.get("by", "logged"),
        }
        for each in sets
    ]  # fmt: skip
    names = {"reps": "reps", "pct": "pct", "rest": "rest", "lift": "mechanic"}
    others = {f"style.{name}_weight": 0.0 for mark, name in names.items() if only and mark != only}
    marks = set_styles.memberships(Thresholds(others))
    style = pl.col("strength") - pl.col("hypertrophy")
    found = pl.DataFrame(rows, schema=COLUMNS).select(**marks).with_columns(style=style)
    return found.with_columns(style=pl.when(pl.col("style").is_not_nan()).then("style"))


def styled(**known: Any) -> dict[str, Any]:
    return styled_all([known]).row(0, named=True)


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def test_memberships_are_the_weighted_means_of_the_marks() -> None:
    """Worked by hand: 6 reps at 82% with 100 s, compound."""
    reps, load, rest, mechanic = logistic(1 / 0.6), logistic(3 / 2.5), logistic(-35 / 20), 0.60
    far = [logistic(-11.5), logistic(-29.5 / 2.5), logistic(-70 / 5), 0.0]
    weights = [0.40, 0.35, 0.15, 0.10]
    strength = sum(
        w * (1 - e) * s for w, e, s in zip(weights, far, [reps, load, rest, mechanic], strict=True)
    )
    found = styled(reps=6, pct=82.0, rest=100.0, lift="back_squat_barbell")
    assert found["strength"] == pytest.approx(strength)
    assert found["endurance"] == pytest.approx(sum(w * e for w, e in zip(weights, far, strict=True)))
    assert found["confidence"] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("known", "confidence"),
    [
        ({}, 0.40),
        ({"pct": 80.0}, 0.75),
        ({"pct": 80.0, "rest": 120.0}, 0.90),
        ({"pct": 80.0, "rest": 120.0, "by": "estimated"}, 0.80),
        ({"lift": "leg_extension_machine"}, 0.50),
    ],
)
def test_confidence_is_the_weight_of_what_is_known(known: dict[str, Any], confidence: float) -> None:
    assert styled(reps=5, **known)["confidence"] == pytest.approx(confidence)


def test_seven_reps_alone_belong_to_both_styles_alike() -> None:
    assert styled(reps=7)["style"] == pytest.approx(0.0, abs=1e-4)


def test_a_load_that_its_reps_prove_out_of_date_is_not_used() -> None:
    """Twelve reps at 96% of a maximum that stood a month ago: 96 x (1 + .036 x 11) = 134%."""
    assert styled(reps=12, pct=96.0) == styled(reps=12)
    assert styled(reps=5, pct=90.0)["confidence"] == pytest.approx(0.75)


def test_a_rest_that_is_only_worked_out_counts_a_third() -> None:
    sure, guessed = (styled(reps=10, rest=300.0, by=by)["style"] for by in ("logged", "estimated"))
    assert styled(reps=10)["style"] < guessed < sure


SET = st.fixed_dictionaries({"reps": REPS, "pct": PCT, "rest": REST, "lift": LIFT})
SOME = st.lists(SET, min_size=6, max_size=6)
ENOUGH = settings(max_examples=30)


@ENOUGH
@given(SOME)
def test_memberships_sum_to_one(sets: list[dict[str, Any]]) -> None:
    found = styled_all(sets)
    whole = found.select(pl.sum_horizontal(set_styles.STYLES)).to_series()
    assert (whole - 1).abs().max() == pytest.approx(0, abs=1e-12)
    assert found.select(pl.min_horizontal(set_styles.STYLES)).to_series().min() >= 0  # type: ignore[operator]  # floats


@ENOUGH
@given(SOME, st.integers(1, 10))
def test_more_reps_never_raise_strength(sets: list[dict[str, Any]], more: int) -> None:
    sets = [{**each, "pct": None} for each in sets]  # more reps with one load can prove it out of date
    fewer, many = styled_all(sets), styled_all([{**each, "reps": each["reps"] + more} for each in sets])
    assert (many["strength"] <= fewer["strength"] + 1e-12).all()


@ENOUGH
@given(SOME, st.floats(0, 300))
def test_a_longer_rest_never_lowers_strength(sets: list[dict[str, Any]], more: float) -> None:
    sets = [{**each, "rest": each["rest"] or 60.0} for each in sets]
    brief, long = styled_all(sets), styled_all([{**each, "rest": each["rest"] + more} for each in sets])
    assert (long["strength"] >= brief["strength"] - 1e-12).all()


@ENOUGH
@given(SOME)
def test_what_is_not_known_never_changes_the_sign_by_itself(sets: list[dict[str, Any]]) -> None:
    """Where all marks known are on one side of zero, so is the set, whichever of them are forgotten."""
    alone = pl.DataFrame({
        mark: styled_all(sets, only=mark)["style"] for mark in ("reps", "pct", "rest", "lift")
    })  # fmt: skip
    all_heavy = alone.select(pl.all_horizontal((pl.all() > 0).fill_null(value=True))).to_series()
    all_light = alone.select(pl.all_horizontal((pl.all() < 0).fill_null(value=True))).to_series()
    for forgotten in (set(), {"pct"}, {"rest"}, {"lift"}, {"pct", "rest"}, {"pct", "rest", "lift"}):
        style = styled_all([{**each, **dict.fromkeys(forgotten)} for each in sets])["style"]
        assert (style.filter(all_heavy) > 0).all()
        assert (style.filter(all_light) < 0).all()


def of(graded: dy.DataFrame[GradedSets]) -> dy.DataFrame[SetStyles]:
    return set_styles.of(graded, thresholds=Thresholds())


def test_only_hard_sets_have_a_style_and_their_order_stays(make_graded: Any) -> None:
    graded = make_graded([{"reps": 5}, {"reps": 9, "hard": 0.0}, {"reps": 12}, {"reps": 3, "hard": 0.5}])
    assert of(graded)["reps"].to_list() == [5, 12, 3]
    assert of(graded)["source_line"].to_list() == [1, 3, 4]


def test_an_unmatched_lift_is_neither_compound_nor_isolation(make_graded: Any) -> None:
    found = of(make_graded([{"exercise": None}, {}, {"exercise": "leg_extension_machine"}]))
    assert found["compound"].to_list() == [None, True, False]
    assert found["confidence"].to_list() == pytest.approx([0.4, 0.5, 0.5])


def test_one_side_of_a_pair_is_half_a_set(make_graded: Any) -> None:
    found = of(make_graded([{"side": "left", "hard": 0.5}, {"side": "right", "hard": 0.5}, {"side": "each"}]))
    assert found["share"].to_list() == [0.5, 0.5, 1.0]


def test_a_log_without_sets_has_no_styles(make_graded: Any) -> None:
    assert of(make_graded([])).is_empty()


@pytest.mark.parametrize("rested", [True, False])
def test_each_set_of_the_articles_days_is_clearly_of_its_style(
    make_graded: Any, strength_day: Any, hypertrophy_day: Any, *, rested: bool
) -> None:
    """16 of 16 and 23 of 23; with and without the rests."""
    given = [[row if rested else {**row, "rest_s": None} for row in day] for day in (strength_day, hypertrophy_day)]  # fmt: skip
    strength, hypertrophy = (of(make_graded(day))["style"] for day in given)
    clear = Thresholds()["style.clear"]
    assert (strength.len(), (strength > clear).sum()) == (16, 16)
    assert (hypertrophy.len(), (hypertrophy < -clear).sum()) == (23, 23)
