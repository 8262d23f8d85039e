"""Several sets in a record: every part is a set, an attempt that failed, or a reason to reject the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from analysis.importers import packed
from analysis.ingest.pipeline import Ingested

if TYPE_CHECKING:
    from tests.conftest import ReadText

ReadPacked = Callable[..., Ingested]


@pytest.fixture
def read_packed(read: ReadText) -> ReadPacked:
    """Read rows under `date,exercise,work,kg,reps,metres`, the packed cell in `work`."""

    def run(*rows: str, **columns: str) -> Ingested:
        mapping = {"date": "date", "exercise": "exercise", "packed": "work", "weight_unit": "kg", **columns}
        text = "date,exercise,work,kg,reps,metres\n" + "".join(f"2026-01-05,{row}\n" for row in rows)
        return read(text, name="log.csv", table={"log.csv": mapping})

    return run


def outcome(done: Ingested) -> list[tuple[int, str, str | None]]:
    return done.ledger.select("line", "status", "rule").rows()


def lifted(done: Ingested) -> list[tuple[float | None, float | None]]:
    return done.sets.select("load_kg", "reps").rows()


def test_a_failed_lift_is_no_set_and_its_record_says_so(read_packed: ReadPacked) -> None:
    done = read_packed('Squat,"100x5, 105x0",,,', "Squat,110x0,,,")
    assert lifted(done) == [(100.0, 5.0)]
    assert outcome(done) == [(2, "used", None), (3, "not_a_set", "no_reps")]
    assert done.ledger["problem"][0] == "1 part of no reps is not counted as a set"


def test_a_column_of_reps_never_stands_in_for_the_cells_own(read_packed: ReadPacked) -> None:
    done = read_packed('Squat,"100x5, 105x0",,8,', reps="reps")
    assert lifted(done) == [(100.0, 5.0)]


def test_beside_a_weight_a_cell_says_sets_and_reps(read_packed: ReadPacked) -> None:
    done = read_packed("Squat,3x10,60,,", "Pull up,2x8,,,", weight="kg")
    assert lifted(done) == [(60.0, 10.0)] * 3 + [(None, 8.0)] * 2


def test_beside_a_weight_a_load_in_the_cell_is_not_taken_for_a_number_of_sets(
    read_packed: ReadPacked,
) -> None:
    done = read_packed("Squat,100x5,60,,", weight="kg")
    assert lifted(done) == []
    assert outcome(done) == [(2, "rejected", "sets_unreadable")]
    assert "sets x reps (3x10)" in done.ledger["problem"].item()


def test_a_blank_cell_with_a_distance_is_a_set_of_that_distance(read_packed: ReadPacked) -> None:
    done = read_packed("Rowing,,,,2000", "Squat,3x5@100,,,", distance="metres")
    assert done.sets.filter(source_line=2).select("reps", "distance_m").rows() == [(None, 2000.0)]
    assert outcome(done) == [(2, "used", None), (3, "used", None)]


def test_a_blank_cell_with_nothing_else_is_no_set(read_packed: ReadPacked) -> None:
    done = read_packed("Squat,,60,,", weight="kg")
    assert outcome(done) == [(2, "not_a_set", "no_reps")]


def test_one_part_out_of_bounds_takes_its_whole_record_with_it(read_packed: ReadPacked) -> None:
    done = read_packed('Squat,"100x5, 9999x5",,,', "Squat,100x5,,,")
    assert done.sets["source_line"].to_list() == [3]
    assert outcome(done)[0] == (2, "rejected", "load_out_of_range")


@pytest.mark.parametrize("text", ["9" * 5000 + "x5@100", "5x" + "9" * 5000, "8,8@" + "9" * 5000])
def test_a_number_without_end_is_not_understood(text: str) -> None:
    assert packed.parse(text) is None
