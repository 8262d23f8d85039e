"""What an import says is wrong: paths that can be typed, equal things once, and how much of it in the last line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
from tests.cli.test_parts import S1, packed, words

from analysis.cli import complaints, places

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.conftest import PutFile

BAD = '2015-11-04 18:00:00,"A","Squat",0,8O,5,0,0,""\n'


def test_a_rejected_line_is_told_with_a_file_that_is_there_and_a_sum_at_the_end(
    phasewise: Run, put: PutFile, workspace: Path
) -> None:
    file = put("ivy", "my export.zip", packed(strong_csv=S1 + BAD * 5))
    put("ivy", "plan.pdf", b"%PDF-1.4")
    ran = phasewise("import", "-w", workspace)
    assert f'5 lines rejected; `phasewise inspect "{file.as_posix()}"` lists them' in ran.err
    assert "plan.pdf: this is a PDF" in ran.err
    assert "not_logs in client.toml" in ran.err
    assert words(ran.out).endswith(
        "1 file refused, 5 lines rejected in 1 file; what they hold is missing from every report until it is mended."
    )


def test_nothing_wrong_has_no_last_line(phasewise: Run, put: PutFile, workspace: Path) -> None:
    put("ivy", "strong.csv", S1)
    assert "mended" not in phasewise("import", "-w", workspace).out


def test_one_part_of_a_file_can_be_looked_at_and_equal_problems_are_one_row(
    phasewise: Run, put: PutFile
) -> None:
    file = put("ivy", "export.zip", packed(strong_csv=S1 + BAD * 5, notes_csv="a,b\n1,2\n"))
    ran = phasewise("inspect", file / "strong.csv")
    assert ran.err == ""
    assert "4, 5, 6 and 2 more" in words(ran.out)
    assert words(ran.out).count("is not a number") == 1
    no_such = phasewise("inspect", file / "weak.csv")
    assert "it has no part 'weak.csv'. It has export.zip/" in words(no_such.err)


def test_a_folder_is_no_file_and_the_command_for_it_is_named(phasewise: Run, put: PutFile) -> None:
    file = put("ivy", "strong.csv", S1)
    ran = phasewise("inspect", file.parent)
    assert ran.status == 2
    assert "with `phasewise import ivy`" in words(ran.err)


def test_a_client_in_other_letters_is_the_nearest(phasewise: Run, put: PutFile, workspace: Path) -> None:
    put("ivy", "strong.csv", S1)
    assert "Did you mean ivy? There is 1 client in" in phasewise("import", "IVY", "-w", workspace).err


def test_a_zone_nobody_knows_is_told_once(phasewise: Run, put: PutFile, workspace: Path) -> None:
    put("ivy", "strong.csv", S1)
    put("ivy", "client.toml", 'timezone = "Berlin"\n')
    said = words(phasewise("import", "-w", workspace).err)
    assert said.endswith("no such time zone 'Berlin'; did you mean 'Europe/Berlin'?")


@pytest.mark.parametrize(("line", "said"), [
    ('main_lifts = ["Bench Pres"]', "main_lifts: no such lift: 'Bench Pres'. Did you mean 'bench_press_barbell'?"),
    ('priority_muscles = ["quads", "glutez"]', "priority_muscles: no such muscle: 'glutez'. Did you mean 'glutes'?"),
    ('goals = ["bench a lot"]', "goals: 'bench a lot' is no lift, number and unit"),
])  # fmt: skip
def test_a_name_nobody_knows_is_told_at_import_and_ends_it_with_one(
    phasewise: Run, put: PutFile, workspace: Path, line: str, said: str
) -> None:
    put("ivy", "strong.csv", S1)
    put("ivy", "client.toml", f'weight_unit = "kg"\n{line}\n')
    for _ in range(2):  # the second time nothing is read anew
        ran = phasewise("import", "-w", workspace)
        assert ran.status == 1
        assert f"client.toml:2: {said}" in words(ran.err)
    asked = phasewise("import", "-w", workspace, "--json")
    assert asked.status == 1
    assert said in " ".join(asked.answer["clients"][0]["warnings"])
    put("ivy", "client.toml", 'weight_unit = "kg"\nmain_lifts = ["bench press"]\n')
    assert phasewise("import", "-w", workspace).status == 0


def test_weights_of_one_reason_are_told_in_one_line() -> None:
    row = {"app": "hevy", "meaning": "both_hands", "sets": 10}
    lifts = ("bench_press_dumbbell", "biceps_curl_hammer", "row_dumbbell", "shrug_dumbbell")
    told = pl.DataFrame([
        *(row | {"lift": lift, "evidence": f"its maximum is {90 + n}% of that"} for n, lift in enumerate(lifts)),
        row | {"lift": "bench_press_dumbbell", "meaning": "one_hand", "evidence": None},
    ])  # fmt: skip
    both, one = complaints.taken_together(told)
    assert both.startswith("Dumbbell bench press, ")
    assert both.endswith(
        "(hevy, 40 sets): weights taken as both hands together; of the first: its maximum is 90% of that."
    )
    assert " and 1 more " in both
    assert "client.toml says so" in one


@pytest.mark.parametrize(
    ("path", "typed"),
    [("a b.csv", '"a b.csv"'), ("O'Neil", '"O\'Neil"'), ("$x y", "'$x y'"), ("Jürg/a.csv", "Jürg/a.csv")],
)
def test_a_path_is_typed_as_one_word(path: str, typed: str) -> None:
    assert places.typed(Path(path)) == typed
