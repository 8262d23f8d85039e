"""Strong's export, in each layout the app has had since 2015."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

import dataframely as dy

from analysis.simulate.lifts import lift
from analysis.simulate.performed import Performed
from analysis.simulate.writers.text import bare, pointed, quoted, rows_until
from analysis.simulate.writers.writer import Writer

LETTERS: Final = MappingProxyType({"warm_up": "W", "failure": "F"})
WITHOUT_LETTERS: Final = frozenset({"S1", "S2", "S3", "S4"})
"""Older layouts number every set: a warm-up cannot be told from work."""
S1_COUNTS_FROM: Final = MappingProxyType({"kg": 0, "lb": 1})

HEADERS: Final = MappingProxyType({
    "S1": "Date,Workout Name,Exercise Name,Set Order,{unit},Reps,{far},Seconds,Notes",
    "S2": "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes",
    "S3": "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE",
    "S4": "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;"
          "Seconds;Notes;Workout Notes;Workout Duration",
    "S5": "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,"
          "Workout Notes,RPE",
    "S5-de": "Datum,Workout-Name,Dauer,Name der Übung,Reihenfolge festlegen,Gewicht,Wiederh.,Entfernung,"
             "Sekunden,Notizen,Workout-Notizen,RPE",
    "S6": "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE",
    "S7": '"Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";"Weight (kg)";'
          '"Reps";"RPE";"Distance (meters)";"Seconds";"Notes";"Workout Notes"',
})  # fmt: skip
"""Header line of each layout; S1 has the unit in it."""


@dataclass(frozen=True, kw_only=True)
class _Line:
    """One line of the export before it is laid out: a set, a rest timer or a note."""

    row: dict[str, Any]
    workout_number: int
    order: str
    first_of_workout: bool = False
    first_of_exercise: bool = False

    @property
    def is_set(self) -> bool:
        return self.order not in {"Rest Timer", "Ruhezeit", "Note"}

    @property
    def stamp(self) -> str:
        return f"{self.row['started_at']:%Y-%m-%d %H:%M:%S}"

    @property
    def exercise(self) -> str:
        return quoted(lift(self.row["exercise"]).names["strong"])

    @property
    def rpe(self) -> str:
        rir = self.row["rir"]
        return "" if rir is None or not self.is_set else bare(10 - rir)


def write(
    sets: dy.DataFrame[Performed], *, layout: str = "S5", unit: str = "kg", until: date | None = None
) -> str:
    """Return the text of an export.

    Args:
        sets: What was performed, oldest first.
        layout: One of `HEADERS`.
        unit: The app's weight unit; S1 and S4 write it, S7 always writes kilograms.
        until: Day on whose evening the export was made; None: after the last set.
    """
    header = HEADERS[layout].format(unit=unit, far="km" if unit == "kg" else "mi")
    lines = _lines(rows_until(sets, until), layout, unit)
    lay_out = LAYOUTS[layout]
    return "\n".join([header, *(lay_out(line, unit) for line in lines)]) + "\n"


def _lines(rows: list[dict[str, Any]], layout: str, unit: str) -> Iterator[_Line]:
    """Yield the sets, each with its place in workout and exercise, and the lines between them."""
    for number, (_, workout) in enumerate(groupby(rows, key=lambda row: row["started_at"]), start=1):
        first_of_workout = True
        for _, entry in groupby(workout, key=lambda row: row["entry"]):
            for line in _entry(list(entry), number, layout, unit):
                yield line if not first_of_workout else _first(line)
                first_of_workout = False


def _first(line: _Line) -> _Line:
    return _Line(
        row=line.row, workout_number=line.workout_number, order=line.order,
        first_of_workout=True, first_of_exercise=line.first_of_exercise,
    )  # fmt: skip


def _entry(rows: list[dict[str, Any]], number: int, layout: str, unit: str) -> Iterator[_Line]:
    """Yield the lines of one exercise; letters stand in place of numbers and are not counted."""
    counted = S1_COUNTS_FROM[unit] if layout == "S1" else 1
    timer = "Ruhezeit" if layout == "S5-de" else "Rest Timer"
    if layout == "S7" and rows[0]["note"]:
        yield _Line(row=rows[0], workout_number=number, order="Note")
    for place, row in enumerate(rows):
        letter = None if layout in WITHOUT_LETTERS else LETTERS.get(row["kind"])
        yield _Line(
            row=row, workout_number=number, order=letter or str(counted), first_of_exercise=place == 0
        )  # fmt: skip
        counted += letter is None
        if row["rest_s"] is not None and layout in {"S5", "S5-de", "S6", "S7"}:
            yield _Line(row=row, workout_number=number, order=timer)


def _seconds(line: _Line) -> int:
    return 0 if line.is_set else int(line.row["rest_s"])


def _notes(line: _Line, separator: str = ",") -> str:
    """The note on an exercise's first set and the workout's on its first row, empty quotes elsewhere there."""
    note = quoted(line.row["note"]) if line.first_of_exercise else ""
    workout = quoted(line.row["workout_note"]) if line.first_of_workout else ""
    return f"{note}{separator}{workout}"


def _weight(line: _Line) -> str:
    return pointed(line.row["load"], none="0") if line.is_set else "0"


def _s1(line: _Line, _unit: str) -> str:
    row = line.row
    return (
        f"{line.stamp},{quoted(row['workout'])},{line.exercise},{line.order},"
        f'{pointed(row["load"], none="0.0")},{row["reps"]},0.0,0,""'
    )


def _s2(line: _Line, _unit: str) -> str:
    row = line.row
    notes = f"{quoted(row['note'] if line.first_of_exercise else '')},{quoted(row['workout_note'])}"
    return (
        f"{line.stamp},{quoted(row['workout'])},{line.exercise},{line.order},"
        f"{bare(row['load']) or '0'},{row['reps']},0,0,{notes}"
    )


def _s3(line: _Line, _unit: str) -> str:
    row = line.row
    return (
        f"{line.stamp},{quoted(row['workout'])},{line.exercise},{line.order},"
        f"{_weight(line)},{row['reps']},0,0,{_notes(line)},{line.rpe}"
    )


def _s4(line: _Line, unit: str) -> str:
    row = line.row
    weight = bare(row["load"])
    named = {"kg": "kg", "lb": "lbs"}[unit] if weight else ""
    return (
        f"{line.stamp};{quoted(row['workout'])};{line.exercise};{line.order};{weight};{named};{row['reps']};"
        f"{line.rpe};;;0;{_notes(line, ';')};{_duration(row['session_s'])}"
    )


def _s5(line: _Line, _unit: str) -> str:
    row = line.row
    reps = row["reps"] if line.is_set else 0
    return (
        f"{line.stamp},{quoted(row['workout'])},{_duration(row['session_s'])},{line.exercise},{line.order},"
        f"{_weight(line)},{reps},0,{_seconds(line)},{_notes(line)},{line.rpe}"
    )


def _s5_de(line: _Line, _unit: str) -> str:
    row = line.row
    reps = pointed(row["reps"] if line.is_set else 0)
    duration = _duration(row["session_s"], minute="min")
    return (
        f"{line.stamp},{quoted(row['workout'])},{duration},{line.exercise},{line.order},"
        f"{_weight(line)},{reps},0,{pointed(_seconds(line))},{_notes(line)},{line.rpe}"
    )


def _s6(line: _Line, _unit: str) -> str:
    row = line.row
    reps = pointed(row["reps"] if line.is_set else 0)
    return (
        f"{line.stamp},{quoted(row['workout'])},{_duration(row['session_s'])},{line.exercise},{line.order},"
        f"{_weight(line)},{reps},0,{pointed(_seconds(line))},{line.rpe}"
    )


def _s7(line: _Line, _unit: str) -> str:
    row = line.row
    rpe = pointed(10 - row["rir"]) if line.rpe else ""
    fields = (
        str(line.workout_number), line.stamp, row["workout"], str(row["session_s"]),
        lift(row["exercise"]).names["strong"], line.order,
        pointed(row["load_kg"], none="0.0") if line.is_set else "",
        str(row["reps"]) if line.is_set else "", rpe, "",
        pointed(row["rest_s"]) if line.order == "Rest Timer" else "",
        row["note"] if line.order == "Note" else "", row["workout_note"],
    )  # fmt: skip
    return ";".join(quoted(field) for field in fields)


def _duration(seconds: int, *, minute: str = "m") -> str:
    """Return Strong's words for a length of time: 1h 13m, 55s; the minute's letter differs by locale.

    >>> _duration(4380), _duration(7200), _duration(2100, minute="min")
    ('1h 13m', '2h', '35min')
    """
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    parts = [f"{hours}h"] * (hours > 0) + [f"{minutes}{minute}"] * (minutes > 0)
    return " ".join(parts) or f"{seconds}s"


LAYOUTS: Final[MappingProxyType[str, Callable[[_Line, str], str]]] = MappingProxyType({
    "S1": _s1, "S2": _s2, "S3": _s3, "S4": _s4, "S5": _s5, "S5-de": _s5_de, "S6": _s6, "S7": _s7,
})  # fmt: skip


def _writer(layout: str) -> Writer:
    lettered = layout not in WITHOUT_LETTERS
    keeps = {"time", "workout"}
    keeps |= {"kind"} if lettered else set()
    keeps |= {"rir"} if layout not in {"S1", "S2"} else set()
    keeps |= {"session_s"} if layout not in {"S1", "S2", "S3"} else set()
    return Writer(
        app="strong",
        layout=layout.removesuffix("-de"),
        file="strong.csv",
        write=lambda sets, unit: write(sets, layout=layout, unit=unit).encode(),
        keeps=frozenset(keeps),
        states_unit=layout in {"S1", "S4", "S7"},
    )


WRITERS: Final = tuple(_writer(layout) for layout in HEADERS)
