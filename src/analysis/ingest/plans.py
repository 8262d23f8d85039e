"""What the coach planned: the phases of `client.toml` as tables, with templates written out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl

from analysis.ingest import plan_lifts
from analysis.settings import templates
from analysis.settings.client import ClientSettings, PlannedDay, PlannedPhase
from analysis.settings.exercise_line import PlannedExercise
from analysis.settings.templates import TemplateDay, TemplatePhase
from analysis.tables import Plan, PlanDays, PlanSets

Pair = tuple[float, float]
Row = dict[str, Any]


def plan(client: str, settings: ClientSettings, programmes: pl.DataFrame | None = None) -> dy.DataFrame[Plan]:
    """One row a planned phase, in order; a template gives several.

    What the coach planned in `client.toml` stands alone; else the phases of the apps' `programmes`
    (`RAW_PLAN`) are taken, each day once: of two that overlap, the one that starts first.
    """
    rows = [row for phase in settings.phase for row in _written_out(phase)]
    if not rows and programmes is not None:
        rows = _of_programmes(programmes)
    numbered = [{"client": client, "phase": place, **row} for place, row in enumerate(rows, start=1)]
    return Plan.validate(pl.DataFrame(numbered, schema=Plan.create_empty().schema), cast=True)


def days(client: str, settings: ClientSettings) -> dy.DataFrame[PlanDays]:
    """One row a planned day of the weeks of each phase of `client.toml`; what a day leaves out is its phase's.

    A day that names exercises and whose phase plans no reps or rests has those of its exercises.
    """
    rows = [
        {"client": client, "phase": place, **row}
        for place, phase in enumerate(_phases(settings), start=1)
        for row in _days_of(phase)
    ]
    return PlanDays.validate(pl.DataFrame(rows, schema=PlanDays.create_empty().schema), cast=True)


def sets(
    client: str,
    settings: ClientSettings,
    *,
    planned: pl.DataFrame,
    performed: pl.DataFrame,
    aliases: Mapping[str, str],
    file: Path,
) -> dy.DataFrame[PlanSets]:
    """One row a planned work set, where a day of `client.toml` names its exercises.

    Args:
        client: The client's folder name.
        settings: The client's settings.
        planned: The phases, as `plan` gives them.
        performed: The client's `Sets`: which variant of a lift the client does is read from them.
        aliases: The workspace's own names of lifts.
        file: The `client.toml`, to say where a name stands.

    Raises:
        BadSettingError: an exercise that neither the log nor the catalogue knows, with the nearest that one does.
    """
    rows = [
        {"client": client, "phase": place, **row}
        for place, phase in enumerate(_phases(settings), start=1)
        if isinstance(phase, PlannedPhase)
        for day in phase.day
        for row in _sets_of(day)
    ]
    schema = PlanSets.create_empty().schema
    known = [name for name in schema if name not in {"exercise", "lift"}]
    named = pl.DataFrame(rows, schema={name: schema[name] for name in known})
    found = plan_lifts.matched(named, planned=planned, performed=performed, aliases=aliases, file=file)
    return PlanSets.validate(found.select(PlanSets.column_names()), cast=True)


def _of_programmes(programmes: pl.DataFrame) -> list[Row]:
    """The phases of apps' programmes that do not overlap an earlier one."""
    kept: list[Row] = []
    for row in programmes.drop("line").sort("starts_on", "ends_on", "name").to_dicts():
        if not kept or row["starts_on"] > kept[-1]["ends_on"]:
            kept.append(row)
    return kept


def _phases(settings: ClientSettings) -> Iterator[PlannedPhase | TemplatePhase]:
    """The phases in the order of `plan`, those of a template one by one."""
    for phase in settings.phase:
        if phase.template is None:
            yield phase
        else:
            yield from templates.phases()[phase.template]


def _written_out(phase: PlannedPhase) -> list[Row]:
    if phase.template is None:
        return [_one(phase)]
    return [_of_template(phase, part) for part in templates.phases()[phase.template]]


