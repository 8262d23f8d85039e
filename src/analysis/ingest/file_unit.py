"""The weight unit of a file, and what says so: its header, its rows, the coach's word, or the evidence."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from analysis.importers.reading import Reading
from analysis.ingest import unit_evidence
from analysis.settings.client import FILE_NAME, ClientSettings


class Unit(NamedTuple):
    """A file's weight unit and what says so; a unit of null with evidence means: has weights, not decided."""

    unit: str | None
    known_by: str | None


def of(
    reading: Reading, settings: ClientSettings, *, whole: Reading | None = None, said_in: str = FILE_NAME
) -> Unit:
    """The file's weight unit: its header, its rows, the coach's word, or the evidence; never a default.

    `said_in` is the settings file that has the coach's word. `whole` is the whole file, where the reading is one person's part of it: all its numbers are evidence.
    """
    loads = reading.sets.filter(pl.col("load").is_not_null())
    if loads.is_empty():
        return _unit_of_scales(reading.body, settings, said_in)
    stated = reading.dialect.weight_unit
    if stated is not None:
        found = unit_evidence.converted(loads)
        known = "header" if found is None else f"header; {found.evidence}"
        return Unit(stated, known)
    open_rows = loads.filter(pl.col("load_unit").is_null())
    if open_rows.is_empty():
        units = loads["load_unit"].unique().sort().to_list()
        return Unit(units[0] if len(units) == 1 else "per row", "rows")
    if settings.weight_unit is not None:
        return Unit(settings.weight_unit, said_in)
    verdict = unit_evidence.infer(open_rows) if whole is None else _of_everybody(open_rows, whole)
    return Unit(verdict.unit, f"evidence: {verdict.evidence}" if verdict.unit else verdict.evidence)


def _of_everybody(theirs: pl.DataFrame, whole: Reading) -> unit_evidence.Verdict:
    """What all loads of a file of many people give away, unless one person's own say the other unit."""
    loads = whole.sets.filter(pl.col("load").is_not_null() & pl.col("load_unit").is_null())
    verdict, own = unit_evidence.infer(loads), unit_evidence.infer(theirs)
    if verdict.unit is not None and own.unit is not None and own.unit != verdict.unit:
        said = f"the whole file looks like {verdict.unit}, this person's part like {own.unit}"
        return unit_evidence.Verdict(None, said)
    return unit_evidence.Verdict(verdict.unit, f"over the whole file, {verdict.evidence}")


def _unit_of_scales(body: pl.DataFrame, settings: ClientSettings, said_in: str) -> Unit:
    """The unit of the bodyweights of a file without sets."""
    stated = body.filter(measure="bodyweight_kg")["unit"].unique()
    if stated.is_empty():
        return Unit(None, None)
    if stated.null_count() == 0:
        return Unit(stated[0] if stated.len() == 1 else "per row", "measurements")
    if settings.weight_unit is not None:
        return Unit(settings.weight_unit, said_in)
    return Unit(None, "the bodyweight column states no unit")


def with_distances(unit: Unit, reading: Reading) -> Unit:
    """Say so where distances, too, state no unit: they are taken to go with the weights."""
    silent = pl.col("distance").is_not_null() & pl.col("distance_unit").is_null()
    if reading.dialect.distance_unit is not None or reading.sets.filter(silent).is_empty():
        return unit
    return Unit(unit.unit, f"{unit.known_by or 'no weights'}; distances state no unit, read as {far(unit)}")


def far(unit: Unit) -> str:
    """Miles go with pounds, kilometres with kilograms."""
    return "mi" if unit.unit == "lb" else "km"
