from __future__ import annotations

import csv
import io
from datetime import date

import dataframely as dy
import pytest

from analysis.simulate.lifts import lift
from analysis.simulate.performed import Performed
from analysis.simulate.writers import strong

GOLDEN = {
    "S1": """\
Date,Workout Name,Exercise Name,Set Order,kg,Reps,km,Seconds,Notes
2026-05-05 07:34:10,"Legs","Squat (Barbell)",0,60.0,5,0.0,0,""
2026-05-05 07:34:10,"Legs","Squat (Barbell)",1,100.0,5,0.0,0,""
2026-05-05 07:34:10,"Legs","Squat (Barbell)",2,102.5,4,0.0,0,""
2026-05-05 07:34:10,"Legs","Pull Up",0,0.0,8,0.0,0,""
2026-06-11 13:01:00,"Push","Bench Press (Barbell)",0,80.0,6,0.0,0,""
""",
    "S2": """\
Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes
2026-05-05 07:34:10,"Legs","Squat (Barbell)",1,60,5,0,0,"Felt ""easy""\","Slept badly, felt fine"
2026-05-05 07:34:10,"Legs","Squat (Barbell)",2,100,5,0,0,"","Slept badly, felt fine"
2026-05-05 07:34:10,"Legs","Squat (Barbell)",3,102.5,4,0,0,"","Slept badly, felt fine"
2026-05-05 07:34:10,"Legs","Pull Up",1,0,8,0,0,"","Slept badly, felt fine"
2026-06-11 13:01:00,"Push","Bench Press (Barbell)",1,80,6,0,0,"",""
""",
    "S3": """\
Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2026-05-05 07:34:10,"Legs","Squat (Barbell)",1,60.0,5,0,0,"Felt ""easy""\","Slept badly, felt fine",
2026-05-05 07:34:10,"Legs","Squat (Barbell)",2,100.0,5,0,0,,,8
2026-05-05 07:34:10,"Legs","Squat (Barbell)",3,102.5,4,0,0,,,10
2026-05-05 07:34:10,"Legs","Pull Up",1,0,8,0,0,"",,
2026-06-11 13:01:00,"Push","Bench Press (Barbell)",1,80.0,6,0,0,"","",8.5
""",
    "S4": """\
Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;\
Workout Notes;Workout Duration
2026-05-05 07:34:10;"Legs";"Squat (Barbell)";1;60;kg;5;;;;0;"Felt ""easy""\";"Slept badly, felt fine";1h 13m
2026-05-05 07:34:10;"Legs";"Squat (Barbell)";2;100;kg;5;8;;;0;;;1h 13m
2026-05-05 07:34:10;"Legs";"Squat (Barbell)";3;102.5;kg;4;10;;;0;;;1h 13m
2026-05-05 07:34:10;"Legs";"Pull Up";1;;;8;;;;0;"";;1h 13m
2026-06-11 13:01:00;"Push";"Bench Press (Barbell)";1;80;kg;6;8.5;;;0;"";"";35m
""",
    "S5": """\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2026-05-05 07:34:10,"Legs",1h 13m,"Squat (Barbell)",W,60.0,5,0,0,"Felt ""easy""\","Slept badly, felt fine",
2026-05-05 07:34:10,"Legs",1h 13m,"Squat (Barbell)",Rest Timer,0,0,0,60,,,
2026-05-05 07:34:10,"Legs",1h 13m,"Squat (Barbell)",1,100.0,5,0,0,,,8
2026-05-05 07:34:10,"Legs",1h 13m,"Squat (Barbell)",Rest Timer,0,0,0,240,,,
2026-05-05 07:34:10,"Legs",1h 13m,"Squat (Barbell)",F,102.5,4,0,0,,,10
2026-05-05 07:34:10,"Legs",1h 13m,"Pull Up",1,0,8,0,0,"",,
2026-06-11 13:01:00,"Push",35m,"Bench Press (Barbell)",1,80.0,6,0,0,"","",8.5
""",
    "S5-de": """\
Datum,Workout-Name,Dauer,Name der Übung,Reihenfolge festlegen,Gewicht,Wiederh.,Entfernung,Sekunden,Notizen,\
Workout-Notizen,RPE
2026-05-05 07:34:10,"Legs",1h 13min,"Squat (Barbell)",W,60.0,5.0,0,0.0,"Felt ""easy""\","Slept badly, felt fine",
2026-05-05 07:34:10,"Legs",1h 13min,"Squat (Barbell)",Ruhezeit,0,0.0,0,60.0,,,
2026-05-05 07:34:10,"Legs",1h 13min,"Squat (Barbell)",1,100.0,5.0,0,0.0,,,8
2026-05-05 07:34:10,"Legs",1h 13min,"Squat (Barbell)",Ruhezeit,0,0.0,0,240.0,,,
2026-05-05 07:34:10,"Legs",1h 13min,"Squat (Barbell)",F,102.5,4.0,0,0.0,,,10
2026-05-05 07:34:10,"Legs",1h 13min,"Pull Up",1,0,8.0,0,0.0,"",,
2026-06-11 13:01:00,"Push",35min,"Bench Press (Barbell)",1,80.0,6.0,0,0.0,"","",8.5
""",
    "S6": """\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE
2026-05-05 07:34:10,"Legs",1h 13m,"Squat (Barbell)",W,60.0,5.0,0,0.0,
2026-05-05 07:34:10,"Legs",1h 13m,"Squat (Barbell)",Rest Timer,0,0.0,0,60.0,
2026-05-05 07:34:10,"Legs",1h 13m,"Squat (Barbell)",1,100.0,5.0,0,0.0,8
2026-05-05 07:34:10,"Legs",1h 13m,"Squat (Barbell)",Rest Timer,0,0.0,0,240.0,
2026-05-05 07:34:10,"Legs",1h 13m,"Squat (Barbell)",F,102.5,4.0,0,0.0,10
2026-05-05 07:34:10,"Legs",1h 13m,"Pull Up",1,0,8.0,0,0.0,
2026-06-11 13:01:00,"Push",35m,"Bench Press (Barbell)",1,80.0,6.0,0,0.0,8.5
""",
    "S7": """\
"Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";"Weight (kg)";"Reps";"RPE";\
"Distance (meters)";"Seconds";"Notes";"Workout Notes"
"1";"2026-05-05 07:34:10";"Legs";"4380";"Squat (Barbell)";"Note";"";"";"";"";"";"Felt ""easy""\";\
"Slept badly, felt fine"
"1";"2026-05-05 07:34:10";"Legs";"4380";"Squat (Barbell)";"W";"60.0";"5";"";"";"";"";"Slept badly, felt fine"
"1";"2026-05-05 07:34:10";"Legs";"4380";"Squat (Barbell)";"Rest Timer";"";"";"";"";"60.0";"";\
"Slept badly, felt fine"
"1";"2026-05-05 07:34:10";"Legs";"4380";"Squat (Barbell)";"1";"100.0";"5";"8.0";"";"";"";"Slept badly, felt fine"
"1";"2026-05-05 07:34:10";"Legs";"4380";"Squat (Barbell)";"Rest Timer";"";"";"";"";"240.0";"";\
"Slept badly, felt fine"
"1";"2026-05-05 07:34:10";"Legs";"4380";"Squat (Barbell)";"F";"102.5";"4";"10.0";"";"";"";"Slept badly, felt fine"
"1";"2026-05-05 07:34:10";"Legs";"4380";"Pull Up";"1";"0.0";"8";"";"";"";"";"Slept badly, felt fine"
"2";"2026-06-11 13:01:00";"Push";"2100";"Bench Press (Barbell)";"1";"80.0";"6";"8.5";"";"";"";""
""",
}


