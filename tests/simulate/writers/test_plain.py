from __future__ import annotations

import csv
import io

import dataframely as dy

from analysis.simulate.performed import BodyReading, Performed
from analysis.simulate.writers import plain


def test_the_spreadsheet_has_decimal_commas_and_cells_left_empty(sets: dy.DataFrame[Performed]) -> None:
    assert plain.write(sets, language="fr").split("\n") == [
        "Jour;Séance;Mouvement;Charge;Répétitions;En réserve;Commentaire",
        '05/05/2026;Legs;Back squat;60;5;;"Felt ""easy"""',
        ";;;100;5;2;",
        ";;;102,5;4;0;",
        ";;Pull-up;;8;;",
        "11/06/2026;Push;Bench press;80;6;1,5;",
        "",
    ]


def test_a_plain_reader_gets_the_same_sets_back(sets: dy.DataFrame[Performed]) -> None:
    rows = csv.DictReader(io.StringIO(plain.write(sets)), delimiter=";")
    read = [(float(row["Kilos"].replace(",", ".") or 0), int(row["Repetitions"])) for row in rows]
    assert read == [(row["load"] or 0.0, row["reps"]) for row in sets.to_dicts()]


def test_the_body_log_is_one_line_a_day(readings: dy.DataFrame[BodyReading]) -> None:
    assert plain.write_body(readings) == ("date,bodyweight_kg,waist_cm\n2026-05-04,80.3,84\n2026-05-11,80,\n")


def test_the_body_log_may_have_decimal_commas(readings: dy.DataFrame[BodyReading]) -> None:
    assert plain.write_body(readings, decimal_comma=True) == (
        "date;bodyweight_kg;waist_cm\n2026-05-04;80,3;84\n2026-05-11;80;\n"
    )
