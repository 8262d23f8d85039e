"""Alpha Progression: workouts in the American and the European form, and plans."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Any, Final

import dataframely as dy

from analysis.simulate.lifts import lift
from analysis.simulate.performed import Performed
from analysis.simulate.writers.text import bare, quoted
from analysis.simulate.writers.writer import PlanWriter, Writer
from analysis.tables import Plan

NBSP: Final = "\u00a0"
MARK: Final = "\ufeff"
PLAN: Final = "Second Plan"
UNITS: Final = {"kg": "KG", "lb": "LBS"}
PLANNED: Final = ("back_squat_barbell", "bench_press_barbell", "seated_row_cable", "lateral_raise_dumbbell")
"""What each day of a written plan holds."""


def name(exercise: str, *, between: str = " ") -> str:
    """Return a lift as the app calls it: the equipment after the movement, without brackets.

    >>> name("bench_press_barbell"), name("bench_press_barbell", between=" · ")
    ('Bench Press Barbell', 'Bench Press · Barbell')
    """
    return lift(exercise).names["strong"].replace(" (", between).rstrip(")")


def write(sets: dy.DataFrame[Performed], *, unit: str = "kg") -> str:
    """Return the text of the American form, newest workout first; what a set was for is not in it."""
    sessions = [list(rows) for _, rows in groupby(sets.to_dicts(), key=lambda row: row["started_at"])]
    lines = [MARK]
    for session in reversed(sessions):
        first = session[0]
        lines += [
            "",
            quoted(first["workout"]),
            f"{quoted(_stamp(first['started_at']))},{_length(first['session_s'])}",
            quoted(f"Day {first['started_at'].isoweekday()} · Week {first['block'] + 1} · {PLAN}"),
        ]
        for entry, group in groupby(session, key=lambda row: row["entry"]):
            rows = list(group)
            note = f",{quoted(rows[0]['note'])}" if rows[0]["note"] else ""
            lines += [
                quoted(f"{entry}. {name(rows[0]['exercise'])}") + note,
                '"10 reps"',
                f"#,{UNITS[unit]},REPS",
            ]
            lines += [f"{n},{bare(row['load'] or 0.0)},{row['reps']}" for n, row in enumerate(rows, start=1)]
        lines.append("")
    return "\n".join(lines)


def _stamp(at: datetime) -> str:
    half = "am" if at.hour < 12 else "pm"  # noqa: PLR2004 - hours on a dial
    return f"{at:%Y-%m-%d} {(at.hour - 1) % 12 + 1}:{at:%M}{NBSP}{half}"


def _length(seconds: int) -> str:
    minutes = seconds // 60
    return f"{minutes // 60}:{minutes % 60:02d}{NBSP}hr" if minutes >= 60 else f"{minutes}{NBSP}min"  # noqa: PLR2004 - minutes


def write_european(sets: dy.DataFrame[Performed], *, unit: str = "kg") -> str:
    """Return the text of the European form: warm-ups beside the lift's name, RIR, decimal commas."""
    sessions = [list(rows) for _, rows in groupby(sets.to_dicts(), key=lambda row: row["started_at"])]
    lines = [""]
    for session in reversed(sessions):
        first = session[0]
        title = f"{first['workout']} · Day {first['started_at'].isoweekday()} · Week {first['block'] + 1} · {PLAN}"
        stamp = f"{first['started_at']:%Y-%m-%d} {first['started_at'].hour}:{first['started_at']:%M} h"
        lines.append(";".join(map(quoted, (title, stamp, _length(first["session_s"]).replace(NBSP, " ")))))
        for entry, rows in groupby(session, key=lambda row: row["entry"]):
            lines += _exercise(entry, list(rows), unit)
        lines.append("")
    return "\n".join(lines)


def _exercise(entry: int, rows: list[dict[str, Any]], unit: str) -> list[str]:
    warm_ups = [row for row in rows if row["kind"] == "warm_up"]
    done = [row for row in rows if row["kind"] != "warm_up"]
    head = [quoted(f"{entry}. {name(rows[0]['exercise'], between=' · ')} · {rows[-1]['reps']} reps")]
    beside = [
        f"WU{n} · {_comma(row['load'])} {unit} · {row['reps']} reps"
        for n, row in enumerate(warm_ups, start=1)
    ]
    head += [quoted("<br>".join(beside))] if beside else []
    head += [quoted(rows[0]["note"])] if rows[0]["note"] else []
    cells = [
        f"{n};{_comma(row['load'])};{row['reps']};{'-' if row['rir'] is None else _comma(row['rir'])}"
        for n, row in enumerate(done, start=1)
    ]
    return [";".join(head), f"#;{UNITS[unit]};REPS;RIR", *cells]


def _comma(value: float | None) -> str:
    return "+0" if value is None else bare(value).replace(".", ",")


def write_plans(plans: dy.DataFrame[Plan], *, delimiter: str = ",") -> str:
    """Return the text of a plans export: each phase a programme, its days all alike."""
    lines = [MARK]
    for phase in plans.to_dicts():
        weeks = ((phase["ends_on"] - phase["starts_on"]).days + 1) // 7
        lines += [f"{quoted(phase['name'] or '')}{delimiter}{phase['starts_on']}", f'"{weeks} weeks"']
        for day in range(1, (phase["days_per_week"] or 1) + 1):
            lines += [quoted(f"Day {day} · Day {day}"), delimiter.join(("EXERCISE", "SETS", "REPS"))]
            for place, exercise in enumerate(PLANNED, start=1):
                reps = phase["reps_low"] if place % 2 else phase["reps_high"]
                lines.append(delimiter.join((quoted(f"{place}. {name(exercise)}"), "3", str(reps))))
        lines.append("")
    return "\n".join(lines)


def _plans(layout: str, delimiter: str) -> PlanWriter:
    return PlanWriter(
        app="alpha_plans",
        layout=layout,
        file="AlphaProgression_Plans.csv",
        write=lambda plans: write_plans(plans, delimiter=delimiter).encode(),
    )


WRITERS: Final = (
    Writer(
        app="alpha_progression",
        layout="comma",
        file="AlphaProgression_Workouts.csv",
        write=lambda sets, unit: write(sets, unit=unit).encode(),
        keeps=frozenset({"time", "session_s", "note"}),
    ),
    Writer(
        app="alpha_progression",
        layout="semicolon",
        file="AlphaProgression_Workouts.csv",
        write=lambda sets, unit: write_european(sets, unit=unit).encode(),
        keeps=frozenset({"time", "session_s", "rir", "note"}),
    ),
    *(_plans(layout, delimiter) for layout, delimiter in (("comma", ","), ("semicolon", ";"))),
)
