"""Hana: a handball player, strength before the season and both through it, in pounds and inches."""

from __future__ import annotations

from datetime import date, time
from types import MappingProxyType
from typing import Final

from analysis.simulate.athlete import Athlete, Tape
from analysis.simulate.client import Log, SampleClient
from analysis.simulate.programme import COMBINATION_WEEK, STRENGTH_WEEK, Block
from analysis.simulate.writers import hevy
from analysis.units import KG_PER_LB

EASY: Final = Block(
    style="deload", weeks=1, days=COMBINATION_WEEK, slope_pct_per_week=0.0, deload_weeks=(1,)
)  # fmt: skip

ATHLETE: Final = Athlete(
    word="hana",
    starts_on=date(2026, 2, 2),
    ends_on=date(2026, 10, 31),
    blocks=(
        Block(style="combination", weeks=12, days=COMBINATION_WEEK, slope_pct_per_week=0.4),
        EASY,
        Block(style="strength", weeks=11, days=STRENGTH_WEEK, slope_pct_per_week=0.7),
        EASY,
        Block(style="combination", weeks=14, days=COMBINATION_WEEK, slope_pct_per_week=0.3),
    ),
    levels_kg=MappingProxyType({
        exercise: pounds * KG_PER_LB
        for exercise, pounds in {
            "back_squat_barbell": 205, "front_squat_barbell": 170, "deadlift_barbell": 255,
            "romanian_deadlift_barbell": 195, "hip_thrust_barbell": 265, "walking_lunge_dumbbell": 50,
            "bench_press_barbell": 125, "overhead_press_barbell": 88, "bent_over_row_barbell": 125,
            "pull_up_bodyweight": 178, "leg_press_machine": 380, "lying_leg_curl_machine": 110,
            "standing_calf_raise_machine": 220, "incline_bench_press_dumbbell": 50,
            "lat_pulldown_cable": 125, "seated_row_cable": 125, "lateral_raise_dumbbell": 30,
            "triceps_pushdown_cable": 75, "biceps_curl_dumbbell": 30,
        }.items()
    }),
    bodyweight=Tape(start=68.5, per_week=(0.02,), error=0.5),
    tapes=MappingProxyType({
        "waist_cm": Tape(start=74.0, per_week=(0.0,), error=0.5, every_days=28),
        "right_thigh_cm": Tape(start=58.0, per_week=(0.03,), error=0.5, every_days=28),
    }),
    unit="lb",
    adherence=0.91,
    trains_at=time(6, 45),
    effort_logged=0.75,
)  # fmt: skip


def exports(log: Log) -> dict[str, str]:
    """Hevy in the United States: pounds, miles, a 12 hour clock; measurements in inches."""
    return {
        "hevy.csv": hevy.write(log.sets, unit="lb", distance="miles", locale="en-US"),
        "hevy_measurements.csv": hevy.write_measurements(
            log.readings, unit="lb", length="in", locale="en-US"
        ),
    }  # fmt: skip


CLIENT: Final = SampleClient(
    slug="hana-season",
    name="Hana Sato",
    story="Combination, strength and combination again around a handball season, with planned deloads.",
    look_for="The strength phase works; the deload weeks are planned and not called regress.",
    athlete=ATHLETE,
    exports=exports,
    headline_lift="back_squat_barbell",
)
