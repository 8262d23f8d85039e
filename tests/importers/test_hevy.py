"""Hevy writes its dates in the phone's language; everything else about the file stays English."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from analysis.simulate.writers.hevy import stamp

if TYPE_CHECKING:
    from tests.conftest import ReadText

HEADER = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
    '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"\n'
)
SEPTEMBER = {
    "en": "Sep", "pt": "Set", "tr": "Eyl", "de": "Sept.", "fr": "sept.", "es": "sept", "it": "set", "nl": "sep.",
    "pl": "wrz", "sv": "sep.",
}  # fmt: skip
JANUARY = {
    "en": "Jan", "pt": "Jan", "tr": "Oca", "de": "Jan.", "fr": "janv.", "es": "ene", "it": "gen", "nl": "jan.",
    "pl": "sty", "sv": "jan.",
}  # fmt: skip


def line(start: str, end: str, number: int = 0) -> str:
    return f'"A","{start}","{end}","","Squat (Barbell)",,"",{number},"normal",100,5,,,\n'


@pytest.mark.parametrize("locale", SEPTEMBER)
@pytest.mark.parametrize(("start", "end"), [("17:31", "18:02"), ("5:31 PM", "6:02 PM")])
def test_a_file_of_any_language_and_clock_gives_the_same_sets(
    read: ReadText, locale: str, start: str, end: str
) -> None:
    days = (f"18 {SEPTEMBER[locale]} 2026", f"2 {JANUARY[locale]} 2026")
    done = read(HEADER + "".join(line(f"{day}, {start}", f"{day}, {end}") for day in days))
    assert done.sets["performed_at"].to_list() == [
        datetime(2026, 9, 18, 17, 31),
        datetime(2026, 1, 2, 17, 31),
    ]
    assert done.sets["session_s"].to_list() == [31 * 60.0] * 2
    assert done.sets["load_kg"].to_list() == [100.0, 100.0]


def test_a_workout_past_midnight_has_its_length(read: ReadText) -> None:
    done = read(HEADER + line("31 Dec 2025, 23:30", "1 Jan 2026, 00:45"))
    assert done.sets["session_s"].to_list() == [75 * 60.0]


@pytest.mark.parametrize("locale", ["en", "en-US", "pt", "de"])
def test_what_the_writer_of_sample_clients_stamps_is_read_back(read: ReadText, locale: str) -> None:
    at = [datetime(2026, month, 28, 12, 5) for month in range(1, 13)]
    done = read(HEADER + "".join(line(stamp(t, locale), stamp(t, locale), n) for n, t in enumerate(at)))
    assert done.sets["performed_at"].to_list() == at


def test_marks_in_capitals_mean_the_same(read: ReadText) -> None:
    done = read(HEADER + line("8 Apr 2026, 16:50", "8 Apr 2026, 17:50").replace('"normal"', '"WARMUP"'))
    assert done.sets["kind"].to_list() == ["warm_up"]


def row_of(exercise: str, number: int, kind: str, kg: str, reps: str, lbs: str | None = None) -> str:
    weight = kg if lbs is None else f"{kg},{lbs}"
    at = '"8 Apr 2026, 16:50","8 Apr 2026, 17:50"'
    return f'"A",{at},"","{exercise}",,"",{number},{kind},{weight},{reps},,,\n'


def test_a_set_without_a_type_keeps_its_own_exercise(read: ReadText) -> None:
    done = read(
        HEADER
        + row_of("Bench Press (Barbell)", 0, "", "80", "8")
        + row_of("Squat (Barbell)", 0, "normal", "140", "5")
    )
    assert done.sets.select("exercise_logged", "load_kg", "reps", "kind").rows() == [
        ("Bench Press (Barbell)", 80.0, 8.0, "work"), ("Squat (Barbell)", 140.0, 5.0, "work"),
    ]  # fmt: skip


def test_a_record_without_a_set_does_not_take_the_next_ones(read: ReadText) -> None:
    planned = '"A","8 Apr 2026, 16:50","8 Apr 2026, 17:50","","Bench Press (Barbell)",,"",,,,,,,\n'
    done = read(HEADER + planned + row_of("Squat (Barbell)", 0, "normal", "140", "5"))
    assert done.sets.select("exercise_logged", "load_kg").rows() == [("Squat (Barbell)", 140.0)]
    assert done.ledger["rule"].to_list() == ["no_reps", None]


def test_of_two_columns_of_weights_each_set_has_its_own(read: ReadText) -> None:
    header = HEADER.replace('"weight_kg"', '"weight_kg","weight_lbs"')
    text = (
        header
        + row_of("Squat (Barbell)", 0, "normal", "", "5", lbs="176")
        + row_of("Squat (Barbell)", 1, "normal", "100", "5", lbs="")
        + row_of("Squat (Barbell)", 2, "normal", "0", "5", lbs="100")
    )
    assert read(text).sets["load_kg"].round(2).to_list() == [79.83, 100.0, 45.36]


def test_a_header_in_an_odd_order_is_read_or_refused(read: ReadText) -> None:
    done = read('exercise_title,start_time,set_type,reps,set_index\nSquat,"8 Apr 2026, 16:50",,5,\nx,1,,,1\n')
    assert done.ledger.height == 2
