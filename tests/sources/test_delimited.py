from __future__ import annotations

import polars as pl
import pytest

from analysis.errors import UnreadableFileError
from analysis.sources import delimited
from analysis.sources.delimited import FIELDS, LINE, Delimited


def read(text: str | bytes) -> Delimited:
    return delimited.read("export.csv", text if isinstance(text, bytes) else text.encode())


def column(doc: Delimited, name: str) -> list[object]:
    return doc.rows[name].to_list()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_splits_the_header(delimiter: str) -> None:
    doc = read("\n".join(delimiter.join(row) for row in (("a", "b", "c"), ("1", "2", "3"))))
    assert (doc.delimiter, doc.header) == (delimiter, ("a", "b", "c"))
    assert doc.rows.select("a", "b", "c").row(0) == ("1", "2", "3")


def test_a_spreadsheets_hint_is_believed_and_is_no_record() -> None:
    doc = read("sep=;\na;b,c;d\n1;2;3\n")
    assert (doc.delimiter, doc.header, doc.header_line) == (";", ("a", "b,c", "d"), 2)
    assert column(doc, LINE) == [3]


def test_a_record_keeps_the_number_of_the_line_where_it_starts() -> None:
    doc = read('a,b\n1,"two\nlines\n"\n\n2,plain\n"3\n",x\n')
    assert column(doc, LINE) == [2, 6, 7]
    assert column(doc, "b") == ["two\nlines", "plain", "x"]
    assert doc.record(6) == "2,plain"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_line_ending_counts_lines_alike(newline: str) -> None:
    doc = read(newline.join(["a,b", "1,2", "", '3,"4"', ""]))
    assert column(doc, LINE) == [2, 4]
    assert column(doc, "b") == ["2", "4"]


def test_ragged_records_say_how_many_fields_they_have() -> None:
    doc = read("a,b,c\n1,2,3\n1,2\n1,2,3,4,5\n")
    assert column(doc, FIELDS) == [3, 2, 5]
    assert column(doc, "c") == ["3", None, "3"]
    assert column(doc, "#extra") == [None, None, "4\x1f5"]


def test_a_quote_that_never_closes_costs_one_line_and_not_the_rest() -> None:
    lines = ["a,b,c", '1,"oops,3', *(f"{n},x,y" for n in range(2, 400))]
    doc = read("\n".join(lines))
    assert doc.rows.height == 399
    assert column(doc, LINE) == list(range(2, 401))
    assert doc.rows.filter(pl.col(FIELDS) == 3).height == 399


def test_a_stray_quote_that_closes_further_down_does_not_swallow_records() -> None:
    doc = read('a,b,c\n1,"oops,3\n2,x,y\n3,"z",w\n4,x,y\n')
    assert column(doc, LINE) == [2, 3, 4, 5]
    assert column(doc, "a") == ["1", "2", "3", "4"]


def test_columns_of_one_name_do_not_hide_each_other() -> None:
    assert read("Set,Weight,Set,\n1,2,3,4\n").header == ("Set", "Weight", "Set (2)", "column 4")


def test_a_name_that_would_be_taken_for_a_pattern_is_a_column_by_its_place() -> None:
    doc = read("*,^a.*$,#line,a,a (2),a,# of reps\n1,2,3,4,5,6,7\n")
    assert doc.header == ("column 1", "column 2", "column 3", "a", "a (2)", "a (3)", "# of reps")
    assert doc.rows.select(doc.header).row(0) == ("1", "2", "3", "4", "5", "6", "7")


def test_only_spaces_and_separators_are_told_from_nothing() -> None:
    doc = read("a,b\n,\n   \n 1 , \n")
    assert column(doc, "a") == [None, "1"]
    assert column(doc, "b") == [None, None]
    assert column(doc, LINE) == [2, 4]


def test_a_header_alone_is_a_table_without_records() -> None:
    doc = read("a,b\n")
    assert doc.rows.height == 0
    assert doc.header == ("a", "b")


@pytest.mark.parametrize("text", ["", "\n\n  \n", "sep=;\n", "\ufeff"])
def test_an_empty_file_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"^export\.csv: the file is empty\. Export it again$"):
        read(text)


def test_a_huge_line_stays_one_record_and_does_not_stop_the_next() -> None:
    doc = read("a,b\n1," + "x" * (3 << 20) + "\n2,y\n")
    assert column(doc, LINE) == [2, 3]
    assert column(doc, "a") == ["1", "2"]
    assert len(doc.record(2)) == 300


def test_the_fields_of_a_record_keep_their_spaces() -> None:
    doc = read('a,b\nx, y ,"z\nz"\n')
    assert doc.fields(2) == ["x", " y ", "z\nz"]


def test_a_header_of_more_columns_than_a_log_can_have_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match=r"the header has 501 columns, more than a log can have"):
        read("," * 500 + "\n1,2\n")


def test_a_header_of_a_million_commas_is_refused_at_once() -> None:
    with pytest.raises(UnreadableFileError, match="1000001 columns"):
        read("a," * 1_000_000 + "b\n1,2\n")
