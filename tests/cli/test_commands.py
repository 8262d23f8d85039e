"""The commands as a coach meets them: help, exit statuses, `--json`, and errors in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis import __version__, importers
from analysis.store import originals

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.conftest import PutFile

COMMANDS = ("init", "demo", "import", "inspect", "report", "judge", "status", "formats")
S1 = (
    "Date,Workout Name,Exercise Name,Set Order,kg,Reps,km,Seconds,Notes\n"
    '2015-11-02 18:05:12,"Monday","Squat",0,60.0,5,0.0,0,""\n'
    '2015-11-02 18:05:12,"Monday","Zercher Fantasy",0,80.0,5,0.0,0,""\n'
    '2015-11-04 18:05:12,"Monday","Squat",0,80.0,0,0.0,0,""\n'
)
BAD_ROW = '2015-11-04 18:05:12,"Monday","Squat",1,8O,5,0.0,0,""\n'
KEYS = (
    "file", "app", "dialect", "encoding", "delimiter", "locale", "weight_unit", "weight_unit_known_by", "lines", "used",
    "repeated", "not_a_set", "rejected", "rules", "sessions", "sets", "exercises", "unmatched_exercises", "first", "last",
)  # fmt: skip


def one_line(err: str) -> str:
    assert "Traceback" not in err
    assert err.count("\n") == 1
    assert err.startswith("phasewise: ")
    return err.removeprefix("phasewise: ").rstrip()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(phasewise: Run, command: str) -> None:
    ran = phasewise(command, "--help")
    assert ran.status == 0
    assert f"phasewise {command}" in ran.out
    assert "--json" in ran.out


def test_the_help_lists_every_command(phasewise: Run) -> None:
    ran = phasewise("--help")
    assert all(command in ran.out for command in COMMANDS)


def test_it_says_its_version(phasewise: Run) -> None:
    assert phasewise("--version").out == f"phasewise {__version__}\n"


def test_inspect_answers_with_the_documented_keys_and_reconciles(phasewise: Run, put: PutFile) -> None:
    ran = phasewise("inspect", put("ana", "strong.csv", S1), "--json")
    assert (ran.status, ran.err) == (0, "")
    answer = ran.answer
    assert set(KEYS) <= answer.keys()
    assert answer["lines"] == sum(answer[s] for s in ("used", "repeated", "not_a_set", "rejected")) == 3
    assert (answer["app"], answer["dialect"], answer["weight_unit"], answer["weight_unit_known_by"]) == (
        "strong", "S1", "kg", "header",
    )  # fmt: skip
    assert answer["rules"] == {"no_reps": 1}
    assert (answer["sets"], answer["sessions"], answer["exercises"]) == (2, 1, 2)
    assert answer["unmatched_exercises"] == ["Zercher Fantasy"]
    assert (answer["first"], answer["last"]) == ("2015-11-02", "2015-11-02")


def test_inspect_lists_the_rejected_and_leaves_with_one(phasewise: Run, put: PutFile) -> None:
    file = put("ana", "strong.csv", S1 + BAD_ROW)
    ran = phasewise("inspect", file, "--json")
    assert ran.status == 1
    assert ran.answer["rejected_records"] == [
        {"line": 5, "rule": "weight_is_not_a_number", "problem": "weight: '8O' is not a number", "text": BAD_ROW.strip()}
    ]  # fmt: skip
    shown = phasewise("inspect", file)
    assert shown.status == 1
    assert "weight: '8O' is not a number" in " ".join(shown.out.split())


def test_inspect_writes_nothing(phasewise: Run, put: PutFile, workspace: Path) -> None:
    file = put("ana", "strong.csv", S1)
    phasewise("inspect", file)
    phasewise("inspect", file, "--json")
    assert [p for p in workspace.rglob("*") if p.is_file()] == [file]


def test_a_unit_that_nothing_gives_away_is_asked_for_and_then_used(
    phasewise: Run, put: PutFile, workspace: Path
) -> None:
    text = (
        "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes\n"
        '2018-09-03 18:00:00,"A","Squat (Barbell)",1,225,5,0,0,"",""\n'
    )
    file = put("ana", "strong.csv", text)
    asked = phasewise("inspect", file, "--json")
    assert asked.status == 1
    assert asked.answer["weight_unit"] is None
    assert asked.answer["unit_missing"]
    imported = phasewise("import", "-w", workspace)
    assert imported.status == 1
    assert 'Add weight_unit = "kg" or weight_unit = "lb" to data/raw/ana/client.toml.' in one_line(
        imported.err
    )
    put("ana", "client.toml", 'weight_unit = "lb"\n')
    assert phasewise("inspect", file, "--json").answer["weight_unit"] == "lb"


def test_import_says_what_became_of_each_file(phasewise: Run, put: PutFile, workspace: Path) -> None:
    put("ana", "strong.csv", S1)
    ran = phasewise("import", "-w", workspace, "--json")
    assert (ran.status, ran.err) == (0, "")
    client = ran.answer["clients"][0]
    assert (client["client"], client["status"]) == ("ana", "imported")
    assert client["files"][0]["used"] == 2
    shown = phasewise("import", "-w", workspace)
    assert shown.status == 0
    assert "1 of 1 clients unchanged" in shown.out


def test_import_leaves_with_one_when_a_file_is_refused_and_names_it(
    phasewise: Run, put: PutFile, workspace: Path
) -> None:
    put("ana", "strong.csv", S1)
    put("ana", "odd.csv", "no,such,app\n1,2,3\n")
    ran = phasewise("import", "ana", "-w", workspace)
    assert ran.status == 1
    assert one_line(ran.err).startswith("ana: odd.csv: not an export phasewise knows.")


@pytest.mark.parametrize("command", ["import", "report", "status"])
def test_a_folder_that_is_no_workspace_is_wrong_use(phasewise: Run, tmp_path: Path, command: str) -> None:
    ran = phasewise(command, "-w", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "so this is not a workspace" in one_line(ran.err)


def test_a_client_that_is_not_there_is_wrong_use(phasewise: Run, put: PutFile, workspace: Path) -> None:
    put("ana", "strong.csv", S1)
    ran = phasewise("import", "anna", "-w", workspace)
    assert ran.status == 2
    assert "Did you mean ana?" in one_line(ran.err)


@pytest.mark.parametrize(
    "args",
    [("import", "--nonsense"), ("nonsense",), ("inspect", "nowhere.csv"), ("report", "--month", "May 2026")],
)
def test_wrong_words_are_wrong_use(
    phasewise: Run, put: PutFile, workspace: Path, args: tuple[str, ...]
) -> None:
    put("ana", "strong.csv", S1)
    root = ("-w", str(workspace)) if args[0] == "report" else ()
    ran = phasewise(*args, *root)
    assert ran.status == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err


def test_a_report_of_nothing_says_where_exports_go(phasewise: Run, workspace: Path) -> None:
    ran = phasewise("report", "-w", workspace)
    assert ran.status in {1, 2}
    assert "Put exports into data/raw/<client>/" in one_line(ran.err)


def test_status_says_what_is_stale(phasewise: Run, put: PutFile, workspace: Path) -> None:
    put("ana", "strong.csv", S1)
    assert phasewise("status", "-w", workspace, "--json").answer["clients"][0]["tables"] == "missing"
    phasewise("import", "-w", workspace)
    row = phasewise("status", "-w", workspace, "--json").answer["clients"][0]
    assert (row["tables"], row["sets"], row["last"], row["reports"]) == ("current", 2, "2015-11-02", [])
    put("ana", "strong.csv", S1 + BAD_ROW)
    ran = phasewise("status", "-w", workspace, "--json")
    assert ran.answer["clients"][0]["tables"] == "stale"
    assert phasewise("status", "-w", workspace).status == 0


RECORD = {
    "as_of": "2026-10-31", "phase": "Planned phase: strength, week 4 of 8.",
    "current_phase": {"starts_on": "2026-10-05"}, "verdict": {"label": "can't tell yet"},
    "adherence": [
        {"starts_on": "2026-08-10", "overall": "not done", "sessions_pct": 40.0},
        {"starts_on": "2026-10-05", "overall": "done", "sessions_pct": 95.0},
    ],
    "warnings": [{"finding": "data_gap", "level": "notice"}, {"finding": "never_heavy", "level": "warning"}],
    "advice": {"next_phase": {"action": "stay"}},
}  # fmt: skip


def test_status_says_phase_plan_and_warnings_of_the_newest_report(
    phasewise: Run, put: PutFile, workspace: Path
) -> None:
    put("ana", "strong.csv", S1)
    report = workspace / "reports" / "2026-10" / "ana" / "report.json"
    report.parent.mkdir(parents=True)
    report.write_text(json.dumps(RECORD), "utf-8")
    said = phasewise("status", "-w", workspace, "--json").answer["clients"][0]["training"]
    assert (said["adherence"], said["sessions_pct"], said["verdict"]) == ("done", 95.0, "can't tell yet")
    assert (said["warnings"], said["next"]) == (["never_heavy"], "stay")
    shown = phasewise("status", "-w", workspace).out
    assert "never" in shown
    assert "plan  verdict" in shown  # by the phase's style, so not always of strength


@pytest.mark.parametrize(
    "damaged", ["", "[]", '{"current_phase": null}', json.dumps(RECORD | {"warnings": [1]})]
)
def test_status_says_nothing_of_a_damaged_record(
    phasewise: Run, put: PutFile, workspace: Path, damaged: str
) -> None:
    put("ana", "strong.csv", S1)
    report = workspace / "reports" / "2026-10" / "ana" / "report.json"
    report.parent.mkdir(parents=True)
    report.write_text(damaged, "utf-8")
    ran = phasewise("status", "-w", workspace, "--json")
    assert ran.status == 0
    assert ran.answer["clients"][0]["training"] is None


def test_formats_lists_every_app_and_layout(phasewise: Run) -> None:
    listed = {f["app"]: f["dialects"] for f in phasewise("formats", "--json").answer["formats"]}
    assert listed == {i.app: dict(i.dialects) for i in (*importers.ALL, *importers.PLAIN)}
    shown = phasewise("formats")
    assert all(i.title.split()[0] in shown.out for i in importers.ALL)


def test_init_makes_a_workspace_and_refuses_a_folder_that_holds_something(
    phasewise: Run, tmp_path: Path
) -> None:
    made = phasewise("init", tmp_path / "mine", "--json")
    assert (made.status, made.err) == (0, "")
    assert {"phasewise.toml", "aliases.csv"} <= set(made.answer["files"])
    assert originals.clients(tmp_path / "mine") == []
    before = sorted(p for p in tmp_path.rglob("*"))
    again = phasewise("init", tmp_path / "mine")
    assert again.status == 2
    assert "not empty" in one_line(again.err)
    assert sorted(p for p in tmp_path.rglob("*")) == before


def test_wild_text_reaches_the_screen_as_it_stands(phasewise: Run, put: PutFile) -> None:
    odd = S1.replace("Zercher Fantasy", "[bold]=HYPERLINK[/bold] \\u001b")
    ran = phasewise("inspect", put("ana", "strong.csv", odd))
    assert "[bold]=HYPERLINK[/bold]" in " ".join(ran.out.split())
    assert json.dumps(ran.out)


def test_a_file_in_a_subfolder_is_inspected_with_its_clients_settings(
    phasewise: Run, put: PutFile, workspace: Path
) -> None:
    header = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    put("ana", "client.toml", 'weight_unit = "lb"\n')
    put(
        "ana",
        "old/strong.csv",
        header + '2026-03-02 18:00:00,"A",40m,"Squat (Barbell)",1,50.0,5,0,0,"","",\n',
    )
    ran = phasewise("inspect", workspace / "data/raw/ana/old/strong.csv", "--json")
    assert (ran.status, ran.answer["weight_unit"], ran.answer["weight_unit_known_by"]) == (
        0,
        "lb",
        "client.toml",
    )


def test_control_sequences_in_names_do_not_reach_the_terminal(
    phasewise: Run, put: PutFile, workspace: Path
) -> None:
    put("ana", "strong.csv", S1.replace("Zercher Fantasy", "\x1b[2Jboo"))
    ran = phasewise("inspect", workspace / "data/raw/ana/strong.csv")
    assert "boo" in ran.out
    assert "\x1b[2J" not in ran.out


@pytest.mark.slow
def test_a_client_whose_settings_cannot_be_read_is_named_on_the_roster(
    phasewise: Run, put: PutFile, workspace: Path
) -> None:
    put("ana", "strong.csv", S1)
    put("ben", "strong.csv", S1)
    put("ben", "client.toml", "wieght_unit = 1\n")
    ran = phasewise("report", "--month", "2015-11", "--workers", "1", "--workspace", workspace)
    assert ran.status == 1
    roster = (workspace / "reports/2015-11/index.html").read_text("utf-8")
    assert "1 report; 1 could not be made" in roster
    assert "<strong>ben</strong>: " in roster


@pytest.mark.parametrize(
    "words", [("report", "--month", "2026-13"), ("bogus",), ("import", "--bogus"), ("inspect", "no.csv")]
)
def test_wrong_use_is_one_line_and_json_where_asked_for(phasewise: Run, words: tuple[str, ...]) -> None:
    ran = phasewise(*words)
    assert (ran.status, ran.out) == (2, "")
    assert "--help" in one_line(ran.err)
    assert phasewise(*words, "--json").answer["error"] == one_line(ran.err)


def test_a_client_without_sets_is_told_why_and_no_notebook_is_started(
    phasewise: Run, put: PutFile, workspace: Path
) -> None:
    put("ana", "notes.csv", "a,b,c\n1,2,3\n")
    put("ben", "weights.csv", "date,bodyweight_kg\n2026-03-02,80.5\n")
    put("eva", "strong.csv", S1)
    ran = phasewise("report", "--month", "2015-10", "--json", "--workspace", workspace)
    reasons = {each["client"]: each["reason"] for each in ran.answer["reports"]}
    assert ran.status == 1
    assert "not an export phasewise knows" in reasons["ana"]
    assert reasons["ben"] == "only measurements on file, no training"
    assert reasons["eva"].startswith("no sets up to the end of October 2015; the log runs from 2015-11-02")


def test_a_file_that_cannot_be_written_is_one_line(phasewise: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    ran = phasewise("init", tmp_path / "taken" / "inside")
    assert ran.status in {1, 2}
    one_line(ran.err)
