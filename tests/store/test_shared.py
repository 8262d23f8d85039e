"""A file of many people gives every client their own records and nobody else's, and says who is missing."""

from __future__ import annotations

import json
import tomllib
import zipfile
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
    assert tomllib.loads(lines)["people"]["gym.csv"] == {"Anna E.": "", "Ben": "", "Zoë O'Hara": ""}
    assert lines.splitlines()[1:] == [
        '"Anna E." = ""  # 2 records, 2026-01-05',
        'Ben = ""  # 2 records, 2026-01-05',
        '"Zoë O\'Hara" = ""  # 1 record, 2026-01-06',
    ]
    lay(COLUMNS + lines.replace('Ben = ""', 'Ben = "ben"'))
    assert not standing(workspace).problems
    assert originals.clients(workspace) == ["ben"]


def test_lines_pasted_and_left_blank_are_told_to_store_nothing(workspace: Path, lay: Lay) -> None:
    lay(COLUMNS)
    lay(COLUMNS + standing(workspace).problems[0].partition("\n")[2])
    whole = standing(workspace)
    assert not whole.problems
    assert whole.notes == [
        'gym.csv: phasewise.toml says "" of all 3 people, so nothing of this file is stored'
    ]
    lay(COLUMNS + ALL)
    assert not standing(workspace).notes


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
        ('[people."gym.csv"]\nBen = "bem"\n', "no client's folder 'bem'. Did you mean 'ben'?"),
        ('[people."gym.csv"]\nBen = "Ben"\n', "no client's folder 'Ben'. Did you mean 'ben'?"),
        (
            '[shared."gmy.csv"]\nweight_unit = "kg"\n',
            "no such file in data/raw/ itself. Did you mean 'gym.csv'?",
        ),
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
        "strong.csv: the file tells of one person and lies in data/raw/ itself."
        " Put it into that client's folder, data/raw/<client>/"
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


@pytest.mark.parametrize("changed", ["the file", "the aliases"])
def test_what_clients_share_and_is_written_to_between_two_of_them_is_read_again(
    workspace: Path, lay: Lay, everybody: Everybody, changed: str
) -> None:
    """It is read before the first client and hashed for each: the second's hash would be of what nobody read."""
    lay(ALL + COLUMNS)

    def written_to(done: imports.Imported) -> None:
        if done.client == "anna" and changed == "the file":
            lay(ALL + COLUMNS, text=GYM + "2026-01-09,Ben,Squat,125,5\n")
        elif done.client == "anna":
            (workspace / "aliases.csv").write_text(
                "exercise_logged,exercise\nSquat,front_squat_barbell\n", "utf-8"
            )

    imports.run(workspace, originals.clients(workspace), on_done=written_to)
    assert manifest.read(workspace, "anna") is not None
    again = everybody()["ben"]
    assert again.status == "imported"
    sets = processed.read_sets(workspace, "ben")
    assert (
        sets.height == 2 if changed == "the file" else sets["exercise"].to_list() == ["front_squat_barbell"]
    )
    assert everybody()["ben"].status == "unchanged"


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


def test_a_part_that_cannot_be_read_is_named_to_the_coach_and_to_no_client(
    workspace: Path, lay: Lay, everybody: Everybody
) -> None:
    columns = COLUMNS.replace("gym.csv", "gym.zip/log.csv")
    path = lay(
        '[people."gym.zip"]\nBen = "ben"\n"Anna E." = "anna"\n"Zoë O\'Hara" = ""\n' + columns, name="gym.zip"
    )
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("log.csv", GYM)
        made.writestr("Zoë.csv", "\x00\x01\x02binary")
        made.writestr("Zoë 2.csv", "\x00\x01\x02binary")
    done = everybody()
    assert "Zoë" in "".join(standing(workspace).problems)
    for client, sets in {"anna": 2, "ben": 1}.items():
        assert done[client].sources.select("file", "sets").rows() == [
            ("../gym.zip", 0), ("../gym.zip/log.csv", sets),
        ]  # fmt: skip
        assert not done[client].complete
        assert "Zoë" not in done[client].sources.write_json()


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


def test_a_slip_of_a_client_imports_nothing_until_the_folder_is_made(
    workspace: Path, lay: Lay, put: PutFile, everybody: Everybody
) -> None:
    put("lee", "notes.md", "")
    lay('[people."gym.csv"]\nBen = "lee"\n' + COLUMNS)
    everybody()
    lay('[people."gym.csv"]\nBen = "lea"\n' + COLUMNS)
    with pytest.raises(
        BadSettingError, match=r'people\."gym\.csv"\."Ben".*Did you mean .lee.\? If .lea. is another client'
    ):
        everybody()
    assert processed.read_sets(workspace, "lee").height == 1
    put("lea", "notes.md", "")
    assert set(everybody()) == {"lea", "lee"}


