"""Alpha Progression: no table but a block a workout, with a small table a lift inside it.

The columns of each small table say the unit and what was counted. In the European form warm-ups stand in
the line of the lift's name, numbers have a comma, and `+35` is bodyweight and 35 kg more.
See docs/exports/alpha-progression.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from analysis.importers import quoted_lines, records, tabular
from analysis.importers.quoted_lines import Row
from analysis.importers.reading import UNITS, Dialect, Hints, Importer, Reading
from analysis.importers.records import Record
from analysis.sources.lines import Lines

DIALECTS: Final = {
    "comma": "en-US: commas, decimal points, title, date and plan on lines of their own",
    "semicolon": "European: semicolons, decimal commas, warm-ups beside the lift's name, RIR",
}
COLUMNS: Final = {
    "KG": "weight", "LB": "weight", "LBS": "weight", "REPS": "reps", "RIR": "rir", "RPE": "rpe",
    "S": "seconds", "SEC": "seconds", "SECS": "seconds", "TIME": "seconds", "MIN": "minutes", "MINS": "minutes",
    "KM": "distance", "MI": "distance", "M": "distance",
}  # fmt: skip
"""A column of a small table to our field; columns of other names are not read."""

COUNTED: Final = frozenset({"reps", "seconds", "minutes", "distance"})

_DATE: Final = re.compile(r"(\d{4}-\d{2}-\d{2}\s+\d{1,2}:\d{2}(?:\s*[ap]m)?)(?:\s*h)?$", re.IGNORECASE)
_STARTS: Final = re.compile(
    r'^(?:"[^"]*"[,;])?"?\d{4}-\d{2}-\d{2}\s+\d{1,2}:\d{2}\s*(?:[ap]m|h)?"?[,;]', re.IGNORECASE
)
_TABLE: Final = re.compile(r"#([,;])\s*(KG|LBS?|REPS|SECS?|TIME|MINS?|KM|MI|M)\b")
_EXERCISE: Final = re.compile(r"\d{1,3}\.\s+(.+)$", re.DOTALL)
_PLACE: Final = re.compile(r"(?:Day|Week) \d+\b.*$", re.IGNORECASE)
"""Where in its programme a workout stands: `Day 3 · Week 1 · PPL`."""

_TARGET: Final = re.compile(r"\d[\d\s\-–]*(reps?|secs?|mins?|km|mi|m)\b.*$", re.IGNORECASE)
_SUPERSET: Final = re.compile(r"Superset (\d+)$", re.IGNORECASE)
_DROPSETS: Final = re.compile(r"\d+ dropsets?$", re.IGNORECASE)
_WARM_UP: Final = re.compile(
    r"WU\d+ · (?:(?P<weight>[+-]?\d+(?:[.,]\d+)?) (?P<unit>kg|lbs?) · )?(?P<reps>\d+) reps$", re.IGNORECASE
)
_LONG: Final = re.compile(r"(\d{1,3}):(\d{2}) hr$")
WARM_UP: Final = "#warm-up"


@dataclass
class _Exercise:
    """A lift of a workout, as its line says it."""

    row: Row
    name: str
    superset: str | None = None
    notes: list[str] = field(default_factory=list)
    warm_ups: list[dict[str, str | None]] = field(default_factory=list)
    sets: int = 0

    def note(self) -> str | None:
        """What was written of it, once: for its first set."""
        said, self.notes = "\n".join(self.notes), []
        return said or None


def identify(doc: Lines, _: Hints) -> Dialect | None:
    """A line that starts a workout, and a small table whose columns are counted things."""
    head = [quoted_lines.plain(line) for line in doc.head]
    table = next((m for line in head if (m := _TABLE.match(line))), None)
    if table is None or not any(_STARTS.match(line) for line in head):
        return None
    return Dialect(name="comma" if table[1] == "," else "semicolon")


def read(doc: Lines, dialect: Dialect, hints: Hints) -> Reading:
    """Read an export of workouts."""
    delimiter = "," if dialect.name == "comma" else ";"
    walk = _Walk()
    found = list(walk.over(quoted_lines.rows(doc.lines, delimiter, begins=_TABLE)))
    spoken = {r.fields.get("weight_unit") for r in found} - {None}
    known = replace(dialect, weight_unit=spoken.pop() if len(spoken) == 1 else None)
    texts = {r.line: r.text[:300] for r in found}
    named = records.named(found).with_columns(
        pl.col("line").is_in(list(walk.short)).alias("too_short"),
        pl.col("line").is_in(list(walk.long)).alias("too_long"),
    )
    return tabular.read_named(
        named, known, hints, MEANING, file=doc.file, record=lambda line: texts.get(line, "")
    )


class _Walk:
    """Where in the file one is: the workout, the lift, and the columns of its table."""

    def __init__(self) -> None:
        self.workout: dict[str, str | None] = {}
        self.exercise: _Exercise | None = None
        self.columns: list[str] = []
        self.said = ""
        self.short: set[int] = set()
        self.long: set[int] = set()

    def over(self, rows: Iterator[Row]) -> Iterator[Record]:
        """Yield each set, and each lift without one."""
        for row in rows:
            if started := _workout(row, self.said):
                yield from self._ended()
                self.workout = started
            elif told := _EXERCISE.match(row.fields[0]):
                yield from self._ended()
                self.exercise = _exercise(row, told[1])
                yield from self._warm_ups(self.exercise)
            elif _TABLE.match(row.text):
                self.columns = [name.upper() for name in row.fields]
            elif self.exercise and self.columns and row.fields[0].isdecimal():
                yield self._set(row, self.exercise)
            elif (
                self.workout
                and self.exercise is None
                and len(row.fields) == 1
                and _PLACE.match(row.fields[0])
            ):
                self.workout = {**self.workout, "workout": _joined(self.workout["workout"], row.fields[0])}
                self.said = row.fields[0]
            else:
                self.said = row.fields[0]
        yield from self._ended()

    def _ended(self) -> Iterator[Record]:
        """A lift that was planned and not done is a record too."""
        lift = self.exercise
        if lift is not None and not lift.sets and not lift.warm_ups:
            yield Record(
                lift.row.line,
                {**self.workout, "exercise": lift.name, "mark": records.SKIPPED},
                lift.row.text,
            )
        self.exercise, self.columns = None, []

    def _warm_ups(self, lift: _Exercise) -> Iterator[Record]:
        for part, done in enumerate(lift.warm_ups):
            said = {**self.workout, "exercise": lift.name, "superset": lift.superset, "mark": WARM_UP, **done}
            yield Record(lift.row.line, {**said, "note": lift.note()}, lift.row.text, part)

    def _set(self, row: Row, lift: _Exercise) -> Record:
        short = len(row.fields) < len(self.columns)
        if short:
            self.short.add(row.line)
        if any(row.fields[len(self.columns) :]):
            self.long.add(row.line)
        cells = dict(zip(self.columns, row.fields, strict=False))
        note = lift.note()
        lift.sets += 1
        said = {
            **self.workout,
            "exercise": lift.name,
            "superset": lift.superset,
            "note": note,
            **_done(cells),
        }
        return Record(row.line, said | ({"mark": None} if short else {}), row.text)


def _workout(row: Row, before: str) -> dict[str, str | None] | None:
    """The workout that a line starts; its title is on it or on the line `before`; null: it starts none."""
    for place, cell in enumerate(row.fields[:2]):
        if told := _DATE.match(cell):
            title = row.fields[0] if place else before
            length = row.fields[place + 1] if len(row.fields) > place + 1 else None
            return {
                "started": told[1],
                "workout": title or None,
                "length": length and _LONG.sub(r"\1h \2m", length),
            }
    return None


def _joined(title: str | None, place: str) -> str:
    """The workout's title, then its place in the programme."""
    return f"{title} · {place}" if title and not place.startswith(f"{title} · ") else place


