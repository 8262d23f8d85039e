"""A sample client exported to any format and read again is the same client: the law of all apps."""

from __future__ import annotations

import csv
import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import dataframely as dy
import polars as pl
import pytest

from analysis import importers
from analysis.ingest import pipeline, plans
from analysis.ingest.pipeline import Ingested
from analysis.settings.client import ClientSettings
from analysis.simulate import roster, writers
from analysis.simulate.performed import BodyReading, Performed
from analysis.simulate.writers.writer import BodyWriter, PlanWriter, Writer
from analysis.tables import Plan

CLIENTS = {"kg": "tom-flat", "lb": "hana-season"}
SESSIONS = 24
LOGS = [(w, unit) for w in writers.every() if isinstance(w, Writer) for unit in w.units]
BODIES = [w for w in writers.every() if isinstance(w, BodyWriter)]


@cache
def log(unit: str) -> dy.DataFrame[Performed]:
    """The first sessions of a sample client whose gym is in this unit."""
    client = next(c for c in roster.CLIENTS if c.slug == CLIENTS[unit])
    sets = client.log.sets
    days = sets["started_at"].unique().sort().head(SESSIONS)
    return Performed.validate(sets.filter(pl.col("started_at").is_in(days.implode())))


@cache
def aliases() -> dict[str, str]:
    """The sample workspace's own names, for the tables that its people keep by hand."""
    rows = csv.DictReader(roster.files()["aliases.csv"].splitlines())
    return {row["exercise_logged"]: row["exercise"] for row in rows}


def read_back(data: bytes, writer: Writer | BodyWriter, folder: Path, *, unit: str = "") -> Ingested:
    path = folder / writer.file
    path.write_bytes(data)
    said = {**tomllib.loads(writer.settings), **({"timezone": writer.timezone} if writer.timezone else {})}
    if unit:
        said["weight_unit"] = unit
    return pipeline.read(path, client="ana", settings=ClientSettings.model_validate(said), aliases=aliases())


@pytest.mark.parametrize(
    ("writer", "unit"), LOGS, ids=lambda p: f"{p.app}-{p.layout}" if isinstance(p, Writer) else p
)
def test_a_log_comes_back_from_every_format_with_all_that_the_format_keeps(
    writer: Writer, unit: str, tmp_path: Path
) -> None:
    sets = log(unit)
    done = read_back(writer.write(sets, unit), writer, tmp_path, unit="" if writer.states_unit else unit)
    source = done.source.row(0, named=True)
    assert source["app"] == writer.app
    assert writer.layout in {None, source["dialect"]}
    assert source["rejected"] == 0
    back = done.sets.sort("performed_at", "source_line", "source_part", maintain_order=True)
    assert back.height == sets.height
    assert back["performed_at"].dt.date().to_list() == sets["started_at"].dt.date().to_list()
    assert back["exercise"].to_list() == sets["exercise"].to_list()
    assert back["reps"].to_list() == sets["reps"].to_list()
    load = sets["load_kg"].fill_null(0.0)
    assert (back["load_kg"].fill_null(0.0) - load).abs().max() <= 0.06  # type: ignore[operator]  # a log is not empty
    for trait in writer.keeps:
        check_trait(trait, back, sets, done)


def check_trait(trait: str, back: pl.DataFrame, sets: pl.DataFrame, done: Ingested) -> None:
    if trait == "time":
        apart = back["performed_at"] - sets["started_at"]
        assert back["time_known"].all()
        assert apart.is_between(timedelta(seconds=-60), timedelta(hours=3)).all()
    elif trait == "session_s":
        assert ((back["session_s"] - sets["session_s"]).abs() < 60).all()
    elif trait == "note":
        assert (back["note"].fill_null("") == sets["note"]).all() or (
            back.filter(sets["note"] != "")["note"].to_list()
            == sets.filter(sets["note"] != "")["note"].to_list()
        )
    elif trait == "bodyweight":
        assert done.body.filter(measure="bodyweight_kg").height >= sets["started_at"].n_unique() * 0.5
    elif trait == "kind":
        assert back["kind"].cast(pl.String).to_list() == sets["kind"].cast(pl.String).to_list()
    else:
        assert (
            back[trait].to_list()
            == sets[trait].cast(pl.Float64 if trait != "workout" else pl.String).to_list()
        )


@pytest.mark.parametrize("writer", BODIES, ids=lambda writer: writer.app)
def test_measurements_come_back_from_every_format(writer: BodyWriter, tmp_path: Path) -> None:
    client = next(c for c in roster.CLIENTS if c.log.readings["measure"].n_unique() > 1)
    readings = BodyReading.validate(
        client.log.readings.filter(pl.col("measure").is_in(list(writer.measures)))
    )
    done = read_back(writer.write(readings), writer, tmp_path)
    assert done.source["app"].item() == writer.app
    assert done.source["rejected"].item() == 0
    stamp = pl.col("measured_at") if writer.time_kept else pl.col("measured_at").dt.truncate("1d")
    back = done.body.select(stamp, "measure", pl.col("value").round(1)).sort("measured_at", "measure")
    then = readings.select(stamp, "measure", pl.col("value").round(1)).sort("measured_at", "measure")
    assert back.height == then.height
    assert back["measure"].to_list() == then["measure"].to_list()
    assert back["measured_at"].dt.date().to_list() == then["measured_at"].dt.date().to_list()
    assert (back["value"] - then["value"]).abs().max() <= 0.11  # type: ignore[operator]  # readings are not empty


@pytest.mark.parametrize("writer", writers.plans(), ids=lambda writer: f"{writer.app}-{writer.layout}")
def test_programmes_come_back_from_every_format(writer: PlanWriter, tmp_path: Path) -> None:
    ranges = {"strength": (4, 6), "hypertrophy": (8, 12), "combination": (5, 10)}
    starts = [date(2026, 1, 5) + timedelta(weeks=4 * place) for place in range(len(ranges))]
    rows = [
        {
            "client": "ana", "phase": place, "style": style, "name": style.title(), "starts_on": start,
            "ends_on": start + timedelta(days=27), "reps_low": low, "reps_high": high, "days_per_week": 3,
        }
        for place, ((style, (low, high)), start) in enumerate(zip(ranges.items(), starts, strict=True), start=1)
    ]  # fmt: skip
    phases = Plan.validate(pl.DataFrame(rows, schema=Plan.create_empty().schema), cast=True)
    path = tmp_path / writer.file
    path.write_bytes(writer.write(phases))
    done = pipeline.read(path, client="ana", settings=ClientSettings())
    source = done.source.row(0, named=True)
    assert (source["app"], source["dialect"], source["rejected"]) == (writer.app, writer.layout, 0)
    assert plans.plan("ana", ClientSettings(), done.plan).to_dicts() == phases.to_dicts()


def test_every_app_has_a_writer() -> None:
    written = {writer.app for writer in (*writers.every(), *writers.plans())}
    assert written == {each.app for each in (*importers.ALL, *importers.PLAIN)}
