"""A report of files that were not all read says so before any count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analysis.reports import client_report
from analysis.reports.client_report import Brief

Make = Callable[..., Brief]
Rows = Callable[..., list[dict[str, Any]]]


def test_lines_that_could_not_be_read_are_told_before_any_count(torn: Brief, make: Make) -> None:
    said = "1 file and 1 of the 160 lines of the log could not be read, so sessions may be missing."
    none = dict.fromkeys(("lines", "used", "not_a_set", "rejected", "sets", "sessions"), 0)
    sources = [row | (none if row["refused"] else {}) for row in torn.sources.to_dicts()]
    brief = make(sources=sources, ledger=torn.ledger.to_dicts())
    head = client_report.header(brief).plain
    assert head.index(said) < head.index("Sessions: ")
    kept = client_report.record(brief).content
    assert (kept["incomplete"], kept["notes"][:2]) == (said, ["1 line rejected", "1 file refused"])
    assert "could not be read" not in client_report.header(make()).plain
    assert client_report.record(make()).content["incomplete"] is None


def test_equal_rejected_lines_are_one_row_with_the_text_of_the_first(torn: Brief, make: Make) -> None:
    (row,) = [line for line in torn.ledger.to_dicts() if line["status"] == "rejected"]
    ledger = [row | {"line": line, "problem": "no date"} for line in (11, 14, 20, 31, 40)]
    said = client_report.rejected_lines(make(ledger=ledger))
    assert "11, 14, 20 and 2 more" in said.plain
    assert said.plain.count("no date") == 1
    assert "&lt;script&gt;" in said.html
    assert "<script>" not in said.html


def test_most_sets_of_unknown_lifts_are_told_and_the_file_to_mend_only_in_the_appendix(
    make: Make, rows: Rows
) -> None:
    unknown = make(sets=rows(exercise=None, lift="exercise 197", exercise_logged="exercise 197"))
    said = client_report.in_brief(unknown).plain
    assert "100% of the month's sets are of exercises that the catalogue does not know" in said
    assert "count for no muscle until the coach names their lifts" in said
    assert "aliases.csv" not in said
    assert "aliases.csv" in client_report.unmatched(unknown).plain
    assert "count for no muscle" not in client_report.in_brief(make()).plain


def test_effort_logged_nowhere_is_logged_for_none(make: Make, rows: Rows) -> None:
    assert (
        "is logged for none of the month's work sets"
        in client_report.in_brief(make(sets=rows(rir=None))).plain
    )


def test_the_nearest_lifts_have_the_ids_that_aliases_want(make: Make, rows: Rows) -> None:
    near = make(sets=rows(exercise=None, lift="Bench Pres", exercise_logged="Bench Pres"))
    assert "Bench press (bench_press_barbell)" in client_report.unmatched(near).plain.replace("\u00a0", " ")
