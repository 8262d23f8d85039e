from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import BadSettingError
from analysis.settings.client import ClientSettings
from analysis.settings.coach import CoachSettings
from analysis.settings.toml_file import line_of, load

TEXT = """\
name = "A"        # 1
"born_on" = 1990-01-01

[[phase]]
style = "x"
  [[phase.day]]
  weekday = "monday"
[[ phase ]]
style = "y"
[table."log.csv"]
date = "Date"
[[phase]]
  [[phase.day]]
  weekday = "friday"
  [[phase.day]]
  weekday = "sunday"
  exercises = [
    "Squat: 5 x 5",
    "Bench: 5 x 5",
  ]
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (["name"], 1), (["born_on"], 2), (["phase", 0, "style"], 5), (["phase", 1, "style"], 9),
        (["phase", 1], 8), (["phase"], 4), (["nowhere"], None),
        (["table", "log.csv", "date"], 11), (["table.log.csv", "date"], 11),
        (["phase", 0, "day", 0, "weekday"], 7), (["phase", 2, "day", 0, "weekday"], 14),
        (["phase", 2, "day", 1, "weekday"], 16), (["phase", 2, "day", 1, "missing"], 15),
    ],
)  # fmt: skip
def test_a_setting_is_found_where_it_stands(path: list[int | str], line: int | None) -> None:
    assert line_of(TEXT, path) == line


def test_an_element_of_a_list_is_found_on_its_own_line() -> None:
    path: list[int | str] = ["phase", 2, "day", 1, "exercises", 1]
    assert line_of(TEXT, path, item="Bench: 5 x 5") == 19
    assert line_of(TEXT, path) == 17
    assert line_of(TEXT, path, item="Not there") == 17


def test_settings_nested_without_end_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "client.toml"
    file.write_text("x=" + "[" * 100_000, "utf-8")
    with pytest.raises(BadSettingError, match="brackets are nested too deep"):
        load(file, ClientSettings)


def test_a_switch_that_is_no_switch_is_refused_in_plain_words(tmp_path: Path) -> None:
    file = tmp_path / "phasewise.toml"
    file.write_text('coach = "A"\nappendix = "later"\n', "utf-8")
    with pytest.raises(
        BadSettingError, match=r":2: appendix: must be true or false, without quotes, seen 'later'"
    ):
        load(file, CoachSettings)
    file.write_text("appendix = false\n", "utf-8")
    assert not load(file, CoachSettings).appendix
    assert CoachSettings().appendix
