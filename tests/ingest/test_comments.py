from __future__ import annotations

import csv
from collections import defaultdict
from importlib import resources
from typing import Any, Final

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from analysis.ingest import comments
from analysis.ingest.comment_grammar import Statement, statements
from analysis.ingest.comment_tokens import UNSURE, fold

OWN: Final = "unnamed"

SAID: Final[dict[str, list[tuple[str, str, str]]]] = {
    "9.5 rpe": [(OWN, "rir", "0.5")], "@9": [(OWN, "rir", "1")], "RPE8": [(OWN, "rir", "2")],
    "RPE: 8,5": [(OWN, "rir", "1.5")], "rpe 8-9": [(OWN, "rir", "1.5")], "rpe 8/10": [(OWN, "rir", "2")],
    "felt like rpe 9": [(OWN, "rir", "1")], "rpe 8 wrist hurt": [(OWN, "rir", "2")], "100 kg @8": [(OWN, "rir", "2")],
    "3x5@8": [(OWN, "rir", "2")], "@ rpe 9": [(OWN, "rir", "1")], "good, rpe 9.": [(OWN, "rir", "1")],
    "2 rir": [(OWN, "rir", "2")], "RIR 1-2": [(OWN, "rir", "1.5")], "2 in the tank": [(OWN, "rir", "2")],
    "2 reps left in the tank": [(OWN, "rir", "2")], "one rep left": [(OWN, "rir", "1")],
    "2 im Tank": [(OWN, "rir", "2")], "2 en réserve": [(OWN, "rir", "2")], "2 en el tanque": [(OWN, "rir", "2")],
    "2 na reserva": [(OWN, "rir", "2")], "buffer 2": [(OWN, "rir", "2")], "2 w zapasie": [(OWN, "rir", "2")],
    "2 in de tank": [(OWN, "rir", "2")], "2 yedekte": [(OWN, "rir", "2")], "2 i tanken": [(OWN, "rir", "2")],
    "warm up": [(OWN, "kind", "warm_up")], "Warm-up set 2": [(OWN, "kind", "warm_up")],
    "aufwärmen": [(OWN, "kind", "warm_up")], "échauffement": [(OWN, "kind", "warm_up")],
    "CALENTAMIENTO": [(OWN, "kind", "warm_up")], "aquecimento": [(OWN, "kind", "warm_up")],
    "riscaldamento": [(OWN, "kind", "warm_up")], "rozgrzewka": [(OWN, "kind", "warm_up")],
    "opwarmen": [(OWN, "kind", "warm_up")], "\u0131s\u0131nma": [(OWN, "kind", "warm_up")], "ISINMA": [(OWN, "kind", "warm_up")],
    "uppvärmning": [(OWN, "kind", "warm_up")], "cool down": [(OWN, "kind", "cool_down")],
    "to failure": [(OWN, "kind", "failure")], "failed last rep": [(OWN, "kind", "failure")],
    "bis zum Versagen": [(OWN, "kind", "failure")], "à l’échec": [(OWN, "kind", "failure")],
    "al fallo": [(OWN, "kind", "failure")], "até a falha": [(OWN, "kind", "failure")],
    "a cedimento": [(OWN, "kind", "failure")], "do upadku": [(OWN, "kind", "failure")],
    "tot falen": [(OWN, "kind", "failure")], "tükenişe kadar": [(OWN, "kind", "failure")],
    "till failure": [(OWN, "kind", "failure")],
    "drop": [(OWN, "kind", "drop")], "dropset to failure": [(OWN, "rir", "0"), (OWN, "kind", "drop")],
    "AMRAP": [(OWN, "kind", "amrap")], "1RM test": [(OWN, "kind", "test")],
    "tempo 3-1-1": [(OWN, "tempo", "3-1-1")], "3010": [(OWN, "tempo", "3-0-1-0")],
    "31X1 tempo": [(OWN, "tempo", "3-1-X-1")],
    "last set to failure": [("last 1", "kind", "failure")], "did failure last set": [("last 1", "kind", "failure")],
    "first set warm-up": [("first 1", "kind", "warm_up")], "all sets @8": [("all", "rir", "2")],
    "top set rpe 9": [("top", "rir", "1")], "last 2 sets to failure": [("last 2", "kind", "failure")],
    "2nd & 3rd set to failure": [("sets 2 3", "kind", "failure")], "sets 1 and 2 warm up": [("sets 1 2", "kind", "warm_up")],
    "Set 1: RPE 7, set 2: RPE 8": [("sets 1", "rir", "3"), ("sets 2", "rir", "2")],
    "3. Satz bis zum Versagen": [("sets 3", "kind", "failure")], "letzter Satz Versagen": [("last 1", "kind", "failure")],
    "dernière série à l'échec": [("last 1", "kind", "failure")], "última serie al fallo": [("last 1", "kind", "failure")],
    "ultima serie a cedimento": [("last 1", "kind", "failure")], "ostatnia seria do upadku": [("last 1", "kind", "failure")],
    "laatste set tot falen": [("last 1", "kind", "failure")], "sista setet till failure": [("last 1", "kind", "failure")],
    r"Wide grip\nlast set rpe 9": [("last 1", "rir", "1")],
}  # fmt: skip
"""What lifters write, and what it says."""

