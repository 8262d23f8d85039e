from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.judgement.styles import session_styles, set_styles
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import graded as grading
from analysis.tables import GradedSets, Sets

SQUAT, EXTENSION = "back_squat_barbell", "leg_extension_machine"


def of(graded: Any, **changed: float) -> pl.DataFrame:
    numbers = Thresholds({name.replace("__", "."): value for name, value in changed.items()})
    return session_styles.of(graded, set_styles.of(graded, thresholds=numbers), thresholds=numbers)


def one(graded: Any, **changed: float) -> dict[str, Any]:
    return of(graded, **changed).row(0, named=True)


@pytest.mark.parametrize(
    ("rested", "strength", "hypertrophy"), [(True, 0.69, -0.83), (False, 0.70, -0.81)], ids=["rests", "no rests"]
)  # fmt: skip
def test_the_articles_two_days_have_the_style_of_their_title(
    make_graded: Any, strength_day: Any, hypertrophy_day: Any, *, rested: bool, strength: float, hypertrophy: float
) -> None:  # fmt: skip
    days = [[row if rested else {**row, "rest_s": None} for row in day] for day in (strength_day, hypertrophy_day)]  # fmt: skip
    heavy, light = (one(make_graded(day)) for day in days)
    assert (heavy["label"], light["label"]) == ("strength", "hypertrophy")
    assert heavy["style"] == pytest.approx(strength, abs=0.005)
    assert light["style"] == pytest.approx(hypertrophy, abs=0.005)
    assert (heavy["work_sets"], light["work_sets"]) == (16, 23)
    assert (heavy["heavy_share"], light["light_share"]) == (1.0, 1.0)


def test_the_articles_days_keep_their_style_when_read_with_their_loads(
    strength_day: Any, hypertrophy_day: Any
) -> None:
    """Through the grading, which works the percentages out from the sets themselves, effort not logged."""
    defaults = {"client": "ana", "source": "f1", "source_part": 0, "time_known": True, "kind": "work", "load_kg": 60.0}  # fmt: skip
    for day, label in ((strength_day, "strength"), (hypertrophy_day, "hypertrophy")):
        rows = [
            {**defaults, **row, "source_line": line, "session": "s", "exercise_logged": row["exercise"], "lift": row["exercise"],
             "set_number": 1, "performed_at": datetime(2026, 1, 5, 18), "load_kg": 60.0 - row["reps"]}
            for line, row in enumerate(day, start=1)
        ]  # fmt: skip
        schema = {name: column.dtype for name, column in Sets.columns().items()}
        graded = grading.grade(Sets.validate(pl.DataFrame(rows, schema=schema, orient="row")))
        found = one(graded)
        assert found["label"] == label
        assert found["confidence"] > 0.85  # sets of more than ten reps alone give no maximum to be a share of


@pytest.mark.parametrize(
    ("rows", "style", "label"),
    [
        ([{"reps": 6, "rest_s": 180}] * 6 + [{"reps": 11, "rest_s": 90, "exercise": EXTENSION}] * 8, -0.25, "combination"),
        ([{"reps": 6, "rest_s": 180}] * 4 + [{"reps": 7, "rest_s": 135}] * 10, 0.204, "mixed"),
        ([{"reps": 7, "pct_1rm": 78, "rest_s": 120}] * 15, -0.10, "mixed"),
        ([{"reps": 5, "pct_1rm": 75, "rest_s": 180}] * 15, 0.28, "mixed"),
        ([{"reps": 3, "pct_1rm": 90, "rest_s": 240}] * 15, 0.91, "strength"),
        ([{"reps": 20, "pct_1rm": 50, "rest_s": 45, "exercise": EXTENSION}] * 12, None, "endurance"),
    ],
    ids=["heavy and light", "heavy and between", "sevens", "5x5 at 75", "triples", "twenties"],
)  # fmt: skip
def test_sessions_score_as_was_worked_out_before(
    make_graded: Any, rows: Any, style: float | None, label: str
) -> None:
    found = one(make_graded(rows))
    assert found["label"] == label
    if style is not None:
        assert found["style"] == pytest.approx(style, abs=0.006)


def test_a_session_of_lighter_sets_alone_has_no_label(make_graded: Any) -> None:
    found = one(make_graded([{"hard": 0.0}, {"hard": 0.0}]))
    assert (found["label"], found["style"], found["confidence"], found["work_sets"]) == (None, None, None, 2)