@pytest.mark.parametrize("layout", GOLDEN)
def test_every_layout_is_written_as_the_app_writes_it(layout: str, sets: dy.DataFrame[Performed]) -> None:
    assert strong.write(sets, layout=layout) == GOLDEN[layout]


def test_every_layout_has_its_golden_text() -> None:
    assert set(GOLDEN) == set(strong.HEADERS) == set(strong.LAYOUTS)


def test_pounds_stand_in_the_header_of_the_oldest_layout(pounds: dy.DataFrame[Performed]) -> None:
    header, row = strong.write(pounds, layout="S1", unit="lb").splitlines()
    assert header == "Date,Workout Name,Exercise Name,Set Order,lb,Reps,mi,Seconds,Notes"
    assert row == '2026-05-05 07:34:10,"Legs","Squat (Barbell)",1,225.0,5,0.0,0,""'


def test_pounds_stand_on_each_row_of_the_semicolon_layout(pounds: dy.DataFrame[Performed]) -> None:
    assert ';"Squat (Barbell)";1;225;lbs;5;8;' in strong.write(pounds, layout="S4", unit="lb")


def test_the_quoted_layout_turns_pounds_into_kilograms(pounds: dy.DataFrame[Performed]) -> None:
    assert '"102.05828325"' in strong.write(pounds, layout="S7", unit="lb")


def test_an_earlier_export_ends_on_its_day(sets: dy.DataFrame[Performed]) -> None:
    earlier = strong.write(sets, until=date(2026, 6, 10))
    assert strong.write(sets).startswith(earlier)
    assert "2026-06-11" not in earlier


@pytest.mark.parametrize(("layout", "separator"), [("S3", ","), ("S4", ";"), ("S5", ","), ("S7", ";")])
def test_a_plain_reader_gets_the_same_sets_back(
    layout: str, separator: str, sets: dy.DataFrame[Performed]
) -> None:
    text = strong.write(sets, layout=layout)
    rows = [
        row
        for row in csv.DictReader(io.StringIO(text), delimiter=separator)
        if row["Set Order"] not in {"Rest Timer", "Note"}
    ]
    weight = "Weight (kg)" if layout == "S7" else "Weight"
    read = [(row["Exercise Name"], float(row[weight] or 0), int(row["Reps"])) for row in rows]
    done = [
        (lift(row["exercise"]).names["strong"], row["load"] or 0.0, row["reps"]) for row in sets.to_dicts()
    ]
    assert read == done
