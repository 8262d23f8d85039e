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
from analysis.figures import muscle_dose, muscle_sets, theme, weekly_tonnage, words
from analysis.reports import named
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
        cut = brief.month.cut
        weekly_tonnage.draw(shown, weeks=mondays, cut=cut, unit=brief.unit, ax=ax)
        return figure(
            theme.drawing(ax),
            name="weekly-tonnage",
            alt=weekly_tonnage.alt(shown, weeks=mondays, cut=cut, unit=brief.unit),
            caption=f"Tonnage of each week (load × reps of the work sets); weeks with days of {brief.month.name} in"
            " blue, hatched where other days are of another month (the last stops with the month), × marks a week"
            " without training."
            " Tonnage rises with the rep range, so compare weeks of one style only.",
        )


def month_muscles(brief: Brief) -> pl.DataFrame:
    """Return the muscle rows of the weeks that touch the month; the last of them stops with the month."""
    return brief.muscles.filter(pl.col("week").is_in(brief.month.mondays))


def muscles_figure(brief: Brief) -> Figure | Block:
    """Draw the hard sets of each muscle in each of the month's weeks."""
    shown = MuscleWeeks.validate(month_muscles(brief))
    if not brief.muscle_month["fractional_sets"].sum():
        return sentence.paragraph(_no_muscles(brief))
    with theme.look():
        ax = theme.axes(height_mm=_ROW_MM * shown["muscle"].n_unique(), left_mm=26, top_mm=theme.KEY_MM)
        muscle_sets.draw(shown, month=brief.muscle_month, cut=brief.month.cut, ax=ax)
        theme.key(ax)
        return figure(
            theme.drawing(ax),
            name="muscle-sets",
            alt=muscle_sets.alt(brief.muscle_month),
            caption=f"Hard sets a week for each muscle in {brief.month.name}. Mean week: the month's sets over its"
            f" {brief.month.days} days, times seven. Squares: weeks that are partly in another month. A set counts one for the muscles it trains directly and a half for those it trains indirectly.",
        )


def _no_muscles(brief: Brief) -> str:
    if not brief.trained_this_month:
        return f"No training in {brief.month.name}, so no sets are counted for any muscle."
    return "No hard set of the month is on a lift whose muscles are known, so none are counted per muscle."


def dose_weeks(brief: Brief) -> pl.DataFrame:
    """Return the muscle rows of the last twelve weeks; the last of them stops with the month."""
    first = brief.month.mondays[-1] - timedelta(weeks=muscle_dose.MOST_WEEKS - 1)
    return brief.muscles.filter(pl.col("week").is_between(first, brief.month.last_on))


def dose_figure(brief: Brief) -> Figure | Block:
    """Draw each muscle's sets in each of the last twelve weeks, the coach's priorities first."""
    shown = MuscleWeeks.validate(dose_weeks(brief))
    if not shown["fractional_sets"].sum():
        return sentence.paragraph()  # the figure of the month has said why
    first = priorities(brief)
    with theme.look():
        marks = muscle_dose.key(shown)
        ax = theme.grid_axes(
            rows=len(muscle_dose.muscles(shown, first=first)), marks=len(marks), left_mm=28.0, right_mm=21.0
        )
        muscle_dose.draw(shown, first=first, ax=ax)
        theme.key_of(ax, marks)
        return figure(
            theme.drawing(ax),
            name="muscle-dose",
            alt=muscle_dose.alt(shown, first=first),
            caption="Hard sets of each muscle in each week, by its Monday (direct ones and half of the indirect)."
            f"{' Muscles with a star have priority.' if first else ''} The darker, the more; under 4 little growth is"
            " expected. The last week stops with the month.",
        )


def priorities(brief: Brief) -> list[str]:
    """Return the muscles that have priority, in the coach's order."""
    named_ = (named.muscle(item) for item in brief.client.priority_muscles)
    return [muscle for muscle in named_ if muscle is not None]


def muscle_summary(brief: Brief) -> pl.DataFrame:
    """Return one row a muscle (muscle, mean, low, high, direct, band), most sets first.

    mean and direct: the month's sets over its days / 7. low, high: of the weeks that lie wholly in the month.
    """
    sets = pl.col("fractional_sets")
    whole = month_muscles(brief).filter(~pl.col("week").is_in(brief.month.cut))
    spread = whole.group_by("muscle").agg(low=sets.min(), high=sets.max())
    return (
        brief.muscle_month.select("muscle", mean="per_week", direct="direct_per_week", band="band")
        .join(spread, on="muscle", how="left")
        .sort(["mean", "muscle"], descending=[True, False])
    )


def muscles_table(brief: Brief) -> Block:
    """Say the mean week of each muscle and the band it falls in."""
    tenth = partial(number.plain, digits=1)
    rows = muscle_summary(brief)
    if not rows["mean"].sum():
        return sentence.paragraph(_no_muscles(brief))
    return Table(
        name="muscles",
        caption=f"Hard sets a week for each muscle, {brief.month.label}",
        columns=[
            Column("Muscle", show=lambda name: words.muscle(str(name)), align="left", wide=True),
            Column("Mean week", show=tenth), Column("Lowest to highest whole week"),
            Column("Of them direct", show=tenth), Column("Band for growth", align="left"),
        ],
        rows=[
            [
                row["muscle"], row["mean"], number.between(row["low"], row["high"], tenth),
                row["direct"], _band(str(row["band"]), str(row["muscle"]), brief),
            ]
            for row in rows.iter_rows(named=True)
        ],
        footnotes=[(f"Mean week: the month's sets over its {brief.month.days} days, times seven. Lowest to highest: of the"
                   " weeks from Monday to Sunday within the month."),
                   ("Bands: below 4 little growth expected, 10 to 20 the usual target, above 30 very high."
                   " They are averages of studies; people differ.")],
    ).block()  # fmt: skip


def _band(name: str, muscle: str, brief: Brief) -> str:
    return f"{name}{' (priority)' if muscle in priorities(brief) else ''}"
