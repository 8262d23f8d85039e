"""Tables that people keep by hand: a set log and a body log."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

import dataframely as dy

from analysis.simulate.lifts import lift
from analysis.simulate.performed import BodyReading, Performed
from analysis.simulate.writers.text import bare, quoted, rows_until
from analysis.simulate.writers.writer import BodyWriter, Writer

LOG_HEADER: Final = MappingProxyType({
    "en": "Day;Session;Movement;Kilos;Repetitions;Left in tank;Comment",
    "fr": "Jour;Séance;Mouvement;Charge;Répétitions;En réserve;Commentaire",
})  # fmt: skip

LOG_MAPPING: Final = """
[table."log.csv"]
date = "Day"
workout = "Session"
exercise = "Movement"
weight = "Kilos"
date_order = "dmy"
reps = "Repetitions"
rir = "Left in tank"
note = "Comment"
forward_fill = ["Day", "Session", "Movement"]
"""
"""What a coach confirms in `client.toml` for the English log."""

QUOTED: Final = frozenset('";\n')
"""A cell with one of these is put in quotes."""


def write(sets: dy.DataFrame[Performed], *, language: str = "en", until: date | None = None) -> str:
    """Return a spreadsheet saved in a decimal-comma country: semicolons, 12,5, day/month/year.

    Day and session stand on the first row of a session, the movement on its first set; the cells below are
    left empty, as people do.

    Args:
        sets: What was performed, oldest first.
        language: Of the header; one of `LOG_HEADER`.
        until: Last day in the file; None: all.
    """
    lines = [LOG_HEADER[language]]
    for _, session in groupby(rows_until(sets, until), key=lambda row: row["started_at"]):
        for number, row in enumerate(session):
            lines.append(_line(row, first_of_session=number == 0))
    return "\n".join(lines) + "\n"


def _line(row: dict[str, Any], *, first_of_session: bool) -> str:
    head = (f"{row['started_at']:%d/%m/%Y}", row["workout"]) if first_of_session else ("", "")
    movement = lift(row["exercise"]).names["sheet"] if row["set_number"] == 1 else ""
    note = quoted(row["note"]) if QUOTED.intersection(row["note"]) else row["note"]
    return ";".join((*head, movement, _comma(row["load"]), str(row["reps"]), _comma(row["rir"]), note))


def write_body(readings: dy.DataFrame[BodyReading], *, decimal_comma: bool = False) -> str:
    """Return a body log with one line a day and one column a measure: date, bodyweight_kg, waist_cm, ..."""
    measures = readings["measure"].unique(maintain_order=True).to_list()
    separator, number = (";", _comma) if decimal_comma else (",", bare)
    lines = [separator.join(("date", *measures))]
    for day, rows in groupby(readings.to_dicts(), key=lambda row: row["measured_at"].date()):
        values = {row["measure"]: row["value"] for row in rows}
        lines.append(separator.join((day.isoformat(), *(number(values.get(name)) for name in measures))))
    return "\n".join(lines) + "\n"


def _comma(value: float | None) -> str:
    return bare(value).replace(".", ",")


def _body_measures() -> frozenset[str]:
    return frozenset({"bodyweight_kg", "body_fat_pct", "waist_cm", "chest_cm", "hips_cm"})


WRITERS: Final = (
    Writer(
        app="generic",
        layout="one row a set",
        file="log.csv",
        write=lambda sets, _: write(sets).encode(),
        keeps=frozenset({"workout", "rir", "note"}),
        units=("kg",),  # its header says kilos
        settings=LOG_MAPPING,
    ),
    BodyWriter(
        app="body_log",
        file="tape.csv",
        write=lambda readings: write_body(readings).encode(),
        measures=_body_measures(),
        time_kept=False,
    ),
)
