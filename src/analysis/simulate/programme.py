"""What an athlete plans to do: blocks of weeks of days of exercises, those of the article among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final, NamedTuple

MAIN_LIFT_SETS: Final = 4
"""From so many heavy sets a lift is a main lift, with three warm-ups."""
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One exercise of a day."""

    exercise: str
    reps: tuple[int, ...]
    """Target of each work set."""
    rest_s: int
    rir: float = 2.0
    """Reps meant to be left in reserve when the load is chosen."""
    open_reps: bool = False
    """True: the set ends at the meant reserve, within two reps of the target. False: at the target."""
    warm_ups: int = 0


@dataclass(frozen=True, kw_only=True)
class Day:
    """One training day of a week."""

    weekday: int
    """0 is Monday."""
    name: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some weeks of one style, with the true rate at which strength changes in them."""

    style: str
    weeks: int
    days: tuple[Day, ...]
    slope_pct_per_week: float
    """True change of every lift's 1RM: log points x 100 a week."""
    lift_slopes: Mapping[str, float] = field(default_factory=dict)
    """Lifts that change at a rate of their own."""
    deload_weeks: tuple[int, ...] = ()
    """Weeks of the block, from 1, with half the sets and a tenth off the load."""

    def slope_of(self, exercise: str) -> float:
        """Return the true change of one lift in log points x 100 a week."""
        return self.lift_slopes.get(exercise, self.slope_pct_per_week)


class PlannedSession(NamedTuple):
    """One session of the calendar."""

    on: date
    day: Day
    block: int
    """Place of its block, from 0."""
    deload: bool


def calendar(starts_on: date, ends_on: date, blocks: tuple[Block, ...]) -> Iterator[PlannedSession]:
    """Yield the planned sessions in order, from the Monday `starts_on` to `ends_on` inclusive."""
    monday = starts_on
    for number, block in enumerate(blocks):
        for week in range(1, block.weeks + 1):
            for day in block.days:
                on = monday + timedelta(days=day.weekday)
                if on <= ends_on:
                    yield PlannedSession(on, day, number, week in block.deload_weeks)
            monday += timedelta(weeks=1)


def heavy(exercise: str, sets: int, reps: int, rest_s: int = 180, *, rir: float = 2.0) -> Slot:
    """Straight sets at one load, as on the article's strength day."""
    warm_ups = 3 if sets >= MAIN_LIFT_SETS else 1
    return Slot(
        exercise=exercise, reps=(reps,) * sets, rest_s=rest_s, rir=rir, warm_ups=warm_ups
    )  # fmt: skip


def volume(exercise: str, reps: tuple[int, ...], rest_s: int = 90, *, rir: float = 1.5) -> Slot:
    """Sets of falling reps that end near failure, as on the article's hypertrophy day."""
    return Slot(exercise=exercise, reps=reps, rest_s=rest_s, rir=rir, open_reps=True)


def first_warmed_up(*slots: Slot) -> tuple[Slot, ...]:
    """Return the slots of a day of higher reps, whose first exercise alone has warm-ups."""
    return (replace(slots[0], warm_ups=2), *slots[1:])


STRENGTH_LOWER: Final = (
    heavy("back_squat_barbell", 5, 5, 240),
    heavy("romanian_deadlift_barbell", 4, 5),
    heavy("hip_thrust_barbell", 4, 6),
    heavy("walking_lunge_dumbbell", 3, 6, 120),
)
"""The article's strength focused lower body session, set by set."""

STRENGTH_UPPER: Final = (
    heavy("bench_press_barbell", 5, 5, 240),
    heavy("bent_over_row_barbell", 4, 5),
    heavy("overhead_press_barbell", 4, 5),
    Slot(exercise="pull_up_bodyweight", reps=(6, 6, 5), rest_s=150, open_reps=True),
)
STRENGTH_FULL: Final = (
    heavy("deadlift_barbell", 4, 4, 240),
    heavy("bench_press_barbell", 4, 5, 210),
    heavy("front_squat_barbell", 4, 5, 210),
    heavy("bent_over_row_barbell", 4, 6),
)
HYPERTROPHY_LOWER: Final = first_warmed_up(
    volume("leg_press_machine", (12, 10, 10, 8)),
    volume("romanian_deadlift_barbell", (10, 10, 8)),
    volume("hack_squat_machine", (12, 10, 10)),
    volume("leg_extension_machine", (15, 12, 12), 60),
    volume("lying_leg_curl_machine", (12, 12, 10), 60),
    volume("hip_thrust_barbell", (12, 10, 10), 60),
    volume("standing_calf_raise_machine", (15, 15, 12, 12), 45),
)
"""The article's hypertrophy focused lower body session, set by set."""

