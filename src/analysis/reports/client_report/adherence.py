"""What was planned beside what was done: kept apart from whether it worked."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any, Final

import polars as pl

from analysis.display import number, sentence
from analysis.display.block import Block
from analysis.display.figure import Figure, figure
from analysis.display.table import Column, Table
from analysis.figures import adherence_grid, session_calendar, style_look, theme, words
from analysis.judgement.thresholds import Thresholds
from analysis.reports.client_report.brief import Brief
from analysis.tables import WEEKDAYS, PlannedWeeks, SessionStyles

MOST_PHASES: Final = 8
NOTHING_TO_TELL_BY: Final = "cannot tell"
_GRID_LEFT_MM: Final = 20.0
_CALENDAR_LEFT_MM: Final = 12.0
_NO_PLAN: Final = (
    "No phase is planned, so nothing can be held against a plan; the calendar shows what was done."
)


def adherence_said(brief: Brief) -> Block:
    """Say how much of the current planned phase was done, apart from whether it worked; or why nothing can be said."""
    rows = brief.course.case.adherence
    if brief.course.case.plan.is_empty():
        return sentence.paragraph(_NO_PLAN)
    if rows.is_empty():
        first_on = brief.course.case.plan["starts_on"].min()
        return sentence.paragraph(f"The first planned phase begins on {_day(first_on)}, after this month.")  # type: ignore[arg-type]  # a date
    row = rows.sort("starts_on").row(-1, named=True)
    return sentence.paragraph(sentence.Strong(_judged(row)), _details(row), _apart(row))


def _judged(row: dict[str, Any]) -> str:
    named = f"The {row['style']} phase since {words.day(row['starts_on'])}"
    return {
        "done": f"{named} was done as planned",
        "partly done": f"{named} was partly done",
        "not done": f"{named} was not done as planned",
        "too early": f"{named} is too young to hold against its plan",
        "not logged": f"{named} is not in the log",
        NOTHING_TO_TELL_BY: f"{named} cannot be held against its plan: nothing planned of it can be read from the log",
    }[_overall(row)]


def _overall(row: dict[str, Any]) -> str:
    """A phase with sessions is in the log, though there may be nothing by which to tell whether it was done."""
    unread = row["overall"] == "not logged" and row["sessions_done"]
    return NOTHING_TO_TELL_BY if unread else str(row["overall"])


def _details(row: dict[str, Any]) -> str:
    """Sessions, reps and style, as far as they were planned."""
    parts = []
    if row["sessions_planned"]:
        parts.append(f"{row['sessions_done']} of {number.count(row['sessions_planned'], 'planned session')}")
    for name, said in (
        ("reps_pct", "of work sets in the planned rep range"),
        ("sets_pct", "of the planned sets"),
        ("style_pct", "of trained weeks in the planned style"),
    ):
        if row[name] is not None:
            parts.append(f"{number.plain(row[name])}% {said}")
    return f": {words.listed(parts)}." if parts else "."


def _apart(row: dict[str, Any]) -> str:
    if _overall(row) in {"partly done", "not done", "not logged"}:
        return " Whether the phase works cannot be read from weeks that were not done as planned."
    return ""


def adherence_table(brief: Brief) -> Block:
    """Set each planned phase that has begun beside what was done; nothing where none is planned."""
    rows = brief.course.case.adherence.sort("starts_on", descending=True)
    more = rows.height - MOST_PHASES
    return Table(
        name="adherence",
        caption="Planned phases and what was done, the latest first",
        columns=[
            Column("Phase", align="left", wide=True), Column("Sessions"), Column("Days", "%", show=number.plain),
            Column("Reps", "%", show=number.plain), Column("Sets", "%", show=number.plain),
            Column("More", "%", show=number.plain), Column("Rest", "%", show=number.plain),
            Column("Style", "%", show=number.plain), Column("In all", align="left"),
        ],
        rows=[_phase_row(row) for row in rows.head(MOST_PHASES).iter_rows(named=True)],
        footnotes=[
            ("Days: planned weekdays with a session. Reps and rest: work sets within the planned range. More: sessions of the main lifts with more load, reps or sets than the one before. Style: trained weeks"
            " of the planned style. A dash: not planned, or not known."),
            *_lags(rows),
            *([f"{number.count(more, 'earlier phase')} not shown."] if more > 0 else []),
        ],
    ).block()  # fmt: skip


def _phase_row(row: dict[str, Any]) -> list[Any]:
    planned = row["sessions_planned"]
    sessions = str(row["sessions_done"]) if planned is None else f"{row['sessions_done']} of {planned}"
    return [
        f"{row['style'].capitalize()}, {_span(row['starts_on'], row['ends_on'])}", sessions,
        *(row[f"{name}_pct"] for name in ("days", "reps", "sets", "progression", "rest", "style")), _overall(row),
    ]  # fmt: skip


def _span(first_on: date, last_on: date) -> str:
    """Two days in words, the year once where it is one.

    >>> _span(date(2026, 9, 7), date(2026, 10, 4)), _span(date(2025, 12, 1), date(2026, 3, 22))
    ('7 Sep to 4 Oct 2026', '1 Dec 2025 to 22 Mar 2026')
    """
    first = f"{first_on.day} {first_on:%b}" if first_on.year == last_on.year else _day(first_on)
    return f"{first} to {_day(last_on)}"


def _lags(rows: pl.DataFrame) -> list[str]:
    """When the log changed its style, against the plan: the latest phase only, where it is not on time."""
    late = rows.filter(pl.col("boundary_lag_weeks").fill_null(0) != 0).head(1)
    return [
        f"The log's change to the phase of {_day(row['starts_on'])} came {number.count(abs(row['boundary_lag_weeks']), 'week')}"
        f" {'later' if row['boundary_lag_weeks'] > 0 else 'earlier'} than the plan's."
        for row in late.iter_rows(named=True)
    ]


def recent_weeks(brief: Brief) -> pl.DataFrame:
    """Return the planned weeks that the figure shows: the last of them, and only with a plan for some."""
    return brief.course.case.planned_weeks.sort("week").tail(adherence_grid.MOST_WEEKS)


def adherence_figure(brief: Brief) -> Figure | Block:
    """Draw each planned week against what was done; nothing where no week is planned."""
    shown = PlannedWeeks.validate(recent_weeks(brief))
    if shown.is_empty():
        return sentence.paragraph()
    numbers: Thresholds = brief.course.case.thresholds
    done, partly = numbers["adherence.done_pct"], numbers["adherence.partly_pct"]
    with theme.look():
        ax = theme.grid_axes(
            rows=len(adherence_grid.present(shown)), marks=3, left_mm=_GRID_LEFT_MM, foot_mm=7.0
        )
        adherence_grid.draw(shown, done_pct=done, partly_pct=partly, ax=ax)
        theme.key_of(ax, adherence_grid.key(done_pct=done, partly_pct=partly))
        return figure(
            theme.drawing(ax),
            name="adherence",
            alt=adherence_grid.alt(shown, done_pct=done),
            caption="Each planned week by its Monday: sessions done of those planned, share of work sets in the planned"
            " reps, sets and rests as planned, and what the week trained (S strength, H hypertrophy, C combination,"
            " M mixed, E endurance) and whether that counts as the planned style. The planned phase stands below. A dash: not planned, or not known.",
        )


def calendar_figure(brief: Brief) -> Figure | Block:
    """Draw the last twelve weeks' sessions on their days."""
    case = brief.course.case
    weeks = session_calendar.mondays(case.as_of)
    shown = SessionStyles.validate(case.session_styles.filter(pl.col("week") >= weeks[0]))
    if shown.is_empty():
        return sentence.paragraph(
            f"No session of the last {len(weeks)} weeks has work sets, so there is no calendar."
        )
    missed = missed_days(brief, weeks[0])
    with theme.look():
        labels = [name for name in style_look.LOOKS if name in set(shown["label"].cast(pl.String))]
        ax = theme.grid_axes(rows=7, marks=len(labels), left_mm=_CALENDAR_LEFT_MM)
        session_calendar.draw(shown, weeks=weeks, as_of=case.as_of, missed=missed, ax=ax)
        theme.key_of(ax, [style_look.key_patch(name) for name in labels])
        return figure(
            theme.drawing(ax),
            name="calendar",
            alt=session_calendar.alt(shown, weeks=weeks),
            caption=f"The sessions of the last twelve weeks, a column a week: what each trained{_minutes(shown)}."
            f"{' A dashed frame: a planned day without a session.' if missed else ''}",
        )


