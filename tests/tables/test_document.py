"""The page of the contracts says all that the contracts say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import dataframely as dy
import pytest

from analysis import metrics, tables
from analysis.store import processed
from analysis.tables import document

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tables.md"
ALL = (*tables.STORED, *tables.MEASURED, *tables.JUDGED)


def _section(schema: type[dy.Schema]) -> str:
    """The part of the page that is about one table."""
    after = document.markdown().split(f"\n### `{document.name_of(schema)}`\n")[1]
    return re.split(r"\n##+ ", after)[0]


def test_the_page_in_docs_is_current() -> None:
    assert PAGE.read_text("utf-8") == document.markdown(), "run `make docs`"


def test_the_module_prints_the_page_the_same_bytes_on_every_system() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "analysis.tables"], capture_output=True, check=True, env=environment
    )
    assert done.stdout == document.markdown().encode()


@pytest.mark.parametrize("schema", ALL, ids=document.name_of)
def test_every_column_has_a_line_with_its_meaning(schema: type[dy.Schema]) -> None:
    lines = dict(re.findall(r"^\| `(\w+)` \|(.*)\|$", _section(schema), flags=re.MULTILINE))
    assert list(lines) == schema.column_names()
    assert [name for name, line in lines.items() if not line.split(" | ")[-1].strip()] == []


@pytest.mark.parametrize("schema", ALL, ids=document.name_of)
def test_every_column_that_may_be_null_says_what_null_means(schema: type[dy.Schema]) -> None:
    lines = dict(re.findall(r"^\| `(\w+)` \|[^|]*\| ?([^|]*?) ?\|", _section(schema), flags=re.MULTILINE))
    nullable = {name for name, column in schema.columns().items() if column.nullable}
    assert {name for name, null in lines.items() if null not in {"–", ""}} == nullable


@pytest.mark.parametrize("schema", ALL, ids=document.name_of)
def test_every_value_of_an_enumeration_and_every_rule_is_named(schema: type[dy.Schema]) -> None:
    section = _section(schema)
    for name, column in schema.columns().items():
        if isinstance(column, dy.Enum):
            assert f"- `{name}`: {', '.join(f'`{value}`' for value in column.categories)}." in section
    assert set(re.findall(r"Rule `(\w+)`: \S", section)) == set(schema._schema_validation_rules())


def test_a_row_is_said_in_words_and_limits_stand_beside_the_type() -> None:
    section = _section(tables.Sets)
    assert section.startswith("\nOne set as performed.")
    assert "| `rir` | number ≥ 0, ≤ 10 | effort not logged | Reps in reserve (10 - RPE) |" in section
    assert "| `reps` | number > 0 | a timed or distance set | Repetitions done |" in section
    assert "Key: `client`, `source`, `source_line`, `source_part`." in section


def test_tables_are_called_as_the_store_and_the_metrics_call_them() -> None:
    assert [document.name_of(schema) for schema in tables.STORED] == list(processed.NAMES.values())
    assert {document.name_of(schema) for schema in tables.MEASURED} == {each.name for each in metrics.ALL}
