"""The trials that the tests share: 200 athletes a cell, or as many as `CALIBRATION_ATHLETES` says (`make calibration`)."""

from __future__ import annotations

import os
from typing import Final, TypeVar

import dataframely as dy
import polars as pl
import pytest
from filelock import FileLock

from analysis.reports.calibration import brief as briefs
from analysis.reports.calibration import cells
from analysis.reports.calibration.brief import Brief, Params
from analysis.reports.calibration.cells import Cell
from analysis.reports.calibration.trials import Judged, Looked, Promised, Scored

Schema = TypeVar("Schema", bound=dy.Schema)
ATHLETES: Final = int(os.environ.get("CALIBRATION_ATHLETES", "200"))
MANY: Final = 1000


def asked() -> list[Cell]:
    """The cells on which something is asked of the verdict; of 200 athletes only those on which most hangs."""
    lengths = [cell for cell in cells.lengths() if cell.athlete.weeks in cells.LONG_ENOUGH]
    varied = [cell for cell in cells.varied() if cell.rules]
    if ATHLETES < MANY:
        short = min(
            cells.LONG_ENOUGH
        )  # cheap, and where coverage lies nearest to its line: all rates, as of 1,000
        lengths = [
            each
            for each in lengths
            if each.rules or each.athlete.pct_per_month == 0.0 or each.athlete.weeks == short
        ]
        varied = [cell for cell in varied if cell.athlete.curve in {None, 1 / 24, 1 / 36}]
    return [*lengths, *varied, *cells.drawn()]


@pytest.fixture(scope="session")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    """The trials; made once, also where several processes test side by side."""
    params = Params(athletes=ATHLETES, workers=1)
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    files = [folder / "calibration-judged.parquet", folder / "calibration-scored.parquet"]
    with FileLock(folder / "calibration.lock"):
        if not files[1].exists():
            for frame, file in zip(briefs.judged(asked(), params), files, strict=True):
                frame.write_parquet(file)
    return Brief(
        params=params,
        judged=_read(Judged, pl.read_parquet(files[0])),
        scored=_read(Scored, pl.read_parquet(files[1])),
        looked=Looked.create_empty(),
        promised=Promised.create_empty(),
    )


def _read(schema: type[Schema], frame: pl.DataFrame) -> dy.DataFrame[Schema]:
    return schema.validate(frame, cast=True)
