"""How much of real people's logs the catalogue knows; only counts leave this file."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from analysis.exercises import harmonise

EXPORTS = Path(__file__).resolve().parents[2] / "../shared/exports"
COLUMNS = {"Exercise Name", "exercise_title", "Exercise", "Name der Übung", "Nom de l'exercice"}
NO_SETS = {"Rest Timer", "Ruhezeit", "Note"}
OWN_WORDS = {  # share of sets of logs whose owners name many lifts in words of their own
    "android-fn1-lbs.csv": 0.85,
    "android-fn3.csv": 0.94,
    "de-s5-small.csv": 0.90,
}
FILES = [
    file
    for app in ("strong", "hevy", "fitnotes")
    for file in sorted((EXPORTS / app).glob("*.csv"))
    if "measurements" not in file.name and "body-tracker" not in file.name and "excel" not in file.name
]


def names_logged(file: Path) -> Counter[str]:
    """The names of a log and how many records each has."""
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    header = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=max(",;", key=header.count))
    at = next(i for i, column in enumerate(next(rows)) if column.strip() in COLUMNS)
    return Counter(row[at] for row in rows if len(row) > at and row[at] and not NO_SETS & set(row))


@pytest.mark.skipif(not FILES, reason="no real exports beside this checkout")
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_most_sets_of_a_real_log_are_of_a_known_lift(file: Path) -> None:
    logged = names_logged(file)
    found = harmonise.match(list(logged), app=file.parent.name)
    known = set(found.drop_nulls("exercise")["exercise_logged"])
    share = sum(count for name, count in logged.items() if name in known) / logged.total()
    assert share >= OWN_WORDS.get(file.name, 0.95)
