"""An import is repeatable to the byte, stops at no bad file, and never claims what it has not done."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import dataframely as dy
import polars as pl
import pytest
from filelock import FileLock

from analysis.errors import NotAWorkspaceError, UnknownClientError, WorkspaceBusyError
from analysis.importers import identify
from analysis.importers.identify import Claim
from analysis.importers.reading import Hints
from analysis.ingest import pipeline, plans, weights
from analysis.settings.client import ClientSettings
from analysis.sources import blob, containers
from analysis.sources.views import Views
from analysis.store import imports, manifest, originals, processed, repeats
from analysis.tables import Ledger, Plan, Sets, Sources, Weights

if TYPE_CHECKING:
    from tests.conftest import PutFile
    from tests.store.conftest import ImportAll, Session, Statuses, WriteStrong
    from tests.store.conftest import Sets as Kept

MON: Session = ("2026-01-05 18:00:00", "A", [("Squat", 100.0, 5), ("My Own Lift", 20.0, 8)])
FRI: Session = ("2026-01-09 18:00:00", "A", [("Squat", 102.5, 5)])


def bytes_of(workspace: Path) -> dict[str, bytes]:
    root = workspace / "data" / "processed"
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


@pytest.fixture
def two_clients(put: PutFile, strong: WriteStrong, workspace: Path) -> Path:
    put("ana", "strong.csv", strong(MON, FRI))
    put("ana", "body.csv", "date,weight (kg)\n2026-01-05,80.0\n")
    put("ben", "strong.csv", strong(MON))
    put("ben", "broken.csv", "no,such,app\n1,2,3\n")
    return workspace


def test_importing_twice_changes_no_byte(two_clients: Path, import_all: ImportAll) -> None:
    import_all()
    before = bytes_of(two_clients)
    again = import_all()
    assert [each.status for each in again.values()] == ["unchanged", "unchanged"]
    assert bytes_of(two_clients) == before
    assert len(before) == 2 * (len(processed.NAMES) + 1)


def test_a_rebuild_gives_the_same_bytes(two_clients: Path, import_all: ImportAll) -> None:
    import_all()
    before = bytes_of(two_clients)
    shutil.rmtree(two_clients / "data" / "processed")
    assert [each.status for each in import_all().values()] == ["imported", "imported"]
    assert bytes_of(two_clients) == before


@pytest.mark.parametrize("sessions", [(MON, FRI), (FRI, MON)], ids=["in order", "the newest first"])
def test_the_tables_of_an_only_file_are_those_that_checking_them_again_gives(
    put: PutFile, strong: WriteStrong, workspace: Path, sessions: tuple[Session, ...]
) -> None:
    put("ana", "strong.csv", strong(*sessions))
    file = workspace / "data" / "raw" / "ana" / "strong.csv"
    alone = pipeline.read(file, client="ana", settings=ClientSettings())
    tables = (alone.sets, alone.body, alone.ledger, alone.source)
    trusted, again = repeats.settled(*tables, alone=alone), repeats.settled(*tables)
    assert [one.equals(other) for one, other in zip(trusted, again, strict=True)] == [True] * 4


def test_a_file_is_hashed_once(
    put: PutFile, strong: WriteStrong, workspace: Path, import_all: ImportAll
) -> None:
    put("ana", "strong.csv", strong(MON))
    file = workspace / "data" / "raw" / "ana" / "strong.csv"
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert import_all()["ana"].sources["source"].to_list() == [digest]
    assert blob.of_file(file, "x", lambda: "known").sha256() == "known"


def test_the_workspaces_place_is_not_in_its_tables(two_clients: Path, import_all: ImportAll) -> None:
    import_all()
    before = bytes_of(two_clients)
    moved = two_clients.with_name("elsewhere")
    shutil.copytree(two_clients / "data" / "raw", moved / "data" / "raw")
    imports.run(moved, originals.clients(moved))
    assert bytes_of(moved) == before


@pytest.mark.usefixtures("two_clients")
def test_one_refused_file_costs_its_client_nothing_else(import_all: ImportAll, kept: Kept) -> None:
    done = import_all()
    assert done["ana"].complete
    assert not done["ben"].complete
    assert len(kept("ben")) == 2
    refused = done["ben"].sources.filter(pl.col("refused").is_not_null())
    assert refused["file"].to_list() == ["broken.csv"]
    assert refused["refused"].item().startswith("broken.csv: not an export phasewise knows.")


@pytest.mark.usefixtures("two_clients")
def test_a_client_whose_settings_are_wrong_does_not_stop_the_next(
    put: PutFile, import_all: ImportAll
) -> None:
    put("ana", "client.toml", "gaol = 1\n")
    done = import_all()
    assert (done["ana"].status, done["ben"].status) == ("failed", "imported")
    assert done["ana"].problem.startswith("data/raw/ana/client.toml:1: gaol: no such key.")


@pytest.mark.usefixtures("two_clients")
def test_a_mistake_of_ours_in_one_file_refuses_that_file_and_no_other(
    import_all: ImportAll, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    claiming = identify.claim

    def clumsy(views: Views, hints: Hints, **rest: Any) -> Claim:
        if views.blob.name == "body.csv":
            raise OverflowError
        return claiming(views, hints, **rest)

    monkeypatch.setattr(identify, "claim", clumsy)
    done = import_all()
    assert (done["ana"].status, done["ben"].status) == ("imported", "imported")
    assert len(kept("ana")) == 3
    assert done["ana"].sources.filter(file="body.csv")["refused"].item() == (
        "body.csv: phasewise made a mistake reading this file (OverflowError). Please report it"
    )


@pytest.mark.usefixtures("two_clients")
def test_a_mistake_of_ours_with_one_client_fails_that_client_and_no_other(
    import_all: ImportAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = plans.plan

    def clumsy(client: str, settings: ClientSettings, programmes: pl.DataFrame) -> pl.DataFrame:
        if client == "ana":
            raise RecursionError
        return planned(client, settings, programmes)

    monkeypatch.setattr(plans, "plan", clumsy)
    done = import_all()
    assert (done["ana"].status, done["ben"].status) == ("failed", "imported")
    assert "made a mistake importing this client (RecursionError)" in done["ana"].problem


@pytest.mark.usefixtures("two_clients")
def test_settings_and_files_made_to_break_cost_only_themselves(put: PutFile, import_all: ImportAll) -> None:
    put("ana", "client.toml", "x=" + "[" * 100_000)
    header = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE\n"
    nines = "9" * 5000
    put(
        "ben",
        "odd.csv",
        f"{header}99999999999999999999 Mai 2026,A,{nines}h,Squat,1,{nines},5,{nines},{nines},\n",
    )
    put("ben", "wide.csv", "," * 2_000_000)
    done = import_all()
    assert (done["ana"].status, done["ben"].status) == ("failed", "imported")
    said = dict(done["ben"].sources.select("file", "refused").rows())
    assert said["odd.csv"] is None or "mistake" not in said["odd.csv"]
    assert "2000001 columns" in (said["wide.csv"] or "")


def test_a_file_that_cannot_be_opened_is_refused_by_name(
    two_clients: Path, import_all: ImportAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def locked(path: Path, *mode: Any, **how: Any) -> Any:
        if path == two_clients / "data" / "raw" / "ana" / "body.csv":
            raise PermissionError(13, "Permission denied")
        return opened(path, *mode, **how)

    monkeypatch.setattr(Path, "open", locked)
    sources = import_all()["ana"].sources
    assert "cannot be opened (Permission denied)" in sources.filter(file="body.csv")["refused"].item()


@pytest.mark.usefixtures("two_clients")
def test_only_the_client_that_changed_is_imported_again(
    put: PutFile, strong: WriteStrong, import_all: ImportAll
) -> None:
    import_all()
    put("ben", "strong.csv", strong(MON, FRI))
    done = import_all()
    assert {name: each.status for name, each in done.items()} == {"ana": "unchanged", "ben": "imported"}


@pytest.mark.parametrize("changed", ["data/raw/ana/client.toml", "aliases.csv"])
def test_a_changed_setting_or_alias_is_a_reason_to_import_again(
    two_clients: Path, import_all: ImportAll, changed: str
) -> None:
    import_all()
    content = "exercise_logged,exercise\n" if changed == "aliases.csv" else 'name = "Ana"\n'
    (two_clients / changed).write_text(content, "utf-8")
    assert import_all()["ana"].status == "imported"


def test_an_alias_of_the_coach_names_the_lift(two_clients: Path, import_all: ImportAll) -> None:
    assert import_all()["ana"].unmatched["exercise_logged"].to_list() == ["My Own Lift"]
    squat = processed.read_sets(two_clients, "ana").filter(exercise_logged="Squat")["exercise"][0]
    (two_clients / "aliases.csv").write_text(f"exercise_logged,exercise\nMy Own Lift,{squat}\n", "utf-8")
    assert import_all()["ana"].unmatched.is_empty()
    own = processed.read_sets(two_clients, "ana").filter(exercise_logged="My Own Lift")
    assert own["lift"].to_list() == [squat]


@pytest.mark.parametrize("table", [Sets, Plan])
def test_an_import_that_dies_between_tables_is_done_again(
    two_clients: Path, import_all: ImportAll, monkeypatch: pytest.MonkeyPatch, table: type
) -> None:
    import_all()
    expected = bytes_of(two_clients)
    (two_clients / "aliases.csv").write_text("exercise_logged,exercise\n", "utf-8")
    take_place = processed.take_place

    def failing(workspace: Path, which: type, client: str) -> None:
        if which is table:
            raise OSError(28, "No space left on device")
        take_place(workspace, which, client)

    with monkeypatch.context() as broken:
        broken.setattr(processed, "take_place", failing)
        with pytest.raises(OSError, match="No space left"):
            import_all()
    assert manifest.read(two_clients, "ana") is None
    assert import_all()["ana"].status == "imported"
    assert tables_in(bytes_of(two_clients)) == tables_in(expected)


def tables_in(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name.endswith(".parquet")}


@pytest.mark.parametrize("table", [Ledger, Sets])
def test_a_table_that_dies_half_written_leaves_all_as_they_were(
    two_clients: Path, import_all: ImportAll, monkeypatch: pytest.MonkeyPatch, table: type[dy.Schema]
) -> None:
    import_all()
    before = bytes_of(two_clients)
    (two_clients / "data/raw/ana/body.csv").unlink()
    whole = pl.DataFrame.write_parquet

    def half(frame: pl.DataFrame, file: Path, **options: Any) -> None:
        if frame.columns == table.column_names():
            file.write_bytes(b"PAR1")
            raise OSError(28, "No space left on device")
        whole(frame, file, **options)

    with monkeypatch.context() as broken:
        broken.setattr(pl.DataFrame, "write_parquet", half)
        with pytest.raises(OSError, match="No space left"):
            import_all()
    assert bytes_of(two_clients) == before
    assert import_all()["ana"].status == "imported"
    assert tables_in(bytes_of(two_clients)) != tables_in(before)


def test_settings_that_are_refused_late_leave_every_table_as_it_was(
    two_clients: Path, import_all: ImportAll
) -> None:
    import_all()
    before = bytes_of(two_clients)
    (two_clients / "data/raw/ana/client.toml").write_text('[weights]\n"Sqaut" = "total"\n', "utf-8")
    done = import_all()["ana"]
    assert (done.status, "Sqaut" in done.problem) == ("failed", True)
    assert bytes_of(two_clients) == before


def test_a_file_that_is_written_to_while_it_is_imported_is_imported_again(
    two_clients: Path, import_all: ImportAll, kept: Kept, monkeypatch: pytest.MonkeyPatch, strong: WriteStrong
) -> None:
    checked = pipeline.checked

    def written_to(part: blob.Blob, *rest: Any, **options: Any) -> pipeline.Ingested:
        done = checked(part, *rest, **options)
        (two_clients / "data/raw/ben/strong.csv").write_text(strong(MON, FRI), "utf-8")
        return done

    with monkeypatch.context() as late:
        late.setattr(pipeline, "checked", written_to)
        assert import_all()["ben"].status == "imported"
    assert manifest.read(two_clients, "ben") is None
    assert import_all()["ben"].status == "imported"
    assert len(kept("ben")) == 3
    assert import_all()["ben"].status == "unchanged"


def test_the_names_of_files_are_compared_before_their_bytes(
    two_clients: Path, import_all: ImportAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_all()
    manifests = {name: manifest.read(two_clients, name) for name in ("ana", "ben")}
    with manifest.Inputs(two_clients, "ana", originals.files(two_clients, "ana")) as inputs:
        assert inputs.are(manifests["ana"])
        assert not inputs.are(manifests["ben"])
        assert not inputs.are(None)
        monkeypatch.setattr(manifest.Inputs, "all", lambda _: pytest.fail("waited for hashes"))
        assert not inputs.are(manifests["ben"])


def test_a_deleted_table_is_made_again(two_clients: Path, import_all: ImportAll) -> None:
    import_all()
    processed.partition(two_clients, Ledger, "ana").unlink()
    assert import_all()["ana"].status == "imported"


def test_a_damaged_manifest_is_no_manifest(two_clients: Path, import_all: ImportAll) -> None:
    import_all()
    manifest.file(two_clients, "ana").write_text("{", "utf-8")
    assert import_all()["ana"].status == "imported"


@pytest.mark.parametrize("table", [Sets, Sources, Weights])
def test_a_damaged_table_is_made_again_and_costs_no_other_client(
    two_clients: Path, import_all: ImportAll, kept: Kept, table: type[dy.Schema]
) -> None:
    import_all()
    part = processed.partition(two_clients, table, "ana")
    part.write_bytes(part.read_bytes()[:100])
    manifest.file(two_clients, "ben").write_bytes(b"\xff\xfe\x00")
    assert [each.status for each in import_all().values()] == ["imported", "imported"]
    assert len(kept("ana")) == 3


@pytest.mark.usefixtures("two_clients")
@pytest.mark.parametrize("where", [(pipeline, "checked"), (containers, "unpacked"), (weights, "settle")])
def test_a_panic_of_the_library_costs_one_file_or_client(
    import_all: ImportAll, monkeypatch: pytest.MonkeyPatch, where: tuple[ModuleType, str]
) -> None:
    real = getattr(*where)

    def panics(first: Any, *rest: Any, **named: Any) -> Any:
        if "ana" in str(named) + str(rest) or "body.csv" in str(first):
            raise pl.exceptions.PanicException
        return real(first, *rest, **named)

    monkeypatch.setattr(*where, panics)
    done = import_all()
    assert done["ben"].status == "imported"
    assert not done["ana"].complete


def test_a_record_that_gives_a_set_and_a_weigh_in_is_used_while_it_gives_either(
    put: PutFile, import_all: ImportAll, kept: Kept, account: Statuses
) -> None:
    log = "Date,Exercise,Weight (kg),Reps,Bodyweight (kg)\n2026-01-05,Squat,100,5,80\n2026-01-06,Squat,100,5,{}\n"
    columns = 'date = "Date"\nexercise = "Exercise"\nweight = "Weight (kg)"\nreps = "Reps"\nbodyweight = "Bodyweight (kg)"\n'
    put("ana", "client.toml", f'[table."log.csv"]\n{columns}')
    put("ana", "log.csv", log.format("900"))
    put("ana", "scale.csv", "Date,Weight (kg)\n2026-01-05,80.1\n2026-01-06,80.6\n2026-01-08,80.7\n")
    import_all()
    assert len(kept()) == 2
    assert account() == {"log.csv": {"used": 2}, "scale.csv": {"used": 3}}


def test_two_imports_at_once_are_refused(two_clients: Path, import_all: ImportAll) -> None:
    with FileLock(two_clients / imports.LOCK), pytest.raises(WorkspaceBusyError):
        import_all()
    assert import_all()["ana"].status == "imported"


def test_the_ledger_and_the_sources_agree(two_clients: Path, import_all: ImportAll) -> None:
    import_all()
    for client in ("ana", "ben"):
        sources = processed.read_sources(two_clients, client)
        ledger = processed.read_ledger(two_clients, client)
        assert sources["lines"].sum() == ledger.height
        assert sources["sets"].sum() == processed.read_sets(two_clients, client).height


def test_a_client_without_files_is_imported_as_nothing(workspace: Path, import_all: ImportAll) -> None:
    (workspace / "data" / "raw" / "new").mkdir()
    assert import_all()["new"].complete
    assert processed.read_sets(workspace, "new").is_empty()


def test_photos_notes_and_hidden_files_are_not_exports(
    put: PutFile, strong: WriteStrong, workspace: Path, tmp_path: Path
) -> None:
    for name in ("front.jpg", "notes.md", ".DS_Store", ".hidden/strong.csv", "2025/strong.csv"):
        put("ana", name, strong(MON))
    outside = tmp_path / "secret.csv"
    outside.write_text("secret", "utf-8")
    (workspace / "data" / "raw" / "ana" / "link.csv").symlink_to(outside)
    found = [originals.name_of(workspace, "ana", path) for path in originals.files(workspace, "ana")]
    assert found == ["2025/strong.csv"]


def test_a_client_is_known_by_the_folder_and_a_slip_gets_the_nearest(
    two_clients: Path, tmp_path: Path
) -> None:
    assert originals.chosen(two_clients, []) == ["ana", "ben"]
    with pytest.raises(UnknownClientError, match=r"Did you mean ana\?"):
        originals.chosen(two_clients, ["anna"])
    with pytest.raises(NotAWorkspaceError):
        originals.clients(tmp_path)


def test_a_table_given_again_is_written_after_the_first_and_counts(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both go into one file, and the first may take longer than all that follows."""
    writing = processed.write
    plain, doubled = Weights.create_empty(), pl.DataFrame({"given": ["again"]})

    def slow(root: Path, table: type[dy.Schema], client: str, frame: pl.DataFrame) -> None:
        if frame is plain:
            time.sleep(0.2)
        writing(root, table, client, frame)

    monkeypatch.setattr(processed, "write", slow)
    with processed.Replacement(workspace, "ana") as anew:
        anew.add(Weights, plain)
        anew.add(Weights, doubled)
        anew.wait()
        time.sleep(0.3)
        anew.take_place()
    kept = pl.read_parquet(processed.partition(workspace, Weights, "ana"), hive_partitioning=False)
    assert kept.equals(doubled)


