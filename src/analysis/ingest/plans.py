"""What the coach planned: the phases of `client.toml` as a table, with templates written out."""

from __future__ import annotations

import csv
from datetime import timedelta
from importlib import resources
from typing import Any

import dataframely as dy
import polars as pl

from analysis.settings.client import ClientSettings, PlannedPhase
from analysis.tables import Plan


def plan(client: str, settings: ClientSettings, programmes: pl.DataFrame | None = None) -> dy.DataFrame[Plan]:
    """One row a planned phase, in order; a template gives several.

    What the coach planned in `client.toml` stands alone; else the phases of the apps' `programmes`
    (`RAW_PLAN`) are taken, each day once: of two that overlap, the one that starts first.
    """
    rows = [row for phase in settings.phase for row in _written_out(phase)]
    if not rows and programmes is not None:
        rows = _of_programmes(programmes)
    numbered = [{"client": client, "phase": place, **row} for place, row in enumerate(rows, start=1)]
    empty = Plan.create_empty()
    return Plan.validate(pl.DataFrame(numbered, schema=empty.schema) if numbered else empty, cast=True)


def _of_programmes(programmes: pl.DataFrame) -> list[dict[str, Any]]:
    """The phases of apps' programmes that do not overlap an earlier one."""
    kept: list[dict[str, Any]] = []
    for row in programmes.drop("line").sort("starts_on", "ends_on", "name").to_dicts():
        if not kept or row["starts_on"] > kept[-1]["ends_on"]:
            kept.append(row)
    return kept


def _written_out(phase: PlannedPhase) -> list[dict[str, Any]]:
    if phase.template is None:
        return [_one(phase)]
    text = resources.files("analysis.settings").joinpath("templates.csv").read_text("utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["template"] == phase.template]
    return [_of_template(phase, row) for row in rows]


def _one(phase: PlannedPhase) -> dict[str, Any]:
    reps = [day.reps for day in phase.day if day.reps] + ([phase.reps] if phase.reps else [])
    rests = [day.rest_s for day in phase.day if day.rest_s] + ([phase.rest_s] if phase.rest_s else [])
    return {
        "style": phase.style,
        "name": phase.name or None,
        "starts_on": phase.starts_on,
        "ends_on": phase.last_on,
        "reps_low": min((low for low, _ in reps), default=None),
        "reps_high": max((high for _, high in reps), default=None),
        "rest_low_s": min((low for low, _ in rests), default=None),
        "rest_high_s": max((high for _, high in rests), default=None),
        "days_per_week": phase.days_per_week or len(phase.day) or None,
    }


def _of_template(phase: PlannedPhase, row: dict[str, str]) -> dict[str, Any]:
    """One phase of a template, laid from the day the whole starts."""
    first = phase.starts_on + timedelta(weeks=int(row["first_week"]) - 1)
    last = phase.starts_on + timedelta(weeks=int(row["last_week"]), days=-1)
    return {
        "style": row["style"],
        "name": row["name"],
        "starts_on": first,
        "ends_on": last,
        "reps_low": int(row["reps_low"]),
        "reps_high": int(row["reps_high"]),
        "rest_low_s": float(row["rest_low_s"]),
        "rest_high_s": float(row["rest_high_s"]),
        "days_per_week": len(row["weekdays"].split()),
    }
