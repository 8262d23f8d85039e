"""A coach's own table: a mapping is proposed, and nothing is read until it is confirmed."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from analysis.errors import BadSettingError, UnmappedColumnsError
from analysis.importers import generic, packed

if TYPE_CHECKING:
    from tests.conftest import ReadText


@pytest.mark.parametrize(
    ("header", "keys"),
    [
        ("Date,Exercise,Weight (kg),Reps", ("date", "exercise", "weight", "reps")),
        ("Datum;Übung;Gewicht;Wdh", ("date", "exercise", "weight", "reps")),
        ("Fecha,Ejercicio,Peso,Repeticiones", ("date", "exercise", "weight", "reps")),
        ("Jour,Exercice,Charge,Répétitions,Séries", None),
        ("Data,Esercizio,Carico,Ripetizioni,Serie", ("date", "exercise", "weight", "reps", "sets")),
        ("日期,动作,重量,次数,组数", ("date", "exercise", "weight", "reps", "sets")),
        ("date,lift,load_lbs,count,RIR", ("date", "exercise", "weight", "reps", "rir")),
    ],
)
def test_headers_in_several_languages_are_proposed(header: str, keys: tuple[str, ...] | None) -> None:
    names = tuple(header.replace(";", ",").split(","))
    found = generic.proposal(names)
    if keys is not None:
        assert found == dict(zip(keys, names, strict=True))
    assert {"date", "exercise", "weight", "reps"} <= found.keys()


def test_an_unconfirmed_table_is_not_read_but_its_proposal_can_be_pasted(read: ReadText) -> None:
    text = "Datum;Übung;Gewicht (kg);Wdh\n29.04.2025;Kniebeuge;100;5\n;;105;3\n"
    with pytest.raises(UnmappedColumnsError) as refused:
        read(text, name="log.csv")
    _, _, proposal = str(refused.value).partition("\n")
    assert tomllib.loads(proposal) == {
        "table": {
            "log.csv": {
                "date": "Datum", "exercise": "Übung", "weight": "Gewicht (kg)", "reps": "Wdh",
                "forward_fill": ["Datum", "Übung"],
            }
        }
    }  # fmt: skip
    done = read(text, name="log.csv", **tomllib.loads(proposal))
    assert done.sets["load_kg"].to_list() == [100.0, 105.0]


def test_a_mapping_to_a_column_that_is_not_there_names_those_that_are(read: ReadText) -> None:
    columns = {"log.csv": {"date": "date", "exercise": "lift", "reps": "reps"}}
    with pytest.raises(BadSettingError) as refused:
        read("date,exercise,reps\n2026-01-05,Squat,5\n", name="log.csv", table=columns)
    assert "the file has no column 'lift'. It has: date, exercise, reps." in str(refused.value)


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("3x5@100", [(100, 5)] * 3), ("3 × 5 @ 102,5 kg", [(102.5, 5)] * 3), ("100x5, 95x4", [(100, 5), (95, 4)]),
        ("8,8,6@60", [(60, 8), (60, 8), (60, 6)]), ("3x5@100, 1x8@80", [(100, 5)] * 3 + [(80, 8)]),
        ("60kg x 10; 80kg x 5", [(60, 10), (80, 5)]), ("2*5 at 225lbs", [(225, 5)] * 2),
    ],
)  # fmt: skip
def test_a_packed_cell_is_read_to_its_last_character(text: str, sets: list[tuple[float, float]]) -> None:
    found = packed.parse(text)
    assert found is not None
    assert [(s.load, s.reps) for s in found] == sets


@pytest.mark.parametrize(
    "text", ["felt heavy", "3x5@100 easy", "5x", "@100", "999x5@100", "3x5@", "x", "-5x5@100"]
)
def test_a_packed_cell_that_is_not_wholly_understood_is_not_guessed(text: str) -> None:
    assert packed.parse(text) is None
