"""A coach's own table: a mapping is proposed, and nothing is read until it is confirmed."""

from __future__ import annotations

import time
import tomllib
from typing import TYPE_CHECKING

import pytest

from analysis.errors import BadSettingError, UnmappedColumnsError
from analysis.importers import packed, proposed

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
    found = proposed.of_headers(names)
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


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Date,Lift,Weight,Reps\n03/04/2026,Squat,100,5\n", ["weight_unit", "date_order"]),
        ("Date,Lift,Weight,Reps\n23/04/2026,Squat,100,5\n", ["weight_unit"]),
        ("Date,Lift,Weight (lbs),Reps\n2026-04-03,Squat,100,5\n", []),
        ("Date,Lift,Weight,Unit,Reps\n2026-04-03,Squat,100,kg,5\n", []),
        ("Date,Lift,Reps\n2026-04-03,Push up,5\n", []),
    ],
)
def test_a_proposal_asks_in_comments_what_only_the_coach_knows(
    read: ReadText, text: str, asked: list[str]
) -> None:
    with pytest.raises(UnmappedColumnsError) as refused:
        read(text, name="log.csv")
    comments = [line for line in str(refused.value).splitlines() if line.startswith("# ")]
    assert [comment.removeprefix("# ").split(" = ")[0] for comment in comments] == asked
    proposal = str(refused.value).partition("\n")[2].replace("# weight", "weight").replace("# date", "date")
    if asked:
        assert read(text, name="log.csv", **tomllib.loads(proposal)).sets.height == 1


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


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (
            "Date,Exercise,Weight,Set 1,Set 2,Set 3",
            {"date": "Date", "exercise": "Exercise", "weight": "Weight", "wide": ["Set 1", "Set 2", "Set 3"]},
        ),
        (
            "Date,Exercise,Reps,Set 1,Set 2",
            {"date": "Date", "exercise": "Exercise", "reps": "Reps", "weights": ["Set 1", "Set 2"]},
        ),
        (
            "Datum,Übung,Gewicht 1,Wdh 1,Gewicht 2,Wdh 2",
            {"date": "Datum", "exercise": "Übung", "wide": ["Wdh 1", "Wdh 2"], "weights": ["Gewicht 1", "Gewicht 2"]},
        ),
        (
            "Date,Lift,Set 1 Weight (kg),Set 1 Reps,Set 2 Weight (kg),Set 2 Reps",
            {
                "date": "Date", "exercise": "Lift", "wide": ["Set 1 Reps", "Set 2 Reps"],
                "weights": ["Set 1 Weight (kg)", "Set 2 Weight (kg)"],
            },
        ),
        (
            "Date,Lift,Weight,Reps,Weight (2),Reps (2)",
            {"date": "Date", "exercise": "Lift", "wide": ["Reps", "Reps (2)"], "weights": ["Weight", "Weight (2)"]},
        ),
        (
            "Date,Client,Exercise,Weight,Reps,User Weight,Per Arm,Drop Sets,failed,Exercise 2",
            {
                "date": "Date", "person": "Client", "exercise": "Exercise", "weight": "Weight", "reps": "Reps",
                "bodyweight": "User Weight", "side": "Per Arm", "drop": "Drop Sets", "failed": "failed",
            },
        ),
    ],
)  # fmt: skip
def test_columns_of_one_set_each_and_of_yes_and_no_are_proposed(
    header: str, found: dict[str, object]
) -> None:
    assert proposed.of_headers(tuple(header.split(","))) == found


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("Date,Lift,Weight (kg),Set 1,Set 2\n20260105,Squat,100,5,4\n", [(100, 5), (100, 4)]),
        ("Date,Lift,Reps,Set 1 (kg),Set 2 (kg)\n20260105,Squat,5,100,105\n", [(100, 5), (105, 5)]),
        ('Date,Lift,Weights (kg),Reps\n2026-01-05,Squat,"[100,90]","[5,8]"\n', [(100, 5), (90, 8)]),
        ("Log of Ana,,,\n,,,\nDate,Lift,Weight (kg),Reps\n2026-01-05,Squat,100,5\n", [(100, 5)]),
        (
            "Date,Lift,Weight (kg),Reps\n2026-01-05,Squat,100,5\n,,,5\n,Pull up,,8\n,,,7\n2026-01-07,Squat,100,6\n,,,6\n",
            [(100, 5), (100, 5), (None, 8), (None, 7), (100, 6), (100, 6)],
        ),
    ],
)
def test_the_proposal_for_a_table_is_right_when_it_is_pasted(
    read: ReadText, text: str, sets: list[tuple[float | None, float]]
) -> None:
    with pytest.raises(UnmappedColumnsError) as refused:
        read(text, name="log.csv")
    done = read(text, name="log.csv", **tomllib.loads(str(refused.value).partition("\n")[2]))
    assert done.sets.select("load_kg", "reps").rows() == sets


def test_a_yes_in_a_column_of_arms_means_each_side(read: ReadText) -> None:
    columns = {"date": "d", "exercise": "e", "reps": "r", "side": "arm"}
    text = "d,e,r,arm\n" + "".join(f"2026-01-05,Curl,8,{arm}\n" for arm in ("TRUE", "L", "rechts", "no", ""))
    done = read(text, name="log.csv", table={"log.csv": columns})
    assert done.sets["side"].to_list() == ["each", "left", "right", None, None]


def test_columns_that_do_not_pair_are_an_error(read: ReadText) -> None:
    columns = {"date": "d", "exercise": "e", "wide": ["r1", "r2"], "weights": ["w1"]}
    with pytest.raises(BadSettingError, match="wide names 2 columns and weights 1"):
        read("d,e,r1,r2,w1\n2026-01-05,Squat,5,5,100\n", name="log.csv", table={"log.csv": columns})


def test_ten_thousand_rows_of_several_sets_are_read_in_a_moment(read: ReadText) -> None:
    columns = {"date": "d", "exercise": "e", "sets": "n", "reps": "r", "weight": "w", "weight_unit": "kg"}
    text = "d,e,n,r,w\n" + "2026-01-05,Squat,3,5,100\n" * 3_000
    started = time.perf_counter()
    assert read(text, name="log.csv", table={"log.csv": columns}).sets.height == 9_000
    assert time.perf_counter() - started < 5


def test_a_table_of_wide_sets_alone_is_proposed(read: ReadText) -> None:
    text = "Date,Exercise,Weight 1,Reps 1,Weight 2,Reps 2\n20260406,Squat,100,5,100,5\n"
    with pytest.raises(UnmappedColumnsError, match=r'wide = \["Reps 1", "Reps 2"\]'):
        read(text, name="log.csv")
