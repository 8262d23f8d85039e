from __future__ import annotations

import polars as pl
import pytest

from analysis.exercises import catalogue

IDS = catalogue.frame()["id"].to_list()
RELIED_ON = (
    "back_squat_barbell", "front_squat_barbell", "bench_press_barbell", "bench_press_dumbbell",
    "incline_bench_press_barbell", "deadlift_barbell", "sumo_deadlift_barbell", "romanian_deadlift_barbell",
    "overhead_press_barbell", "hip_thrust_barbell", "bent_over_row_barbell", "pull_up_bodyweight",
    "pull_up_assisted", "chin_up_bodyweight", "dip_bodyweight", "walking_lunge_dumbbell",
    "leg_press_machine", "hack_squat_machine", "leg_extension_machine", "lying_leg_curl_machine",
    "seated_leg_curl_machine", "standing_calf_raise_machine", "lat_pulldown_cable", "seated_row_cable",
    "lateral_raise_dumbbell", "biceps_curl_barbell", "biceps_curl_dumbbell", "triceps_pushdown_cable",
    "face_pull_cable", "plank_bodyweight",
)  # fmt: skip


@pytest.mark.parametrize("exercise", RELIED_ON)
def test_the_ids_that_samples_and_clients_name_are_there(exercise: str) -> None:
    assert catalogue.by_id(exercise) is not None


def test_the_catalogue_holds_the_lifts_of_a_gym() -> None:
    assert len(IDS) >= 220
    assert len(set(IDS)) == len(IDS)


def test_squats_give_the_hamstrings_no_credit() -> None:
    squats = catalogue.frame().filter(pl.col("pattern") == "squat")
    credited = squats.filter(
        pl.col("direct").list.contains("hamstrings") | pl.col("indirect").list.contains("hamstrings")
    )
    assert credited["id"].to_list() == []


def test_every_lift_that_is_not_conditioning_trains_a_muscle_or_is_known_not_to() -> None:
    nothing = catalogue.frame().filter(
        (pl.col("direct").list.len() == 0) & (pl.col("pattern") != "conditioning")
    )
    # Rotator cuff, hip flexors and shins are no muscles of the report's vocabulary.
    assert set(nothing["pattern"]) <= {"shoulder_isolation", "hip_flexion", "shin"}


def test_conditioning_has_neither_muscles_nor_an_e1rm() -> None:
    cardio = catalogue.frame().filter(pl.col("pattern") == "conditioning")
    assert cardio.height > 20
    assert cardio["direct"].list.len().sum() == 0
    assert cardio["k0"].null_count() == cardio.height


def test_only_lifts_of_the_body_have_a_share_of_bodyweight() -> None:
    frame = catalogue.frame()
    own = pl.col("load_model").is_in(["bodyweight", "assisted"])
    assert frame.filter(~own)["bw_share"].to_list() == [0.0] * frame.filter(~own).height
    assert frame.filter(own)["bw_share"].drop_nulls().min() == 0.45  # bench dip


@pytest.mark.parametrize(
    ("exercise", "share"),
    [
        ("pull_up_bodyweight", 1.0),
        ("pull_up_assisted", 1.0),
        ("push_up_bodyweight", 0.64),
        ("knee_push_up_bodyweight", 0.49),
        ("decline_push_up_bodyweight", 0.70),
        ("inverted_row_bodyweight", 0.60),
        ("squat_bodyweight", 0.88),
        ("crunch_bodyweight", None),
    ],
)
def test_shares_of_bodyweight_are_those_of_the_sources(exercise: str, share: float | None) -> None:
    lift = catalogue.by_id(exercise)
    assert lift is not None
    assert lift.bw_share == share


@pytest.mark.parametrize(
    ("exercise", "k0"),
    [
        ("back_squat_barbell", 0.036),
        ("deadlift_barbell", 0.036),
        ("bench_press_barbell", 0.034),
        ("overhead_press_barbell", 0.034),
        ("pull_up_bodyweight", 0.033),
        ("seated_row_cable", 0.033),
        ("leg_press_machine", 0.022),
        ("biceps_curl_dumbbell", 0.040),
        ("leg_extension_machine", 0.040),
        ("plank_bodyweight", None),
    ],
)
def test_slopes_are_the_defaults_of_the_kind_of_lift(exercise: str, k0: float | None) -> None:
    lift = catalogue.by_id(exercise)
    assert lift is not None
    assert lift.k0 == k0


@pytest.mark.parametrize(
    ("exercise", "load_model", "unilateral"),
    [
        ("bench_press_dumbbell", "per_hand", False),
        ("bulgarian_split_squat_dumbbell", "per_hand", True),
        ("single_arm_row_dumbbell", "per_side", True),
        ("goblet_squat_dumbbell", "external", False),
        ("pullover_dumbbell", "external", False),
        ("leg_press_machine", "machine", False),
        ("pull_up_assisted", "assisted", False),
        ("back_squat_barbell", "external", False),
    ],
)
def test_a_load_counts_as_the_log_states_it(exercise: str, load_model: str, *, unilateral: bool) -> None:
    lift = catalogue.by_id(exercise)
    assert lift is not None
    assert (lift.load_model, lift.unilateral) == (load_model, unilateral)


def test_one_side_at_a_time_is_always_unilateral() -> None:
    sides = catalogue.frame().filter(pl.col("load_model") == "per_side")
    assert sides["unilateral"].all()


def test_an_unknown_lift_is_shown_as_it_was_logged() -> None:
    assert catalogue.display_name("Coach's special") == "Coach's special"
    assert catalogue.by_id("Coach's special") is None
