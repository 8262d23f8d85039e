"""Bodyweight, tape and photographs, where there are any."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import PurePath
from typing import Any, Final

import polars as pl

from analysis.display import number, sentence
from analysis.display.block import NOTHING, Block
from analysis.display.figure import Figure, figure
from analysis.display.table import Column, Table
from analysis.figures import body_trend, theme, words
from analysis.reports.client_report.brief import Brief
from analysis.tables import BodyWeeks

SHOWN: Final = timedelta(days=182)
MOST_PANELS: Final = 6
MONTH_AGO: Final = timedelta(days=28)


def shown_weeks(brief: Brief) -> pl.DataFrame:
    """Return the weekly means of the last half-year."""
    return brief.body_weeks.filter(pl.col("week") > brief.month.last_on - SHOWN)


def _measures(weeks: pl.DataFrame) -> list[str]:
    """Bodyweight first, then what was measured most often."""
    often = (
        weeks.group_by("measure")
        .len()
        .sort(["len", "measure"], descending=[True, False])["measure"]
        .to_list()
    )
    return sorted(often, key=lambda measure: measure != "bodyweight_kg")


def body_figure(brief: Brief) -> Figure | Block:
    """Draw the measures with two weeks or more, one panel each; say what to measure where there are none."""
    weeks = shown_weeks(brief)
    counted = weeks.group_by("measure").len().filter(pl.col("len") > 1)["measure"].to_list()
    measures = [measure for measure in _measures(weeks) if measure in counted][:MOST_PANELS]
    if not measures:
        return _advice(brief)
    days = weeks.filter(pl.col("measure").is_in(measures))["week"]
    span = (_date(days.min()), brief.month.last_on)
    with theme.look():
        panels = theme.panels(len(measures), height_mm=32)
        said = [
            _panel(brief, weeks, measure, span=span, ax=ax)
            for measure, ax in zip(measures, panels, strict=True)
        ]
        return figure(
            theme.drawing(panels[0]),
            name="body",
            alt=" ".join(said),
            caption="Weekly means; the bars hold the true value with 90% probability, from the published error of"
            f" one reading. {brief.month.name} is shaded.",
        )


def _panel(
    brief: Brief, weeks: pl.DataFrame, measure: str, *, span: tuple[date, date], ax: theme.Panel
) -> str:
    of_measure = BodyWeeks.validate(weeks.filter(pl.col("measure") == measure).sort("week"))
    label, unit = words.measure(measure)
    body_trend.draw(of_measure, span=span, month=brief.month.span, unit=brief.unit, ax=ax)
    ax.set_title(f"{label} ({brief.unit if unit == 'kg' else unit})")
    return body_trend.alt(of_measure, unit=brief.unit)


def _date(value: Any) -> date:
    return value if isinstance(value, date) else date.min


def _advice(brief: Brief) -> Block:
    seen = "Too few measurements" if not brief.body_weeks.is_empty() else "No measurements"
    return sentence.paragraph(
        f"{seen} are on file for the last half-year. Growth cannot be read from a training log alone: weigh in three"
        " mornings a week, and tape the upper arms, thighs and waist once a week, at the same time, by the same person."
    )


def body_rows(brief: Brief) -> list[dict[str, Any]]:
    """Return one row a measure: its last weekly mean, that of four weeks or more before, change and 90% error."""
    rows = []
    weeks = shown_weeks(brief)
    for measure in _measures(weeks):
        of_measure = weeks.filter(pl.col("measure") == measure).sort("week")
        now = of_measure.row(-1, named=True)
        earlier = of_measure.filter(pl.col("week") <= now["week"] - MONTH_AGO)
        before = earlier.row(-1, named=True) if not earlier.is_empty() else None
        rows.append({"measure": measure, "now": now, "before": before} | _change(now, before))
    return rows


def _change(now: dict[str, Any], before: dict[str, Any] | None) -> dict[str, float | None]:
    if before is None:
        return {"change": None, "error": None}
    error = body_trend.Z90 * (now["error"] ** 2 + before["error"] ** 2) ** 0.5
    return {"change": now["value"] - before["value"], "error": error}


def body_table(brief: Brief) -> Block:
    """Say each measure now and a month before, with the error of the change."""
    rows = body_rows(brief)
    if not rows:
        return NOTHING
    return Table(
        name="body",
        caption="Bodyweight and measurements",
        columns=[
            Column("Measure", align="left", wide=True), Column("Now"), Column("Week of"),
            Column("Four weeks before"), Column("Change"), Column("90% interval"),
        ],
        rows=[_body_row(brief, row) for row in rows],
        footnotes=[
            "Weekly means; four weeks before, or the last week measured before that.",
            "A change whose interval holds zero lies within the error of measuring.",
        ],
    ).block()  # fmt: skip


def _body_row(brief: Brief, row: dict[str, Any]) -> list[str]:
    label, unit = words.measure(row["measure"])
    in_kg = unit == "kg"
    shown = [
        number.in_unit(value, brief.unit) if in_kg else value
        for value in (
            row["now"]["value"],
            row["before"] and row["before"]["value"],
            row["change"],
            row["error"],
        )
    ]
    now, before, change, error = shown
    low, high = (None, None) if change is None or error is None else (change - error, change + error)
    return [
        f"{label} ({brief.unit if in_kg else unit})", number.plain(now, 1), f"{row['now']['week']:%d %b}",
        number.plain(before, 1), number.signed(change, 1),
        number.interval(low, high, lambda value: number.signed(value, 1)),
    ]  # fmt: skip


def photos(brief: Brief) -> Block:
    """List the photographs on file by name; they are shown to people, never analysed."""
    names = [PurePath(photo).name for photo in brief.client.photos]
    if not names:
        return NOTHING
    return sentence.paragraph(f"Photographs on file: {', '.join(names)}.", role="note")
