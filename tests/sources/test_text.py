from __future__ import annotations

import io
import sqlite3
import zipfile
from pathlib import Path

import pytest

from analysis.errors import UnreadableFileError
from analysis.sources import delimited
from analysis.sources.text import decode

GERMAN = "Datum;Übung;Größe\n" + "03.02.2025;Kniebeuge;groß\n04.02.2025;Überzüge;weiß\n" * 5
POLISH = "data;ćwiczenie\n" + "3.02;przysiad ze sztangą\n4.02;wyciskanie leżąc\n" * 5


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"), ("cp1252", "cp1252"), ("latin-1", "cp1252"),
    ],
)  # fmt: skip
def test_the_text_is_the_same_in_every_encoding(encoding: str, said: str) -> None:
    found = decode("x.csv", GERMAN.encode(encoding))
    text, known = found.text, found.encoding
    assert text == GERMAN
    assert known == said


def test_a_mark_at_the_beginning_never_reaches_the_header() -> None:
    doc = delimited.read("x.csv", b"\xef\xbb\xbf" + GERMAN.encode())
    assert doc.header[0] == "Datum"


def test_polish_in_utf8_is_read_as_it_stands() -> None:
    assert decode("x.csv", POLISH.encode()).text == POLISH


def test_a_download_cut_inside_a_letter_is_still_utf8() -> None:
    data = "Übung".encode()[:-3] + "ü".encode()[:1]
    found = decode("x.csv", data)
    text, known = found.text, found.encoding
    assert known == "utf-8"
    assert text.endswith("\ufffd")


def test_cyrillic_in_its_code_page_is_recognised() -> None:
    russian = "дата;упражнение\n" + "3.02;приседания со штангой на плечах\n" * 20  # noqa: RUF001 - Cyrillic
    assert decode("x.csv", russian.encode("cp1251")).text == russian


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.csv", "a,b\n1,2\n")
    return buffer.getvalue()


def database(tmp_path: Path) -> bytes:
    path = tmp_path / "backup.fitnotes"
    connection = sqlite3.connect(path)
    connection.execute("create table training_log (id integer)")
    connection.commit()
    connection.close()
    return path.read_bytes()


def test_binary_files_are_refused_in_one_line_that_says_what_they_are(tmp_path: Path) -> None:
    seen = {
        "a zip archive or an Excel workbook": zipped(),
        "an SQLite database": database(tmp_path),
        "a FIT activity file": b"\x0e\x10\xd9\x07\x00\x00\x00\x00.FIT\x40\x00",
        "a PDF": b"%PDF-1.7\n",
        "a picture": b"\x89PNG\r\n\x1a\n",
        "an old Excel workbook": b"\xd0\xcf\x11\xe0\xa1\xb1",
        "binary data": b"Date,Reps\n\x00\x01\x02,5\n",
    }
    for what, data in seen.items():
        with pytest.raises(UnreadableFileError) as refused:
            decode("export.csv", data)
        assert what in str(refused.value)
        assert str(refused.value).startswith("export.csv: this is ")
        assert "\n" not in str(refused.value)