def _minutes(shown: pl.DataFrame) -> str:
    """How the minutes are known."""
    ways = shown["minutes_known_by"].cast(pl.String).drop_nulls().unique().sort().to_list()
    said = {
        "logged": "as logged",
        "timestamps": "from the first set to the last",
        "estimated": "estimated from sets, reps and rests",
    }
    return (
        f", and its minutes ({words.listed([said[way] for way in ways])})"
        if ways
        else "; how long they took is not known"
    )


def missed_days(brief: Brief, since: date) -> list[date]:
    """Return the planned days of the planned phases without a session on them, from a day to the report's last."""
    case = brief.course.case
    trained = set(case.session_styles["performed_on"])
    missed = []
    spans = {
        phase: (start, end)
        for phase, start, end in case.plan.select("phase", "starts_on", "ends_on").iter_rows()
    }
    for phase, weekday in case.plan_days.select("phase", pl.col("weekday").cast(pl.String)).iter_rows():
        first, last = max(spans[phase][0], since), min(spans[phase][1], case.as_of)
        on = first + timedelta(days=(WEEKDAYS.index(weekday) - first.weekday()) % 7)
        while on <= last:
            missed += [] if on in trained else [on]
            on += timedelta(weeks=1)
    return sorted(missed)


def planned_weeks_table(brief: Brief) -> Block:
    """List the planned weeks by number, for the appendix."""
    show = partial(number.plain, digits=0)
    rows = recent_weeks(brief).sort("week", descending=True)
    return Table(
        name="planned-weeks",
        caption="Planned weeks in numbers, the latest first",
        columns=[
            Column("Week of", show=_day, align="left"), Column("Planned", align="left"), Column("Trained", align="left", wide=True),
            Column("Sessions"), Column("Reps", "%", show=show), Column("Sets", "%", show=show), Column("Rest", "%", show=show),
        ],
        rows=[
            [
                row["week"], row["planned"], _trained(row),
                adherence_grid.cell(row, "Sessions")[0].replace("/", " of "), row["reps_pct"], row["sets_pct"], row["rest_pct"],
            ]
            for row in rows.iter_rows(named=True)
        ],
    ).block()  # fmt: skip


def _trained(row: dict[str, Any]) -> str:
    """The week's label; a week that the month's end or the phase's cuts may have sessions and yet no label."""
    return row["trained"] or (number.UNKNOWN if row["sessions_done"] else "next to nothing")


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"
