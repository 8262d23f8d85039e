from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from analysis.store.ordered import ordered
from analysis.tables import Ledger, Sets
from analysis.tables.keyed import alone

ROWS = st.lists(
    st.tuples(st.sampled_from(["a", "b"]), st.one_of(st.none(), st.integers(0, 4)), st.integers(0, 2)),
    max_size=8,
)
SCHEMA = {"file": pl.String, "line": pl.Int64, "part": pl.Int64}


@given(rows=ROWS, in_order=st.booleans())
def test_the_key_is_told_as_dataframely_tells_it(
    *, rows: list[tuple[str, int | None, int]], in_order: bool
) -> None:
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    key = (frame.sort(pl.all()) if in_order else frame).to_struct()
    assert alone(key).to_list() == key.is_unique().to_list()


@given(rows=ROWS)
def test_rows_come_in_the_order_that_sorting_gives(rows: list[tuple[str, int | None, int]]) -> None:
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row").drop_nulls().unique()
    assert ordered(frame, *SCHEMA).equals(frame.sort(*SCHEMA))
    assert ordered(frame.sort(*SCHEMA), *SCHEMA).equals(frame.sort(*SCHEMA))


def test_a_key_that_stands_twice_breaks_the_contract() -> None:
    for table in (Sets, Ledger):
        rules = table._validation_rules(with_cast=False)
        twice = pl.DataFrame({name: [1, 1, 2] for name in table.primary_key()})
        assert twice.select(rules["primary_key"].expr).to_series().to_list() == [False, False, True]
