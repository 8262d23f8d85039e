"""Ray: two apps, gaps, pounds, and two exports of one account that overlap."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final

import dataframely as dy
import polars as pl

from analysis.simulate.athlete import Athlete, Gap, Tape
from analysis.simulate.client import Log, SampleClient
from analysis.simulate.performed import Performed
from analysis.simulate.programme import COMBINATION_WEEK, STRENGTH_WEEK, Block
from analysis.simulate.writers import fitnotes, strong
from analysis.units import KG_PER_LB

CHANGED_APP_ON: Final = date(2026, 1, 19)
FIRST_STRONG_EXPORT_ON: Final = date(2026, 7, 31)
EDITED_ON: Final = date(2026, 7, 27)
"""The day whose squat sets he corrected after the first export."""

ATHLETE: Final = Athlete(
    word="ray",
    starts_on=date(2025, 9, 1),
    ends_on=date(2026, 10, 31),
    blocks=(
        Block(style="combination", weeks=20, days=COMBINATION_WEEK, slope_pct_per_week=0.2),
        Block(style="strength", weeks=23, days=STRENGTH_WEEK, slope_pct_per_week=0.3, deload_weeks=(9,)),
        Block(style="combination", weeks=18, days=COMBINATION_WEEK, slope_pct_per_week=0.25),
    ),
    levels_kg=MappingProxyType({
        exercise: pounds * KG_PER_LB
        for exercise, pounds in {
            "back_squat_barbell": 285, "front_squat_barbell": 230, "deadlift_barbell": 345,
            "romanian_deadlift_barbell": 260, "hip_thrust_barbell": 330, "walking_lunge_dumbbell": 70,
            "bench_press_barbell": 215, "overhead_press_barbell": 135, "bent_over_row_barbell": 190,
            "pull_up_bodyweight": 245, "leg_press_machine": 520, "lying_leg_curl_machine": 150,
            "standing_calf_raise_machine": 300, "incline_bench_press_dumbbell": 75,
            "lat_pulldown_cable": 180, "seated_row_cable": 180, "lateral_raise_dumbbell": 45,
            "triceps_pushdown_cable": 110, "biceps_curl_dumbbell": 45,
        }.items()
    }),
    bodyweight=Tape(start=92.0, per_week=(0.0, -0.05, -0.05), error=0.7),
    unit="lb",
    gaps=(
        Gap(starts_on=date(2025, 12, 22), days=28, why="holiday, and a new phone"),
        Gap(starts_on=date(2026, 5, 11), days=13, why="illness"),
        Gap(starts_on=date(2026, 8, 10), days=10, why="family visit"),
    ),
    adherence=0.88,
    effort_logged=0.35,
    effort_logged_from=CHANGED_APP_ON,
    flags_warm_ups=False,
)  # fmt: skip


def exports(log: Log) -> dict[str, str]:
    """FitNotes until December 2025, Strong since; the later Strong export corrects a session of the first."""
    new_app = pl.col("started_at").dt.date() >= CHANGED_APP_ON
    before = Performed.validate(log.sets.filter(~new_app))
    since = Performed.validate(log.sets.filter(new_app))
    return {
        "FitNotes_Export.csv": fitnotes.write(before, layout="FN1", unit="lb"),
        "FitNotes_BodyTracker.csv": fitnotes.write_body_tracker(log.readings, unit="lb"),
        "strong-2026-07-31.csv": strong.write(
            _before_the_correction(since), layout="S4", unit="lb", until=FIRST_STRONG_EXPORT_ON
        ),
        "strong-2026-10-31.csv": strong.write(since, layout="S4", unit="lb"),
    }


def _before_the_correction(sets: dy.DataFrame[Performed]) -> dy.DataFrame[Performed]:
    """The sets with the slip he made on `EDITED_ON`: squats ten pounds too heavy, the last set missing."""
    slip = (pl.col("started_at").dt.date() == EDITED_ON) & (pl.col("exercise") == "back_squat_barbell")
    last = pl.col("set_number") == pl.col("set_number").max().over("started_at", "entry")
    return Performed.validate(
        sets.filter(~(slip & last)).with_columns(
            load=pl.when(slip).then(pl.col("load") + 10).otherwise(pl.col("load")),
            load_kg=pl.when(slip).then(pl.col("load_kg") + 10 * KG_PER_LB).otherwise(pl.col("load_kg")),
        )
    )


CLIENT: Final = SampleClient(
    slug="ray-two-apps",
    name="Ray Delgado",
    story="Pounds; FitNotes until December 2025, Strong since January 2026; two Strong exports overlap from "
    "January to July, and the later one corrects the squats of 27 July.",
    look_for="Every session once, the corrected squats, three gaps that are not called regress. He gets fewer reps from "
    "a load than most and seldom logs effort, so a formula reads his squat about a tenth low until it learns that.",
    athlete=ATHLETE,
    exports=exports,
    headline_lift="back_squat_barbell",
)
