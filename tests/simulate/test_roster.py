from __future__ import annotations

import csv
import tomllib
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from analysis.exercises import harmonise
from analysis.settings import client as client_settings
from analysis.settings import coach as coach_settings
from analysis.simulate import __main__, roster
from analysis.simulate.client import SampleClient
from analysis.simulate.lifts import lift
from analysis.simulate.roster import CLIENTS

ROOT = Path(__file__).resolve().parents[2]
each_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.slug)


def test_the_repository_holds_exactly_what_the_roster_writes(tmp_path: Path) -> None:
    roster.write(tmp_path)
    made = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    there = {file.relative_to(ROOT) for file in (ROOT / "data" / "raw").rglob("*") if file.is_file()}
    assert there == {name for name in made if name.parts[0] == "data"}
    stale = [str(name) for name, text in made.items() if (ROOT / name).read_bytes() != text]
    assert stale == [], "run: python -m analysis.simulate . docs/sample-clients.md"


def test_the_samples_stay_small() -> None:
    assert sum(len(text.encode()) for text in roster.files().values()) < 4_000_000


def test_no_line_has_trailing_blanks_or_carriage_returns() -> None:
    for name, text in roster.files().items():
        assert "\r" not in text, name
        assert not any(line.endswith((" ", "\t")) for line in text.split("\n")), name


def test_the_command_writes_workspace_and_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    assert __main__.main([str(tmp_path), str(page)]) == 0
    assert (tmp_path / "phasewise.toml").exists()
    assert page.read_text("utf-8").startswith("# The sample clients")


def test_the_command_without_a_folder_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main([]) == 2
    assert capsys.readouterr().err.startswith("usage:")


@each_client
def test_settings_can_be_read_and_name_the_client(client: SampleClient) -> None:
    settings = client_settings.read(ROOT / "data" / "raw" / client.slug)
    assert settings.name == client.name
    assert all((ROOT / "data" / "raw" / client.slug / name).exists() for name in settings.table)


def test_the_coachs_settings_can_be_read() -> None:
    assert coach_settings.read(ROOT).coach


def test_the_settings_together_show_every_key() -> None:
    """Every key stands in a client.toml, in use or, where a key needs a file or rivals another, in a comment."""
    text = "\n".join(client.files()["client.toml"] for client in CLIENTS)
    models = (
        client_settings.ClientSettings,
        client_settings.PlannedPhase,
        client_settings.PlannedDay,
        client_settings.TestedMax,
        client_settings.Columns,
    )
    keys = {key for model in models for key in model.model_fields}
    assert [key for key in sorted(keys) if key not in text] == []


@each_client
def test_planned_phases_are_the_true_blocks(client: SampleClient) -> None:
    phases = tomllib.loads(client.files()["client.toml"]).get("phase", [])
    starts = dict(client.truth().lifts.select("starts_on", "style").unique().rows())
    for phase in phases:
        style = "strength" if "template" in phase else phase["style"]  # the template starts with strength
        assert starts[phase["starts_on"]] == style


@each_client
def test_tested_maxima_were_lifted(client: SampleClient) -> None:
    tested = tomllib.loads(client.files()["client.toml"]).get("tested", [])
    singles = client.log.sets.filter((pl.col("reps") == 1) & (pl.col("rir") == 0)).select(
        "exercise", pl.col("started_at").dt.date(), "load_kg"
    )
    said = {(test["exercise"], test["on"], test["load_kg"]) for test in tested}
    done = {row for row in singles.rows() if row[1] in client.athlete.tests}
    assert said == done


@each_client
def test_how_often_they_turned_up_is_what_the_log_shows(client: SampleClient) -> None:
    truth = client.truth()
    assert truth.done == client.log.sets["started_at"].n_unique() == truth.months["sessions"].sum()
    assert 0.75 < truth.turned_up < 1


@each_client
def test_every_client_trained_all_of_october(client: SampleClient) -> None:
    days = client.log.sets["started_at"].dt.date()
    months = (client.athlete.ends_on - client.athlete.starts_on).days / 30.44
    assert 6 <= months <= 14
    assert ((days >= date(2026, 10, 1)) & (days <= date(2026, 10, 7))).any()
    assert ((days >= date(2026, 10, 25)) & (days <= date(2026, 10, 31))).any()


@pytest.mark.parametrize(
    ("slug", "app"),
    [
        ("marcus-base", "strong"), ("elena-weekly", "strong"), ("priya-block", "strong"), ("sarah-switch", "hevy"),
        ("hana-season", "hevy"), ("tom-flat", "fitnotes"), ("ray-two-apps", "fitnotes"), ("ray-two-apps", "strong"),
        ("nadia-machines", "sheet"),
    ],
)  # fmt: skip
def test_every_name_finds_its_lift(slug: str, app: str) -> None:
    client = next(client for client in CLIENTS if client.slug == slug)
    used = sorted(client.athlete.levels_kg)
    names = [lift(exercise).names[app] for exercise in used]
    known = "generic" if app == "sheet" else app
    found = harmonise.match(names, app=known, extra=harmonise.read_aliases(ROOT / "aliases.csv"))
    assert found["exercise"].to_list() == used


def test_the_later_export_of_one_account_corrects_a_session() -> None:
    files = next(client for client in CLIENTS if client.slug == "ray-two-apps").files()
    old, new = (_rows(files[f"strong-{day}.csv"]) for day in ("2026-07-31", "2026-10-31"))
    assert old[:-1] != new[: len(old) - 1]
    before = [row for row in old if row["Date"] < "2026-07-27"]
    assert before == [row for row in new if row["Date"] < "2026-07-27"]
    slip, mended = ([r for r in rows if r["Date"].startswith("2026-07-27") and "Squat (B" in r["Exercise Name"]]
                    for rows in (old, new))  # fmt: skip
    assert len(mended) == len(slip) + 1
    assert [float(row["Weight"]) - 10 for row in slip] == [float(row["Weight"]) for row in mended[:-1]]
    assert max(row["Date"] for row in old) < "2026-08-01" < max(row["Date"] for row in new)


def test_no_session_is_in_two_apps() -> None:
    files = next(client for client in CLIENTS if client.slug == "ray-two-apps").files()
    first = {line[:10] for line in files["FitNotes_Export.csv"].split("\n")[1:]}
    then = {row["Date"][:10] for row in _rows(files["strong-2026-10-31.csv"])}
    assert max(first) < min(then)


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines(), delimiter=";"))