def test_a_mapping_for_a_file_that_is_not_there_is_a_slip(put: PutFile, workspace: Path) -> None:
    put("ana", "journal.csv", "date,exercise,weight,reps\n2026-03-02,Squat,60,5\n")
    put("ana", "client.toml", '[table."jornal.csv"]\ndate = "date"\nexercise = "exercise"\n')
    (done,) = imports.run(workspace, ["ana"])
    assert done.status == "failed"
    assert "no such file in the client's folder. Did you mean 'journal.csv'?" in done.problem


def test_a_mapping_for_a_file_that_is_gone_is_told_and_stops_nothing(put: PutFile, workspace: Path) -> None:
    put("ana", "journal.csv", "date,exercise,weight,reps\n2026-03-02,Squat,60,5\n")
    columns = '"]\ndate = "date"\nexercise = "exercise"\nreps = "reps"\n'
    put(
        "ana",
        "client.toml",
        f'[table."journal.csv{columns}[table."spring 2025.csv{columns}[table."journall.csv{columns}',
    )
    for status in ("imported", "unchanged"):
        (done,) = imports.run(workspace, ["ana"])
        assert (done.status, done.complete) == (status, True)
        assert [each.partition(": no such file")[0] for each in done.warnings] == [
            'data/raw/ana/client.toml: table."spring 2025.csv"', 'data/raw/ana/client.toml: table."journall.csv"',
        ]  # fmt: skip
