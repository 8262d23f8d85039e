"""The order in which a client's files are found changes no table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.ingest import pipeline
from analysis.settings.client import ClientSettings
from analysis.simulate import roster
from analysis.simulate.performed import BodyReading, Performed
from analysis.simulate.writers import fitnotes, hevy, plain, strong
from analysis.store import imports

SETTINGS = ClientSettings(weight_unit="kg", date_order="dmy")


@cache
def files() -> dict[str, bytes]:
    """Seven files of one client that overlap: older and newer exports of three apps, a copy, and two body logs."""
    client = roster.CLIENTS[0]
    days = client.log.sets["started_at"].unique().sort()
    few = client.log.sets.filter(pl.col("started_at").is_in(days.head(8).implode()))
    sets, readings = Performed.validate(few), BodyReading.validate(client.log.readings.head(12))
    early = (days[4] + timedelta(hours=1)).date()
    return {
        "body.csv": plain.write_body(readings).encode(),
        "copy of strong.csv": strong.write(sets, until=early).encode(),
        "fitnotes.csv": fitnotes.write(sets).encode(),
        "hevy.csv": hevy.write(sets, until=early).encode(),
        "measurements.csv": hevy.write_measurements(readings).encode(),
        "strong-new.csv": strong.write(sets).encode(),
        "strong.csv": strong.write(sets, until=early).encode(),
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with those files; each is read once, for a reading depends on its file alone."""
    root = tmp_path_factory.mktemp("shuffled")
    home = root / "data" / "raw" / "ana"
    home.mkdir(parents=True)
    for name, data in files().items():
        (home / name).write_bytes(data)
    return root


@pytest.fixture(scope="module", autouse=True)
def _read_once(folder: Path) -> Iterator[None]:
    reading = pipeline.parts
    kept = {
        path: reading(path, name=path.name, client="ana", settings=SETTINGS)
        for path in (folder / "data" / "raw" / "ana").iterdir()
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "parts", lambda path, **_: kept[path])
        yield


@given(names=st.lists(st.sampled_from(sorted(files())), min_size=2, unique=True), data=st.data())
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_the_order_of_the_files_changes_no_table(folder: Path, names: list[str], data: st.DataObject) -> None:
    home = folder / "data" / "raw" / "ana"
    shuffled = data.draw(st.permutations(names))
    there = dict(imports.tables_of(folder, "ana", [home / name for name in sorted(names)], SETTINGS, {}))
    back = dict(imports.tables_of(folder, "ana", [home / name for name in shuffled], SETTINGS, {}))
    assert all(there[table].equals(back[table]) for table in there)
