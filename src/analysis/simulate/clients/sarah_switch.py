"""Sarah: heavy for long with little to see, then three months of hypertrophy."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final

from analysis.simulate.athlete import Athlete, Gap, Tape
from analysis.simulate.client import Log, SampleClient
from analysis.simulate.programme import HYPERTROPHY_WEEK, STRENGTH_WEEK, Block
from analysis.simulate.writers import hevy

ATHLETE: Final = Athlete(
    word="sarah",
    starts_on=date(2025, 10, 6),
    ends_on=date(2026, 10, 31),
    blocks=(
        Block(
            style="strength",
            weeks=43,
            days=STRENGTH_WEEK,
            slope_pct_per_week=0.03,
            deload_weeks=(7, 14, 21, 28, 35, 42),
        ),
        Block(style="hypertrophy", weeks=13, days=HYPERTROPHY_WEEK, slope_pct_per_week=0.5),
    ),
    levels_kg=MappingProxyType({
        "back_squat_barbell": 97.0, "front_squat_barbell": 78.0, "deadlift_barbell": 118.0,
        "romanian_deadlift_barbell": 92.0, "hip_thrust_barbell": 130.0, "walking_lunge_dumbbell": 24.0,
        "bench_press_barbell": 57.0, "overhead_press_barbell": 38.0, "bent_over_row_barbell": 58.0,
        "pull_up_bodyweight": 74.0, "leg_press_machine": 180.0, "hack_squat_machine": 110.0,
        "leg_extension_machine": 70.0, "lying_leg_curl_machine": 55.0, "standing_calf_raise_machine": 110.0,
        "incline_bench_press_dumbbell": 22.0, "lateral_raise_dumbbell": 13.0, "triceps_pushdown_cable": 37.0,
        "lat_pulldown_cable": 60.0, "seated_row_cable": 60.0, "face_pull_cable": 34.0,
        "biceps_curl_dumbbell": 15.0,
    }),
    bodyweight=Tape(start=62.4, per_week=(0.0, 0.07), error=0.5),
    tapes=MappingProxyType({
        "waist_cm": Tape(start=70.5, per_week=(0.0, 0.01), error=0.5),
        "hips_cm": Tape(start=97.0, per_week=(0.0, 0.09), error=0.5),
        "chest_cm": Tape(start=89.0, per_week=(0.0, 0.08), error=0.6),
        "right_arm_cm": Tape(start=28.4, per_week=(0.0, 0.07), error=0.3),
        "right_thigh_cm": Tape(start=55.2, per_week=(0.0, 0.13), error=0.5),
    }),
    gaps=(Gap(starts_on=date(2026, 2, 9), days=7, why="influenza"),),
    adherence=0.94,
)  # fmt: skip


def exports(log: Log) -> dict[str, str]:
    """Hevy in English with a 24 hour clock, kilograms and centimetres."""
    return {
        "hevy-workouts.csv": hevy.write(log.sets),
        "hevy-measurements.csv": hevy.write_measurements(log.readings),
    }


CLIENT: Final = SampleClient(
    slug="sarah-switch",
    name="Sarah Lindqvist",
    story="Two years of heavy work end on a plateau (0.03% a week); from 3 August 2026 a hypertrophy phase.",
    look_for="No worthwhile progress in strength before; in the new phase volume, arms, thighs and hips go up "
    "while the waist does not.",
    athlete=ATHLETE,
    exports=exports,
    headline_lift="romanian_deadlift_barbell",
)
