"""Apple Health: streamed, never held, and hostile files refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from analysis.errors import UnreadableFileError
from analysis.simulate.writers.apple_health import HEAD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import ReadText

WEIGH_IN = (
    ' <Record type="HKQuantityTypeIdentifierBodyMass" sourceName="{app}" unit="{unit}"'
    ' startDate="{at}" endDate="{at}" value="{value}"/>\n'
)


def export(*records: str) -> str:
    return "".join([HEAD, *records, "</HealthData>\n"])


def weigh_in(value: str, *, unit: str = "kg", at: str = "2026-01-05 07:10:12 +0100", app: str = "Scale") -> str:  # fmt: skip
    return WEIGH_IN.format(value=value, unit=unit, at=at, app=app)


def test_the_wall_time_of_a_reading_is_kept_whatever_its_offset(read: ReadText) -> None:
    done = read(export(weigh_in("80", at="2026-09-29 23:30:00 -0800")), name="export.xml")
    assert str(done.body["measured_at"].item()) == "2026-09-29 23:30:00"


@pytest.mark.parametrize(
    ("value", "unit", "kg"), [("80", "kg", 80.0), ("176.37", "lb", 80.0), ("12.598", "st", 80.0), ("80000", "g", 80.0)]
)  # fmt: skip
def test_a_weight_is_read_in_any_unit_the_app_can_be_set_to(
    read: ReadText, value: str, unit: str, kg: float
) -> None:
    done = read(export(weigh_in(value, unit=unit)), name="export.xml")
    assert done.body["value"].item() == pytest.approx(kg, abs=0.01)


def test_one_reading_in_two_apps_and_units_counts_once_and_another_at_that_time_does_not(
    read: ReadText,
) -> None:
    done = read(
        export(weigh_in("80"), weigh_in("176.37", unit="lb", app="Copy"), weigh_in("81.5", app="Gym")),
        name="export.xml",
    )
    assert done.body["value"].to_list() == [80.0, 81.5]
    assert done.source.select("used", "repeated").row(0) == (2, 1)


def test_the_records_of_other_types_are_one_row_of_the_ledger_and_counted_one_by_one(
    read: ReadText,
) -> None:
    steps = weigh_in("100", unit="count").replace("BodyMass", "StepCount")
    done = read(export(*[steps] * 700, weigh_in("80"), *[steps] * 300), name="export.xml")
    assert done.source.select("lines", "used", "not_a_set").row(0) == (1001, 1, 1000)
    assert done.ledger.filter(rule="other_measurement")["records"].to_list() == [1000]


def test_a_file_of_nothing_but_made_up_types_keeps_the_ledger_small(read: ReadText) -> None:
    odd = [weigh_in("1").replace("BodyMass", f"Odd{n}") for n in range(2000)]
    done = read(export(*odd), name="export.xml")
    assert done.source["lines"].item() == 2000
    assert done.ledger.height <= 501


@pytest.mark.parametrize("cut", range(2, 400, 23))
def test_a_file_cut_anywhere_keeps_the_readings_before_the_cut(read: ReadText, cut: int) -> None:
    days = [weigh_in(str(80 + n), at=f"2026-01-{n + 1:02} 07:00:00 +0000") for n in range(4)]
    text = export(*days)
    whole = read(text, name="export.xml").body.select("measured_at", "value")
    done = read(text[:-cut], name="export.xml")
    kept = done.body.select("measured_at", "value")
    assert kept.equals(whole.head(kept.height))
    assert kept.height >= 4 - cut // len(days[0]) - 1
    assert done.ledger.filter(rule="cut_short").height == 1


BOMB = '<!DOCTYPE HealthData [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><HealthData locale="&b;"/>'
HOSTILE = {
    "entities": BOMB,
    "entities, in UTF-16": BOMB.encode("utf-16"),
    "a tag without an end": '<HealthData><Record type="' + "x" * (9 << 20),
    "nesting without an end": "<HealthData>" + "<a>" * 5000,
    "a document type without an end": "<!DOCTYPE HealthData [<HealthData>" + "<!-- -->" * 200_000,
    "an unknown encoding": '<?xml version="1.0" encoding="none-such"?><HealthData/>',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_no_phone_writes_is_refused_in_one_line(read: ReadText, text: str | bytes) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read(text, name="export.xml")
    assert "\n" not in str(refused.value)


def test_a_strength_workout_tells_when_it_was_and_is_no_set(read: ReadText) -> None:
    workout = (
        ' <Workout workoutActivityType="HKWorkoutActivityTypeTraditionalStrengthTraining"'
        ' startDate="2026-09-29 18:00:00 -0800" endDate="2026-09-29 19:05:30 -0800"/>\n'
    )
    done = read(export(workout), name="export.xml")
    assert done.sets.is_empty()
    row = done.ledger.filter(pl.col("rule") == "workout_without_sets").row(0, named=True)
    assert row["problem"] == "2026-09-29 18:00 to 19:05, 65 min"


@pytest.mark.parametrize(("file", "records"), [("tiny-1.xml", 5), ("tiny-2.xml", 13)])
def test_a_real_export_without_weigh_ins_is_known_and_all_of_it_counted(
    read: ReadText, shared_exports: Path, file: str, records: int
) -> None:
    done = read((shared_exports / "applehealth" / file).read_bytes(), name="export.xml")
    assert done.source.select("app", "lines", "not_a_set").row(0) == ("apple_health", records, records)
    assert set(done.ledger["rule"]) == {"other_measurement", "other_workout"}
