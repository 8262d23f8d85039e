from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import BadSettingError
from analysis.settings.client import ClientSettings
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
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (["name"], 1), (["born_on"], 2), (["phase", 0, "style"], 5), (["phase", 1, "style"], 9),
        (["phase", 1], 8), (["phase"], 4), (["nowhere"], None),
    ],
)  # fmt: skip
def test_a_setting_is_found_where_it_stands(path: list[int | str], line: int | None) -> None:
    assert line_of(TEXT, path) == line


def test_settings_nested_without_end_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "client.toml"
    file.write_text("x=" + "[" * 100_000, "utf-8")
    with pytest.raises(BadSettingError, match="brackets are nested too deep"):
        load(file, ClientSettings)
