"""The plan itself: what the current phase is for, its week as the coach wrote it, and which of its lifts fell short."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import polars as pl

from analysis.display import number, sentence
from analysis.display.block import NOTHING, Block
from analysis.display.table import Column, Table
from analysis.exercises.catalogue import display_name
from analysis.figures import words
from analysis.judgement.planned import planned_lifts
from analysis.reports.client_report.brief import Brief
from analysis.tables import PlannedLifts

MOST_LIFTS: Final = 12
MINUTES_FROM_S: Final = 120
_HALF_MINUTE_S: Final = 30
Row = dict[str, Any]


def phase_shown(brief: Brief) -> Row | None:
    """Return the planned phase of the month's last day, else the last that ended in the month; None: there is none."""
    plan, (first_on, last_on) = brief.course.case.plan, brief.month.span
    begun = plan.filter((pl.col("starts_on") <= last_on) & (pl.col("ends_on") >= first_on)).sort("starts_on")
    return begun.row(-1, named=True) if begun.height else None


def aim_said(brief: Brief) -> Block:
    """Say what the planned phase is for, in the coach's words; nothing where that is not stated."""
    phase = phase_shown(brief)
    if phase is None or not phase["aim"]:
        return NOTHING
    return sentence.paragraph(f"What the planned {phase['style']} phase is for: {phase['aim'].rstrip('.')}.")


def plan_table(brief: Brief) -> Block:
    """Print the week of the planned phase, day by day, as far as it is planned; nothing where none is."""
    phase = phase_shown(brief)
    rows = [] if phase is None else [*_rows(brief, phase)]
    columns = [name for name in COLUMNS if any(row.get(name) for row in rows)]
    if phase is None or not set(columns) - {"day"}:
        return NOTHING
    gaps = any(name not in row for row in rows for name in columns)
    return Table(
        name="plan",
        caption=f"The planned week of the {phase['style']} phase, {_span(phase)}",
        columns=[_column(name, rows) for name in columns],
        rows=[[row.get(name, number.UNKNOWN) for name in columns] for row in rows],
        footnotes=[*_notes(brief, phase, rows), *(["A dash: not planned."] if gaps else [])],
    ).block()


COLUMNS: Final = ("day", "what", "sets", "reps", "rest")


def _column(name: str, rows: Sequence[Row]) -> Column:
    """A column under its heading; that of the words takes the room that is left."""
    if name == "what":
        said = [
            "Focus" if any(row["day"] and row.get("what") for row in rows) else "",
            "Exercises" if any(not row["day"] for row in rows) else "",
        ]
        return Column(" and ".join(part for part in said if part).capitalize(), align="left", wide=True)
    return Column(name.capitalize(), align="right" if name == "sets" else "left")


def _rows(brief: Brief, phase: Row) -> Iterator[Row]:
    """A row a planned day and one an exercise of it; of a phase without days, a row for every session."""
    case = brief.course.case
    days = case.plan_days.filter(pl.col("phase") == phase["phase"]).sort("weekday")
    sets = case.plan_sets.filter(pl.col("phase") == phase["phase"]).sort("weekday", "place", "set_number")
    if days.is_empty():
        yield {"day": "Every session"} | _said(reps=_reps(phase), rest=_rest(phase))
    alike: dict[tuple[Any, ...], list[Row]] = {}
    for day in days.iter_rows(named=True):
        alike.setdefault(_content(day, sets), []).append(day)
    for together in alike.values():
        yield from _day_rows(together, sets)


def _content(day: Row, sets: pl.DataFrame) -> tuple[Any, ...]:
    """What makes two days one entry: the same exercises. Days of none stand each for itself, in the week's order."""
    own = sets.filter(pl.col("weekday") == day["weekday"]).drop("weekday")
    asked = [value for name, value in day.items() if name != "weekday"]
    return (*asked, *own.rows()) if own.height else (day["weekday"],)


def _day_rows(days: Sequence[Row], sets: pl.DataFrame) -> Iterator[Row]:
    day = days[0]
    named = words.listed([each["weekday"].capitalize() for each in days])
    yield {"day": named} | _said(
        what=day["focus"], sets=_count(day["sets"]), reps=_reps(day), rest=_rest(day)
    )
    own = sets.filter(pl.col("weekday") == day["weekday"])
    for of_exercise in own.partition_by("place", maintain_order=True):
        first = of_exercise.row(0, named=True)
        yield {"day": ""} | _said(
            what=first["exercise_planned"],
            sets=_count(of_exercise.height),
            reps=scheme(of_exercise.select("reps_low", "reps_high").rows(), first["each"]),
            rest=_rest({"rest_low_s": first["rest_s"], "rest_high_s": first["rest_s"]}),
        )


def _said(**cells: str | None) -> Row:
    """The cells of a row that are planned."""
    return {name: value for name, value in cells.items() if value}


def _count(sets: int | None) -> str:
    return "" if sets is None else number.plain(sets)


