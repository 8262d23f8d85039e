"""What is read in blocks is what the csv module reads, line for line, or is left to it."""

from __future__ import annotations

import io
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis.sources import blocks, delimited, workers
from analysis.sources.delimited import LINE
from analysis.sources.text_lines import TextLines

CELL = st.one_of(
    st.sampled_from(["", "1", "62.5", " a ", '"a"', '"a,b"', '"a, b"', '" ,a"', '"a ,b "', '"a\nb"', '"a\r\nb"', '"say ""so"""', '""', '"', 'a"b', '5" band', "ü", "\u2003x", "\ufeff", " \t"]),
    st.text(alphabet='ab",;\t \r\né', max_size=4),
)  # fmt: skip
ROW = st.lists(CELL, min_size=0, max_size=5)
END = st.sampled_from(["\n", "\r\n", "\r", "\n\n", " \n"])
QUICK = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A header of three columns and rows that mostly fit under it."""
    delimiter = draw(st.sampled_from([",", ";", "\t"]))
    rows = draw(st.lists(st.one_of(st.lists(CELL, min_size=3, max_size=3), ROW), max_size=12))
    end = draw(st.one_of(st.just("\n"), END))
    return (
        delimiter.join("abc")
        + end
        + end.join(delimiter.join(row) for row in rows)
        + draw(st.sampled_from(["", end]))
    )


@given(text=tables(), size=st.sampled_from([1, 8, 64, 1 << 20]))
@example(text='a,b,c\n1,"x\ny",3\n\n4,5,6\n', size=1 << 20)
@example(text="a\tb\tc\n\t\t\n1\t2\t3\n", size=1 << 20)
@example(text="a,b,c\n\ufeff1,2,3\n", size=1 << 20)
@example(text='a,b,c\n1,2,3\n4,"open,6\n7,8,9\n', size=8)
@example(text="a,b,c\n1,2,3\n4,5\r", size=1 << 20)
@example(text="a,b,c\n1,2,3\n4,5\n6,7,8,", size=1 << 20)
@example(text="a,b,c\n,,\n,,\n,,\n,,\n,\n,,,", size=8)
@QUICK
def test_any_table_is_read_the_same_in_blocks_and_one_by_one(text: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK_BYTES", size)
        patch.setattr(delimited, "FEW_LINES", 1)
        in_blocks = delimited.of_text("x.csv", text, "utf-8")
        patch.setattr(blocks, "_proved", lambda *_: None)
        one_by_one = delimited.of_text("x.csv", text, "utf-8")
    assert in_blocks.header == one_by_one.header
    assert in_blocks.rows.to_dicts() == one_by_one.rows.to_dicts()


@pytest.mark.parametrize(
    "records",
    [
        "1,2,3\n4,5,6\n",
        "1,2,3\r\n4,,6",
        '1,"two\nlines",3\n4,"say ""so""",6\n',
        '"","",""\n1,2,3\n',
        "1,2,3\n\n\n4,5,6\n\n",
        "1, 2 ,3\n",
    ],
)
def test_a_table_in_order_is_read_in_one_block(records: str) -> None:
    lines = TextLines(records.encode())
    block = blocks.read(lines, 0, len(lines), ",", 3)
    assert block is not None
    assert block.next_at == len(lines)


@pytest.mark.parametrize(
    "records",
    ["1,2,3\n4,5\n", "1,2,3\n4,5,6,7\n", '1,5" band,3\n', "1,2,3\r4,5,6\n", "1,2,3\n  \n", '1,"a"b,3\n'],
)
def test_what_is_out_of_order_is_left_to_the_csv_module(records: str) -> None:
    lines = TextLines(records.encode())
    assert blocks.read(lines, 0, len(lines), ",", 3) is None


def test_a_short_and_a_long_record_do_not_make_up_for_each_other() -> None:
    lines = TextLines(b"1,2,3\n4,5\n6,7,8,9\n")
    assert blocks.read(lines, 0, len(lines), ",", 3) is None


def test_a_field_that_runs_over_the_end_of_a_block_goes_to_the_next_with_its_record() -> None:
    lines = TextLines(b'1,2,3\n4,"five\nsix",7\n8,9,0\n')
    block = blocks.read(lines, 0, 2, ",", 3)
    assert block is not None
    assert (block.rows.rows(), block.next_at) == ([("1", "2", "3")], 1)


def test_one_stray_quote_costs_its_line_and_not_the_order_of_a_long_file() -> None:
    records = [f'{n},"x",y' for n in range(5_000)]
    records[2_500] = '2500,"x,y'
    doc = delimited.read("x.csv", "\n".join(["a,b,c", *records]).encode())
    assert doc.rows[LINE].to_list() == list(range(2, 5_002))
    assert doc.rows["a"].to_list() == [str(n) for n in range(5_000)]


