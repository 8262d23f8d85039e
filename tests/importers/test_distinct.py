from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.importers import dates, distinct, numbers

TEXTS = st.lists(st.one_of(st.none(), st.sampled_from(["a", "b", ""])), max_size=12)
NUMBERS = st.lists(
    st.one_of(
        st.none(),
        st.sampled_from(["1", "62.5", "1,250", "1.250,5", "62,5", "nan", "inf", "1e3", "60 kg", "", " 7 ", "-0", "1e999", "1'000", "\u0661"]),
        st.text(alphabet="0123456789.,-+e '", max_size=6),
    ),
    max_size=12,
)  # fmt: skip


@given(texts=TEXTS)
def test_numbered_texts_are_the_same_texts(texts: list[str | None]) -> None:
    coded = distinct.Distinct(pl.Series("c", texts, dtype=pl.String)).coded()
    assert coded.cast(pl.String).to_list() == texts
    assert coded.name == "c"


@pytest.mark.parametrize("texts", [["a", "b"] * 3, ["a"] * 4 + ["b"] * 4])
def test_a_column_with_runs_and_one_without_are_read_the_same(texts: list[str]) -> None:
    assert distinct.read(pl.Series(texts), lambda few: few + "!").to_list() == [text + "!" for text in texts]


@given(texts=TEXTS)
def test_every_row_gets_what_its_own_text_means(texts: list[str | None]) -> None:
    column = pl.Series("c", texts, dtype=pl.String)
    assert distinct.read(column, lambda few: few + "!").to_list() == [
        t if t is None else t + "!" for t in texts
    ]


@given(rows=st.lists(st.tuples(*[st.sampled_from([None, 1, 2])] * 2), max_size=12))
def test_runs_give_back_the_rows_they_were_made_from(rows: list[tuple[int | None, ...]]) -> None:
    frame = pl.DataFrame(rows, schema={"a": pl.Int64, "b": pl.Int64}, orient="row")
    runs = distinct.Runs(frame)
    assert pl.DataFrame([runs.spread(column) for column in runs.few]).equals(frame)
    assert all(one != other for one, other in zip(runs.few.rows(), runs.few.rows()[1:], strict=False))


@given(texts=NUMBERS, decimal=st.sampled_from([".", ","]))
def test_numbers_of_a_column_are_those_of_its_texts(
    texts: list[str | None], decimal: numbers.Decimal
) -> None:
    column = pl.Series("c", texts, dtype=pl.String)
    alone = column.to_frame().select(numbers.read(pl.col("c"), decimal=decimal)).to_series()
    assert numbers.values(column, decimal=decimal).equals(alone)


STAMPS = st.from_regex(
    r"[0-2][0-9]{3}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-6][0-9]:[0-6][0-9]", fullmatch=True
)


@given(stamps=st.lists(st.one_of(st.none(), STAMPS), min_size=1, max_size=8))
def test_stamps_are_read_at_once_as_they_are_read_one_by_one(stamps: list[str | None]) -> None:
    at_once = dates.read(pl.Series(stamps, dtype=pl.String))
    # A stamp without seconds sends the whole column the long way.
    one_by_one = dates.read(pl.Series([*stamps, "2026-01-05 18:00"], dtype=pl.String))
    assert at_once.values.to_list() == one_by_one.values.to_list()[:-1]
    assert (at_once.locale, at_once.order, at_once.ambiguous) == (one_by_one.locale, one_by_one.order, None)


@given(texts=TEXTS, few=st.sampled_from([0, 1, 100]))
def test_few_texts_and_many_mean_the_same(texts: list[str | None], few: int) -> None:
    column = pl.Series("c", texts, dtype=pl.String)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(distinct, "FEW", few)
        said = distinct.read(column, lambda each: each + "!")
    assert said.to_list() == [text if text is None else text + "!" for text in texts]
    assert said.name == "c"


def test_a_column_of_nothing_means_nothing_of_the_kind_asked_for() -> None:
    said = distinct.read(pl.Series("c", [None, None], dtype=pl.String), lambda few: few.str.len_chars())
    assert said.equals(pl.Series("c", [None, None], dtype=pl.UInt32), check_names=True)


@given(texts=NUMBERS)
def test_what_has_a_comma_is_no_plain_number(texts: list[str | None]) -> None:
    plain = numbers.plain(pl.Series("c", texts, dtype=pl.String)).to_list()
    assert all(number is None for text, number in zip(texts, plain, strict=True) if "," in (text or ","))
