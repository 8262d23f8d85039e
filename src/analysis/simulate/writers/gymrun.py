"""GymRun's entries: oldest first, each set with its time, semicolons, eighteen columns."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import Any, Final

import dataframely as dy

from analysis.simulate.lifts import lift
from analysis.simulate.performed import Performed
from analysis.simulate.writers.text import bare, quoted
from analysis.simulate.writers.writer import Writer

HEADER: Final = "Date;Time;Routine;Exercise;Set;Weight;Reps;Duration;Distance;Para6;Para7;Para8;Para9;Para10;Note;Type;Book;Version1"
SET_EVERY: Final = timedelta(minutes=2)


def write(sets: dy.DataFrame[Performed]) -> str:
    """Return the text of an export, without a line end behind the last record, as the app leaves it."""
    lines = [HEADER]
    for _, session in groupby(sets.to_dicts(), key=lambda row: row["started_at"]):
        lines += [_line(row, place) for place, row in enumerate(session)]
    return "\n".join(lines)


def _line(row: dict[str, Any], place: int) -> str:
    at = row["started_at"] + place * SET_EVERY
    note = quoted(row["note"]) if set(row["note"]) & set(';"\n') else row["note"]
    fields = (
        f"{at:%d.%m.%Y}", f"{at:%H:%M:%S}", row["workout"], lift(row["exercise"]).names["fitnotes"], str(row["set_number"]),
        bare(row["load"]), str(row["reps"]), *("",) * 7, note, "1", "1", "1",
    )  # fmt: skip
    return ";".join(fields)


WRITERS: Final = (
    Writer(
        app="gymrun",
        layout="entries",
        file="gymrun.csv",
        write=lambda sets, _: write(sets).encode(),
        keeps=frozenset({"time", "workout", "note"}),
        states_unit=False,
    ),
)
