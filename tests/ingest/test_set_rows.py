from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest import set_rows

ROWS = st.lists(
    st.tuples(st.sampled_from(["mon", "tue"]), st.sampled_from(["squat", "row", "dip"])), max_size=14
)


def numbered(rows: list[tuple[str, str]]) -> pl.Series:
    frame = pl.DataFrame(rows, schema={"session": pl.String, "lift": pl.String}, orient="row")
    return set_rows._set_number(frame)


@given(rows=ROWS)
def test_each_set_has_its_place_among_those_of_its_lift_in_its_session(rows: list[tuple[str, str]]) -> None:
    assert numbered(rows).to_list() == [rows[: at + 1].count(row) for at, row in enumerate(rows)]


def test_the_sets_of_a_superset_are_counted_lift_by_lift() -> None:
    superset = [("mon", "squat"), ("mon", "row")] * 3
    assert numbered(superset).to_list() == [1, 1, 2, 2, 3, 3]
