"""The phases, weeks and lifts behind what is said of the phase, in numbers: for the appendix."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from analysis.display import number, sentence
from analysis.display.block import Block
from analysis.display.table import Column, Table
from analysis.exercises.catalogue import display_name
from analysis.figures import words
from analysis.judgement.words import likely
from analysis.reports.client_report.brief import Brief

MOST_PHASES: Final = 12
MOST_WEEKS: Final = 26


def phases_table(brief: Brief) -> Block:
    """List the phases found in the log, the latest first, for the appendix."""
    rows = brief.course.case.phases.sort("starts_on", descending=True)
    if rows.is_empty():
        return sentence.paragraph("No phase was found in the log.")
    more = rows.height - MOST_PHASES
    return Table(
        name="phases",
        caption="Phases found in the log, the latest first",
        columns=[
            Column("From, to", align="left", wide=True), Column("Label", align="left"), Column("Likely", show=likely),
            Column("Weeks"), Column("Deload"), Column("Gap"), Column("Style index", show=partial(number.signed, digits=2)),
            Column("SD of weeks", show=partial(number.plain, digits=2)),
        ],
        rows=[
            [
                (f"{_day(row['starts_on'])} to {_day(min(row['ends_on'], brief.course.case.as_of))}"
                f"{', after a layoff' if row['after_layoff'] else ''}{', undulating' if row['undulating'] else ''}"),
                row["label"], row["p_label"], row["weeks"], row["deload_weeks"], row["gap_weeks"], row["style"], row["style_sd"],
            ]
            for row in rows.head(MOST_PHASES).iter_rows(named=True)
        ],
        footnotes=[
            "Style index: +1 is all strength, −1 all hypertrophy. Likely: share of draws of its sessions that give the label.",
            *([f"{number.count(more, 'earlier phase')} not shown."] if more > 0 else []),
        ],
    ).block()  # fmt: skip


def weeks_table(brief: Brief) -> Block:
    """List the last weeks by style, for the appendix."""
    rows = brief.course.case.week_styles.sort("week", descending=True).head(MOST_WEEKS)
    show = number.plain
    return Table(
        name="week-styles",
        caption="The last weeks in numbers, the latest first",
        columns=[
            Column("Week of", show=_day, align="left"), Column("Trained", align="left", wide=True), Column("Sessions"),
            Column("Hard sets", show=partial(show, digits=1)), Column("Style index", show=partial(number.signed, digits=2)),
            Column("Heavy", show=number.share), Column("Light", show=number.share),
            Column("% 1RM", show=show), Column("RIR", show=partial(show, digits=1)), Column("Rest", "s", show=show),
            Column("Known", show=number.share),
        ],
        rows=[
            [
                row["week"], row["label"] if row["kind"] == "trained" else row["kind"], row["sessions"],
                row["hard_sets"], row["style"], row["heavy_share"], row["light_share"], row["mean_pct_1rm"],
                row["mean_rir"], row["rest_s"], row["confidence"],
            ]
            for row in rows.iter_rows(named=True)
        ],
        footnotes=[("Heavy and light: share of hard sets clearly on the strength or the hypertrophy side. Known: share of the evidence"
                   " (reps, load, rest, kind of lift) that the log holds.")],
    ).block()  # fmt: skip


def lift_rates(brief: Brief) -> Block:
    """Say how fast each judged lift went up in the phase, with its interval, for the appendix."""
    judged = brief.course.case.verdict
    if judged is None or not judged.lifts:
        return sentence.paragraph("No lift of the phase has enough sessions for a rate.")
    tenth = partial(number.signed, digits=1)
    return Table(
        name="lift-rates",
        caption=f"Rate of each lift from {words.day(judged.judged_from or judged.starts_on)} to {words.day(judged.ends_on)}",
        columns=[
            Column("Lift", align="left", wide=True, show=lambda lift: display_name(str(lift))), Column("Sessions"),
            Column("Rate (90% interval)", "% a month"), Column("Going up", show=likely),
            Column(f"By more than {number.trimmed(judged.delta_pct_per_month)}%", show=likely),
        ],
        rows=[
            [
                lift.lift, lift.sessions, f"{tenth(lift.rate_pct_per_month)} ({number.interval(lift.rate_low, lift.rate_high, tenth)})",
                lift.p_improving, lift.p_worthwhile,
            ]
            for lift in judged.lifts
        ],
        footnotes=["The rates are drawn towards one another, so that a lucky lift does not speak for all."],
    ).block()  # fmt: skip


def band_rates(brief: Brief) -> Block:
    """Show the same lifts by the reps of their sets, and what of that can be compared, for the appendix."""
    judged = brief.course.case.verdict
    if judged is None or not judged.bands:
        return sentence.paragraph()
    tenth = partial(number.signed, digits=1)
    return Table(
        name="band-rates",
        caption="Like for like: the lifts judged, by the reps of their sets",
        columns=[
            Column("Reps", align="left"), Column("Sessions"), Column("Rate (90% interval)", "% a month"),
            Column("Comparable with the phase", align="left", wide=True),
        ],
        rows=[
            [
                band.reps, band.sessions,
                (f"{tenth(band.rate_pct_per_month)} ({number.interval(band.rate_low, band.rate_high, tenth)})" if band.lifts
                 else number.UNKNOWN),
                "Yes" if band.comparable else f"No: {band.why}",
            ]
            for band in judged.bands
        ],
        footnotes=[
            ("Each band is judged by its own sets alone, so that no formula stands between few reps and many. A view, no verdict:"
            " the verdict is that of all sets together. Sessions: of one lift each."),
        ],
    ).block()  # fmt: skip


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"
