"""Marcus: a beginner's first year, from struggling with 40 kg to about 120 kg."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final

from analysis.simulate.athlete import Athlete, Gap, Tape
from analysis.simulate.client import Log, SampleClient
from analysis.simulate.programme import FRI, MON, STRENGTH_LOWER, WED, Block, Day, heavy
from analysis.simulate.writers import plain, strong

WEEK: Final = (
    Day(weekday=MON, name="Lower Body Strength", slots=STRENGTH_LOWER),
    Day(
        weekday=WED,
        name="Upper Body Strength",
        slots=(
            heavy("bench_press_barbell", 5, 5, 240),
            heavy("bent_over_row_barbell", 4, 5),
            heavy("overhead_press_barbell", 4, 5),
            heavy("lat_pulldown_cable", 3, 6, 120),
        ),
    ),
    Day(
        weekday=FRI,
        name="Full Body Strength",
        slots=(
            heavy("back_squat_barbell", 4, 4, 240),
            heavy("bench_press_barbell", 4, 5, 210),
            heavy("deadlift_barbell", 4, 4, 240),
            heavy("bent_over_row_barbell", 3, 6),
        ),
    ),
)
SHARE_OF_SQUAT: Final = {
    "deadlift_barbell": 0.75, "romanian_deadlift_barbell": 0.75, "hip_thrust_barbell": 0.9,
    "walking_lunge_dumbbell": 0.7, "bench_press_barbell": 0.5, "overhead_press_barbell": 0.4,
    "bent_over_row_barbell": 0.5, "lat_pulldown_cable": 0.5,
}  # fmt: skip
"""How fast the other lifts grow, as a share of the squat's rate."""


def _base(weeks: int, squat: float, deload_weeks: tuple[int, ...]) -> Block:
    slopes = {exercise: squat * share for exercise, share in SHARE_OF_SQUAT.items()}
    return Block(
        style="strength", weeks=weeks, days=WEEK, slope_pct_per_week=squat,
        lift_slopes=slopes, deload_weeks=deload_weeks,
    )  # fmt: skip


ATHLETE: Final = Athlete(
    word="marcus",
    starts_on=date(2025, 11, 3),
    ends_on=date(2026, 10, 31),
    blocks=(_base(12, 3.2, ()), _base(14, 2.2, (7,)), _base(14, 1.4, (7,)), _base(12, 0.75, (6,))),
    levels_kg=MappingProxyType({
        "back_squat_barbell": 45.0, "romanian_deadlift_barbell": 50.0, "hip_thrust_barbell": 60.0,
        "walking_lunge_dumbbell": 14.0, "bench_press_barbell": 47.0, "bent_over_row_barbell": 45.0,
        "overhead_press_barbell": 32.0, "lat_pulldown_cable": 45.0, "deadlift_barbell": 72.0,
    }),
    bodyweight=Tape(start=74.0, per_week=(0.10, 0.08, 0.05, 0.0), error=0.5),
    gaps=(Gap(starts_on=date(2025, 12, 24), days=9, why="Christmas"),),
    adherence=0.96,
    k_spread=0.08,
    tests=MappingProxyType({
        date(2026, 4, 27): ("back_squat_barbell",), date(2026, 9, 21): ("back_squat_barbell",),
    }),
)  # fmt: skip


def exports(log: Log) -> dict[str, str]:
    """Strong for iPhone states no unit; the scale is a small file of his own."""
    return {
        "strong.csv": strong.write(log.sets, layout="S5"),
        "bodyweight.csv": plain.write_body(log.readings),
    }


CLIENT: Final = SampleClient(
    slug="marcus-base",
    name="Marcus Hale",
    story="A beginner builds a strength base; his squat goes from 45 kg to about 120 kg in a year.",
    look_for="Working, with the rate falling from phase to phase; the unit is known from client.toml alone.",
    athlete=ATHLETE,
    exports=exports,
    headline_lift="back_squat_barbell",
)
