"""Alpha Progression: what the golden cases do not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.ingest import pipeline
from analysis.settings.client import ClientSettings

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("stamp", "hour"),
    [(f"7:26{NBSP}pm", 19), (f"12:05{NBSP}am", 0), ("7:26\u202fPM", 19), ("7:26 h", 7), ("17:26", 17)],
)
def test_times_are_read_whatever_space_stands_in_them(stamp: str, hour: int, tmp_path: Path) -> None:
    path = tmp_path / "alpha.csv"
    path.write_text(
        f'"Day 1"\n"2026-02-21 {stamp}",1:04{NBSP}hr\n"1. Squats Barbell"\n#,KG,REPS\n1,60,5\n', "utf-8"
    )
    done = pipeline.read(path, client="ana", settings=ClientSettings())
    assert done.sets["performed_at"].dt.hour().to_list() == [hour]
    assert done.sets["session_s"].to_list() == [3840.0]


def test_a_lift_without_a_set_is_a_record_that_was_not_performed(tmp_path: Path) -> None:
    path = tmp_path / "alpha.csv"
    path.write_text(
        '"A"\n"2026-02-21 7:26",51 min\n"1. Squats Barbell"\n#,KG,REPS\n"2. Rows Cable"\n#,KG,REPS\n1,60,5\n',
        "utf-8",
    )
    done = pipeline.read(path, client="ana", settings=ClientSettings())
    assert done.ledger.select("line", "rule").rows() == [(3, "not_performed"), (7, None)]
