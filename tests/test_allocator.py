"""The allocator's setting: it is understood, and a user's own wish goes before it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from analysis import allocator


def python(code: str, said: str | None) -> subprocess.CompletedProcess[str]:
    """Run a line of Python in a process in which the variable says this."""
    env = {name: value for name, value in os.environ.items() if name != allocator.VARIABLE}
    beside = {} if said is None else {allocator.VARIABLE: said}
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=env | beside
    )


def test_the_allocator_understands_every_word_of_it() -> None:
    assert python("import polars", allocator.SETTING).stderr == ""


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        (None, allocator.SETTING),
        (allocator.POLARS_OWN, allocator.SETTING),
        ("narenas:8", "narenas:8"),
        (f"{allocator.POLARS_OWN},narenas:8", "narenas:8"),
    ],
)
def test_the_command_line_sets_it_and_a_users_own_wish_stands_last(said: str | None, counts: str) -> None:
    asked = f"import os, analysis.cli; print(os.environ['{allocator.VARIABLE}'])"
    found = python(asked, said).stdout.strip()
    assert found.endswith(counts)
    assert found.count(allocator.SETTING) == 1


def test_a_program_that_the_command_line_starts_sets_it_no_second_time() -> None:
    inherited = f"{allocator.POLARS_OWN},{allocator.SETTING}"
    assert allocator.setting(inherited) == allocator.SETTING
