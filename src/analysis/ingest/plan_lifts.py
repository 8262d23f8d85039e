"""Which lift of the log a planned exercise is: coaches write "Walking Lunge", apps "Walking Lunge (Dumbbell)"."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from analysis.errors import BadSettingError
from analysis.exercises import catalogue, harmonise, names
from analysis.ingest import lift_names
from analysis.settings import exercise_line
from analysis.settings.toml_file import line_of

POSITIONS: Final = ("lying", "seated", "standing", "kneeling")
"""Words by which catalogue ids tell variants of one movement apart: a lying leg curl is a leg curl."""

VARIANTS: Final = (*catalogue.EQUIPMENT, "plate_loaded", "suspension", "weighted", "assisted")
"""Last words of catalogue ids that say with what a movement is done."""


def matched(
    named: pl.DataFrame,
    *,
    planned: pl.DataFrame,
    performed: pl.DataFrame,
    aliases: Mapping[str, str],
    file: Path,
) -> pl.DataFrame:
    """Return the planned sets with `exercise`, what the catalogue takes their name for, and `lift`, as in `Sets`.

    The log's own name for a lift goes before the catalogue's. A name that says neither equipment nor position is every
    variant of its movement: the lift is the one the client does most in the phase, if it is not the one that was named.
    A name that only the log knows is its own lift.

    Args:
        named: Planned sets with `phase` and `exercise_planned`.
        planned: The phases, with `phase`, `starts_on` and `ends_on`.
        performed: The client's `Sets`.
        aliases: The workspace's own names of lifts.
        file: The `client.toml`, to say where a name stands.

    Raises:
        BadSettingError: a name that neither the log nor the catalogue knows, with the nearest that one does.
    """
    if named.is_empty():
        return named.with_columns(exercise=pl.lit(None, pl.String), lift=pl.lit(None, pl.String))
    spans = {phase: span for phase, *span in planned.select("phase", "starts_on", "ends_on").iter_rows()}
    distinct = named["exercise_planned"].unique(maintain_order=True).to_list()
    found = harmonise.match(distinct, app="generic", extra=aliases)
    exercises = dict(found.select("exercise_logged", "exercise").iter_rows())
    logged = lift_names.known(performed)
    for name in distinct:
        if exercises[name] is None and lift_names.folded(name) not in logged:
            raise _unknown(name, logged, file)
    pairs = named.select("phase", "exercise_planned").unique(maintain_order=True).rows()
    lifts = {
        (phase, name): logged_lift(
            name, exercises[name], names_logged=logged, done=_done(performed, *spans[phase])
        )
        for phase, name in pairs
    }
    return named.with_columns(
        exercise=pl.col("exercise_planned").replace_strict(exercises, return_dtype=pl.String),
        lift=pl.Series(
            [lifts[pair] for pair in named.select("phase", "exercise_planned").rows()], dtype=pl.String
        ),
    )


def _unknown(name: str, known: Mapping[str, str], file: Path) -> BadSettingError:
    near = lift_names.nearest_lift(name, known)
    return BadSettingError(
        file,
        line=_line(name, file),
        key="phase.day.exercises",
        problem=f"no such lift: {name!r}",
        hint=f"Did you mean {near!r}?" if near else "The names are in docs/exercises-list.md.",
    )


def _line(name: str, file: Path) -> int | None:
    """The first line of the file that plans an exercise of this name."""
    if not file.exists():
        return None
    text = file.read_text("utf-8-sig")
    for at, phase in enumerate(tomllib.loads(text).get("phase", ())):
        for day_at, day in enumerate(phase.get("day", ())):
            for line_at, line in enumerate(day.get("exercises", ())):
                if exercise_line.read(line).name == name:
                    return line_of(text, ("phase", at, "day", day_at, "exercises", line_at), item=line)
    return None


def _done(performed: pl.DataFrame, starts_on: date, ends_on: date) -> dict[str, int]:
    """How many sets of each lift the phase holds, the most first."""
    of_phase = performed.filter(pl.col("performed_at").dt.date().is_between(starts_on, ends_on))
    counted = of_phase.group_by("lift").len().sort("len", "lift", descending=[True, False])
    return dict(counted.iter_rows())


def logged_lift(
    name: str, exercise: str | None, *, names_logged: Mapping[str, str], done: Mapping[str, int]
) -> str:
    """Return the lift that a planned name stands for.

    Args:
        name: As the coach wrote it.
        exercise: The catalogue id that the name was found to mean; None: none.
        names_logged: What may be written, folded, and the lift it means, as `lift_names.known` gives it.
        done: The sets of each lift in the phase, the most first.

    >>> logged_lift("Leg Curl", "leg_curl_machine", names_logged={}, done={"lying_leg_curl_machine": 9})
    'lying_leg_curl_machine'
    >>> logged_lift("Leg Curl Machine", "leg_curl_machine", names_logged={}, done={"lying_leg_curl_cable": 9})
    'leg_curl_machine'
    """
    meant = names_logged.get(lift_names.folded(name))
    if meant is not None and (meant in done or exercise is None):
        return meant
    if exercise is None or exercise in done:
        return exercise or name
    said, movement = names.reading(name), _movement(exercise)
    if said & names.EQUIPMENT_WORDS:
        return exercise
    positions = () if said & set(POSITIONS) else POSITIONS
    variants = {movement, *(f"{position}_{movement}" for position in positions)}
    return next((lift for lift in done if _movement(lift) in variants), exercise)


def _movement(lift: str) -> str:
    """The catalogue id without its equipment; a lift of no catalogue is a movement of its own."""
    if catalogue.by_id(lift) is None:
        return lift
    return next((lift.removesuffix(f"_{end}") for end in VARIANTS if lift.endswith(f"_{end}")), lift)