def scheme(reps: Sequence[tuple[int, int]], each: str | None) -> str:
    """Return the reps of an exercise's sets as a coach says them: once where they are all the same.

    >>> scheme([(12, 12), (10, 10), (8, 8)], None), scheme([(6, 6)] * 3, "leg"), scheme([(6, 8)] * 4, None)
    ('12, 10, 8', '6 each leg', '6 to 8')
    """
    told = [_range(low, high) for low, high in reps]
    once = told[:1] if len(set(told)) == 1 else told
    return ", ".join(once) + (f" each {each}" if each else "")


def _range(low: float, high: float) -> str:
    return number.plain(low) if low == high else number.interval(low, high)


def _reps(planned: Mapping[str, Any]) -> str:
    """The planned reps, with those of the other lifts where they have their own."""
    if planned["reps_low"] is None:
        return ""
    main = _range(planned["reps_low"], planned["reps_high"])
    if planned.get("accessory_reps_low") is None:
        return main
    return f"{main} main, {_range(planned['accessory_reps_low'], planned['accessory_reps_high'])} accessories"


def _rest(planned: Mapping[str, Any]) -> str:
    return "" if planned["rest_low_s"] is None else rest_said(planned["rest_low_s"], planned["rest_high_s"])


def rest_said(low_s: float, high_s: float) -> str:
    """Return a planned rest in seconds, or in minutes where it is two or longer and comes out at halves.

    >>> rest_said(180, 240), rest_said(60, 90), rest_said(90, 90), rest_said(210, 210), rest_said(90, 180)
    ('3 to 4 min', '60 to 90 s', '90 s', '3.5 min', '90 to 180 s')
    """
    minutes = low_s >= MINUTES_FROM_S and not (low_s % _HALF_MINUTE_S or high_s % _HALF_MINUTE_S)
    unit, of_s = ("min", 60) if minutes else ("s", 1)
    low, high = (number.trimmed(rest_s / of_s, 1) for rest_s in (low_s, high_s))
    return f"{low} {unit}" if low == high else f"{low} to {high} {unit}"


def _notes(brief: Brief, phase: Row, rows: Sequence[Row]) -> list[str]:
    days = brief.course.case.plan_days.filter(pl.col("phase") == phase["phase"]).height
    a_week = phase["days_per_week"]
    named = any(not row["day"] for row in rows)
    return [
        *(["A day's own line has its work sets in all and the day's reps and rests; an exercise's own go before them."] if named else []),
        *([f"Planned: {number.count(a_week, 'session')} a week."] if a_week and a_week != days else []),
    ]  # fmt: skip


def lifts_short(brief: Brief) -> Block:
    """List the planned lifts of which fewer sets were done than planned so far, the worst first.

    Nothing where no exercises are planned, or no session of the phase is in the log: then the sentence above says so.
    """
    phase = phase_shown(brief)
    if phase is None:
        return NOTHING
    of_phase = pl.col("phase") == phase["phase"]
    rows, done = lifts_done(brief).filter(of_phase), brief.course.case.adherence.filter(of_phase)
    if rows.is_empty() or not done["sessions_done"].sum():
        return NOTHING
    short = rows.filter(pl.col("sets_done") < pl.col("sets_planned")).sort("sets_pct", "lift")
    if short.is_empty():
        return sentence.paragraph("Every set planned so far of every exercise that the plan names was done.")
    return Table(
        name="lifts-short",
        caption=f"Planned lifts that fell short, {_span(phase | {'ends_on': done['ends_on'][0]})}",
        columns=[
            Column("Lift", align="left", wide=True, show=lambda lift: display_name(str(lift))),
            Column("Sets planned"), Column("Done", show=lambda sets: number.trimmed(sets, 1)), Column("Done", "%", show=number.plain),
        ],
        rows=short.head(MOST_LIFTS).select("lift", "sets_planned", "sets_done", "sets_pct").rows(),
        footnotes=_counted(short.height, rows.height),
    ).block()  # fmt: skip


def _counted(short: int, every: int) -> list[str]:
    said = [
        (short - MOST_LIFTS, "more lift", "fell short"),
        (every - short, "other planned lift", "done in full"),
    ]
    return [
        *(f"{number.count(lifts, noun)} {what}." for lifts, noun, what in said if lifts > 0),
        "Counted week by week: what a week has above its plan makes up for no other.",
    ]


def lifts_done(brief: Brief) -> pl.DataFrame:
    """Return what was done of each planned lift, as `PlannedLifts`."""
    case = brief.course.case
    if case.plan_sets.is_empty():
        return PlannedLifts.create_empty()
    return planned_lifts.of(case.graded, case.plan, case.plan_days, case.plan_sets, as_of=case.as_of)


def _span(phase: Mapping[str, Any]) -> str:
    return f"{words.day(phase['starts_on'])} to {words.day(phase['ends_on'])}"