CHATTER: Final = (
    "3 reps left arm", "5 reps left, 5 right", "5 reps left\n5 right", "-1 RIR", "at least 2 rir", "aimed for RPE 8",
    "felt like a warm up", "like a warmup",
    "no warm up", "without warm-up", "didn't go to failure", "almost failure", "close to failure", "not to failure",
    "warm-up felt heavy", "warmup mid, then low", "failure to launch", "grip failure", "partials to failure",
    "fast Versagen", "presque à l'échec", "sin llegar al fallo", "quase falha", "bez rozgrzewki",
    "drop the weight next time", "did light dropset", "still warmed up", "drop 5", "drop to 40", "drop last set", "last rep is drop weight", "dropset = parallel bars",
    "rpe 12", "rpe", "rpe 0", "9/10", "pain 2/10", "rpe 9/10", "rpe 7, 8, 9", "rpe 7,8,9", "2 rpe 8 9", "lower rpe", "under rpe 8",
    "rpe early 7-8, late 8-9", "goal rpe 8", "next time rpe 8", "next time, rpe 8", "keep 2 in the tank",
    "seat @5", "incline @ 6", "@100kg", "@9am", "@4", "3x 8-10 RPE7", "left rpe 8 right rpe 9", "rpe 8 to failure",
    "2020", "8-8-8-6", "5x5", "3-1-1", "2 left", "level 8", "2 min rest", "max", "1rm 140", "50% 1rm", "e1rm 120",
    "last set neutral grip", "3rd step from the bottom", "20 each side", "all sets, lower hole", "rest pause on last set",
    "Failed 75kg and 72.5kg", "no failure, no rpe", "", " ", "🔥🔥", "\\n",
)  # fmt: skip
"""What lifters write that says nothing of a set's effort or kind."""


def log(*rows: dict[str, Any]) -> pl.DataFrame:
    """Sets of one exercise and session, a row each, with what differs."""
    plain = {
        "session": "a",
        "exercise_logged": "Squat",
        "kind": "work",
        "rir": None,
        "load": 100.0,
        "note": None,
    }
    schema = {
        "session": pl.String,
        "exercise_logged": pl.String,
        "kind": pl.String,
        "rir": pl.Float64,
        "load": pl.Float64,
        "note": pl.String,
    }
    return pl.DataFrame([plain | row for row in rows], schema=schema)  # fmt: skip


@pytest.mark.parametrize(("note", "said"), SAID.items(), ids=lambda value: str(value)[:40])
def test_what_lifters_write_is_understood(note: str, said: list[tuple[str, str, str]]) -> None:
    assert statements(note) == [Statement(*each) for each in said]


@pytest.mark.parametrize("note", CHATTER)
def test_chatter_and_denials_say_nothing(note: str) -> None:
    assert statements(note) == []


def test_a_clause_of_chatter_does_not_spoil_the_next() -> None:
    assert statements("Had to reposition in first set. Last set RPE 10") == [Statement("last 1", "rir", "0")]
    assert statements("rpe 8, next time 9") == [Statement(OWN, "rir", "2")]


def test_contradictions_say_nothing() -> None:
    assert statements("rpe 8\nrpe 9") == []
    assert statements("rpe 7 / failure") == []


def test_words_mean_one_thing_or_the_less_sure_one_in_all_languages() -> None:
    text = resources.files("analysis.ingest").joinpath("comment_words.csv").read_text("utf-8")
    said = defaultdict(set)
    for row in csv.DictReader(text.splitlines()):
        said[fold(row["written"])].add(row["says"])
    grammar = {"filler", "and"}
    unclear = {w: s for w, s in said.items() if len(s) > 1 and not s & set(UNSURE) and not s <= grammar}
    assert not unclear


def test_read_gives_a_row_for_each_comment_and_scope() -> None:
    notes = pl.Series(
        "note", ["last set to failure, set 1 rpe 7", "heavy", None, "warm up rpe 5", "warm up rpe 5"]
    )
    assert comments.read(notes).rows() == [
        ("last set to failure, set 1 rpe 7", "last 1", None, "failure", None),
        ("last set to failure, set 1 rpe 7", "sets 1", 3.0, None, None),
        ("warm up rpe 5", OWN, 5.0, "warm_up", None),
    ]


def test_a_comment_on_a_set_is_about_that_set() -> None:
    done = comments.applied(
        log({"note": "warm up"}, {"note": "9.5 rpe"}, {"note": "tempo 31x0"}, {}), note_of="set"
    )
    assert done["kind"].to_list() == ["warm_up", "work", "work", "work"]
    assert done["rir"].to_list() == [None, 0.5, None, None]
    assert done["tempo"].to_list() == [None, None, "3-1-X-0", None]
    assert done["from_note"].to_list() == ["kind", "rir", "tempo", None]


