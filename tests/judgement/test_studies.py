"""The trials' own tests through the model: `benchmarks/studies.py` as a test, where the data is."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "studies.py"


@pytest.fixture(scope="module")
def studies() -> ModuleType:
    spec = importlib.util.spec_from_file_location("studies", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(shared_exports: Path) -> Path:
    if not (shared_exports / "study").is_dir():
        pytest.skip("the trials' data is not among the real exports")
    return shared_exports / "study"


def compared(lines: Any) -> dict[str, Any]:
    return {each.exercise: each for each in lines}


def test_legs_are_told_apart_as_the_trial_did(studies: ModuleType, folder: Path) -> None:
    """Paired differences in points that were worked out once by other code; with `L ` taken for a right leg, leg press is 19."""
    found = compared(studies.within(studies.one_set_legs(folder), studies.LIFTERS))
    assert {name: each.participants for name, each in found.items()} == {
        "legpress": 31,
        "legext": 32,
        "legcurl": 30,
    }
    own = {name: round(each.trial_points.mean, 1) for name, each in found.items()}
    assert own == {"legpress": 6.4, "legext": 6.4, "legcurl": 3.1}


SURE = {"of people": 0.9, "of lifts": 0.85}
"""Participants differ more in how fast they gain than the lifts of one person do. The verdict's own grid knows the latter
only, takes what is beyond it for noise, and is the less sure: the directions and the intervals must still be right."""


@pytest.mark.parametrize("grid", ["of lifts", "of people"])
@pytest.mark.parametrize("tests", [3, 6])
def test_three_sets_are_found_to_beat_one_by_what_the_trial_found(
    studies: ModuleType, folder: Path, grid: str, tests: int
) -> None:
    timepoints = studies.THREE_TESTS if tests == 3 else tuple(studies.DAYS)
    found = compared(studies.within(studies.one_set_legs(folder), studies.GRIDS[grid], timepoints))
    assert set(found) == {"legpress", "legext", "legcurl"}
    for each in found.values():
        assert each.p_more > SURE[grid]
        assert each.agrees, each


@pytest.mark.parametrize("grid", ["of lifts", "of people"])
@pytest.mark.parametrize("weeks", [6, 8, 12])
def test_heavier_loads_are_found_to_make_stronger_by_what_the_trial_found(
    studies: ModuleType, folder: Path, grid: str, weeks: int
) -> None:
    found = compared(studies.between(studies.ten_thirty(folder, weeks), studies.GRIDS[grid], weeks))
    assert set(found) == {"legpress", "benchpress", "bicepscurl"}
    for each in found.values():
        assert each.p_more > SURE[grid]
        assert each.agrees, each


def test_the_answer_turns_with_the_labels(studies: ModuleType, folder: Path) -> None:
    legs = studies.one_set_legs(folder).with_columns(sets=4 - studies.pl.col("sets"))
    for each in studies.within(legs, studies.PEOPLE):
        assert each.p_more < 0.1


def test_one_participant_judged_as_a_client_says_little_and_nothing_false(
    studies: ModuleType, folder: Path
) -> None:
    """The legs of most differ by less than three tests can tell; none is sure of the wrong leg."""
    judged = list(studies.as_clients(studies.one_set_legs(folder)))
    assert sum(each.difference.holds(each.own) for each in judged) >= 0.75 * len(judged)
    assert not [each for each in judged if each.p_more < 0.05 or (each.p_more > 0.95 and each.own < 0)]
    assert sum(each.difference.mean > 0 for each in judged) > len(judged) / 2
