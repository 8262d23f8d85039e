"""Inputs that fuzzing once broke phasewise with: each is read or refused, in time, and its account adds up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from analysis.ingest import pipeline
from analysis.settings.client import ClientSettings

FOUND = sorted(path for path in (Path(__file__).parent / "found").rglob("*") if path.is_file())
SETTINGS = ClientSettings(weight_unit="kg", date_order="dmy", timezone="Europe/Berlin")


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_fuzzing_found_is_mended(path: Path) -> None:
    began = time.monotonic()
    for part in pipeline.parts(path, client="ana", settings=SETTINGS, unit_must_be_known=False):
        if isinstance(part, pipeline.Refused):
            assert "phasewise made a mistake" not in str(part.error)
            assert "\n" not in str(part.error) or "[table." in str(part.error)
        else:
            row = part.source.row(0, named=True)
            assert row["lines"] == sum(row[s] for s in ("used", "repeated", "not_a_set", "rejected"))
    assert time.monotonic() - began < 2