def test_a_session_of_warm_ups_or_a_run_is_no_session(make_graded: Any) -> None:
    assert of(make_graded([{"hard": 0.0, "is_work": False}])).is_empty()
    assert of(make_graded([])).is_empty()


def test_a_left_and_a_right_are_one_set(make_graded: Any) -> None:
    pair = [{"side": "left", "hard": 0.5, "reps": 12}, {"side": "right", "hard": 0.5, "reps": 12}]
    found = one(make_graded([*pair, {"reps": 5}]))
    alone = one(make_graded([{"reps": 12}, {"reps": 5}]))
    assert found["style"] == pytest.approx(alone["style"])
    assert (found["work_sets"], found["hard_sets"]) == (2, 2)


def test_lifts_that_are_not_matched_have_no_compound_share(make_graded: Any) -> None:
    assert one(make_graded([{"exercise": None}]))["compound_share"] is None
    mixed = [{"exercise": None}, {}, {"exercise": EXTENSION}]
    assert one(make_graded(mixed))["compound_share"] == pytest.approx(0.5)


STEADY = st.fixed_dictionaries({
    "reps": st.integers(1, 25),
    "pct_1rm": st.none() | st.floats(40, 100),
    "rest_s": st.none() | st.floats(20, 400),
    "exercise": st.sampled_from([SQUAT, EXTENSION, None]),
})  # fmt: skip


@settings(max_examples=25)
@given(rows=st.lists(STEADY, min_size=1, max_size=12), random=st.randoms(use_true_random=False))
def test_shuffling_the_sets_changes_nothing_but_the_order(make_graded: Any, rows: Any, random: Any) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    one_way, other_way = (of(make_graded(each)).drop("order") for each in (rows, shuffled))
    assert one_way["label"].to_list() == other_way["label"].to_list()
    assert one_way["style"][0] == pytest.approx(other_way["style"][0], abs=1e-12)
    assert one_way["rest_s"].to_list() == other_way["rest_s"].to_list()


# Order -----------------------------------------------------------------------------------------------------------

HEAVY = [{"exercise": SQUAT, "reps": 4}] * 3
LIGHT = [{"exercise": EXTENSION, "reps": 12}] * 3
LIGHT_COMPOUND = [{"exercise": "leg_press_machine", "reps": 12}] * 3


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        (HEAVY + LIGHT, "heavy first"),
        (LIGHT + HEAVY, "inverted"),
        (LIGHT_COMPOUND + HEAVY, "inverted"),
        (HEAVY + LIGHT_COMPOUND + LIGHT, "heavy first"),
        (HEAVY, "no matter"),
        (LIGHT + LIGHT_COMPOUND, "no matter"),
        ([{**row, "exercise": None} for row in HEAVY + LIGHT], None),
        ([{"exercise": SQUAT, "reps": 12}] * 3 + HEAVY, "no matter"),
        ([row for pair in zip(HEAVY, LIGHT, strict=True) for row in pair], "heavy first"),
        (HEAVY + LIGHT[:1], "no matter"),
        ([{"exercise": SQUAT, "reps": 12}] * 3 + HEAVY + LIGHT[:2], "heavy first"),
    ],
    ids=["heavy first", "inverted", "light compound first", "all three", "heavy alone", "light alone", "unmatched",
         "on the way up", "superset", "one light set", "on the way up, then light"],
)  # fmt: skip
def test_the_order_of_a_session(make_graded: Any, rows: Any, order: str | None) -> None:
    assert one(make_graded(rows))["order"] == order


def test_the_order_is_lost_in_a_file_sorted_by_lift(make_graded: Any) -> None:
    scattered = [{**row, "source_line": 100 * place + 1} for place, row in enumerate(LIGHT + HEAVY)]
    assert one(make_graded(scattered))["order"] is None
    timed = [{**row, "at_s": 180 * place} for place, row in enumerate(scattered)]
    assert one(make_graded(timed))["order"] == "inverted"


def test_the_order_is_lost_where_the_file_runs_against_its_times(make_graded: Any) -> None:
    """A file that has the newest first, and times typed in later in two bunches."""
    rows = [{**row, "source_line": 10 - place} for place, row in enumerate(LIGHT + HEAVY)]
    bunched = [{**row, "at_s": 600 if row["exercise"] == SQUAT else 0} for row in rows]
    graded = make_graded(bunched).sort("performed_at", "source_line")
    assert one(GradedSets.validate(graded))["order"] is None


