"""Tom: sixteen weeks in which nothing changes, in an app that knows neither effort nor warm-ups."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final

from analysis.simulate.athlete import Athlete, Gap, Tape
from analysis.simulate.client import Log, SampleClient
from analysis.simulate.programme import COMBINATION_WEEK, STRENGTH_WEEK, Block
from analysis.simulate.writers import fitnotes

ATHLETE: Final = Athlete(
    word="tom",
    starts_on=date(2025, 12, 1),
    ends_on=date(2026, 10, 31),
    blocks=(
        Block(style="combination", weeks=16, days=COMBINATION_WEEK, slope_pct_per_week=0.35),
        Block(style="strength", weeks=16, days=STRENGTH_WEEK, slope_pct_per_week=0.25, deload_weeks=(8,)),
        Block(style="strength", weeks=16, days=STRENGTH_WEEK, slope_pct_per_week=0.0),
    ),
    levels_kg=MappingProxyType({
        "back_squat_barbell": 138.0, "front_squat_barbell": 112.0, "deadlift_barbell": 172.0,
        "romanian_deadlift_barbell": 130.0, "hip_thrust_barbell": 165.0, "walking_lunge_dumbbell": 34.0,
        "bench_press_barbell": 102.0, "overhead_press_barbell": 66.0, "bent_over_row_barbell": 92.0,
        "pull_up_bodyweight": 112.0, "leg_press_machine": 260.0, "lying_leg_curl_machine": 75.0,
        "standing_calf_raise_machine": 150.0, "incline_bench_press_dumbbell": 36.0,
        "lat_pulldown_cable": 88.0, "seated_row_cable": 88.0, "lateral_raise_dumbbell": 20.0,
        "triceps_pushdown_cable": 52.0, "biceps_curl_dumbbell": 22.0,
    }),
    bodyweight=Tape(start=88.5, per_week=(0.03, 0.0, 0.0), error=0.6),
    gaps=(Gap(starts_on=date(2026, 6, 1), days=8, why="work trip"),),
    adherence=0.92,
    effort_logged=0.0,
    flags_warm_ups=False,
)  # fmt: skip


def exports(log: Log) -> dict[str, str]:
    """FitNotes for Android in kilograms, with comments, and its Body Tracker."""
    return {
        "FitNotes_Export.csv": fitnotes.write(log.sets, layout="FN2"),
        "FitNotes_BodyTracker_Export.csv": fitnotes.write_body_tracker(log.readings),
    }


CLIENT: Final = SampleClient(
    slug="tom-flat",
    name="Tom Okafor",
    story="Truly flat for the last sixteen weeks (from 13 July 2026); effort is never logged.",
    look_for="No claim that the last phase works, however many small records the noise throws up; without effort logged, none that it is flat.",
    athlete=ATHLETE,
    exports=exports,
    headline_lift="bench_press_barbell",
)
