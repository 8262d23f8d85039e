"""An app's export that a spreadsheet program saved as a workbook holds the same sets as the export itself."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from polars.testing import assert_frame_equal

from analysis.ingest import pipeline
from analysis.settings.client import ClientSettings
from analysis.simulate import roster
from analysis.simulate.performed import Performed
from analysis.simulate.writers import strong

STAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def as_workbook(text: str) -> bytes:
    """The table as a spreadsheet program keeps it: dates are dates, numbers are numbers."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheet = book.add_worksheet("strong")
    for row, cells in enumerate(csv.reader(io.StringIO(text))):
        for column, cell in enumerate(cells):
            if STAMP.fullmatch(cell):
                sheet.write_datetime(row, column, datetime.fromisoformat(cell), moment)
            elif NUMBER.fullmatch(cell):
                sheet.write_number(row, column, float(cell))
            else:
                sheet.write_string(row, column, cell)
    book.close()
    return made.getvalue()


@pytest.fixture(scope="module")
def export() -> str:
    """Some weeks of a sample client in Strong."""
    client = next(c for c in roster.CLIENTS if c.slug == "tom-flat")
    sets = Performed.validate(client.log.sets.head(150))
    writer = next(w for w in strong.WRITERS if w.layout == "S5")
    return writer.write(sets, "kg").decode()


def read(path: Path) -> pl.DataFrame:
    done = pipeline.read(path, client="ana", settings=ClientSettings(weight_unit="kg"))
    assert done.source["app"].item() == "strong"
    assert done.source["rejected"].item() == 0
    return done.sets.drop("source")


def test_a_workbook_of_an_export_gives_the_same_sets_line_for_line(export: str, tmp_path: Path) -> None:
    (tmp_path / "strong.csv").write_text(export, "utf-8")
    (tmp_path / "strong.xlsx").write_bytes(as_workbook(export))
    assert_frame_equal(read(tmp_path / "strong.xlsx"), read(tmp_path / "strong.csv"))


def test_an_archive_of_an_export_gives_the_same_sets_and_the_same_source(export: str, tmp_path: Path) -> None:
    (tmp_path / "strong.csv").write_text(export, "utf-8")
    with zipfile.ZipFile(tmp_path / "export.zip", "w", zipfile.ZIP_DEFLATED) as out:
        out.write(tmp_path / "strong.csv", "some/folder/strong.csv")
    plain, packed = (
        pipeline.read(tmp_path / name, client="ana", settings=ClientSettings(weight_unit="kg"))
        for name in ("strong.csv", "export.zip")
    )
    assert_frame_equal(plain.sets, packed.sets)
    assert packed.source["file"].item() == "export.zip/some/folder/strong.csv"


def test_a_sheet_says_it_was_a_workbooks(export: str, tmp_path: Path) -> None:
    (tmp_path / "strong.xlsx").write_bytes(as_workbook(export))
    done = pipeline.read(tmp_path / "strong.xlsx", client="ana", settings=ClientSettings(weight_unit="kg"))
    assert done.source.select("file", "encoding").row(0) == ("strong.xlsx/strong", "xlsx")
