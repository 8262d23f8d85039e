"""The numbers that the judgement turns on: value, what it does, where it comes from, and which the coach changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from analysis.display import number
from analysis.display.block import Block
from analysis.display.table import Column, Table
from analysis.judgement import thresholds
from analysis.judgement.thresholds import Threshold
from analysis.reports.client_report.brief import Brief

ALWAYS: Final = ("style", "week", "deload", "phases", "order")
"""Groups that name what was trained."""
PLANNED: Final = ("adherence",)
JUDGED: Final = ("rate", "bands", "growth")
MARK: Final = " *"


def used(brief: Brief) -> list[Threshold]:
    """Return every number that this report's judgement used, in the order they are shipped."""
    case = brief.course.case
    unused = set() if case.plan.height else set(PLANNED)
    unused |= set() if case.verdict else set(JUDGED)
    unused |= set() if brief.course.goals.height else {"goals"}
    return case.thresholds.of(group for group in thresholds.groups() if group not in unused)


def thresholds_table(brief: Brief) -> Block:
    """Print every number used; the works behind them stand in full below."""
    changed, numbers = brief.course.case.thresholds.changed, used(brief)
    works = dict.fromkeys(each.source for each in numbers if "doi" in each.source)
    return Table(
        name="thresholds",
        caption="Every number used in this report's judgement",
        columns=[
            Column("Name", align="left"), Column("Value", align="left"), Column("What it does", align="left", wide=True),
            Column("From", align="left"),
        ],
        rows=[
            [each.name, f"{value(each)}{MARK if each.name in changed else ''}", each.says, origin(each, changed)]
            for each in numbers
        ],
        footnotes=[
            *(["*: changed by the coach."] if changed else []),
            "The section [thresholds] of phasewise.toml changes a number under its name.",
            "Ours: our choice; article: Will Duru's guide; simulated: set by simulations of athletes whose truth is known.",
            *([f"Works: {'; '.join(work.replace(', and our choice', '') for work in works)}."] if works else []),
        ],
    ).block()  # fmt: skip


_SHORT: Final = {"our choice": "ours", "the source article": "article", "our simulations": "simulated"}


def origin(each: Threshold, changed: Mapping[str, float]) -> str:
    """Return where a number comes from, short enough for a line.

    >>> origin(Threshold("a.b", 1, "", "Rogerson 2024, doi 10.1186/x, and our choice", ""), {})
    'Rogerson 2024, ours'
    >>> origin(Threshold("a.b", 1, "", "the source article (1 to 6, 8 to 15)", ""), {"a.c": 1})
    'article'
    """
    if each.name in changed:
        return "the coach"
    first = re.split(r"[,:(]", each.source, maxsplit=1)[0].strip()
    return f"{_SHORT.get(first, first)}{', ours' if each.source.endswith(', and our choice') else ''}"


def value(each: Threshold) -> str:
    """Return a number with its unit.

    >>> value(Threshold("deload.sets_pct", 60.0, "%", "", "")), value(Threshold("goals.slowing", 2.0, "times", "", ""))
    ('60%', '2 times')
    """
    gap = "" if each.unit.startswith("%") else " "
    return f"{number.trimmed(each.value, 3)}{gap}{each.unit}"
