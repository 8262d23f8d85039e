"""Bodyweight, tape and photographs, where there are any."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import PurePath
from typing import Any, Final, NamedTuple

import polars as pl

from analysis.display import number, sentence
from analysis.display.block import NOTHING, Block
from analysis.display.figure import Figure, figure
from analysis.display.table import Column, Table
from analysis.figures import body_trend, theme, words
from analysis.metrics import bodies
from analysis.reports.client_report.brief import Brief
from analysis.stats.normal import Z_90
from analysis.tables import BodyWeeks

SHOWN: Final = timedelta(days=182)
MOST_PANELS: Final = 6
MONTH_AGO: Final = timedelta(days=28)
FAT: Final = ("body_fat_pct", bodies.NAVY_BODY_FAT, bodies.NAVY_LEAN_MASS)


class Series(NamedTuple):
    """One measure by one tester; `by` names the tester where the measure has several, else it is empty."""

    measure: str
    tester: str
    weeks: int
    by: str

    def label(self, unit: str) -> str:
        """Return its name, its unit and, where it matters, who measured."""
        label, own = words.measure(self.measure)
        by = {"": "", bodies.SELF: ", self-measured"}.get(self.by, f", by {self.by.title()}")
        return f"{label}{by} ({unit if own == 'kg' else own})"


def shown_weeks(brief: Brief) -> pl.DataFrame:
    """Return the weekly means of the last half-year."""
    return brief.body_weeks.filter(pl.col("week") > brief.month.last_on - SHOWN)


def _series(weeks: pl.DataFrame) -> list[Series]:
    """Bodyweight first, then what was measured most often; two testers of one measure are two series."""
    often = (
        weeks.group_by("measure", "tester")
        .agg(weeks=pl.len(), testers=pl.lit(0))
        .with_columns(testers=pl.len().over("measure"))
        .sort(["weeks", "measure", "tester"], descending=[True, False, False])
    )
    found = [
        Series(measure, tester, int(count), tester if int(testers) > 1 else "")
        for measure, tester, count, testers in often.iter_rows()
    ]
    return sorted(found, key=lambda series: series.measure != "bodyweight_kg")


def _of(weeks: pl.DataFrame, series: Series) -> pl.DataFrame:
    return weeks.filter(pl.col("measure") == series.measure, pl.col("tester") == series.tester).sort("week")


def body_figure(brief: Brief) -> Figure | Block:
    """Draw the measures with two weeks or more, one panel each; say what to measure where there are none."""
    weeks = shown_weeks(brief)
    drawn = [series for series in _series(weeks) if series.weeks > 1][:MOST_PANELS]
    if not drawn:
        return _advice(brief)
    span = (min(_of(weeks, series)["week"].to_list()[0] for series in drawn), brief.month.last_on)
    with theme.look():
        panels = theme.panels(len(drawn), height_mm=32)
        said = [
            _panel(brief, weeks, series, span=span, ax=ax) for series, ax in zip(drawn, panels, strict=True)
        ]
        return figure(
            theme.drawing(panels[0]),
            name="body",
            alt=" ".join(said),
            caption="Weekly means; the bars are the 90% error of the reading, for comparing weeks by the same tester."
            f" {brief.month.name} is shaded.{' The level of body fat is known less well; see the table.' * _has_fat(weeks)}",
        )


def _panel(
    brief: Brief, weeks: pl.DataFrame, series: Series, *, span: tuple[date, date], ax: theme.Panel
) -> str:
    of_series = BodyWeeks.validate(_of(weeks, series))
    body_trend.draw(of_series, span=span, month=brief.month.span, unit=brief.unit, ax=ax)
    ax.set_title(series.label(brief.unit))
    return body_trend.alt(of_series, unit=brief.unit)


def _has_fat(weeks: pl.DataFrame) -> bool:
    return bool(weeks["measure"].is_in(list(FAT)).any())


def _advice(brief: Brief) -> Block:
    seen = "Too few measurements" if not brief.body_weeks.is_empty() else "No measurements"
    return sentence.paragraph(
        f"{seen} are on file for the last half-year. Growth cannot be read from a training log alone: weigh in three"
        " mornings a week, and tape the upper arms, thighs and waist once a week, at the same time, by the same person."
    )


def body_rows(brief: Brief) -> list[dict[str, Any]]:
    """Return one row a measure and tester: the last weekly mean, that of four weeks or more before, change, 90% error.

    `by` is the tester where the measure has several, else empty; `label` is for the reader.
    """
    rows = []
    weeks = shown_weeks(brief)
    for series in _series(weeks):
        of_series = _of(weeks, series)
        now = of_series.row(-1, named=True)
        earlier = of_series.filter(pl.col("week") <= now["week"] - MONTH_AGO)
        before = earlier.row(-1, named=True) if not earlier.is_empty() else None
        said = {"measure": series.measure, "by": series.by, "label": series.label(brief.unit)}
        rows.append(said | {"now": now, "before": before} | _change(now, before))
    return rows


def _change(now: dict[str, Any], before: dict[str, Any] | None) -> dict[str, float | None]:
    if before is None:
        return {"change": None, "error": None}
    error = Z_90 * (now["error"] ** 2 + before["error"] ** 2) ** 0.5
    return {"change": now["value"] - before["value"], "error": error}


def body_table(brief: Brief) -> Block:
    """Say each measure now and four weeks or more before, with the error of the change."""
    rows = body_rows(brief)
    if not rows:
        return NOTHING
    return Table(
        name="body",
        caption="Bodyweight and measurements",
        columns=[
            Column("Measure", align="left", wide=True), Column("Now"), Column("Week of"),
            Column("Before (week of)"), Column("Change"), Column("90% interval"),
        ],
        rows=[_body_row(brief, row) for row in rows],
        footnotes=[
            "Weekly means by the same tester; before: the last week measured at least four weeks earlier.",
            "A change whose interval holds zero lies within the error of measuring.",
            *_fat_notes(brief, {row["measure"] for row in rows}),
        ],
    ).block()  # fmt: skip


def _fat_notes(brief: Brief, measures: set[str]) -> list[str]:
    """How far the level of body fat may be off, which no comparison of weeks shows."""
    notes = []
    if measures & {bodies.NAVY_BODY_FAT, bodies.NAVY_LEAN_MASS} and brief.client.sex is not None:
        error = number.plain(bodies.LEVEL_ERROR[brief.client.sex], 1)
        notes.append(
            f"Body fat by tape (Navy): the interval is that of a change. The level itself is off by ±{error} points"
            " (one standard error), and lean mass with it, the same way every week."
        )
    if "body_fat_pct" in measures:
        men, women = (number.plain(error, 1) for error in bodies.LEVEL_ERROR.values())
        notes.append(
            "Body fat as entered: how it was measured is not stated. Its interval assumes the error of a tape; the"
            f" level may be off by ±{men} (men) or {women} points (women), one standard error, or more."
        )
    return notes


def _body_row(brief: Brief, row: dict[str, Any]) -> list[str]:
    in_kg = row["measure"].endswith("_kg")
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
        row["label"], number.plain(now, 1), _week(row["now"]),
        number.UNKNOWN if row["before"] is None else f"{number.plain(before, 1)} ({_week(row['before'])})",
        number.signed(change, 1),
        number.interval(low, high, lambda value: number.signed(value, 1)),
    ]  # fmt: skip


def _week(row: dict[str, Any]) -> str:
    return f"{row['week'].day} {row['week']:%b}"


def photos(brief: Brief) -> Block:
    """List the photographs on file by name; they are shown to people, never analysed."""
    names = [PurePath(photo).name for photo in brief.client.photos]
    if not names:
        return NOTHING
    return sentence.paragraph(f"Photographs on file: {', '.join(names)}.", role="note")
