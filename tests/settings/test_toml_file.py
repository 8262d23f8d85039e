from __future__ import annotations

import pytest

from analysis.settings.toml_file import line_of

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
