"""Which style the month's training was: the map of its hard sets, and the article's table beside the month's own."""

from __future__ import annotations

from functools import partial

import polars as pl

from analysis.display import number, sentence
from analysis.display.block import Block
from analysis.display.figure import Figure, figure
from analysis.display.table import Column, Table
from analysis.figures import style_map, theme
from analysis.metrics import styles
from analysis.metrics.loads import share_of_a_set
from analysis.reports.client_report.brief import Brief
from analysis.reports.client_report.volume import muscle_summary


def tally(brief: Brief) -> pl.DataFrame:
    """Return the month's hard sets with known reps and %: one row a place of the map (reps, pct_1rm, style, sets).

    A left and a right, logged apart, are half a set each.

    Places are 2% high; the style is judged before rounding.
    """
    return (
        brief.hard_of_month.filter(pl.col("reps").is_not_null() & pl.col("pct_1rm").is_not_null())
        .with_columns(style=styles.of())
        .group_by("reps", (pl.col("pct_1rm") / 2).round() * 2, "style")
        .agg(sets=share_of_a_set().sum())
        .sort("reps", "pct_1rm", "style")
    )


def sets_in(rows: pl.DataFrame) -> float:
    """Return the number of sets; a left and a right, logged apart, are one."""
    return float(rows.select(share_of_a_set().sum()).item())


def style_figure(brief: Brief) -> Figure | Block:
    """Draw where the month's hard sets fell."""
    places = tally(brief)
    if places.is_empty():
        return sentence.paragraph(
            "No hard set of the month has both reps and a known % of one-rep max, so there is no map of them."
        )
    known, hard = float(places["sets"].sum()), sets_in(brief.hard_of_month)
    left_out = (
        f" {number.count(hard - known, 'hard set')} without a known % of one-rep max not shown."
        if hard > known
        else ""
    )
    with theme.look():
        ax = theme.axes(height_mm=66)
        style_map.draw(places, ax=ax)
        theme.key(ax)
        return figure(
            theme.drawing(ax),
            name="style-map",
            alt=style_map.alt(places),
            caption="The month's hard sets by reps and load; the larger the mark, the more sets. Blue circles lie in"
            f" the range usually trained for strength, amber squares in that for size.{left_out}",
        )


def profile_table(brief: Brief) -> Block:
    """Set the article's table of the two styles beside the month, where no phase has been set beside it."""
    if not brief.trained_this_month or brief.course.profile is not None:
        return sentence.paragraph()
    return Table(
        name="profile",
        caption=f"The two styles, and {brief.month.label}",
        columns=[
            Column("", align="left"), Column("Strength", align="left"), Column("Hypertrophy", align="left"),
            Column(brief.month.label, align="left", wide=True),
        ],
        rows=_profile(brief),
        footnotes=[
            "The month: median and, in brackets, the middle half of the hard sets.",
            "Rest is a mark of style, not a requirement: growth differs little between short and long rests.",
        ],
    ).block()  # fmt: skip


def _profile(brief: Brief) -> list[list[str]]:
    hard = brief.hard_of_month
    sessions, sets = brief.measure("sessions"), brief.measure("work_sets")
    a_session = sets / sessions if sets and sessions else None
    length = brief.measure("session_min")
    compound = brief.measure("compound_share_pct")
    return [
        ["Reps in a set", "1 to 6", "8 to 15", middle_half(hard["reps"])],
        ["Load, % of one-rep max", "80 to 95", "60 to 80", middle_half(hard["pct_1rm"])],
        ["Rest between sets, s", "180 to 300", "60 to 90", middle_half(hard["rest_s"], unknown="not logged")],
        ["Work sets a session", "15 to 20", "25 to 30", number.plain(a_session, 1)],
        ["Exercises", "compound", "compound and isolation", _of_compound(compound)],
        [
            "Session length, min",
            "often shorter",
            "often longer",
            number.plain(length) if length else "not logged",
        ],
        ["Sessions a week", "3 in a 12-week block", "4 in a 12-week block", _sessions_a_week(brief)],
        ["Hard sets a muscle and week", "fewer", "more", _per_muscle(brief)],
    ]


def middle_half(values: pl.Series, *, unknown: str = number.UNKNOWN) -> str:
    """Return median and quartiles of what is known.

    >>> middle_half(pl.Series([5.0, 5.0, 8.0, 10.0, None]))
    '6.5 (5 to 8.5)'
    """
    known = values.drop_nulls()
    if known.is_empty():
        return unknown
    tenth = partial(number.trimmed, digits=1 if known.median() < 30 else 0)  # type: ignore[operator]  # noqa: PLR2004 - reps need a half, seconds do not
    low, median, high = (known.quantile(at, "linear") for at in (0.25, 0.5, 0.75))
    return f"{tenth(median)} ({number.interval(low, high, tenth)})"


def _of_compound(compound_pct: float | None) -> str:
    return number.UNKNOWN if compound_pct is None else f"{number.plain(compound_pct)}% of hard sets compound"


def _sessions_a_week(brief: Brief) -> str:
    sessions = brief.measure("sessions")
    return number.plain(None if sessions is None else sessions / brief.month.days * 7, 1)


def _per_muscle(brief: Brief) -> str:
    trained = muscle_summary(brief).filter(pl.col("mean") > 0)
    if trained.is_empty():
        return number.UNKNOWN
    low, high = trained["mean"].min(), trained["mean"].max()
    return f"{number.interval(low, high)} (mean week, {number.count(trained.height, 'muscle')})"  # type: ignore[arg-type]  # numbers
