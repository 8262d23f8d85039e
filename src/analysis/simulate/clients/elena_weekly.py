"""Elena: a new style every week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from analysis.simulate.athlete import Athlete, Tape
from analysis.simulate.client import Log, SampleClient
from analysis.simulate.programme import HYPERTROPHY_WEEK, STRENGTH_WEEK, Block, Day
from analysis.simulate.writers import plain, strong

NAMES: Final = {
    "Lower Body Strength": "Unterkörper schwer", "Upper Body Strength": "Oberkörper schwer",
    "Full Body Strength": "Ganzkörper schwer", "Lower Body Hypertrophy": "Beine Volumen",
    "Upper Body Push": "Drücken Volumen", "Upper Body Pull": "Ziehen Volumen",
}  # fmt: skip


def _in_german(days: tuple[Day, ...]) -> tuple[Day, ...]:
    return tuple(replace(day, name=NAMES[day.name]) for day in days)


HEAVY: Final = Block(style="strength", weeks=1, days=_in_german(STRENGTH_WEEK), slope_pct_per_week=0.12)
LIGHT: Final = Block(style="hypertrophy", weeks=1, days=_in_german(HYPERTROPHY_WEEK), slope_pct_per_week=0.12)

ATHLETE: Final = Athlete(
    word="elena",
    starts_on=date(2026, 4, 6),
    ends_on=date(2026, 10, 31),
    blocks=(HEAVY, LIGHT) * 15,
    levels_kg=MappingProxyType({
        "back_squat_barbell": 88.0, "front_squat_barbell": 70.0, "deadlift_barbell": 110.0,
        "romanian_deadlift_barbell": 84.0, "hip_thrust_barbell": 120.0, "walking_lunge_dumbbell": 22.0,
        "bench_press_barbell": 52.0, "overhead_press_barbell": 35.0, "bent_over_row_barbell": 54.0,
        "pull_up_bodyweight": 72.0, "leg_press_machine": 170.0, "hack_squat_machine": 100.0,
        "leg_extension_machine": 65.0, "lying_leg_curl_machine": 50.0, "standing_calf_raise_machine": 100.0,
        "incline_bench_press_dumbbell": 21.0, "lateral_raise_dumbbell": 12.0, "triceps_pushdown_cable": 34.0,
        "lat_pulldown_cable": 56.0, "seated_row_cable": 57.0, "face_pull_cable": 32.0,
        "biceps_curl_dumbbell": 14.0,
    }),
    bodyweight=Tape(start=61.0, per_week=(0.0,), error=0.5, every_days=3),
    tapes=MappingProxyType({"waist_cm": Tape(start=71.0, per_week=(0.0,), error=0.5, every_days=21)}),
    adherence=0.9,
    effort_logged=0.6,
)  # fmt: skip


def exports(log: Log) -> dict[str, str]:
    """Strong on a German iPhone: German headers and durations, no unit; a body log of her own."""
    return {
        "strong-de.csv": strong.write(log.sets, layout="S5-de"),
        "body.csv": plain.write_body(log.readings),
    }


CLIENT: Final = SampleClient(
    slug="elena-weekly",
    name="Elena Voss",
    story="Swaps between the strength week and the hypertrophy week every Monday for thirty weeks.",
    look_for="The warning that she changes too often; a slow true gain (0.12% a week) that no week can show.",
    athlete=ATHLETE,
    exports=exports,
    headline_lift="back_squat_barbell",
)
