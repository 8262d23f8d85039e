"""How much of real people's logs the catalogue knows; only counts leave this file.

Names that only their owner uses stay unknown on purpose: a table of them would be that person's rows. `OWN_WORDS`
has the logs that hold many, with a floor a little under today's share.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from analysis.ingest import pipeline
from analysis.ingest.pipeline import Refused
from analysis.settings.client import ClientSettings

EXPORTS: Final = Path(__file__).resolve().parents[2] / "../shared/exports"
LOCALISED: Final = ("de-", "fr-", "pt-", "it-")
OWN_WORDS: Final = {
    "fitnotes/android-fn1-lbs.csv": 0.90,
    "fitnotes/android-fn3.csv": 0.94,
    "fitnotes_ios/decimal-comma-2025.csv": 0.94,
    "alpha_progression/en-us-workouts.csv": 0.94,
    "simpleworkoutlog/strength.csv": 0.64,
    "simpleworkoutlog/cardio.csv": 0.0,
    "spreadsheet/forward-filled.csv": 0.91,  # "Planche" is a plank in French and another lift elsewhere
    "strong/de-s5-small.csv": 0.94,
    "spreadsheet/long.csv": 0.93,
    "spreadsheet/personal-cc0.csv": 0.93,
    "spreadsheet/sets-wide.csv": 0.85,
    "truecoach/workouts.json": 0.80,  # sessions and circuits are named as if they were exercises
    "rp_hypertrophy/slice.json": 0.0,  # exercises by number only
}
WITHOUT_SETS: Final = ("applehealth", "bodyweight", "freetext", "healthexport", "study", "withings")
FILES: Final = [
    file
    for file in sorted(EXPORTS.glob("*/*"))
    if file.parent.name not in WITHOUT_SETS and file.suffix != ".md"
]

pytestmark = pytest.mark.skipif(not FILES, reason="no real exports beside this checkout")


class Known(NamedTuple):
    """How many sets a file holds, and how many are of a known lift."""

    sets: int
    known: int


def counted(file: Path) -> Known:
    """Read a file as a coach would: where phasewise proposes a table's columns, with what it proposes."""
    parts = pipeline.parts(file, client="x", settings=ClientSettings(), unit_must_be_known=False)
    if len(parts) == 1 and isinstance(parts[0], Refused) and "[table." in str(parts[0].error):
        proposed = str(parts[0].error).partition("[table.")
        settings = ClientSettings.model_validate(tomllib.loads("".join(proposed[1:])))
        parts = pipeline.parts(file, client="x", settings=settings, unit_must_be_known=False)
    sets = [part.sets for part in parts if not isinstance(part, Refused)]
    everything = sum(one.height for one in sets)
    return Known(everything, everything - sum(one["exercise"].null_count() for one in sets))


@pytest.fixture(scope="module")
def logs() -> dict[str, Known]:
    """Return the counts of every file that holds sets."""
    found = {f"{file.parent.name}/{file.name}": counted(file) for file in FILES}
    return {name: known for name, known in found.items() if known.sets}


def test_most_sets_of_a_real_log_are_of_a_known_lift(logs: dict[str, Known]) -> None:
    shares = {name: log.known / log.sets for name, log in logs.items()}
    assert {name: share for name, share in shares.items() if share < OWN_WORDS.get(name, 0.95)} == {}


@pytest.mark.parametrize(("localised", "floor"), [(False, 0.95), (True, 0.85)])
def test_of_all_sets_nearly_all_are_of_known_lifts(
    logs: dict[str, Known], *, localised: bool, floor: float
) -> None:
    of = [log for name, log in logs.items() if name.partition("/")[2].startswith(LOCALISED) == localised]
    assert sum(log.known for log in of) / sum(log.sets for log in of) >= floor
