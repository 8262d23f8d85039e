"""This month beside the last."""

from __future__ import annotations

from typing import Final

from analysis.display import number, sentence
from analysis.display.block import Block
from analysis.display.table import Column, Table
from analysis.reports.client_report.brief import Brief
from analysis.reports.client_report.standing import estimated_name

LABELS: Final = {
    "sessions": ("Sessions", 0), "work_sets": ("Work sets", 0), "hard_sets": ("Hard sets", 1),
    "reps": ("Reps", 0), "tonnage_kg": ("Tonnage", 0),
    "heavy_share_pct": ("Hard sets at 80% or more, or at most 5 reps (%)", 0),
    "volume_share_pct": ("Hard sets of 8 to 15 reps (%)", 0),
    "compound_share_pct": ("Hard sets on compound lifts (%)", 0),
    "mean_pct_1rm": ("Mean load, % of one-rep max", 0), "median_rest_s": ("Median rest (s)", 0),
    "median_rir": ("Median RIR", 1), "session_min": ("Mean session (min)", 0),
    "work_sets_per_h": ("Density, work sets an hour", 1),
}  # fmt: skip
_WITHOUT_CHANGE: Final = ("_pct", "_rir", "_1rm")
"""Measures whose change in per cent would be a per cent of a per cent, or of a few reps."""


def label(measure: str, unit: str) -> tuple[str, int]:
    """Return a measure's words and decimals.

    >>> label("tonnage_kg", "lb"), label("e1rm_kg:back squat", "kg")
    (('Tonnage (lb)', 0), ('Estimated max, back squat (kg)', 1))
    """
    if measure.startswith("e1rm_kg:"):
        return f"Estimated max, {estimated_name(measure.removeprefix('e1rm_kg:'))} ({unit})", 1
    text, digits = LABELS.get(measure, (measure.replace("_", " ").capitalize(), 1))
    return (f"{text} ({unit})" if measure.endswith("_kg") else text), digits


def months_table(brief: Brief) -> Block:
    """Set the month beside the month before; a sentence where it has no training."""
    if not brief.trained_this_month:
        return sentence.paragraph(f"No training in {brief.month.name}, so there is nothing to compare.")
    rows = [
        _row(brief, row) for row in brief.compared.iter_rows() if any(value is not None for value in row[1:3])
    ]
    return Table(
        name="months",
        caption=f"{brief.month.label} beside {brief.month.before.label}",
        columns=[
            Column("Measure", align="left", wide=True),
            Column(brief.month.name), Column(brief.month.before.name), Column("Change"),
        ],
        rows=rows,
        footnotes=[
            ("Months differ in length and in training days. Estimated maxima: the smoothed line at the month's last"
            " session; the table of the main lifts gives their change, with its interval.")
        ],
    ).block()  # fmt: skip


def _row(brief: Brief, row: tuple[str, float | None, float | None, float | None]) -> list[str]:
    measure, now, before, change = row
    words, digits = label(measure, brief.unit)
    in_kg = measure.endswith("_kg") or measure.startswith("e1rm_kg:")
    shown = [number.in_unit(value, brief.unit) if in_kg else value for value in (now, before)]
    as_pct = number.UNKNOWN if change is None else f"{number.signed(change)}%"
    unsaid = measure.endswith(_WITHOUT_CHANGE) or measure.startswith("e1rm_kg:")
    return [
        words, *(number.plain(value, digits) for value in shown), number.UNKNOWN if unsaid else as_pct,
    ]  # fmt: skip
