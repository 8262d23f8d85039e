"""Real people's exports, where the folder of them is beside the checkout: nothing lost, nothing misnamed."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from analysis.errors import AnalysisError, UnknownExportError, UnknownUnitError, UnmappedColumnsError
from analysis.ingest import pipeline
from analysis.ingest.pipeline import Ingested
from analysis.settings.client import ClientSettings

EXPORTS = Path(__file__).resolve().parents[2].parent / "shared" / "exports"
READ = sorted([*EXPORTS.glob("strong/*.csv"), *EXPORTS.glob("hevy/*.csv"), *EXPORTS.glob("fitnotes/*.csv")])
NOT_FOR_US = (*sorted(EXPORTS.glob("freetext/*")), EXPORTS / "garmin" / "not-strength.fit")
NOT_A_SET = {"rest_timer", "note", "no_reps", "line_of_a_note", "nothing_measured", "blank_row"}


pytestmark = pytest.mark.skipif(
    not EXPORTS.is_dir(), reason="the folder of real exports is not beside this checkout"
)


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@cache
def read(path: Path) -> Ingested:
    """Read as a coach would have it: with the unit in `client.toml` only where the file gives none away."""
    try:
        return pipeline.read(path, client="ana", settings=ClientSettings())
    except UnknownUnitError:
        return pipeline.read(path, client="ana", settings=ClientSettings(weight_unit="kg"))


def app(path: Path) -> str:
    body = {"body-tracker": "fitnotes_body", "measurements": "hevy_measurements"}
    return next((a for word, a in body.items() if word in path.name), path.parent.name)


@pytest.mark.parametrize("path", READ, ids=name)
def test_a_real_export_is_known_reconciled_and_loses_no_set(path: Path) -> None:
    done = read(path)
    row = done.source.row(0, named=True)
    assert row["app"] == app(path)
    assert (
        row["lines"]
        == done.ledger.height
        == sum(row[s] for s in ("used", "repeated", "not_a_set", "rejected"))
    )
    assert row["rejected"] == 0
    assert row["used"] > 0
    assert set(done.ledger.filter(pl.col("status") != "rejected")["rule"].drop_nulls()) <= NOT_A_SET


@pytest.mark.parametrize("path", READ, ids=name)
def test_a_real_export_holds_believable_numbers(path: Path) -> None:
    done = read(path)
    assert done.sets["performed_at"].dt.year().is_between(2010, 2030).all()
    assert done.body["measured_at"].dt.year().is_between(2005, 2030).all()
    loads = done.sets.filter(pl.col("load_kg") > 0)["load_kg"]
    if loads.len() > 100:
        middle = loads.median()
        assert isinstance(middle, float)
        assert 5 < middle < 150
    assert done.sets.filter(pl.col("reps") > 300).height <= 0.001 * done.sets.height  # slips of the finger


def known_by_evidence() -> list[Path]:
    return [path for path in READ if path.parent.name == "strong"]


@pytest.mark.parametrize("path", known_by_evidence(), ids=name)
def test_a_unit_the_name_of_the_file_states_is_the_one_that_is_read(path: Path) -> None:
    unit = read(path).source["weight_unit"].item()
    if "-lb" in path.name and "s7" not in path.name:
        assert unit == "lb"
    if "-kg" in path.name or "s7" in path.name:
        assert unit == "kg"


@pytest.mark.parametrize("path", NOT_FOR_US, ids=name)
def test_what_is_no_export_is_refused_in_one_line(path: Path) -> None:
    with pytest.raises(AnalysisError) as refused:
        pipeline.read(path, client="ana", settings=ClientSettings())
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith(path.name)


@pytest.mark.parametrize("path", sorted(EXPORTS.glob("spreadsheet/*")), ids=name)
def test_a_table_of_ones_own_is_refused_with_a_mapping_that_can_be_pasted(path: Path) -> None:
    with pytest.raises((UnmappedColumnsError, UnknownExportError)) as refused:
        pipeline.read(path, client="ana", settings=ClientSettings())
    if refused.type is UnmappedColumnsError:
        first, _, proposal = str(refused.value).partition("\n")
        assert first.startswith(path.name)
        pasted = ClientSettings.model_validate({
            **tomllib.loads(proposal), "weight_unit": "kg", "date_order": "mdy",
        })  # fmt: skip
        done = pipeline.read(path, client="ana", settings=pasted)
        row = done.source.row(0, named=True)
        assert row["lines"] == row["used"] + row["not_a_set"] + row["rejected"]
