from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import BadSettingError
from analysis.judgement import thresholds
from analysis.judgement.thresholds import Thresholds
from analysis.settings import coach

FOUR_WAYS = (
    '[thresholds]\n"deload.sets_pct" = 50\n',
    "[thresholds]\ndeload.sets_pct = 50\n",
    "[thresholds.deload]\nsets_pct = 50\n",
    "thresholds = { deload = { sets_pct = 50 } }\n",
)


@pytest.mark.parametrize("text", FOUR_WAYS)
def test_a_coach_may_write_a_threshold_in_any_of_tomls_ways(tmp_path: Path, text: str) -> None:
    file = tmp_path / coach.FILE_NAME
    file.write_text(text, "utf-8")
    assert thresholds.of_coach(coach.read(tmp_path), file)["deload.sets_pct"] == 50


@pytest.mark.parametrize("text", [each.replace("sets_pct", "set_pct") for each in FOUR_WAYS])
def test_a_threshold_that_there_is_not_is_named_with_its_line_and_the_nearest(
    tmp_path: Path, text: str
) -> None:
    file = tmp_path / coach.FILE_NAME
    file.write_text(f'coach = "Sam"\n{text}', "utf-8")
    with pytest.raises(BadSettingError, match=r"did you mean 'deload\.sets_pct'") as caught:
        thresholds.of_coach(coach.read(tmp_path), file)
    line = 3 if "\n" in text.strip() else 2
    assert f"{coach.FILE_NAME}:{line}: thresholds:" in str(caught.value)


@pytest.mark.parametrize("value", ["-1", "nan", "inf", '"many"'])
def test_a_threshold_is_a_number_from_zero_on(tmp_path: Path, value: str) -> None:
    (tmp_path / coach.FILE_NAME).write_text(f"[thresholds]\ndeload.sets_pct = {value}\n", "utf-8")
    with pytest.raises(BadSettingError, match="thresholds"):
        coach.read(tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "limits"),
    [
        ("style.reps_width", 0, "at least 0.01"),
        ("deload.weeks_before", 0.4, "at least 1"),
        ("never_heavy.share", 5, "at least 0 and at most 1"),
        ("rate.working_p0", 1, "at least 0.001 and at most 0.999"),
    ],
)
def test_a_number_with_which_nothing_can_be_worked_out_is_refused_with_its_limits(
    tmp_path: Path, name: str, value: float, limits: str
) -> None:
    file = tmp_path / coach.FILE_NAME
    file.write_text(f"[thresholds]\n{name} = {value}\n", "utf-8")
    with pytest.raises(BadSettingError, match=f"2: thresholds: {name} cannot be {value}; it is {limits}"):
        thresholds.of_coach(coach.read(tmp_path), file)


def test_every_number_shipped_lies_within_its_limits() -> None:
    for row in Thresholds().of(thresholds.groups()):
        least, most = thresholds.limits(row.name)
        assert least <= row.value <= most, row.name


def test_limits_are_of_thresholds_that_there_are() -> None:
    file = Path(thresholds.__file__).parent / "threshold_limits.csv"
    limited = {line.partition(",")[0] for line in file.read_text("utf-8").splitlines()[1:]}
    assert limited <= {row.name for row in Thresholds().of(thresholds.groups())}


def test_every_threshold_says_unit_source_and_what_it_decides() -> None:
    rows = Thresholds().of(thresholds.groups())
    assert len(rows) == len({row.name for row in rows}) > 100
    assert [row.name for row in rows if not (row.unit and row.source and row.says)] == []
    assert all(row.name.count(".") == 1 for row in rows)


def test_a_report_prints_the_coachs_own_number_under_its_group() -> None:
    mine = Thresholds({"deload.weeks_before": 4}).of(["deload"])
    assert {row.name: row.value for row in mine}["deload.weeks_before"] == 4
    assert {row.name.partition(".")[0] for row in mine} == {"deload"}


def test_no_threshold_is_shipped_that_nothing_reads() -> None:
    code = "".join(file.read_text("utf-8") for file in Path(thresholds.__file__).parents[1].rglob("*.py"))
    unread = [row.name for row in Thresholds().of(thresholds.groups()) if f'"{row.name}"' not in code]
    assert unread == []
