"""What the judgement says, as data for `report.json`: phases, plan, verdict, warnings, advice, goals, numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import polars as pl

from analysis.judgement import verdict
from analysis.reports.as_json import plain
from analysis.reports.client_report import goals, phase, planned, thresholds
from analysis.reports.client_report.brief import Brief


def content(brief: Brief) -> dict[str, Any]:
    """Return the judgement's part of the record; see `record.record` for what each name holds."""
    course, case = brief.course, brief.course.case
    return {
        "current_phase": _current(brief),
        "verdict": None if case.verdict is None else plain(asdict(case.verdict) | {"headline": verdict.headline(case.verdict), "says": verdict.sentence(case.verdict)}),
        "profile": _profile(brief),
        "phases": rows(case.phases),
        "weeks": rows(case.week_styles),
        "plan": {
            "phases": rows(case.plan), "days": rows(case.plan_days), "sets": rows(case.plan_sets),
            "lifts": rows(planned.lifts_done(brief)),
        },
        "adherence": rows(case.adherence),
        "planned_weeks": rows(case.planned_weeks),
        "warnings": [_finding(row) for row in course.findings.iter_rows(named=True)],
        "advice": plain({
            "outcome": course.advice.outcome,
            "confidence": course.advice.confidence,
            "reasons": course.advice.reasons.to_dicts(),
            "next_phase": asdict(course.advice.next_phase),
            "cautions": list(course.advice.cautions),
            "closing": course.advice.closing,
        }),
        "goals": [plain(row | {"when": goals.when(row, as_of=case.as_of)}) for row in course.goals.iter_rows(named=True)],
        "thresholds": [
            {**plain(each._asdict()), "changed": each.name in case.thresholds.changed} for each in thresholds.used(brief)
        ],
    }  # fmt: skip


def rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Return a frame's rows, each value as JSON has it."""
    return [plain(row) for row in frame.iter_rows(named=True)]


def _current(brief: Brief) -> dict[str, Any] | None:
    current = brief.course.case.current
    if current is None:
        return None
    return plain(asdict(current) | {"weeks": current.weeks, "says": phase.named(current)})  # type: ignore[no-any-return]  # a dict stays one


def _profile(brief: Brief) -> dict[str, Any] | None:
    profile = brief.course.profile
    if profile is None:
        return None
    factors = [factor._asdict() for factor in profile.factors()]
    order = phase.order_counts(brief, profile.starts_on, profile.ends_on)
    return {**plain(asdict(profile)), "factors": factors, "order": order}


def _finding(row: Mapping[str, Any]) -> dict[str, Any]:
    """A finding with its lines in the record's usual form: one entry a file."""
    lines: dict[str, list[int]] = {}
    for source, line in zip(row["source"] or [], row["source_line"] or [], strict=True):
        lines.setdefault(source[:12], []).append(line)
    behind = [
        {"source": source, "lines": of_file, "count": len(of_file)} for source, of_file in lines.items()
    ]
    said = {name: plain(value) for name, value in row.items() if name not in {"source", "source_line"}}
    return said | {"lines": behind}