@given(text=st.text(alphabet="ab\r\n\u2028\x0bé", max_size=30))
@QUICK
def test_lines_are_those_of_the_standard_library(text: str) -> None:
    lines, known = TextLines(text.encode()), tuple(io.StringIO(text, newline=""))
    assert (len(lines), tuple(lines), lines[1:4]) == (len(known), known, known[1:4])
    if known:
        assert lines[-1] == known[-1]
    with pytest.raises(IndexError):
        lines[len(known)]


@pytest.mark.parametrize("at", [3, 1_000, 2_500, 4_999])
def test_disorder_among_blocks_read_ahead_costs_no_record(at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [f'{n}, x ,"y{n}"' for n in range(5_000)]
    records[at] = f'{at},"x,y'
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 1 << 12)
    doc = delimited.read("x.csv", "\n".join(["a,b,c", *records]).encode())
    assert doc.rows[LINE].to_list() == list(range(2, 5_002))
    assert doc.rows["a"].to_list() == [str(n) for n in range(5_000)]
    assert doc.rows["b"].drop_nulls().unique().to_list() in (["x"], ["x", "x,y"], ["x,y", "x"])
    assert doc.fields(at + 2)[0] == str(at)


def test_blocks_in_order_follow_each_other_without_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 1 << 10)
    lines = TextLines("".join(f"{n},x,y\n" for n in range(2_000)).encode())
    found = list(blocks.in_order(lines, 0, ",", 3))
    assert len(found) > workers.AT_ONCE + 1
    assert [block.at[0] for block in found] == [0, *(block.next_at for block in found[:-1])]
    assert found[-1].next_at == len(lines)


@given(records=st.lists(st.lists(st.sampled_from(["1", " 1", "1 ", " ", '" 1"', "\t1", "é", "\u2003", "b c"]), min_size=2, max_size=2), min_size=1), step=st.sampled_from([1, 2, 7]))  # fmt: skip
@QUICK
def test_no_space_at_the_edge_of_a_field_stays(records: list[list[str]], step: int) -> None:
    text = "a,b\n" + "".join(",".join(record) + "\n" for record in records)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "LOOKED_AT", step)
        rows = delimited.of_text("x.csv", text, "utf-8").rows
    bare = [tuple(cell.strip('"').strip() or None for cell in record) for record in records]
    assert rows.select("a", "b").rows() == bare


@pytest.mark.parametrize(
    ("records", "spaces"),
    [
        ('1,"stiff, then warm",3\n', "none"),
        ('1,"a ,b","c, ""d"" ,e"\n', "plain"),
        ('1,"a ,b","c, d ,e"\n', "none"),
        ('1,"stiff, then warm", 3\n', "plain"),
        ('1," ,a",3\n', "plain"),
        ("1 2,3 4,5 6\n", "none"),
        ("1,2,3 \n", "plain"),
        ("1,2,3\t\n", "any"),
    ],
)
def test_a_space_beside_a_separator_is_at_an_edge_only_outside_quotes(
    records: str, spaces: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def noted(_: object, where: str) -> frozenset[str]:
        told.append(where)
        return frozenset()

    monkeypatch.setattr(blocks, "_spaced", noted)
    assert blocks.read(TextLines(records.encode()), 0, 1, ",", 3) is not None
    assert told == [spaces]


@pytest.mark.parametrize("open_at", [0, 1, 37, 1_998])
def test_a_block_ends_with_the_last_record_that_does(open_at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 1 << 10)
    records = [f'{n},"x\n{n}",y\n' if n == open_at else f"{n},x,y\n" for n in range(2_000)]
    found = list(blocks.in_order(TextLines("".join(records).encode()), 0, ",", 3))
    assert [row for block in found for row in block.rows["0"]] == [str(n) for n in range(2_000)]
    assert [int(at) for block in found for at in block.at] == [n + (n > open_at) for n in range(2_000)]


@pytest.mark.parametrize("line", ["", "a", '"a'], ids=["blank lines", "short records", "open quotes"])
def test_a_long_stretch_of_disorder_under_a_wide_header_costs_no_more_than_its_bytes(line: str) -> None:
    """As wide as a header may be: a frame for every few lines took a minute for what is 64 kB."""
    header = ",".join(f"c{place}" for place in range(delimited.MAX_COLUMNS))
    began = time.process_time()
    doc = delimited.read("x.csv", f"{header}\n{(line + chr(10)) * (65_536 // (len(line) + 1))}".encode())
    assert time.process_time() - began < 10
    assert doc.rows["c1"].is_null().all() or line == '"a'
