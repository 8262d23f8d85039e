"""The numeric goals: how far, and between which dates; or why that cannot be told."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from analysis.display import number, sentence
from analysis.display.block import Block, stack
from analysis.display.sentence import Strong
from analysis.display.table import Column, Table
from analysis.exercises.catalogue import display_name
from analysis.reports.client_report.brief import Brief


def goals_table(brief: Brief) -> Block:
    """Set each goal beside where the lift stands, and say when it may be reached."""
    rows = brief.course.goals
    if rows.is_empty():
        return sentence.paragraph(
            "No numeric goal is set. With one, such as a squat of twice bodyweight, this page says how far it is and when it may"
            " be reached."
        )
    as_unit = partial(number.in_unit, unit=brief.unit)
    table = Table(
        name="goals",
        caption="Where each goal stands",
        columns=[
            Column("Goal", align="left", wide=True), Column("Lift", align="left", show=lambda lift: display_name(str(lift))),
            Column("Target", brief.unit), Column("Now (90% interval)", brief.unit), Column("Now", "% of target", show=number.plain),
            Column("When", align="left"),
        ],
        rows=[
            [
                row["goal"], row["lift"], number.trimmed(as_unit(row["target_kg"]), 1), _now(row, as_unit),
                row["progress_pct"], when(row, as_of=brief.course.case.as_of),
            ]
            for row in rows.iter_rows(named=True)
        ],
        footnotes=["Dates assume that training goes on as it does and that each equal gain takes longer than the one before."],
    ).block()  # fmt: skip
    return stack(
        [
            table,
            sentence.bullets(
                [[Strong(f"{row['goal']}. "), row["says"]] for row in rows.iter_rows(named=True)]
            ),
        ]
    )


def _now(row: dict[str, Any], as_unit: Any) -> str:
    if row["now_kg"] is None:
        return number.UNKNOWN
    return f"{number.plain(as_unit(row['now_kg']))} ({number.interval(as_unit(row['now_low_kg']), as_unit(row['now_high_kg']))})"


def when(row: dict[str, Any], *, as_of: date) -> str:
    """Return the range of dates in words, or that it cannot be told; a date that has come is "within reach"."""
    if row["reached"]:
        return "reached"
    if row["earliest_on"] is None:
        return "cannot tell"
    first = "within reach" if row["earliest_on"] <= as_of else _month(row["earliest_on"])
    if row["latest_on"] is None:
        return first if row["earliest_on"] <= as_of else f"{first} at the earliest"
    last = _month(row["latest_on"])
    return first if first == last else f"{first} to {last}"


def _month(on: date) -> str:
    return f"{on:%b %Y}"
