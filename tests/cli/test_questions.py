from __future__ import annotations

from pathlib import Path

import pytest
from rich.prompt import Prompt

from analysis.cli import questions
from analysis.settings import client
from analysis.store import imports, processed

UNDECIDED = """Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2026-03-02 18:00:00,"Push",40m,"Bench Press (Barbell)",1,50.0,5,0,0,"","",
"""


@pytest.fixture
def undecided(tmp_path: Path) -> Path:
    home = tmp_path / "data/raw/ana"
    home.mkdir(parents=True)
    (home / "strong.csv").write_text(UNDECIDED, "utf-8")
    return tmp_path


@pytest.mark.parametrize(("answer", "load_kg"), [("kg", 50.0), ("lb", 22.6796185)])
def test_an_answer_is_kept_and_used(
    undecided: Path, monkeypatch: pytest.MonkeyPatch, answer: str, load_kg: float
) -> None:
    monkeypatch.setattr(Prompt, "ask", lambda *_, **__: answer)
    assert questions.units(undecided, imports.run(undecided, ["ana"])) == ["ana"]
    (done,) = imports.run(undecided, ["ana"])
    assert done.complete
    assert done.sources["weight_unit_known_by"].to_list() == ["client.toml"]
    assert processed.read_sets(undecided, "ana")["load_kg"].to_list() == [pytest.approx(load_kg)]


def test_skipping_writes_nothing(undecided: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Prompt, "ask", lambda *_, **__: "skip")
    assert questions.units(undecided, imports.run(undecided, ["ana"])) == []
    assert not (undecided / "data/raw/ana/client.toml").exists()


def test_the_rest_of_the_settings_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "client.toml"
    file.write_text(
        '# Ana, Mondays\nname = "Ana"\n\n[[phase]]\nstyle = "strength"\nstarts_on = 2026-01-05\nweeks = 4\n'
    )
    questions.write_unit(file, "lb")
    assert "# Ana, Mondays" in file.read_text()
    assert (client.read(tmp_path).weight_unit, len(client.read(tmp_path).phase)) == ("lb", 1)
    questions.write_unit(file, "kg")
    assert client.read(tmp_path).weight_unit == "kg"


def test_settings_that_begin_with_a_byte_order_mark_are_answered_too(tmp_path: Path) -> None:
    file = tmp_path / "client.toml"
    file.write_text('name = "Ana"\n', "utf-8-sig")
    questions.write_unit(file, "lb")
    assert (client.read(tmp_path).weight_unit, client.read(tmp_path).name) == ("lb", "Ana")


def test_the_names_of_files_and_clients_do_nothing_to_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "a\x1b]0;owned\x07[red]na"
    home = tmp_path / "data" / "raw" / name
    home.mkdir(parents=True)
    (home / "st\x1b[2Jrong.csv").write_text(UNDECIDED, "utf-8")
    asked: list[str] = []

    def skip(text: str, **_: object) -> str:
        asked.append(text)
        return "skip"

    monkeypatch.setattr(Prompt, "ask", skip)
    questions.units(tmp_path, imports.run(tmp_path, [name]))
    assert "\x1b" not in "".join(asked) + capsys.readouterr().err
    assert "\\[red]" in asked[0]
