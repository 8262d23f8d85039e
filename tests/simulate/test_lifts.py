from __future__ import annotations

import pytest

from analysis.exercises import catalogue
from analysis.simulate.lifts import GRID, all_lifts, lift


@pytest.mark.parametrize("exercise", all_lifts())
def test_the_table_agrees_with_the_catalogue(exercise: str) -> None:
    known, ours = catalogue.by_id(exercise), lift(exercise)
    assert known is not None
    assert ours.k0 == known.k0
    assert ours.equipment == known.equipment
    assert (ours.sides == 2) == known.unilateral
    assert (ours.hands == 2) == (known.load_model == "per_hand")
    assert ours.body_share == known.bw_share


@pytest.mark.parametrize("app", ["strong", "hevy", "hevy_pt", "fitnotes", "sheet"])
def test_no_two_lifts_share_a_name_in_an_app(app: str) -> None:
    names = [what.names[app] for what in all_lifts().values()]
    assert len(names) == len(set(names))
    assert all(names)


@pytest.mark.parametrize(
    ("exercise", "unit", "load", "nearest"),
    [
        ("back_squat_barbell", "kg", 101.2, 100.0),
        ("back_squat_barbell", "kg", 7.0, 20.0),  # no less than the bar
        ("back_squat_barbell", "lb", 223.0, 225.0),
        ("lateral_raise_dumbbell", "kg", 8.9, 8.0),
        ("leg_press_machine", "lb", 94.0, 90.0),
    ],
)
def test_loads_are_those_a_gym_has(exercise: str, unit: str, load: float, nearest: float) -> None:
    assert lift(exercise).on_grid(load, unit) == nearest


def test_a_bodyweight_lift_has_no_load() -> None:
    assert lift("pull_up_bodyweight").on_grid(50.0, "kg") is None


def test_every_unit_has_a_grid_for_every_equipment() -> None:
    used = {what.equipment for what in all_lifts().values()} - {"bodyweight"}
    assert all(used == set(grid) for grid in GRID.values())
