"""How much: weekly tonnage, and hard sets for each muscle."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Final

import polars as pl

from analysis.display import number, sentence
from analysis.display.block import Block
from analysis.display.figure import Figure, figure
from analysis.display.table import Column, Table
from analysis.figures import muscle_sets, theme, weekly_tonnage, words
from analysis.metrics.volume import band
from analysis.reports.client_report.brief import Brief
from analysis.tables import MuscleWeeks, WeeklyLoad

WEEKS_SHOWN: Final = 22
_ROW_MM: Final = 5.4


def tonnage_figure(brief: Brief) -> Figure | Block:
    """Draw the last 22 weeks' tonnage."""
    mondays = brief.month.mondays
    first = mondays[-1] - timedelta(weeks=WEEKS_SHOWN - 1)
    shown = WeeklyLoad.validate(brief.weekly.filter(pl.col("week").is_between(first, brief.month.last_on)))
    if shown.is_empty() or not shown["tonnage_kg"].sum():
        return sentence.paragraph("No week of the last five months has sets with a load and reps.")
    with theme.look():
        ax = theme.axes(height_mm=46)
        weekly_tonnage.draw(shown, weeks=mondays, as_of=brief.month.last_on, unit=brief.unit, ax=ax)
        return figure(
            theme.drawing(ax),
            name="weekly-tonnage",
            alt=weekly_tonnage.alt(shown, weeks=mondays, unit=brief.unit),
            caption=f"Tonnage of each week (load × reps of the work sets); the weeks of {brief.month.name} in blue,"
            " × marks a week without training, hatching a week that the month's end cuts short."
            " Tonnage rises with the rep range, so compare weeks of one style only.",
        )


def month_muscles(brief: Brief) -> pl.DataFrame:
    """Return the muscle rows of the month's weeks; a week belongs to the month of its Thursday."""
    return brief.muscles.filter(pl.col("week").is_in(brief.month.mondays))


def muscles_figure(brief: Brief) -> Figure | Block:
    """Draw the hard sets of each muscle in each of the month's weeks."""
    shown = MuscleWeeks.validate(month_muscles(brief))
    if shown.is_empty() or not shown["fractional_sets"].sum():
        return sentence.paragraph(
            "No hard set of the month is on a lift whose muscles are known, so none are counted per muscle."
        )
    with theme.look():
        ax = theme.axes(height_mm=_ROW_MM * shown["muscle"].n_unique(), left_mm=26, top_mm=theme.KEY_MM)
        muscle_sets.draw(shown, ax=ax)
        theme.key(ax)
        return figure(
            theme.drawing(ax),
            name="muscle-sets",
            alt=muscle_sets.alt(shown),
            caption=f"Hard sets a week for each muscle in the {shown['week'].n_unique()} weeks of {brief.month.name}."
            " A set counts one for the muscles it trains directly and a half for those it trains indirectly.",
        )


def muscle_summary(brief: Brief) -> pl.DataFrame:
    """Return the mean week: one row a muscle (muscle, mean, low, high, direct, band), most sets first."""
    sets = pl.col("fractional_sets")
    return (
        month_muscles(brief)
        .group_by("muscle")
        .agg(mean=sets.mean(), low=sets.min(), high=sets.max(), direct=pl.col("direct_sets").mean())
        .with_columns(band=band(pl.col("mean")))
        .sort(["mean", "muscle"], descending=[True, False])
    )


def muscles_table(brief: Brief) -> Block:
    """Say the mean week of each muscle and the band it falls in."""
    tenth = partial(number.plain, digits=1)
    rows = muscle_summary(brief)
    if not rows["mean"].sum():
        return sentence.paragraph()
    return Table(
        name="muscles",
        caption=f"Hard sets a week for each muscle, {brief.month.label}",
        columns=[
            Column("Muscle", show=lambda name: words.muscle(str(name)), align="left", wide=True),
            Column("Mean week", show=tenth), Column("Lowest to highest"),
            Column("Of them direct", show=tenth), Column("Band for growth", align="left"),
        ],
        rows=[
            [
                row["muscle"], row["mean"], number.interval(row["low"], row["high"], tenth),
                row["direct"], _band(str(row["band"]), str(row["muscle"]), brief),
            ]
            for row in rows.iter_rows(named=True)
        ],
        footnotes=[("Bands: below 4 little growth expected, 10 to 20 the usual target, above 30 very high."
                   " They are averages of studies; people differ.")],
    ).block()  # fmt: skip


def _band(name: str, muscle: str, brief: Brief) -> str:
    wanted = {item.casefold().replace(" ", "_") for item in brief.client.priority_muscles}
    mark = (
        " (priority)"
        if muscle in wanted or words.muscle(muscle).casefold().replace(" ", "_") in wanted
        else ""
    )
    return f"{name}{mark}"