HYPERTROPHY_PUSH: Final = first_warmed_up(
    volume("bench_press_barbell", (12, 10, 10, 8)),
    volume("incline_bench_press_dumbbell", (12, 10, 10)),
    volume("overhead_press_barbell", (12, 10, 8)),
    volume("lateral_raise_dumbbell", (15, 12, 12), 60),
    volume("triceps_pushdown_cable", (12, 12, 10), 60),
)
HYPERTROPHY_PULL: Final = first_warmed_up(
    volume("bent_over_row_barbell", (12, 10, 10, 8)),
    volume("lat_pulldown_cable", (12, 10, 10)),
    volume("seated_row_cable", (12, 12, 10)),
    volume("face_pull_cable", (15, 15, 12), 60),
    volume("biceps_curl_dumbbell", (12, 10, 10), 60),
)
COMBINATION_LOWER: Final = (
    heavy("back_squat_barbell", 4, 6, 180),
    heavy("romanian_deadlift_barbell", 3, 7, 150),
    volume("leg_press_machine", (12, 12, 10)),
    volume("lying_leg_curl_machine", (12, 12, 10), 75),
    volume("standing_calf_raise_machine", (12, 12, 12), 60),
)
COMBINATION_UPPER: Final = (
    heavy("bench_press_barbell", 4, 6, 180),
    heavy("bent_over_row_barbell", 4, 6, 150),
    volume("incline_bench_press_dumbbell", (12, 10, 10)),
    volume("lat_pulldown_cable", (12, 12, 10)),
    volume("biceps_curl_dumbbell", (12, 12), 75),
    volume("triceps_pushdown_cable", (12, 12), 75),
)
COMBINATION_FULL: Final = first_warmed_up(
    volume("front_squat_barbell", (10, 8, 8)),
    volume("bench_press_barbell", (10, 8, 8)),
    volume("seated_row_cable", (10, 10, 8)),
    volume("hip_thrust_barbell", (10, 10, 8)),
    volume("lateral_raise_dumbbell", (10, 10, 10)),
)

STRENGTH_WEEK: Final = (
    Day(weekday=MON, name="Lower Body Strength", slots=STRENGTH_LOWER),
    Day(weekday=WED, name="Upper Body Strength", slots=STRENGTH_UPPER),
    Day(weekday=FRI, name="Full Body Strength", slots=STRENGTH_FULL),
)
HYPERTROPHY_WEEK: Final = (
    Day(weekday=MON, name="Lower Body Hypertrophy", slots=HYPERTROPHY_LOWER),
    Day(weekday=TUE, name="Upper Body Push", slots=HYPERTROPHY_PUSH),
    Day(weekday=THU, name="Lower Body Hypertrophy", slots=HYPERTROPHY_LOWER),
    Day(weekday=FRI, name="Upper Body Pull", slots=HYPERTROPHY_PULL),
)
COMBINATION_WEEK: Final = (
    Day(weekday=MON, name="Lower Body", slots=COMBINATION_LOWER),
    Day(weekday=WED, name="Upper Body", slots=COMBINATION_UPPER),
    Day(weekday=FRI, name="Full Body", slots=COMBINATION_FULL),
)


def periodised_12(*, strength: float, hypertrophy: float, combination: float) -> tuple[Block, ...]:
    """Return the article's 12 week block with the true slope of each of its phases, % a week."""
    return (
        Block(style="strength", weeks=4, days=STRENGTH_WEEK, slope_pct_per_week=strength),
        Block(style="hypertrophy", weeks=4, days=HYPERTROPHY_WEEK, slope_pct_per_week=hypertrophy),
        Block(style="combination", weeks=4, days=COMBINATION_WEEK, slope_pct_per_week=combination),
    )
