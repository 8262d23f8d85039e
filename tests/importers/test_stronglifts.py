"""StrongLifts: what the golden cases do not say."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from analysis.errors import AmbiguousDatesError, UnreadableFileError
from analysis.ingest import pipeline
from analysis.ingest.pipeline import Ingested
from analysis.settings.client import ClientSettings

BLOCK = "Weight (KG),Weight (LB),Set 1,Set 2"
HEADER = f"Date,Note,Body Weight (KG),Body Weight (LB),Exercise 1,{BLOCK},Exercise 2,{BLOCK}\n"


def read(folder: Path, text: str) -> Ingested:
    path = folder / "StrongLifts.csv"
    path.write_text(text, "utf-8", newline="")
    return pipeline.read(path, client="ana", settings=ClientSettings())


def test_dates_that_can_be_read_two_ways_refuse_the_file(tmp_path: Path) -> None:
    with pytest.raises(AmbiguousDatesError, match="date_order"):
        read(tmp_path, HEADER + "03/05/26,,,,Squat,60,,5,5,,,,,\n")


def test_one_day_above_the_twelfth_settles_the_order_for_every_row(tmp_path: Path) -> None:
    done = read(tmp_path, HEADER + "05/03/26,,,,Squat,60,,5,5,,,,,\n05/31/26,,,,Squat,60,,5,,,,,,\n")
    assert done.sets["performed_at"].dt.strftime("%m-%d").to_list() == ["05-03", "05-03", "05-31"]


def test_a_row_of_each_unit_keeps_its_own(tmp_path: Path) -> None:
    done = read(tmp_path, HEADER + "05/13/26,,,,Squat,60,,5,,,,,,\n05/15/26,,,,Squat,,100,5,,,,,,\n")
    assert done.sets["load_kg"].round(2).to_list() == [60.0, 45.36]
    assert done.source["weight_unit"].item() == "per row"


def test_a_failed_set_of_no_reps_is_told_and_not_counted(tmp_path: Path) -> None:
    done = read(tmp_path, HEADER + "05/13/26,,,,Squat,60,,5,0,,,,,\n")
    assert done.sets["reps"].to_list() == [5.0]
    assert done.ledger["problem"].to_list() == ["1 part of no reps is not counted as a set"]


def test_a_body_weight_counts_where_it_changes_for_the_app_repeats_the_last(tmp_path: Path) -> None:
    rows = "".join(
        f"05/{day},,{kg},,Squat,60,,5,,,,,,\n" for day, kg in [(13, 80), (15, 80), (17, 81), (19, 80)]
    )
    done = read(tmp_path, HEADER + rows.replace(",,80", "/26,,80").replace(",,81", "/26,,81"))
    assert done.body.select(pl.col("measured_at").dt.day(), "value").rows() == [(13, 80), (17, 81), (19, 80)]


def test_a_set_with_weights_and_no_reps_in_the_header_refuses_the_file(tmp_path: Path) -> None:
    head = "Date (yyyy/mm/dd),Workout,Workout Name,Exercise,Set 1 (Reps),Set 1 (KG),Set 2 (KG)\n"
    with pytest.raises(UnreadableFileError, match="set 2 has no column of reps"):
        read(tmp_path, head + "2026/05/13,1,A,Squat,5,60,60\n")
