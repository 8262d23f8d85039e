from __future__ import annotations

from datetime import datetime

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from analysis.exercises import harmonise
from analysis.importers.reading import RAW_SETS
from analysis.ingest import set_rows

ROWS = st.lists(
    st.tuples(st.sampled_from(["mon", "tue"]), st.sampled_from(["squat", "dip", "parallel bar dip"])),
    max_size=14,
)


NAMES = {"squat": None, "row": None, "dip": "dip", "parallel bar dip": "dip"}


def numbered(rows: list[tuple[str, str]]) -> pl.Series:
    frame = pl.DataFrame(rows, schema={"session": pl.String, "exercise_logged": pl.String}, orient="row")
    matches = pl.DataFrame(
        {"exercise_logged": list(NAMES), "exercise": list(NAMES.values())},
        schema={"exercise_logged": pl.String, "exercise": pl.String},
    )
    return pl.int_range(1, frame.height + 1, eager=True) + set_rows._lifts(frame, matches)["before"]


@given(rows=ROWS)
def test_each_set_has_its_place_among_those_of_its_lift_in_its_session(rows: list[tuple[str, str]]) -> None:
    lifts = [(session, NAMES[name] or name) for session, name in rows]
    assert numbered(rows).to_list() == [lifts[: at + 1].count(lift) for at, lift in enumerate(lifts)]


def test_the_sets_of_a_superset_are_counted_lift_by_lift() -> None:
    superset = [("mon", "squat"), ("mon", "row")] * 3
    assert numbered(superset).to_list() == [1, 1, 2, 2, 3, 3]


def test_a_record_that_breaks_the_contract_is_refused_with_its_rule_and_the_others_stay() -> None:
    day = datetime(2026, 1, 5, 18)
    said = {"part": 0, "session": "mon", "performed_at": day, "time_known": True, "exercise_logged": "squat"}
    rows = [
        {"line": line, "kind": "work", "load": 100.0, "reps": 5.0, "rest_s": rest_s, **said}
        for line, rest_s in ((2, 90.0), (3, -5.0), (4, None))
    ]
    matches = harmonise.match(["squat"], app="generic")
    keys = {"client": "ana", "source": "f", "file": "f.csv"}
    raw = pl.DataFrame(rows, schema=RAW_SETS)
    found = set_rows.checked(raw, keys, matches, weight_unit="kg", distance_unit="m")
    assert found.sets["source_line"].to_list() == [2, 4]
    assert found.refused.select("line", "broken").rows() == [(3, "rest_s_min")]
