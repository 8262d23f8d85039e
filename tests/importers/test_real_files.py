"""Real people's exports, where the folder of them is beside the checkout: nothing lost, nothing misnamed."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from analysis.errors import AnalysisError, UnknownUnitError, UnmappedColumnsError
from analysis.ingest import pipeline
from analysis.ingest.pipeline import Ingested
from analysis.settings.client import ClientSettings

EXPORTS = Path(__file__).resolve().parents[2].parent / "shared" / "exports"
FOLDERS = {
    "strong": "strong",
    "hevy": "hevy",
    "fitnotes": "fitnotes",
    "fitbod": "fitbod",
    "fitnotes_ios": "fitnotes_ios",
    "liftosaur": "liftosaur",
    "gymbook": "gymbook",
    "gymrun": "gymrun",
    "simpleworkoutlog": "simple_workout_log",
    "withings": "withings",
    "healthexport": "health_export",
    "bodyweight": "body_log",
    "rp_hypertrophy": "rp_hypertrophy",
    "boostcamp": "boostcamp",
    "jefit": "jefit",
    "alpha_progression": "alpha_progression",
    "stronglifts": "stronglifts",
    "garmin": "garmin_fit",
}
"""Folders of files that are read as they are, and the app that most of each are of."""

BINARY = (EXPORTS / "fitnotes" / "android-fn1-kgs-backup.fitnotes", EXPORTS / "garmin" / "strength.fit")
READ = sorted([*(path for folder in FOLDERS for path in EXPORTS.glob(f"{folder}/*.[cjt]*")), *BINARY])
NOT_FOR_US = (*sorted(EXPORTS.glob("freetext/*")), EXPORTS / "garmin" / "not-strength.fit")
NOT_A_SET = {
    "rest_timer", "note", "no_reps", "line_of_a_note", "nothing_measured", "blank_row", "not_performed", "not_started",
    "session", "carried_over", "also_in_exercise_logs", "planned", "reps_not_counted",
}  # fmt: skip
ORPHANS = {"jefit/slice.csv": 58}
"""A slice of a longer file: sets whose logs, which alone say the exercise, were cut away; they are rejected by name."""


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
    others = {
        "body-tracker": "fitnotes_body",
        "measurements": "hevy_measurements",
        "fitbit": "fitbit",
        "plans": "alpha_plans",
        "backup": "fitnotes_backup",
    }
    return next((a for word, a in others.items() if word in path.name), FOLDERS[path.parent.name])


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
    assert row["rejected"] == ORPHANS.get(name(path), 0)
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


TABLES = {
    "forward-filled.csv": ("dmy", 365, 331, 29),  # letters for bands stand among the weights
    "long.csv": ("ymd", 10_768, 10_768, 0),
    "personal-cc0.csv": ("mdy", 632, 2_149, 0),
    "sets-wide.csv": ("ymd", 488, 488, 0),
}
"""A table to its order of dates, its records, the sets in them, and those that cannot be read."""


@pytest.mark.parametrize("path", sorted(EXPORTS.glob("spreadsheet/*")), ids=name)
def test_a_table_of_ones_own_is_refused_with_a_mapping_that_is_right_when_pasted(path: Path) -> None:
    with pytest.raises(UnmappedColumnsError) as refused:
        pipeline.read(path, client="ana", settings=ClientSettings())
    first, _, proposal = str(refused.value).partition("\n")
    assert first.startswith(path.name)
    order, lines, sets, rejected = TABLES[path.name]
    pasted = {**tomllib.loads(proposal), "weight_unit": "kg", "date_order": order}
    done = pipeline.read(path, client="ana", settings=ClientSettings.model_validate(pasted))
    row = done.source.row(0, named=True)
    assert row["lines"] == row["used"] + row["not_a_set"] + row["rejected"]
    assert (row["lines"], row["sets"], row["rejected"]) == (lines, sets, rejected)
    assert done.sets["exercise"].is_not_null().mean() > 0.85  # type: ignore[operator]  # sets are not empty


@pytest.mark.parametrize("path", sorted(EXPORTS.glob("study/*")), ids=name)
def test_a_table_of_a_study_is_refused_in_a_line_a_sheet(path: Path) -> None:
    parts = pipeline.parts(path, client="ana", settings=ClientSettings())
    assert len(parts) == (2 if "strength-tests" in path.name else 1)
    for part in parts:
        assert isinstance(part, pipeline.Refused)
        assert str(part.error).startswith(path.name)
        assert "\n" not in str(part.error)


def test_prose_is_read_where_it_is_clear_and_listed_where_it_is_not() -> None:
    done = read(EXPORTS / "truecoach" / "workouts.json")
    row = done.source.row(0, named=True)
    assert row["app"] == "truecoach"
    assert row["lines"] == row["used"] + row["not_a_set"] + row["rejected"]
    assert 200 <= row["used"] <= 300
    rejected = done.ledger.filter(status="rejected")
    assert set(rejected["rule"]) == {"prose_not_read"}
    assert rejected["text"].is_not_null().all()
    assert done.sets["reps"].drop_nulls().is_between(1, 30).all()