def _one(phase: PlannedPhase) -> Row:
    own = [_day(day, phase) for day in phase.day]
    every = [phase.reps] if phase.reps else []
    every += [(day[f"{kind}_low"], day[f"{kind}_high"]) for day in own for kind in ("reps", "accessory_reps")]
    every += [reps for day in phase.day for exercise in day.planned_exercises for reps in exercise.sets]
    rests = [phase.rest_s] if phase.rest_s else []
    rests += [(day["rest_low_s"], day["rest_high_s"]) for day in own]
    rests += [rest_s for day in phase.day for rest_s in _rests(day.planned_exercises)]
    return {
        "style": phase.style,
        "name": phase.name or None,
        "aim": phase.aim or None,
        "starts_on": phase.starts_on,
        "ends_on": phase.last_on,
        **_low_high("reps", _widest(every)),
        **_low_high("rest", _widest(rests), "_s"),
        "days_per_week": phase.days_per_week or len(phase.day) or None,
    }


def _of_template(phase: PlannedPhase, part: TemplatePhase) -> Row:
    """One phase of a template, laid from the day the whole starts."""
    return {
        "style": part.style,
        "name": part.name,
        "aim": part.aim,
        "starts_on": phase.starts_on + timedelta(weeks=part.first_week - 1),
        "ends_on": phase.starts_on + timedelta(weeks=part.last_week, days=-1),
        **_low_high("reps", part.reps),
        **_low_high("rest", part.rest_s, "_s"),
        "days_per_week": len(part.days),
    }


def _days_of(phase: PlannedPhase | TemplatePhase) -> list[Row]:
    if isinstance(phase, PlannedPhase):
        return [_day(day, phase) for day in phase.day]
    return [
        _day_row(day, reps=day.reps, accessory_reps=day.accessory_reps, rest_s=day.rest_s, sets=None)
        for day in phase.days
    ]


def _day(day: PlannedDay, phase: PlannedPhase) -> Row:
    """The day with what it leaves to its phase, or to its exercises."""
    exercises = day.planned_exercises
    return _day_row(
        day,
        reps=day.reps or phase.reps or _widest([reps for each in exercises for reps in each.sets]),
        accessory_reps=day.accessory_reps,
        rest_s=day.rest_s or phase.rest_s or _widest(_rests(exercises)),
        sets=day.sets or sum(len(each.sets) for each in exercises) or None,
    )


def _day_row(
    day: PlannedDay | TemplateDay,
    *,
    reps: Pair | None,
    accessory_reps: Pair | None,
    rest_s: Pair | None,
    sets: int | None,
) -> Row:
    return {
        "weekday": day.weekday,
        "focus": day.focus or None,
        **_low_high("reps", reps),
        **_low_high("accessory_reps", accessory_reps),
        **_low_high("rest", rest_s, "_s"),
        "sets": sets,
    }


def _sets_of(day: PlannedDay) -> Iterator[Row]:
    """The planned sets of one day, exercise by exercise."""
    for place, exercise in enumerate(day.planned_exercises, start=1):
        for number, reps in enumerate(exercise.sets, start=1):
            yield {
                "weekday": day.weekday, "place": place, "set_number": number, "exercise_planned": exercise.name,
                "reps_low": reps.low, "reps_high": reps.high, "each": exercise.each,
                "rest_s": exercise.rest_s,
            }  # fmt: skip


def _low_high(name: str, pair: Pair | None, unit: str = "") -> Row:
    low, high = pair or (None, None)
    return {f"{name}_low{unit}": low, f"{name}_high{unit}": high}


def _rests(exercises: Sequence[PlannedExercise]) -> list[Pair]:
    return [(each.rest_s, each.rest_s) for each in exercises if each.rest_s is not None]


def _widest(pairs: list[Any]) -> Pair | None:
    """The range that holds all those that are planned; none where none is."""
    known = [(low, high) for low, high in pairs if low is not None]
    return (min(low for low, _ in known), max(high for _, high in known)) if known else None
