"""Lines of fields whose quotes may run on, or never close."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.importers import quoted_lines

TABLE = re.compile("#,")


@given(st.lists(st.text(alphabet='ab",;\n# 1', max_size=12), max_size=12))
@settings(max_examples=200, deadline=None)
def test_every_line_with_text_is_in_one_record(texts: list[str]) -> None:
    lines = "\n".join(texts).split("\n")
    found = list(quoted_lines.rows(lines, ",", begins=TABLE))
    assert [line for row in found for line in row.text.split("\n") if line.strip()] == [
        line for line in lines if line.strip()
    ]
    assert [row.line for row in found] == sorted({row.line for row in found})


def test_a_quote_that_never_closes_keeps_the_table_below_it() -> None:
    lines = ['"1. Squat","open', "#,KG,REPS", "1,60,8", '"2. Row"', "#,KG,REPS"]
    assert [row.line for row in quoted_lines.rows(lines, ",", begins=TABLE)] == [1, 2, 3, 4, 5]