def test_on_an_exercise_only_what_names_a_set_is_taken() -> None:
    for note in ("warm up", "rpe 8", "to failure", "tempo 3-1-1"):
        done = comments.applied(log(*[{"note": note}] * 3), note_of="exercise")
        assert done["from_note"].null_count() == 3
    done = comments.applied(log(*[{"note": "last set to failure"}] * 3), note_of="exercise")
    assert done["kind"].to_list() == ["work", "work", "failure"]


def test_a_comment_on_the_first_set_alone_is_about_the_exercise() -> None:
    done = comments.applied(log({"note": "last set to failure"}, {}, {}), note_of="exercise")
    assert done["kind"].to_list() == ["work", "work", "failure"]


def test_a_comment_on_every_set_does_not_reach_the_next_block_of_the_exercise() -> None:
    done = comments.applied(log({"note": "all sets @8"}, {"note": "all sets @8"}, {}, {}), note_of="exercise")
    assert done["rir"].to_list() == [2.0, 2.0, None, None]


def test_a_set_is_counted_as_the_app_numbers_it() -> None:
    rows = [{"kind": "warm_up"}, {}, {"kind": "drop"}, {}]
    done = comments.applied(log(*[row | {"note": "2nd set rpe 9"} for row in rows]), note_of="exercise")
    assert done["rir"].to_list() == [None, None, None, 1.0]
    done = comments.applied(log(*[row | {"note": "first set warm-up"} for row in rows]), note_of="exercise")
    assert done["from_note"].null_count() == 4


def test_the_last_set_is_no_other_than_the_last() -> None:
    done = comments.applied(log({}, {"note": "last set to failure"}, {}), note_of="set")
    assert done["from_note"].null_count() == 3
    done = comments.applied(log({}, {}, {"note": "last set to failure"}), note_of="set")
    assert done["kind"].to_list() == ["work", "work", "failure"]


def test_the_top_set_is_the_heaviest_and_only_one() -> None:
    note = {"note": "top set rpe 9"}
    done = comments.applied(log(note | {"load": 90.0}, note | {"load": 110.0}, note), note_of="exercise")
    assert done["rir"].to_list() == [None, 1.0, None]
    done = comments.applied(log(note, note), note_of="exercise")
    assert done["from_note"].null_count() == 2


def test_what_the_app_says_goes_before_the_comment() -> None:
    done = comments.applied(
        log({"rir": 1.0, "note": "rpe 7"}, {"kind": "drop", "note": "warm up"}), note_of="set"
    )
    assert done["rir"].to_list() == [1.0, None]
    assert done["kind"].to_list() == ["work", "drop"]
    assert done["from_note"].null_count() == 2


def test_a_comment_against_the_apps_own_word_is_not_taken() -> None:
    done = comments.applied(
        log({"rir": 2.0, "note": "to failure"}, {"kind": "failure", "note": "rpe 7"}), note_of="set"
    )
    assert done["from_note"].null_count() == 2


PIECES: Final = sorted(
    {
        *SAID,
        *CHATTER,
        "rpe",
        "rir",
        "@",
        "8",
        "2",
        "last set",
        "first 2 sets",
        "warm up",
        "to failure",
        ",",
        ".",
        "not",
    }
)
NOTES: Final = st.one_of(
    st.none(), st.text(max_size=40), st.sampled_from(PIECES), st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join)
)  # fmt: skip


@given(st.text(max_size=500) | st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_reading_a_comment_never_fails(note: str) -> None:
    for each in statements(note):
        assert each.field in comments.FIELDS
        assert each.field != "rir" or 0 <= float(each.value) <= 6


ROWS: Final = st.lists(
    st.fixed_dictionaries({
        "session": st.sampled_from("ab"), "exercise_logged": st.sampled_from(["Squat", "Row"]),
        "kind": st.sampled_from(["work", "work", "warm_up", "drop", "failure"]),
        "rir": st.none() | st.sampled_from([0.0, 2.0]), "load": st.none() | st.sampled_from([0.0, 60.0, 100.0]), "note": NOTES,
    }),
    max_size=12,
)  # fmt: skip


@given(ROWS, st.sampled_from(["set", "exercise"]))
@settings(max_examples=150, deadline=None)
def test_no_value_of_the_app_changes_and_reading_twice_changes_nothing(
    rows: list[dict[str, Any]], note_of: Any
) -> None:
    sets = log(*rows)
    once = comments.applied(sets, note_of=note_of)
    changed = once["from_note"].is_not_null()
    untouched = ["session", "exercise_logged", "load", "note"]
    assert_frame_equal(once.select(untouched), sets.select(untouched))
    stated = sets.with_columns(now=once["rir"], kind_now=once["kind"])
    assert stated.filter(pl.col("rir").is_not_null(), pl.col("rir").ne_missing(pl.col("now"))).is_empty()
    assert stated.filter(pl.col("kind") != "work", pl.col("kind") != pl.col("kind_now")).is_empty()
    same = stated.filter(~changed)
    assert same["rir"].to_list() == same["now"].to_list()
    assert same["kind"].to_list() == same["kind_now"].to_list()
    assert_frame_equal(comments.applied(once, note_of=note_of), once)
