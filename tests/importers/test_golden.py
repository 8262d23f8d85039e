"""Golden cases: `golden/<app>/<what is odd>/input.csv` and what must come of it.

`expected.csv` holds the sets or measurements, `ledger.csv` the account of every record, `source.csv`
what the file was taken for. `--write-goldens` writes them anew; a case without them fails.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import polars.selectors as cs
import pytest

from analysis.ingest import pipeline
from analysis.ingest.pipeline import Ingested
from analysis.settings import client as client_settings

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.parent for path in GOLDEN.glob("*/*/input.*"))
SETS = (
    "source_line", "source_part", "session", "performed_at", "time_known", "session_s", "workout",
    "exercise_logged", "set_number", "kind", "load_kg", "assistance_kg", "reps", "rir", "rest_s",
    "duration_s", "distance_m", "superset", "note",
)  # fmt: skip
BODY = ("source_line", "measured_at", "measure", "value", "tester")
LEDGER = ("line", "status", "rule")
PLAN = ("name", "style", "starts_on", "ends_on", "reps_low", "reps_high", "days_per_week")
SOURCE = ("app", "dialect", "encoding", "delimiter", "locale", "weight_unit", "weight_unit_known_by")


def as_text(frame: pl.DataFrame, columns: tuple[str, ...]) -> str:
    """A CSV that a person can check: numbers to six decimals, trailing zeros gone."""
    return frame.select(columns).with_columns(cs.float().round(6)).write_csv()


def outcome(done: Ingested) -> dict[str, str]:
    tables = {
        "sets": as_text(done.sets, SETS) if done.sets.height else "",
        "body": as_text(done.body, BODY) if done.body.height else "",
        "plan": as_text(done.plan, PLAN) if done.plan.height else "",
    }
    return {
        "expected.csv": "\n".join(text for text in tables.values() if text) or as_text(done.sets, SETS),
        "ledger.csv": as_text(done.ledger, LEDGER),
        "source.csv": as_text(done.source, SOURCE),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_golden_file_is_read_as_a_person_would(case: Path, *, write_goldens: bool) -> None:
    (file,) = case.glob("input.*")
    done = pipeline.read(file, client="ana", settings=client_settings.read(case))
    for name, text in outcome(done).items():
        if write_goldens:
            (case / name).write_text(text, "utf-8", newline="")
        assert (case / name).exists(), f"{name} is missing: check it by eye, then run with --write-goldens"
        assert text.splitlines() == (case / name).read_text("utf-8").splitlines()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_the_folder_of_a_golden_case_names_its_app(case: Path) -> None:
    assert pl.read_csv(case / "source.csv")["app"].item() == case.parent.name


def test_every_folder_of_the_goldens_has_an_input() -> None:
    without = [str(p) for p in GOLDEN.glob("*/*") if p.is_dir() and len(list(p.glob("input.*"))) != 1]
    assert not without
    assert len(CASES) >= 40
