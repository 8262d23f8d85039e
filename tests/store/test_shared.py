"""A file of many people gives every client their own records and nobody else's, and says who is missing."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from analysis.errors import BadSettingError, ManyPeopleError
from analysis.importers.reading import Hints
from analysis.ingest import pipeline
from analysis.settings.client import ClientSettings
from analysis.sources.blob import Blob
from analysis.store import imports, manifest, originals, processed
from analysis.store.shared import Shared, Shelf

if TYPE_CHECKING:
    from tests.conftest import PutFile

GYM = """\
Date,Athlete,Exercise,Weight (kg),Reps
2026-01-05,Anna E.,Squat,100,5
2026-01-05,Anna E.,Squat,100,5
2026-01-05,Ben,Squat,120,5
2026-01-06,Ben,Bench Press,x,5
2026-01-06,Zoë O'Hara,Bench Press,60,8
,,,,
"""
COLUMNS = """
[table."gym.csv"]
date = "Date"
person = "Athlete"
exercise = "Exercise"
weight = "Weight (kg)"
reps = "Reps"
"""
ALL = '[people."gym.csv"]\n"Anna E." = "anna"\nBen = "ben"\n"Zoë O\'Hara" = ""\n'

Lay = Callable[..., Path]


@pytest.fixture
def lay(workspace: Path) -> Lay:
    """Put a file into data/raw/ itself, and say these things in phasewise.toml."""

    def laid(settings: str = "", text: str = GYM, name: str = "gym.csv") -> Path:
        path = workspace / "data" / "raw" / name
        path.write_text(text, "utf-8")
        (workspace / "phasewise.toml").write_text(settings, "utf-8")
        return path

    return laid


@pytest.fixture
def everybody(workspace: Path) -> Callable[[], dict[str, imports.Imported]]:
    """Import every client."""

    def run() -> dict[str, imports.Imported]:
        return {each.client: each for each in imports.run(workspace, originals.clients(workspace))}

    return run


def standing(workspace: Path) -> Shared:
    (only,) = Shelf(workspace).standing()
    return only


Everybody = Callable[[], dict[str, imports.Imported]]


def test_a_client_may_stand_in_a_file_of_many_only(workspace: Path, lay: Lay, everybody: Everybody) -> None:
    lay(ALL + COLUMNS)
    assert originals.clients(workspace) == ["anna", "ben"]
    done = everybody()
    assert [(c, each.status, int(each.sources["lines"].sum())) for c, each in done.items()] == [
        ("anna", "imported", 2), ("ben", "imported", 2),
    ]  # fmt: skip
    assert processed.read_sets(workspace, "anna")["load_kg"].to_list() == [100.0, 100.0]
    assert done["ben"].sources.select("file", "used", "rejected").row(0) == ("../gym.csv", 1, 1)


def test_no_other_clients_name_or_row_is_in_a_clients_tables(
    workspace: Path, lay: Lay, everybody: Everybody
) -> None:
    lay(ALL + COLUMNS)
    everybody()
    for client, others in {
        "anna": ("Ben", "ben", "Zoë", "120", "60"),
        "ben": ("Anna", "anna", "Zoë"),
    }.items():
        for file in (workspace / "data" / "processed").rglob(f"client={client}/*.parquet"):
            shown = pl.read_parquet(file, hive_partitioning=False).drop("source", strict=False).write_json()
            assert not [other for other in others if other in shown], file
    assert processed.read_ledger(workspace, "anna")["line"].to_list() == [2, 3]
    assert processed.read_ledger(workspace, "ben")["line"].to_list() == [4, 5]


def test_the_lines_of_the_file_are_everybodys_and_nobodys(
    workspace: Path, lay: Lay, everybody: Everybody
) -> None:
    lay('[people."gym.csv"]\n"Anna E." = "anna"\n' + COLUMNS)
    done = everybody()
    whole = standing(workspace)
    assert (whole.lines, whole.people, whole.nobody) == (6, 3, 1)
    assert whole.unmapped == {"Ben": 2, "Zoë O'Hara": 1}
    of_clients = sum(int(each.sources["lines"].sum()) for each in done.values())
    assert whole.lines == of_clients + sum(whole.unmapped.values()) + whole.nobody


def test_who_is_unmapped_is_listed_in_one_line_with_lines_that_can_be_pasted(
    workspace: Path, lay: Lay
) -> None:
    lay(COLUMNS)
    (said,) = standing(workspace).problems
    first, _, lines = said.partition("\n")
    assert first.startswith("gym.csv: 3 of 3 people are nobody's client yet: Anna E., Ben, Zoë O'Hara.")
    assert tomllib.loads(lines)["people"]["gym.csv"] == {
        "Anna E.": "anna-e",
        "Ben": "ben",
        "Zoë O'Hara": "zoe-o-hara",
    }
    lay(COLUMNS + lines)
    assert not standing(workspace).problems
    assert originals.clients(workspace) == ["anna-e", "ben", "zoe-o-hara"]


def test_lines_for_a_mapping_that_is_begun_go_under_its_heading(workspace: Path, lay: Lay) -> None:
    begun = '[people."gym.csv"]\n"Anna E." = "anna"\n'
    lay(COLUMNS + begun)
    (said,) = standing(workspace).problems
    assert 'phasewise.toml under [people."gym.csv"]' in said
    lay(COLUMNS + begun + said.partition("\n")[2])
    assert not standing(workspace).problems


def test_a_plain_tables_columns_are_proposed_for_the_coachs_file(workspace: Path, lay: Lay) -> None:
    lay()
    (said,) = standing(workspace).problems
    assert "adding these lines to phasewise.toml" in said
    assert tomllib.loads(said.partition("\n")[2])["table"]["gym.csv"]["person"] == "Athlete"


def test_two_names_may_be_one_client_and_join_the_exports_in_the_folder(
    workspace: Path, lay: Lay, put: PutFile, everybody: Everybody
) -> None:
    lay('[people."gym.csv"]\n"Anna E." = "anna"\nBen = "anna"\n"Zoë O\'Hara" = ""\n' + COLUMNS)
    put("anna", "client.toml", '[table."own.csv"]\ndate = "d"\nexercise = "e"\nreps = "r"\n')
    put("anna", "own.csv", "d,e,r\n2026-02-01,Squat,5\n")
    assert everybody()["anna"].sources["file"].to_list() == ["../gym.csv", "own.csv"]
    assert processed.read_sets(workspace, "anna").height == 4


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[people."gmy.csv"]\nBen = "ben"\n', "no such file in data/raw/ itself. Did you mean 'gym.csv'?"),
        ('[people."gym.csv"]\nBen = "bene"\n', "no client's folder 'bene'. Did you mean 'ben'?"),
        ('[people."gym.csv"]\nBen = "../ben"\n', "cannot be the name of a client's folder"),
        ('[table."own.csv"]\ndate = "d"\nexercise = "e"\n', "no such file in data/raw/ itself"),
    ],
)
def test_a_slip_of_the_mapping_is_an_error_that_names_the_nearest(
    workspace: Path, lay: Lay, put: PutFile, settings: str, said: str
) -> None:
    lay(settings)
    put("ben", "notes.md", "")
    with pytest.raises(BadSettingError) as bad:
        imports.run(workspace, originals.clients(workspace))
    assert said in str(bad.value)
    assert "phasewise.toml" in str(bad.value)


def test_a_person_who_is_not_in_the_file_is_told_with_the_nearest(workspace: Path, lay: Lay) -> None:
    lay(ALL.replace("Ben =", "Benn =") + COLUMNS)
    assert any(
        "nobody in the file is called 'Benn'. Did you mean 'Ben'?" in said
        for said in standing(workspace).problems
    )


def test_a_file_of_one_person_in_the_wrong_place_is_told(workspace: Path, lay: Lay) -> None:
    alone = "Date,Workout Name,Exercise Name,Set Order,kg,Reps,km,Seconds,Notes\n2026-01-05 18:00:00,A,Squat,1,100,5,0,0,\n"
    lay(text=alone, name="strong.csv")
    (said,) = standing(workspace).problems
    assert said == (
        "strong.csv: the file tells of one person and lies in data/raw/ itself. Put it into that client's folder"
    )


def test_a_file_of_many_in_one_clients_folder_is_refused_and_names_nobody(tmp_path: Path) -> None:
    file = tmp_path / "gym.csv"
    file.write_text(GYM, "utf-8")
    settings = ClientSettings.model_validate(tomllib.loads(COLUMNS))
    with pytest.raises(ManyPeopleError) as refused:
        pipeline.read(file, client="anna", settings=settings)
    said = str(refused.value)
    assert said.startswith("gym.csv: the file tells of 3 people. Move it into data/raw/ itself")
    assert "Ben" not in said


def test_a_file_of_one_named_person_in_the_clients_folder_is_read(tmp_path: Path) -> None:
    file = tmp_path / "gym.csv"
    file.write_text("".join(GYM.splitlines(keepends=True)[:3]), "utf-8")
    settings = ClientSettings.model_validate(tomllib.loads(COLUMNS))
    assert pipeline.read(file, client="anna", settings=settings).sets.height == 2


def test_a_file_of_many_is_read_once_however_many_clients_stand_in_it(
    lay: Lay, everybody: Everybody, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(ALL + COLUMNS)
    read: list[str] = []
    known_as = pipeline.known_as

    def counted(part: Blob, hints: Hints) -> pipeline.Known:
        read.append(part.name)
        return known_as(part, hints)

    monkeypatch.setattr(pipeline, "known_as", counted)
    everybody()
    assert read == ["gym.csv"]


def test_a_client_is_imported_anew_when_the_file_or_the_mapping_changed_and_only_then(
    lay: Lay, everybody: Everybody
) -> None:
    lay(ALL + COLUMNS)
    everybody()
    assert {each.status for each in everybody().values()} == {"unchanged"}
    lay(ALL + COLUMNS + 'weight_unit = "lb"\n')
    assert {each.status for each in everybody().values()} == {"imported"}
    lay(ALL + COLUMNS, text=GYM + "2026-01-09,Ben,Squat,125,5\n")
    assert everybody()["ben"].sources["lines"].to_list() == [3]
    lay(ALL.replace('Ben = "ben"', 'Ben = ""') + COLUMNS)
    assert list(everybody()) == ["anna"]


def test_a_client_of_no_such_file_has_inputs_as_before(workspace: Path, put: PutFile) -> None:
    put("ana", "log.csv", "x")
    assert "shared" not in manifest.now(workspace, "ana", [])


def test_every_client_of_a_file_that_cannot_be_read_is_told_so(
    workspace: Path, lay: Lay, everybody: Everybody
) -> None:
    lay('[people."gym.csv"]\nBen = "ben"\n', text="\x00\x01\x02binary")
    done = everybody()["ben"]
    assert not done.complete
    assert done.sources["refused"].str.starts_with("gym.csv: ").all()
    assert standing(workspace).problems


FBX = (
    "Date,workoutId,exerciseId,singleSetId,exerciseName,reps,weight,fake_user_id\n"
    "2021-03-01,11,1,101,Back Squat,5,100,7\n2021-03-01,11,1,102,Back Squat,5,100,7\n2021-03-02,12,1,103,Back Squat,5,60,8\n"
)
COACHED = json.dumps({
    "workouts": [
        {"id": n, "due": f"2026-01-0{n}", "state": "completed", "title": "A", "client_id": 70 + n, "workout_item_ids": [n]}
        for n in (1, 2)
    ],
    "workout_items": [
        {"id": n, "workout_id": n, "name": "Back Squat", "info": "3x5", "result": "3x5 @ 100kg", "state": "completed",
         "selected_exercises": []}
        for n in (1, 2)
    ],
})  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "persons", "sets"),
    [("fbx.csv", FBX, ("7", "8"), (2, 1)), ("workouts.json", COACHED, ("71", "72"), (3, 3))],
)
def test_the_exports_of_a_coach_are_parted_without_a_mapping_of_columns(
    workspace: Path, lay: Lay, put: PutFile, everybody: Everybody,
    name: str, text: str, persons: tuple[str, str], sets: tuple[int, int],
) -> None:  # fmt: skip
    lay(f'[people."{name}"]\n{persons[0]} = "anna"\n{persons[1]} = "ben"\n', text, name)
    for client in ("anna", "ben"):
        put(client, "client.toml", 'weight_unit = "kg"\n')
    done = everybody()
    whole = standing(workspace)
    assert not whole.problems
    assert [processed.read_sets(workspace, client).height for client in ("anna", "ben")] == list(sets)
    assert whole.lines == whole.nobody + sum(int(each.sources["lines"].sum()) for each in done.values())