def _exercise(row: Row, said: str) -> _Exercise:
    """A lift from its line: the name, then what is planned; then a superset, warm-ups, or what the lifter wrote."""
    named, *planned = said.split(" · ")
    notes: list[str] = []
    while planned and (_TARGET.match(planned[-1]) or _DROPSETS.match(planned[-1])):
        last = planned.pop()
        notes += [last] if _DROPSETS.match(last) else []
    lift = _Exercise(row, " · ".join([named, *planned]).strip(), notes=notes)
    for cell in row.fields[1:]:
        if told := _SUPERSET.match(cell):
            lift.superset = told[1]
            continue
        for piece in re.split(r"<br\s*/?>", cell):
            warm_up = _WARM_UP.match(piece.strip())
            if warm_up:
                unit = UNITS.get((warm_up["unit"] or "").lower())
                lift.warm_ups.append(
                    {"weight": _added(warm_up["weight"]), "weight_unit": unit, "reps": warm_up["reps"]}
                )
            elif piece.strip():
                lift.notes.append(piece.strip())
    return lift


def _done(cells: dict[str, str]) -> dict[str, str | None]:
    """The cells of a set under our names; a set of dashes was not done."""
    said: dict[str, str | None] = {}
    for column, cell in cells.items():
        ours = COLUMNS.get(column)
        if ours == "weight":
            said |= {"weight": _added(cell), "weight_unit": UNITS[column.lower()]}
        elif ours == "distance":
            said |= {"distance": cell, "distance_unit": UNITS[column.lower()]}
        elif ours == "minutes":
            said["seconds"] = (
                f"{cell} min" if cell.replace(",", ".").replace(".", "", 1).isdecimal() else cell
            )
        elif ours is not None:
            said[ours] = cell
    counted = [cells[column] for column in cells if COLUMNS.get(column) in COUNTED]
    if not any(cell.strip("-– ") for cell in counted):
        said["mark"] = records.SKIPPED
    return said


def _added(weight: str | None) -> str | None:
    """`+35` on a bodyweight lift is 35 more."""
    return weight.removeprefix("+") if weight else None


MEANING: Final = tabular.Meaning(kinds={WARM_UP: "warm_up"}, not_a_set=records.NOT_PERFORMED)

IMPORTER: Final = Importer(
    app="alpha_progression",
    title="Alpha Progression",
    identify=identify,
    read=read,
    reads=Lines,
    dialects=DIALECTS,
    signature=frozenset({"#", "KG", "LBS", "REPS", "RIR"}),
    unseen=frozenset({"semicolon"}),
)
