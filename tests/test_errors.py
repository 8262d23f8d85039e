"""Every error a coach can meet is one sentence or two that says what, where, what was seen, what to do."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from analysis import errors
from analysis.errors import AnalysisError

EXAMPLES: tuple[AnalysisError, ...] = (
    errors.UnknownExportError(Path("a/b.csv"), seen="columns x", expected="an export", nearest="Strong"),
    errors.AmbiguousExportError(Path("a/b.csv"), ["strong", "hevy"]),
    errors.UnreadableFileError(Path("a/b.csv"), "this is a PDF", "Export it as CSV"),
    errors.DamagedExportError(Path("a/b.csv"), line=7, seen="the quotes break off", hint="Export it again."),
    errors.UnknownUnitError(Path("a/b.csv"), evidence="only 3 loads", client_toml="client.toml"),
    errors.AmbiguousDatesError(Path("a/b.csv"), example="03/04/2025", client_toml="client.toml"),
    errors.UnmappedColumnsError(Path("a/b.csv"), proposal="date = 'd'", client_toml="client.toml"),
    errors.ManyPeopleError(Path("a/b.csv"), 3),
    errors.BadSettingError(
        "client.toml", line=3, key="gaol", problem="no such key", hint="Did you mean 'goal'?"
    ),
    errors.NotAWorkspaceError("somewhere"),
    errors.UnknownClientError("anna", known=["ana"], nearest="ana"),
    errors.NothingToReportError("ana", month="2026-03", first_on="2026-04-01", last_on="2026-05-01"),
    errors.NothingToJudgeError(
        "ana", days="no sets from 2026-03-01 on", first_on="2026-01-01", last_on="2026-02-01"
    ),
    errors.ReportFailedError("ana", cell=4, reason="no tape"),
    errors.BadParametersError("client_report", unknown=["x"], missing=["month"]),
    errors.WorkspaceBusyError(".phasewise.lock"),
    errors.FolderTakenError("somewhere"),
    errors.NothingImportedError(Path("somewhere")),
)


def test_no_error_is_left_out_here() -> None:
    declared = {c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, AnalysisError)}
    assert declared - {AnalysisError} == {type(e) for e in EXAMPLES}


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda e: type(e).__name__)
def test_an_error_is_plain_and_calls_files_by_their_names_only(error: AnalysisError) -> None:
    said = str(error)
    assert "!" not in said
    assert "  " not in said
    assert "a/b.csv" not in said
    if not isinstance(error, errors.UnmappedColumnsError):  # that one ends with lines to paste
        assert "\n" not in said


def test_a_part_of_an_archive_is_called_by_both_names() -> None:
    said = str(errors.UnreadableFileError("export.zip/strong.csv", "the file is empty", "Export it again"))
    assert said == "export.zip/strong.csv: the file is empty. Export it again"


def test_a_setting_is_found_by_file_line_and_key() -> None:
    bad = errors.BadSettingError(
        "client.toml", line=3, key="gaol", problem="no such key", hint="Did you mean 'goal'?"
    )
    assert str(bad) == "client.toml:3: gaol: no such key. Did you mean 'goal'?"
