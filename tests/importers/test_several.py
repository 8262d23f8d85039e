"""Records of several sets, however a table writes them: every cell is understood to its end or its record is rejected."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.importers import packed, several
from analysis.importers.several import Layout
from analysis.ingest.pipeline import Ingested

if TYPE_CHECKING:
    from tests.conftest import ReadText

ReadRow = Callable[..., Ingested]
COLUMNS = {"date": "date", "exercise": "exercise", "weight_unit": "kg"}
HEADER = "date;exercise;n;kg;reps;s1;s2;w1;w2"


@pytest.fixture
def read_row(read: ReadText) -> ReadRow:
    """Read one row under `n;kg;reps;s1;s2;w1;w2`; keywords are the mapping of a day's squats."""

    def run(row: str, **mapping: object) -> Ingested:
        text = f"{HEADER}\n2026-01-05;Squat;{row}\n"
        return read(text, name="log.csv", table={"log.csv": {**COLUMNS, **mapping}})

    return run


WIDE = {"wide": ["s1", "s2"], "weights": ["w1", "w2"]}
BESIDE = {"wide": ["s1", "s2"], "weight": "kg"}
LOADS = {"weights": ["w1", "w2"], "reps": "reps"}
LISTS = {"weight": "kg", "reps": "reps", "lists": ["kg", "reps"]}
COUNTED = {"weight": "kg", "reps": "reps", "sets": "n"}


@pytest.mark.parametrize(
    ("mapping", "row", "sets"),
    [
        (WIDE, ";;;5;4;100;102,5", [(100, 5), (102.5, 4)]),
        (WIDE, ";;;5;;100;", [(100, 5)]),
        (WIDE, ";;;5;4;;", [(None, 5), (None, 4)]),
        (WIDE, ";;;5;0;100;105", [(100, 5)]),
        (WIDE, ";;;5;-;100;-", [(100, 5)]),
        (BESIDE, ";60;;8;7;;", [(60, 8), (60, 7)]),
        (BESIDE, ";60;;8;65x7;;", [(60, 8), (65, 7)]),
        (LOADS, ";;5;;;100;105", [(100, 5), (105, 5)]),
        (LOADS, ";;;;;100x5;105x3", [(100, 5), (105, 3)]),
        (LISTS, ";[100,90];[5,8];;;;", [(100, 5), (90, 8)]),
        (LISTS, ";60;8/8/6;;;;", [(60, 8), (60, 8), (60, 6)]),
        (LISTS, ";100 95 90;5;;;;", [(100, 5), (95, 5), (90, 5)]),
        ({**LISTS, "sets": "n"}, "3;60;8;;;;", [(60, 8)] * 3),
        (COUNTED, "3;100;5;;;;", [(100, 5)] * 3),
        ({"packed": "s1", "sets": "n"}, "3;;;100x5;;;", [(100, 5)] * 3),
    ],
)
def test_each_way_of_writing_several_sets_is_read(
    read_row: ReadRow, mapping: dict[str, object], row: str, sets: list[tuple[float | None, float]]
) -> None:
    done = read_row(row, **mapping)
    assert done.sets.select("load_kg", "reps").rows() == sets
    assert done.ledger["status"].to_list() == ["used"]


@pytest.mark.parametrize(
    ("mapping", "row", "rule"),
    [
        (WIDE, ";;;five;4;100;100", "sets_unreadable"),
        (WIDE, ";;;5;4;heavy;100", "sets_unreadable"),
        (WIDE, ";;;;;100;100", "no_reps"),
        (WIDE, ";;;;;;", "no_reps"),
        (LISTS, ";[100,90];[5,5,5];;;;", "sets_unreadable"),
        (LISTS, ";[100,x];[5,5];;;;", "sets_unreadable"),
        (LISTS, ";[100,90];;;;;", "no_reps"),
        (LISTS, f";60;{'/'.join(['5'] * 61)};;;;", "sets_unreadable"),
        (COUNTED, "61;100;5;;;;", "sets_unreadable"),
        (COUNTED, "2.5;100;5;;;;", "sets_unreadable"),
        (COUNTED, ";100;5;;;;", "sets_unreadable"),
    ],
)
def test_what_is_not_understood_is_rejected_and_what_was_not_done_is_no_set(
    read_row: ReadRow, mapping: dict[str, object], row: str, rule: str
) -> None:
    done = read_row(row, **mapping)
    assert done.sets.is_empty()
    assert done.ledger.select("status", "rule").row(0) == (
        "not_a_set" if rule == "no_reps" else "rejected",
        rule,
    )


def test_an_attempt_of_no_reps_beside_others_is_told(read_row: ReadRow) -> None:
    done = read_row(";;;5;0;100;105", **WIDE)
    assert done.ledger["problem"].to_list() == ["1 part of no reps is not counted as a set"]


@settings(max_examples=150)
@given(st.text(alphabet="0123456789[],;/|. x@-", max_size=30))
def test_a_list_is_numbers_only_and_never_too_many(text: str) -> None:
    found = packed.listed(text)
    assert found is None or (0 < len(found) <= packed.MAX_SETS and all(n >= 0 for n in found))


def test_a_layout_that_names_nothing_says_so() -> None:
    assert not Layout().said
    assert Layout(times="n").said
    assert several.Layout(wide=("a",), weights=("b",)).columns == ("a", "b")
