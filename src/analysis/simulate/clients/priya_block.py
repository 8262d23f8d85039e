"""Priya: the article's twelve week block, twice, as written."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final

from analysis.simulate.athlete import Athlete, Tape
from analysis.simulate.client import Log, SampleClient
from analysis.simulate.programme import COMBINATION_WEEK, Block, periodised_12
from analysis.simulate.writers import fitnotes, strong

ATHLETE: Final = Athlete(
    word="priya",
    starts_on=date(2026, 4, 6),
    ends_on=date(2026, 10, 31),
    blocks=(
        Block(style="combination", weeks=6, days=COMBINATION_WEEK, slope_pct_per_week=0.2),
        *periodised_12(strength=0.55, hypertrophy=0.25, combination=0.35),
        *periodised_12(strength=0.5, hypertrophy=0.2, combination=0.3),
    ),
    levels_kg=MappingProxyType({
        "back_squat_barbell": 82.0, "front_squat_barbell": 66.0, "deadlift_barbell": 104.0,
        "romanian_deadlift_barbell": 80.0, "hip_thrust_barbell": 115.0, "walking_lunge_dumbbell": 22.0,
        "bench_press_barbell": 48.0, "overhead_press_barbell": 33.0, "bent_over_row_barbell": 52.0,
        "pull_up_bodyweight": 69.0, "leg_press_machine": 160.0, "hack_squat_machine": 95.0,
        "leg_extension_machine": 65.0, "lying_leg_curl_machine": 50.0, "standing_calf_raise_machine": 100.0,
        "incline_bench_press_dumbbell": 20.0, "lateral_raise_dumbbell": 12.0, "triceps_pushdown_cable": 33.0,
        "lat_pulldown_cable": 55.0, "seated_row_cable": 55.0, "face_pull_cable": 32.0,
        "biceps_curl_dumbbell": 14.0,
    }),
    bodyweight=Tape(start=58.0, per_week=(0.02,), error=0.4),
    adherence=0.97,
    effort_logged=0.8,
    rests_logged=True,
)  # fmt: skip


def exports(log: Log) -> dict[str, str]:
    """Strong for Android with rest timers; bodyweight in FitNotes' Body Tracker, from an older phone."""
    return {
        "strong-android.csv": strong.write(log.sets, layout="S7"),
        "body-tracker.csv": fitnotes.write_body_tracker(log.readings),
    }


CLIENT: Final = SampleClient(
    slug="priya-block",
    name="Priya Raman",
    story="Follows the twelve week block exactly, twice: strength, hypertrophy, combination, four weeks each.",
    look_for="Plan and log agree week for week; four weeks of one phase are too few to call.",
    athlete=ATHLETE,
    exports=exports,
    headline_lift="back_squat_barbell",
)
