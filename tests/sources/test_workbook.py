"""Workbooks: a sheet is a table whose lines are the sheet's rows, and no sheet can fill the memory."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime, time

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from analysis.errors import AnalysisError, UnreadableFileError
from analysis.sources import blob, containers, sheet_extent
from analysis.sources.blob import Blob
from analysis.sources.views import Views

Fill = Callable[[Worksheet], None]


def workbook(**sheets: Fill) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.day, book.moment, book.clock = (
        book.add_format({"num_format": code}) for code in ("dd.mm.yyyy", "yyyy-mm-dd hh:mm", "hh:mm")
    )
    for name, fill in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.book = book
        fill(sheet)
    book.close()
    return made.getvalue()


def sheets(data: bytes, name: str = "log.xlsx") -> dict[str, str]:
    return {part.name: part.whole().decode() for part in containers.unpacked(blob.of_bytes(name, data))}


def log(sheet: Worksheet) -> None:
    for column, name in enumerate(("Date", "Exercise", "Weight", "Reps")):
        sheet.write(0, column, name)
    sheet.write_datetime(1, 0, datetime(2026, 1, 5), sheet.book.day)
    sheet.write_row(1, 1, ["Squat", 82.50000000001, 5])


def rezipped(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, change(old.read(info)) if info.filename == name else old.read(info))
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_days_numbers_and_texts_are_written_as_a_person_would() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.write_datetime(0, 0, datetime(2026, 1, 5), sheet.book.day)
        sheet.write_datetime(0, 1, datetime(2026, 1, 5, 17, 30), sheet.book.moment)
        sheet.write_datetime(0, 2, time(17, 30), sheet.book.clock)
        sheet.write_row(0, 3, [82.50000000001, 0.1 + 0.2, 5.0, 1 / 3])
        sheet.write_formula(1, 0, "=D1*2", None, 165)
        sheet.write_string(1, 1, "100,5")
        sheet.write_string(1, 2, 'felt "good"\nreally')
        sheet.write_boolean(1, 3, True)  # noqa: FBT003 - the cell's value
        sheet.write_formula(1, 4, "=NA()", None, "#N/A")

    (text,) = sheets(workbook(Log=fill)).values()
    assert text.splitlines() == [
        "2026-01-05,2026-01-05 17:30:00,17:30:00,82.5,0.3,5,0.333333333",
        '165,"100,5","felt ""good"" really",true,,,',
    ]


def test_each_sheet_with_something_on_it_is_a_part_hidden_ones_too() -> None:
    def hidden(sheet: Worksheet) -> None:
        log(sheet)
        sheet.hide()

    data = workbook(January=log, Empty=lambda _: None, Old=hidden)
    assert list(sheets(data)) == ["log.xlsx/January", "log.xlsx/Old"]


def test_the_lines_of_a_sheet_are_its_rows_whatever_stands_above_and_between() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.merge_range("C3:E3", "My log")
        sheet.write_row(4, 2, ["Date", "Exercise", "Reps"])
        sheet.write_row(6, 2, ["2026-01-05", "Squat", 5])
        sheet.write_blank(900, 40, None, sheet.book.day)

    (text,) = sheets(workbook(Log=fill)).values()
    lines = text.split("\n")
    assert [
        line.startswith(said)
        for line, said in zip(lines, ["", "", "My log", "", "Date", "", "2026-01-05"], strict=False)
    ]
    assert lines[2] == "My log,,"
    assert lines[6] == "2026-01-05,Squat,5"
    assert len(lines) == 8


def test_a_sheet_says_that_it_was_a_workbooks() -> None:
    (part,) = containers.unpacked(blob.of_bytes("log.xlsx", workbook(Log=log)))
    assert Views(part).text.encoding == "xlsx"
    assert part.name == "log.xlsx/Log"


def test_a_workbook_in_an_archive_is_read() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("logs/ana.xlsx", workbook(Log=log))
    assert list(sheets(made.getvalue(), "drive.zip")) == ["drive.zip/logs/ana.xlsx/Log"]


def test_a_cell_in_the_farthest_corner_costs_its_sheet_and_no_memory() -> None:
    def far(sheet: Worksheet) -> None:
        log(sheet)
        sheet.write(1_048_575, 16_383, "x")

    bad, good = containers.unpacked(blob.of_bytes("log.xlsx", workbook(Far=far, Log=log)))
    with pytest.raises(UnreadableFileError, match=r"row 1,048,576, column 16,384 lies too far"):
        bad.whole()
    assert good.whole().decode().splitlines()[1] == "2026-01-05,Squat,82.5,5"


def test_formatting_without_content_does_not_make_a_sheet_large() -> None:
    def fill(sheet: Worksheet) -> None:
        log(sheet)
        sheet.write_blank(1_048_575, 16_383, None, sheet.book.day)

    assert len(sheets(workbook(Log=fill))["log.xlsx/Log"].splitlines()) == 2


def test_one_long_text_in_very_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_extent, "MAX_TEXT_CHARS", 10_000)

    def fill(sheet: Worksheet) -> None:
        for row in range(20):
            sheet.write(row, 0, "long " * 200)

    (part,) = containers.unpacked(blob.of_bytes("log.xlsx", workbook(Log=fill)))
    with pytest.raises(UnreadableFileError, match="more text than any log"):
        part.whole()


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml[: len(xml) // 2],
        lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml.partition(b"?>")[2].replace(b"<v>", b"<v>&a;"),
        lambda _: b"",
        lambda _: b"<worksheet>" + b"<x>" * 200_000,
    ],
    ids=["cut", "entities", "empty", "nested"],
)
def test_a_damaged_workbook_is_refused_in_one_line(change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        sheets(rezipped(workbook(Log=log), SHEET, change))
    assert (
        str(refused.value)
        == "log.xlsx: the workbook is damaged. Save it as an Excel workbook (.xlsx) or as CSV"
    )


def test_rows_and_cells_without_their_places_are_counted() -> None:
    bare = rezipped(workbook(Log=log), SHEET, lambda xml: re.sub(rb' r="[A-Z]*\d+"', b"", xml))
    assert sheets(bare)["log.xlsx/Log"].splitlines()[1] == "2026-01-05,Squat,82.5,5"


@settings(max_examples=40)
@given(st.data())
def test_a_hostile_workbook_gives_sheets_or_our_own_error(data: st.DataObject) -> None:
    def scramble(xml: bytes) -> bytes:
        out = bytearray(xml)
        for _ in range(data.draw(st.integers(1, 5))):
            out[data.draw(st.integers(0, len(out) - 1))] = data.draw(st.sampled_from(b'<>"&/09AZ=r '))
        return bytes(out)

    name = data.draw(
        st.sampled_from(
            [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]
        )
    )
    found: list[Blob] = []
    said = ""
    try:
        found.extend(
            containers.unpacked(blob.of_bytes("log.xlsx", rezipped(workbook(Log=log), name, scramble)))
        )
    except AnalysisError as err:
        said = str(err)
    assert "\n" not in said
    assert all(part.encoding == "xlsx" for part in found if part.size)