@pytest.mark.parametrize("folder", [True, False])
def test_a_client_in_no_file_any_more_is_told(
    workspace: Path, lay: Lay, put: PutFile, everybody: Everybody, *, folder: bool
) -> None:
    if folder:
        put("ben", "notes.md", "")
    lay(ALL + COLUMNS)
    everybody()
    assert Shelf(workspace).warnings == []
    lay(ALL.replace('"ben"', '""') + COLUMNS)
    (said,) = Shelf(workspace).warnings
    assert said.startswith("ben: nobody in gym.csv is this client any more")
    everybody()
    assert processed.read_sets(workspace, "ben").height == (0 if folder else 1)
    again = Shelf(workspace).warnings
    assert again == ([] if folder else [said])


def test_what_is_said_of_a_file_that_is_gone_stops_nothing(
    workspace: Path, lay: Lay, put: PutFile, everybody: Everybody
) -> None:
    put("anna", "notes.md", "")
    gone = '[people."old.json"]\n7 = "ben"\n9 = "annna"\n[shared."old.json"]\nweight_unit = "kg"\n'
    lay(ALL + COLUMNS + COLUMNS.replace("gym.csv", "summer.csv") + gone)
    assert list(everybody()) == ["anna", "ben"]
    warned = Shelf(workspace).warnings
    assert [each.partition(" no such file")[0] for each in warned] == [
        'phasewise.toml: people."old.json":', 'phasewise.toml: table."summer.csv":', 'phasewise.toml: shared."old.json":',
    ]  # fmt: skip


@pytest.mark.parametrize("header", ["Date,Lift,Weight,Reps", "Date,Whose,Lift,Weight,Reps"])
def test_a_table_without_a_column_of_people_is_sent_to_its_clients_folder_at_once(
    workspace: Path, lay: Lay, header: str
) -> None:
    cells = {"Date": "2026-01-05", "Whose": "Ana", "Lift": "Squat", "Weight": "100", "Reps": "5"}
    lay(text=f"{header}\n{','.join(cells[name] for name in header.split(','))}\n")
    (said,) = standing(workspace).problems
    first, _, lines = said.partition("\n")
    assert first.startswith(
        "gym.csv: no column of it seems to say whose a row is. Put a table of one person into that client's"
    )
    assert "data/raw/<client>/" in first
    assert '# person = "the column that names the people"' in lines
    assert tomllib.loads(lines)["table"]["gym.csv"]["exercise"] == "Lift"


KILOS = [60, 62.5, 70, 72.5, 80, 82.5, 90, 92.5, 100, 102.5, 110, 112.5, 120, 122.5, 142.5, 147.5]
UNITLESS = COLUMNS.replace("Weight (kg)", "Load")


def of_two(annas: list[float], bens: list[float]) -> str:
    rows = [("Anna E.", load) for load in annas] + [("Ben", load) for load in bens]
    return "Date,Athlete,Exercise,Load,Reps\n" + "".join(
        f"2026-01-{n % 27 + 1:02},{who},Barbell Squat,{load},5\n" for n, (who, load) in enumerate(rows)
    )


TWO = '[people."gym.csv"]\n"Anna E." = "anna"\nBen = "ben"\n'


def test_the_unit_is_judged_over_the_whole_file(lay: Lay, everybody: Everybody) -> None:
    lay(TWO + UNITLESS, of_two([*KILOS], [80]))
    done = everybody()
    assert all(each.complete for each in done.values())
    assert [each.sources["weight_unit"].item() for each in done.values()] == ["kg", "kg"]
    assert (
        done["ben"].sources["weight_unit_known_by"].item().startswith("evidence: over the whole file, of 16")
    )


def test_a_person_whose_own_loads_say_the_other_unit_is_not_read_by_the_others(
    lay: Lay, everybody: Everybody
) -> None:
    pounds = [95.0 + 10 * n for n in range(21)]
    many = [load + 10 * n for n in range(6) for load in KILOS]
    lay(TWO + UNITLESS, of_two(many, pounds))
    done = everybody()
    assert done["anna"].complete
    (refused,) = done["ben"].unit_wanted
    assert "the whole file looks like kg, this person's part like lb" in refused
    assert 'to phasewise.toml under [shared."gym.csv"], or to data/raw/ben/client.toml' in refused


def test_the_unit_and_the_dates_of_a_whole_file_are_said_once(
    workspace: Path, lay: Lay, everybody: Everybody
) -> None:
    text = of_two([80], [60]).replace("2026-01-01", "03/04/2026").replace("2026-01-02", "05/04/2026")
    lay(TWO + UNITLESS, text)
    (said,) = standing(workspace).problems
    assert 'Add date_order = "dmy" or date_order = "mdy" to phasewise.toml under [shared."gym.csv"]' in said
    dated = TWO + UNITLESS + '[shared."gym.csv"]\ndate_order = "dmy"\n'
    lay(dated, text)
    assert all(each.unit_wanted for each in everybody().values())
    lay(dated + 'weight_unit = "lb"\n', text)
    done = everybody()
    assert all(each.complete for each in done.values())
    assert {each.sources["weight_unit_known_by"].item() for each in done.values()} == {"phasewise.toml"}
    assert [str(each.sources["first_on"].item()) for each in done.values()] == ["2026-04-03", "2026-04-05"]
    assert processed.read_sets(workspace, "ben")["load_kg"].to_list() == [pytest.approx(27.2155, abs=1e-3)]
