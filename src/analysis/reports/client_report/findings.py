"""What the log warns of: calmly, with what would clear it; the evidence stands in the appendix."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from analysis.display import number, sentence
from analysis.display.alike import listed
from analysis.display.block import Block, stack
from analysis.display.sentence import Run, Strong
from analysis.display.table import Column, Table
from analysis.judgement.words import opened
from analysis.reports.client_report.advice import stopped
from analysis.reports.client_report.brief import Brief


def warnings(brief: Brief) -> Block:
    """List what the log warns of and what would clear it, then what limits what can be said."""
    found = brief.course.findings
    if found.is_empty():
        return sentence.paragraph("Nothing in the log calls for a warning up to the end of this month.")
    return stack([
        _listed(found.filter(pl.col("level") == "warning"), none="Nothing in the training itself calls for a warning."),
        _notices(found.filter(pl.col("level") == "notice")),
    ])  # fmt: skip


def _listed(found: pl.DataFrame, *, none: str) -> Block:
    if found.is_empty():
        return sentence.paragraph(none)
    return sentence.bullets([_item(row) for row in found.iter_rows(named=True)])


def _notices(found: pl.DataFrame) -> Block:
    if found.is_empty():
        return sentence.paragraph()
    return stack([
        sentence.paragraph("Of the log itself, which limits what can be said:"),
        sentence.bullets([_item(row) for row in found.iter_rows(named=True)]),
    ])  # fmt: skip


def _item(row: dict[str, Any]) -> list[Run]:
    return [
        Strong(stopped(row["says"])),
        f" {stopped(opened(row['evidence']))} To clear it: {_lowered(stopped(row['clears']))}",
    ]


def _lowered(text: str) -> str:
    """A sentence inside another: small first letter, but for abbreviations such as RIR."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def evidence_table(brief: Brief) -> Block:
    """Say what each finding was judged by, and name the lines of the files behind it."""
    found = brief.course.findings
    if found.is_empty():
        return sentence.paragraph("No warning, so no evidence to show.")
    files = dict(brief.sources.select("source", "file").iter_rows())
    return Table(
        name="findings",
        caption="What the warnings rest on",
        columns=[
            Column("Rule", align="left", show=lambda name: str(name).replace("_", " ")),
            Column("Judged from", align="left"), Column("Evidence", align="left", wide=True),
            Column("Lines", align="left", wide=True),
        ],
        rows=[
            [row["finding"], f"{_day(row['starts_on'])} to {_day(row['ends_on'])}", row["evidence"], lines_said(row, files)]
            for row in found.iter_rows(named=True)
        ],
        footnotes=["At most 40 lines of each finding are in report.json."],
    ).block()  # fmt: skip


def lines_said(row: dict[str, Any], files: dict[str, str]) -> str:
    """Return the first lines behind a finding, by file, and how many more there are."""
    lines = list(zip(row["source"] or [], row["source_line"] or [], strict=True))
    if not lines:
        return number.UNKNOWN
    by_file: dict[str, list[str]] = {}
    for source, line in lines:
        by_file.setdefault(files.get(source, source[:8]), []).append(str(line))
    return "; ".join(f"{file}: {listed(of_file)}" for file, of_file in by_file.items())


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"
