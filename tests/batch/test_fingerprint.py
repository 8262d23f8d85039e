from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.batch import Job, fingerprint
from analysis.settings import CoachSettings

Make = Callable[..., Job]


def changed(job: Job, before: dict[str, str]) -> set[str]:
    now = fingerprint.of(job)
    return {name for name in now if now[name] != before[name]}


def test_each_kind_of_input_changes_its_own_part(job: Make, tmp_path: Path) -> None:
    one = job("anna")
    before = fingerprint.of(one)
    assert changed(one, before) == set()
    assert changed(dataclasses.replace(one, params={**one.params, "month": "2026-04"}), before) == {"params"}
    coach = dataclasses.replace(one.page, coach=CoachSettings(accent="#aa0000"))
    assert changed(dataclasses.replace(one, page=coach), before) == {"page"}
    one.notebook.write_text("{}", encoding="utf-8")
    assert changed(one, before) == {"notebook"}
    (tmp_path / "phasewise.toml").write_text("", encoding="utf-8")
    assert changed(one, before) == {"notebook", "inputs"}


def test_a_moved_workspace_needs_no_new_reports(job: Make, tmp_path: Path) -> None:
    one = job("anna")
    elsewhere = tmp_path / "moved"
    shutil.copytree(tmp_path / "data", elsewhere / "data")
    moved = dataclasses.replace(
        one,
        inputs=(elsewhere / "data" / "anna.parquet", elsewhere / "phasewise.toml"),
        params={**one.params, "workspace": str(elsewhere)},
    )
    assert fingerprint.of(moved) == fingerprint.of(one)


def test_a_damaged_note_means_made_from_something_else(job: Make) -> None:
    one = job("anna")
    one.out_dir.mkdir(parents=True)
    for name in ("report.html", "report.pdf", "report.ipynb", "report.json"):
        (one.out_dir / name).write_text("", encoding="utf-8")
    (one.out_dir / fingerprint.FILE).write_text("{", encoding="utf-8")
    assert not fingerprint.is_current(one, fingerprint.of(one))


def test_the_code_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1", encoding="utf-8")
    monkeypatch.setattr(fingerprint, "_PACKAGE", tmp_path)
    fingerprint.code.cache_clear()
    first = fingerprint.code()
    (tmp_path / "a.py").write_text("x = 2", encoding="utf-8")
    fingerprint.code.cache_clear()
    assert fingerprint.code() != first
    fingerprint.code.cache_clear()
