from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.batch import Job, Result, fingerprint, pool
from analysis.render import report

Make = Callable[..., Job]


@pytest.mark.slow
def test_one_failure_sinks_no_other_and_results_keep_the_order(job: Make) -> None:
    seen: list[str] = []
    jobs = [job("anna"), job("broken"), job("carl")]
    done = pool.run(jobs, workers=2, on_done=lambda result: seen.append(result.client))
    assert [(result.client, result.status) for result in done] == [
        ("anna", "done"), ("broken", "failed"), ("carl", "done"),
    ]  # fmt: skip
    assert sorted(seen) == ["anna", "broken", "carl"]
    assert done[1].reason == "Broken: the report stopped in cell 3: AssertionError: no bar is loaded"
    assert [file.name for file in done[0].files] == list(report.FILES)


def test_an_unchanged_report_is_not_made_again(job: Make) -> None:
    assert pool.make(job("anna")).status == "done"
    before = (job("anna").out_dir / "report.html").stat().st_mtime_ns
    again = pool.make(job("anna"))
    assert again.status == "unchanged"
    assert (job("anna").out_dir / "report.html").stat().st_mtime_ns == before


@pytest.mark.parametrize("lost", [*report.FILES, fingerprint.FILE])
def test_a_report_that_misses_a_file_is_not_current(job: Make, lost: str) -> None:
    one = job("anna")
    for name in report.FILES:
        report.write(one.out_dir / name, b"")
    made_from = fingerprint.of(one)
    fingerprint.remember(one, made_from)
    assert fingerprint.is_current(one, made_from)
    (one.out_dir / lost).unlink()
    assert not fingerprint.is_current(one, made_from)


def test_a_failed_report_is_not_remembered_as_made(job: Make) -> None:
    assert pool.make(job("broken")).status == "failed"
    assert not (job("broken").out_dir / fingerprint.FILE).exists()


def test_a_mistake_of_ours_is_a_failed_report_not_a_crash(job: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: object, **__: object) -> None:
        raise KeyError("reps")

    monkeypatch.setattr(report, "render", wrong)
    done = pool.run([job("anna")], workers=1)
    assert done[0].status == "failed"
    assert done[0].reason == "anna: unexpected KeyError: 'reps'"


@pytest.mark.slow
def test_a_worker_that_dies_costs_only_its_own_report(job: Make) -> None:
    deadly = dataclasses.replace(job("dies"), notebook=Deadly())  # type: ignore[arg-type]  # that is the point
    done = pool.run([deadly, job("anna")], workers=2)
    assert [result.status for result in done] == ["failed", "done"]
    assert "died" in done[0].reason


class Deadly:
    """Ends the process that unpickles it, as the kernel's out-of-memory killer would."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        import os  # noqa: PLC0415 - what is tested is the import

        return os._exit, (9,)


def test_no_jobs_give_no_results() -> None:
    assert pool.run([], workers=4) == []


def test_results_cross_processes_whole(job: Make) -> None:
    [made] = pool.run([job("anna")], workers=1)
    assert isinstance(made, Result)
    assert made.name == "Anna"
    assert made.seconds > 0
    assert all(isinstance(file, Path) and file.is_file() for file in made.files)


def test_a_reason_names_files_from_the_workspace_on(job: Callable[..., Job], tmp_path: Path) -> None:
    place = tmp_path.resolve()
    asked = dataclasses.replace(job("anna"), params={"workspace": str(place)})
    said = pool._without_the_place(asked, f"{place}/data/raw/anna/client.toml:2: main_lifts: no such lift")
    assert said == "data/raw/anna/client.toml:2: main_lifts: no such lift"