# Rest and length -------------------------------------------------------------------------------------------------


def timed(*seconds: float, **known: Any) -> list[dict[str, Any]]:
    return [{"at_s": at, "reps": 10, **known} for at in seconds]


def test_rest_is_the_gap_to_the_next_set_less_the_set_itself(make_graded: Any) -> None:
    """Ten reps take 35 s: gaps of 155 s are rests of 120 s."""
    found = one(make_graded(timed(0, 155, 310)))
    assert (found["rest_s"], found["rest_known_by"]) == (pytest.approx(120), "timestamps")
    assert (found["minutes"], found["minutes_known_by"]) == (pytest.approx(310 / 60), "timestamps")


def test_a_logged_rest_is_believed_before_the_times(make_graded: Any) -> None:
    found = one(make_graded(timed(0, 155, 310, rest_s=90.0)))
    assert (found["rest_s"], found["rest_known_by"]) == (90, "logged")


@pytest.mark.parametrize(
    "rows",
    [
        timed(0, 2, 5),
        [*timed(0), *timed(155, exercise=EXTENSION), *timed(310)],
        timed(0, 0, 0, 0, 155),
        timed(0, 3000),
        [{**row, "side": side} for row, side in zip(timed(0, 60), ("left", "right"), strict=True)],
    ],
    ids=["ticked off in a row", "another lift between", "typed in later", "interrupted", "left and right"],
)
def test_a_gap_that_is_no_rest_is_none(make_graded: Any, rows: Any) -> None:
    styles = set_styles.of(make_graded(rows), thresholds=Thresholds())
    assert "timestamps" not in styles["rest_known_by"].to_list()


def test_rest_is_worked_out_from_the_length_of_the_session(make_graded: Any) -> None:
    """(1800 - 3.5 x 60 - 90 x 2) / 5 = 282 s."""
    rows = [{"reps": 10, "session_s": 1800.0, "exercise": lift} for lift in [SQUAT] * 3 + [EXTENSION] * 3]
    found = one(make_graded(rows))
    assert (found["rest_s"], found["rest_known_by"]) == (pytest.approx(282), "estimated")
    assert (found["minutes"], found["minutes_known_by"]) == (30, "logged")


def test_a_plank_leaves_the_rest_unknown(make_graded: Any) -> None:
    rows: Any = [{"reps": 10, "session_s": 900.0}] * 3
    assert one(make_graded(rows))["rest_s"] is not None
    assert one(make_graded([*rows, {"reps": None, "session_s": 900.0, "hard": 0.0}]))["rest_s"] is None


@pytest.mark.parametrize("session_s", [30.0, 9 * 3600.0], ids=["entered afterwards", "left running"])
def test_a_length_that_cannot_be_is_not_known(make_graded: Any, session_s: float) -> None:
    found = one(make_graded([{"reps": 10, "session_s": session_s}] * 4))
    assert (found["minutes"], found["minutes_known_by"], found["rest_s"]) == (None, None, None)


def test_length_is_worked_out_from_the_rests(make_graded: Any) -> None:
    """40 reps x 3.5 s + one lift x 90 s + 3 rests x 120 s = 590 s."""
    found = one(make_graded([{"reps": 10, "rest_s": 120.0}] * 4))
    assert (found["minutes"], found["minutes_known_by"]) == (pytest.approx(590 / 60), "estimated")


def test_length_is_not_known_without_any_rest(make_graded: Any) -> None:
    found = one(make_graded([{"reps": 10}] * 4))
    assert (found["minutes"], found["rest_s"]) == (None, None)


def test_most_sets_say_how_the_rest_is_known(make_graded: Any) -> None:
    rows = timed(0, 155, 310, 465, 620)
    rows[0]["rest_s"] = 100.0
    found = one(make_graded(rows))
    assert (found["rest_s"], found["rest_known_by"]) == (pytest.approx(120), "timestamps")


def test_a_session_past_midnight_is_of_the_day_it_starts(make_graded: Any) -> None:
    late = datetime(2026, 1, 11, 23, 50)
    rows = [{"session": "s", "performed_at": late + timedelta(minutes=10 * place)} for place in range(4)]
    found = one(make_graded(rows))
    assert (str(found["performed_on"]), str(found["week"])) == ("2026-01-11", "2026-01-05")
