"""Archives: their members are files of their own; what lies, grows or hides in one is refused in a line."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import AnalysisError, UnreadableFileError
from analysis.sources import archive, blob, containers
from analysis.sources.blob import Blob

CSV = b"date,exercise,reps\n2026-01-05,Squat,5\n"


def packed(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as out:
        for name, data in members:
            out.writestr(name, data)
    return made.getvalue()


def unpacked(data: bytes, name: str = "export.zip") -> list[Blob]:
    return list(containers.unpacked(blob.of_bytes(name, data)))


def names(data: bytes) -> list[str]:
    return [part.name for part in unpacked(data)]


def refusal(part: Blob) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        part.whole()
    return str(refused.value)


def test_a_file_that_holds_no_others_is_itself() -> None:
    (part,) = unpacked(CSV, "log.csv")
    assert (part.name, part.whole()) == ("log.csv", CSV)


def test_members_are_called_by_the_archives_name_and_their_own_and_read_as_they_are() -> None:
    data = packed(("strong.csv", CSV), ("old/hevy.csv", CSV * 2))
    parts = {part.name: part for part in unpacked(data)}
    assert list(parts) == ["export.zip/strong.csv", "export.zip/old/hevy.csv"]
    assert parts["export.zip/old/hevy.csv"].whole() == CSV * 2
    assert parts["export.zip/strong.csv"].head(4) == b"date"
    assert parts["export.zip/strong.csv"].sha256() == blob.of_bytes("strong.csv", CSV).sha256()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_member_can_be_opened_again_and_again_in_pieces(method: int) -> None:
    data = bytes(range(256)) * 10_000
    (part,) = unpacked(packed(("a.fit", data), method=method))
    for _ in range(2):
        with part.opened() as stream:
            assert stream.read(100) == data[:100]
            assert b"".join(iter(lambda: stream.read(77_777), b"")) == data[100:]


def test_photos_routes_hidden_files_and_folders_are_passed_over() -> None:
    others = (
        "front.JPG",
        "route.gpx",
        "__MACOSX/._log.csv",
        ".DS_Store",
        "a/.hidden.csv",
        "page.html",
        "empty/",
    )
    assert names(packed(("log.csv", CSV), *((name, b"x") for name in others))) == ["export.zip/log.csv"]


def test_of_apples_export_only_the_export_itself_is_read() -> None:
    folder = "apple_health_export"
    companions = (
        "export_cda.xml",
        "workout-routes/route_1.gpx",
        "electrocardiograms/ecg_1.csv",
        "clinical/x.json",
    )
    data = packed((f"{folder}/Export.xml", b"<HealthData/>"), *((f"{folder}/{n}", b"x") for n in companions))
    assert names(data) == [f"export.zip/{folder}/Export.xml"]


def test_names_lead_nowhere_and_two_of_one_name_are_told_apart() -> None:
    odd = ("../../etc/log.csv", "/etc/log.csv", "C:\\x\\log.csv", "a\x1b[31m\n.csv", "log.csv", "./log.csv")
    found = names(packed(*((name, CSV) for name in odd)))
    assert len(set(found)) == len(odd)
    assert all(".." not in name and "\x1b" not in name and "\n" not in name for name in found)
    assert found[-2:] == ["export.zip/log.csv", "export.zip/log.csv (2)"]


def test_an_archive_in_an_archive_is_refused_and_the_others_are_read() -> None:
    inner, other = unpacked(packed(("inner.zip", packed(("log.csv", CSV))), ("log.csv", CSV)))
    assert "an archive inside an archive is not read" in refusal(inner)
    assert other.whole() == CSV


def test_a_member_that_unpacks_to_far_more_than_its_size_is_refused_unread() -> None:
    bomb, other = unpacked(packed(("bomb.csv", b"0" * 30_000_000), ("log.csv", CSV)))
    assert "it unpacks to more than any log holds" in refusal(bomb)
    assert other.whole() == CSV


def test_very_many_members_that_grow_a_little_too_much_each_are_not_all_read() -> None:
    parts = unpacked(packed(*((f"{n}.csv", b"0" * 1_000_000) for n in range(40))))
    assert sum(part.size for part in parts) <= archive.SMALL
    assert "it unpacks to more than any log holds" in refusal(parts[-1])


def test_a_member_gives_no_more_than_it_states() -> None:
    data = bytearray(packed(("log.csv", b"a,b\n" * 1_000_000)))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    (part,) = unpacked(bytes(data))
    with pytest.raises(UnreadableFileError, match="damaged here"):
        part.whole()


def test_links_passwords_and_rare_packing_are_refused_by_what_they_are() -> None:
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    rare = packed(("rare.csv", CSV), method=zipfile.ZIP_BZIP2)
    locked = bytearray(packed(("locked.csv", CSV)))
    locked[locked.rindex(b"PK\x01\x02") + 8] |= archive.ENCRYPTED
    assert "a link to another file" in refusal(unpacked(packed((link, b"/etc/passwd")))[0])
    assert "packed in a way that no exporter uses" in refusal(unpacked(rare)[0])
    assert "protected by a password" in refusal(unpacked(bytes(locked))[0])


def test_an_archive_of_very_many_files_is_refused_as_a_whole() -> None:
    many = packed(*((f"{n}.csv", b"") for n in range(archive.MAX_LOGS + 1)), method=zipfile.ZIP_STORED)
    with pytest.raises(UnreadableFileError, match="more than are read"):
        unpacked(many)


def test_a_table_of_contents_larger_than_any_exports_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_DIRECTORY_BYTES", 5_000)
    with pytest.raises(UnreadableFileError, match="table of contents"):
        unpacked(packed(*((f"{n:080}.jpg", b"") for n in range(100)), method=zipfile.ZIP_STORED))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed(("log.csv", CSV))[:-30], "damaged or was not downloaded to its end"),
        (packed(("a.jpg", b"x")), "nothing in it could be a log"),
        (packed(), "nothing in it could be a log"),
        (b"\x1f\x8b\x08" + b"0" * 50, "packed by gzip"),
        (b"7z\xbc\xaf\x27\x1c" + b"0" * 50, "a 7z archive"),
        (containers.OLD_OFFICE + b"0" * 500, "an old Excel workbook"),
        (containers.OLD_OFFICE + b"0" * 500 + containers.PROTECTED, "protected by a password"),
        (packed(("xl/workbook.bin", b"")), "a binary Excel workbook"),
        (packed(("mimetype", b""), ("content.xml", b"")), "an OpenDocument file"),
        (packed(("word/document.xml", b"")), "a Word document"),
    ],
)
def test_what_is_no_archive_of_logs_is_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        unpacked(data, "from-client.zip")
    assert said in str(refused.value)
    assert str(refused.value).startswith("from-client.zip: ")
    assert "\n" not in str(refused.value)


def test_a_damaged_member_costs_the_others_nothing() -> None:
    data = bytearray(packed(("bad.csv", CSV * 50), ("good.csv", CSV)))
    data[60:70] = b"\xff" * 10
    bad, good = unpacked(bytes(data))
    assert refusal(bad) == "export.zip/bad.csv: the archive is damaged here. Get it again"
    assert good.whole() == CSV


def test_a_huge_member_is_streamed(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")  # Windows has none
    path = tmp_path / "export.zip"
    line = b"".join(f"{n:09}".encode() for n in range(20_000))
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out,
        out.open("log.xml", "w", force_zip64=True) as to,
    ):
        for _ in range(300):
            to.write(line)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (part,) = containers.unpacked(blob.of_file(path, path.name))
    assert part.size == 300 * len(line)
    with part.opened() as stream:
        assert sum(len(piece) for piece in iter(lambda: stream.read(1 << 20), b"")) == part.size
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown_mb < 25  # of 54


@settings(max_examples=60)
@given(st.data())
def test_a_hostile_archive_gives_bytes_or_our_own_error(data: st.DataObject) -> None:
    whole = bytearray(packed(("log.csv", CSV * 20), ("a/b.json", b"{}")))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    said = ""
    try:
        for part in unpacked(bytes(whole[:cut] if data.draw(st.booleans()) else whole)):
            part.head()
            part.whole()
    except AnalysisError as err:
        said = str(err)
    assert "\n" not in said


def test_all_workbooks_of_an_archive_share_its_room() -> None:
    """A directory of many members may point at the same packed bytes: each alone would be within bounds."""
    padded = packed(
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships/>"),
        ("xl/sharedStrings.xml", b"<sst>" + b" " * 4_500_000 + b"</sst>"),
    )
    parts = unpacked(packed(*[(f"{n}.xlsx", padded) for n in range(5)], method=zipfile.ZIP_STORED))
    said = [refusal(part) for part in parts]
    assert len(said) == 5
    assert ["more than any log" in each for each in said] == [False, True, True, True, True]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_or_a_device_is_refused_without_being_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "log.csv"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull), tmp_path):
        with pytest.raises(UnreadableFileError, match="this is no file but a pipe, a device or a folder"):
            blob.of_file(path, path.name)
