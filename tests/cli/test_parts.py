"""What the commands say of archives, workbooks, files of many people, and times whose zone nobody knows."""

from __future__ import annotations

import io
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis import importers

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.conftest import PutFile

S1 = """\
Date,Workout Name,Exercise Name,Set Order,kg,Reps,km,Seconds,Notes
2015-11-02 18:00:00,"A","Squat",0,100,5,0,0,""
2015-11-02 18:00:00,"A","Squat",1,100,5,0,0,""
"""
UTC = """\
Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier
2021-01-17 23:14:35 +0000,Back Squat, 5,100.0,0.0,0.0,0.0,0.0,false,, 1.0
"""
GYM = "Date,Who,Exercise,Weight (kg),Reps\n2026-01-05,Ana,Squat,100,5\n2026-01-05,Ben,Squat,120,5\n"
SETTINGS = '[table."gym.csv"]\ndate = "Date"\nperson = "Who"\nexercise = "Exercise"\nweight = "Weight (kg)"\nreps = "Reps"\n'


def packed(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        for name, text in members.items():
            out.writestr(name.replace("_csv", ".csv"), text)
    return made.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


def test_a_file_of_several_parts_is_answered_with_their_sum_and_each_of_them(
    phasewise: Run, put: PutFile
) -> None:
    file = put("ana", "export.zip", packed(strong_csv=S1, notes_csv="a,b\n1,2\n"))
    ran = phasewise("inspect", file, "--json")
    assert ran.status == 1
    assert (ran.answer["file"], ran.answer["lines"], ran.answer["sets"], ran.answer["refused"]) == (
        "export.zip",
        2,
        2,
        1,
    )
    strong, notes = ran.answer["parts"]
    assert (strong["file"], strong["app"], strong["used"]) == ("export.zip/strong.csv", "strong", 2)
    assert notes["refused"].startswith("export.zip/notes.csv: ")
    shown = phasewise("inspect", file)
    assert "2 parts, 1 refused: 2 = 2 used + 0 repeated" in words(shown.out)
    assert "export.zip/notes.csv: not an export phasewise knows" in words(shown.err)


def test_a_file_of_one_part_is_answered_as_a_file_of_its_own(phasewise: Run, put: PutFile) -> None:
    ran = phasewise("inspect", put("ana", "export.zip", packed(strong_csv=S1)), "--json")
    assert (ran.status, ran.answer["file"], ran.answer["sets"]) == (0, "export.zip/strong.csv", 2)
    assert "parts" not in ran.answer


def test_the_parts_of_an_archive_are_imported_and_those_that_are_no_logs_can_be_named(
    phasewise: Run, put: PutFile, workspace: Path
) -> None:
    put("ana", "export.zip", packed(strong_csv=S1, notes_csv="a,b\n1,2\n"))
    assert phasewise("import", "-w", workspace).status == 1
    put("ana", "client.toml", 'not_logs = ["export.zip/notes.csv"]\n')
    ran = phasewise("import", "-w", workspace, "--json")
    assert ran.status == 0
    (client,) = ran.answer["clients"]
    assert [(f["file"], f["sets"]) for f in client["files"]] == [("export.zip/strong.csv", 2)]


def test_a_file_of_many_people_is_looked_at_as_a_whole(phasewise: Run, workspace: Path) -> None:
    (workspace / "phasewise.toml").write_text(SETTINGS, "utf-8")
    file = workspace / "data" / "raw" / "gym.csv"
    file.write_text(GYM, "utf-8")
    ran = phasewise("inspect", file, "--json")
    assert (ran.status, ran.answer["people"], ran.answer["sets"]) == (0, {"Ana": 1, "Ben": 1}, 2)
    assert "people 2: Ana 1, Ben 1" in words(phasewise("inspect", file).out)


def test_a_file_of_many_people_in_one_clients_folder_is_refused_as_import_would(
    phasewise: Run, put: PutFile
) -> None:
    put("ana", "client.toml", SETTINGS)
    ran = phasewise("inspect", put("ana", "gym.csv", GYM))
    assert ran.status == 1
    assert "gym.csv: the file tells of 2 people. Move it into data/raw/ itself" in words(ran.err)


def test_import_lists_the_unmapped_with_lines_that_can_be_pasted_as_they_are_printed(
    phasewise: Run, workspace: Path
) -> None:
    settings = workspace / "phasewise.toml"
    settings.write_text(SETTINGS, "utf-8")
    (workspace / "data" / "raw" / "gym.csv").write_text(GYM, "utf-8")
    ran = phasewise("import", "-w", workspace)
    assert ran.status == 1
    assert "gym.csv: 2 of 2 people are nobody's client yet: Ana, Ben." in ran.err
    lines = ran.err[ran.err.index("[people.") :]
    assert tomllib.loads(lines) == {"people": {"gym.csv": {"Ana": "", "Ben": ""}}}
    shown = phasewise("status", "-w", workspace)
    assert shown.status == 0
    assert "gym.csv: 2 of 2 people are nobody's client yet: Ana" in words(shown.out)
    filled = lines.replace('Ana = ""', 'Ana = "ana"').replace('Ben = ""', 'Ben = "ben"')
    settings.write_text(SETTINGS + filled, "utf-8")
    done = phasewise("import", "-w", workspace, "--json")
    assert done.status == 0
    assert [client["client"] for client in done.answer["clients"]] == ["ana", "ben"]
    assert done.answer["shared_files"][0]["unmapped"] == {}
    assert [row["files"] for row in phasewise("status", "-w", workspace, "--json").answer["clients"]] == [
        1,
        1,
    ]


def test_the_mapping_proposed_for_a_table_is_printed_so_that_it_can_be_pasted(
    phasewise: Run, put: PutFile, workspace: Path
) -> None:
    put("ana", "own.csv", "Date,Exercise,Weight (kg),Reps\n2026-01-05,Squat,100,5\n")
    ran = phasewise("import", "-w", workspace)
    assert tomllib.loads(ran.err[ran.err.index("[table.") :])["table"]["own.csv"]["reps"] == "Reps"


def test_photos_beside_the_exports_are_mentioned_once(phasewise: Run, put: PutFile, workspace: Path) -> None:
    put("ana", "strong.csv", S1)
    put("ana", "photos/front.jpg", b"x")
    first, again = (phasewise("import", "-w", workspace) for _ in range(2))
    assert "Photos and notes beside the exports, not read: ana 1." in words(first.out)
    assert "Photos" not in again.out


def test_times_whose_zone_nobody_knows_are_told_with_the_setting(
    phasewise: Run, put: PutFile, workspace: Path
) -> None:
    file = put("ana", "fitbod.csv", UTC)
    said = "sessions after 21:00 could fall on the wrong day"
    ran = phasewise("import", "-w", workspace)
    assert ran.out.count("\n") < 20
    assert said in words(ran.out)
    assert "to data/raw/ana/client.toml" in words(ran.out)
    assert "UTC, zone not known" in words(phasewise("inspect", file).out)
    put("ana", "client.toml", 'timezone = "Europe/Berlin"\n')
    assert said not in words(phasewise("import", "-w", workspace).out)
    assert phasewise("inspect", file, "--json").answer["last"] == "2021-01-18"


def test_formats_counts_what_it_lists_and_marks_what_nobody_has_seen(phasewise: Run) -> None:
    answer = phasewise("formats", "--json").answer
    every = (*importers.ALL, *importers.PLAIN)
    assert answer["count"] == len(every) == len(answer["formats"]) >= 25
    assert answer["layouts"] == sum(len(each.dialects) for each in every)
    shown = words(phasewise("formats").out)
    assert f"{len(every)} formats in {answer['layouts']} layouts" in shown
    assert ("no real file seen" in shown) == (answer["layouts_from_descriptions_only"] > 0)


@pytest.mark.parametrize("name", ["old.xls", "log.xlsx", "all.zip"])
def test_what_no_workbook_or_archive_is_refused_in_one_line(phasewise: Run, put: PutFile, name: str) -> None:
    content = {
        "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99,
        "log.xlsx": b"PK\x03\x04xxxx",
        "all.zip": b"PK\x05\x06",
    }[name]
    ran = phasewise("inspect", put("ana", name, content))
    assert ran.status == 1
    assert ran.err.startswith(f"phasewise: {name}: ")
    assert ran.err.count("\n") == 1
