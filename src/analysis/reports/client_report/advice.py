"""What to do next: the next phase, every line of the table of advice that fired, and the closing words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from analysis.display import number, sentence
from analysis.display.block import Block, stack
from analysis.display.sentence import Run, Strong
from analysis.judgement.words import opened
from analysis.reports.client_report.brief import Brief

_TOWARDS: Final = {"strength": "strength", "hypertrophy": "hypertrophy", "periodise": "alternating"}


def next_steps(brief: Brief) -> Block:
    """Say what to do next and why, then what to be careful of."""
    step = brief.course.advice.next_phase
    return stack([
        sentence.paragraph(Strong(step.says), f" {stopped(opened(step.because))}", role="lead"),
        sentence.bullets([[caution] for caution in brief.course.advice.cautions]),
    ])  # fmt: skip


def stopped(text: str) -> str:
    """Return a sentence with its full stop.

    >>> stopped("so it is"), stopped("So it is."), stopped("")
    ('so it is.', 'So it is.', '')
    """
    return f"{text}." if text and text[-1] not in ".?" else text


def reasons(brief: Brief) -> Block:
    """Say which style suits in the longer run, with every line that fired word for word; then the closing words."""
    advice = brief.course.advice
    lines = sentence.paragraph(
        "Nothing speaks for one style: no goal, time or preference is stated, and the log favours neither."
    ) if advice.reasons.is_empty() else sentence.bullets([_line(row) for row in advice.reasons.iter_rows(named=True)])  # fmt: skip
    return stack(
        [
            sentence.paragraph(Strong("In the longer run. "), advice.says),
            lines,
            sentence.paragraph(advice.closing),
        ]
    )


def _line(row: Mapping[str, Any]) -> list[Run]:
    """One line of the table: what it says, what fired it, and how strongly it speaks for what."""
    points = number.count(row["points"], "point")
    return [row["says"], f" ({points} for {_TOWARDS[row['towards']]}: {row['because'].rstrip('.')}.)"]
